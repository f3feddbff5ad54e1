"""The page 404.html, which hosts of static files show for an address that leads nowhere.

It is shown at that address, however deep, so its links start from the site's own, which
the page names with ``<base>``.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx

PAGE = "404"
WORDS = """<section><h1>This page is not here</h1>
<p>The address may have a slip in it, or the page may have moved. The book itself is where it
was:</p>
<ul>{links}</ul>
<p>Or look for a word in all of it: <a href="search.html">search the book</a>.</p></section>"""


def base_path(site: str) -> str:
    """Return the folder of the site on its host: "/" or "/her-fork/", say."""
    return urlsplit(site).path.rstrip("/") + "/"


def contents(app: Sphinx) -> list[tuple[str, str]]:
    """Return all pages of the book, in order, as (name, title)."""
    order = [app.config.root_doc, *app.env.toctree_includes.get(app.config.root_doc, [])]
    return [(name, app.env.titles[name].astext()) for name in order]


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    if app.builder.name != "html":
        return
    links = "".join(
        f'<li><a href="{name}.html">{nodes.Text(title).astext()}</a></li>'
        for name, title in contents(app)
    )
    yield PAGE, {"title": "This page is not here", "body": WORDS.format(links=links)}, "page.html"


def with_base(page: str, base: str) -> str:
    """Return the page with its base; links to its own places name it, so as to stay in it."""
    page = page.replace("<head>", f'<head>\n    <base href="{base}" />', 1)
    return re.sub(r'(href|action)="(?=#)', rf'\1="{PAGE}.html', page)


def add_base(app: Sphinx, site: Path) -> None:
    path = site / f"{PAGE}.html"
    page = path.read_text(encoding="utf-8")
    path.write_text(with_base(page, base_path(app.config.html_baseurl)), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-collect-pages", collect)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
