"""What is done to a site once Sphinx has written it: one list, in its order.

Each step is a function of the application and the site's folder. None of them does a thing that
Sphinx, the theme or an extension could be told to do by themselves.
"""

import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from sphinx_ext import content_policy, labs, live_figures, not_found, repository, search, sharing

# The theme brings these, and the book does not use them. Thebe's scripts came twice, and broke
# every page. Font Awesome's script is 1.5 MB: it draws icons that the theme's style sheet draws
# too, from a font, and looks at every change of the page to see whether another icon has come,
# also at those that a live figure makes.
UNUSED = re.compile(
    r"\s*<script type=\"text/x-thebe-config\">.*?</script>"
    r"|<script>kernelName = [^<]*</script>"
    r"|\s*<script defer src=\"[^\"]*/fontawesome\.js[^\"]*\"></script>"
    r"|\s*<link [^>]*/sphinx-thebe\.css[^>]*>"
    # Firefox fetches the next page in advance; the policy refuses: an error in every page.
    r"|\s*<link rel=\"(?:next|prev)\"[^>]*>",
    re.DOTALL,
)
UNUSED_FILES = ["scripts/fontawesome.js", "scripts/*.map", "styles/*.map", "sphinx-thebe.*"]
# The theme looks for parts that scroll: static/tab_stops.js does it in less time.
TAB_STOPS = re.compile(
    r',"complete"===document\.readyState\?(\w)\(\):window\.addEventListener\("load",\1\)'
)
# A look for mathematics of another kind: "everything in it". On its account a browser works out
# all styles of a page anew when the theme is named.
MATHJAX = re.compile(r"html\[data-theme=\"?dark\"?\] \.MathJax_SVG \*\{[^}]*\}")
# The theme asks whether a reader's screen is dark when the whole page is there: until then a first
# visit was light, and then turned dark. It can be known before anything is drawn.
THEME_LATE = 'document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";'
THEME = (
    "document.documentElement.dataset.theme = "
    '["light", "dark"].find((theme) => theme === document.documentElement.dataset.mode) ?? '
    '(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");'
)
# A glyph of a font: nothing to read aloud. The script would have said so too.
ICON = re.compile(r"<(?P<tag>i|span) class=\"(?P<words>[^\"]*\bfa-[^\"]*)\"(?! aria-hidden)")

OFFER = "back/ways.html"
OFFER_PLACE = re.compile(r'<p class="downloads">.*?</p>', re.DOTALL)
OFFERED = {
    "pdf": "PDF, to print or to read on a tablet",
    "epub": "EPUB, for a reader of electronic books",
    "zip": "this site, to unpack and to read without a network: open intro.html",
}


def pages(site: Path) -> Iterator[Path]:
    """Yield the files of all pages, those that Sphinx did not write this time too."""
    return (path for path in site.rglob("*.html") if "_static" not in path.parts)


def rewrite(path: Path, text: str) -> None:
    """Write a page that has become another one."""
    if text != path.read_text(encoding="utf-8"):
        path.write_text(text, encoding="utf-8")


def without_unused(page: str) -> str:
    """Return the text of a page without what it does not use, its icons hidden from readers."""
    return ICON.sub(r'<\g<tag> class="\g<words>" aria-hidden="true"', UNUSED.sub("", page))


def remove_unused(app: Sphinx, site: Path) -> None:
    for path in pages(site):
        rewrite(path, without_unused(path.read_text(encoding="utf-8")))
    for pattern in UNUSED_FILES:
        for path in (site / "_static").glob(pattern):
            path.unlink()


def lighten_theme(app: Sphinx, site: Path) -> None:
    """Drop a call whose place static/tab_stops.js has taken, and a rule for what no page has."""
    files = {
        "scripts/pydata-sphinx-theme.js": (TAB_STOPS, '"load"'),
        "styles/pydata-sphinx-theme.css": (MATHJAX, "MathJax_SVG"),
    }
    for name, (pattern, sign) in files.items():
        path = site / "_static" / name
        text, count = pattern.subn("", path.read_text(encoding="utf-8"))
        if count != 1 and sign in text:
            raise ExtensionError(f"{name} has {sign} in another way than it had")
        path.write_text(text, encoding="utf-8")


def name_theme_early(app: Sphinx, site: Path) -> None:
    """Have a page know whether it is light or dark before anything is drawn."""
    for path in pages(site):
        page = path.read_text(encoding="utf-8")
        page = page.replace(THEME_LATE, THEME)
        if "dataset.theme" in page and THEME not in page:
            raise ExtensionError(f"{path.name} names its theme in another way than it did")
        rewrite(path, page)


def pack(site: Path, target: Path) -> None:
    """Pack a site into an archive, in one folder, the dates of its files left out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file() and path.parent != target.parent:
                name = f"{target.stem}/{path.relative_to(site).as_posix()}"
                entry = zipfile.ZipInfo(name)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def offer_downloads(app: Sphinx, site: Path) -> None:
    """Offer the books that stand in the folder ``BOOK_DOWNLOADS``, and the site as an archive."""
    books = os.environ.get("BOOK_DOWNLOADS")
    if not books:
        return
    folder = site / "downloads"
    folder.mkdir(exist_ok=True)
    entries = []
    for kind, words in OFFERED.items():
        file = folder / f"{app.config.epub_basename}.{kind}"
        if kind == "zip":
            pack(site, file)
        else:
            shutil.copy(Path(books, file.name), file)
        link = f'<a href="../downloads/{file.name}" download="{file.name}">{file.name}</a>'
        entries.append(f"<li>{link}, {file.stat().st_size / 1e6:.1f} MB: {words}</li>")
    offer = f'<ul class="downloads">{"".join(entries)}</ul>'
    page = site / OFFER
    text, count = OFFER_PLACE.subn(offer, page.read_text(encoding="utf-8"))
    if count != 1:
        raise ExtensionError(f"{OFFER} needs one paragraph of the class downloads, to be filled in")
    page.write_text(text, encoding="utf-8")


STEPS = (
    live_figures.add_digits,
    labs.add_answers,
    sharing.draw_cards,
    remove_unused,
    lighten_theme,
    name_theme_early,
    search.come_late,
    not_found.add_base,
    repository.fill_in_notebooks,
    # It knows each script in a page by its checksum, so no script may come or go after it.
    content_policy.protect_pages,
    # The archive holds the pages as they are now.
    offer_downloads,
)


def finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.name == "html":
        for step in STEPS:
            step(app, Path(app.outdir))


def leave_out_thebe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Drop the scripts of Thebe that Sphinx is about to link."""
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if "thebe" not in str(getattr(script, "filename", "") or "")
        and "THEBE" not in str(getattr(script, "attributes", {}).get("body", ""))
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_js_file("print.js", loading_method="defer")
    app.add_js_file("tab_stops.js", loading_method="defer")
    app.connect("html-page-context", leave_out_thebe, priority=900)
    # After all extensions of others.
    app.connect("build-finished", finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
