"""Below each exercise that changes code: a place to do it, in the browser's own Python.

So can the whole chapter be run. Both are there where the site is built with JupyterLite beside it:
the variable ``BOOK_LITE`` names its folder. Its file ``fetched.json`` lists the notebooks that it
shows in a frame, and how much a reader fetches for each. Nothing is fetched before a click.
"""

import json
import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

FETCHED = "fetched.json"
PLACE = '<div class="run-here"'
SOLUTION = '<details class="solution" id="solution-{}"'


def configure(app: Sphinx, config: Config) -> None:
    """Read how much is fetched for each notebook, {} where there is nothing to fetch."""
    file = Path(os.environ.get("BOOK_LITE", ""), FETCHED)
    config.notebooks_here = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def place(notebook: str, fetched: int, name: str = "") -> str:
    """Return the place of a notebook in a page; ``name`` is that of an exercise."""
    words = f'data-notebook="{notebook}" data-megabytes="{fetched / 1e6:.0f}" data-name="{name}"'
    return f"{PLACE} {words} hidden></div>\n"


def add_places(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give each exercise its place before its solution, and the chapter its own at its end."""
    here, body = app.config.notebooks_here, context.get("body", "")
    chapter = f"{pagename}.ipynb"
    if chapter not in here:
        return
    start = f"exercises/{Path(pagename).name}-"
    for notebook, fetched in here.items():
        if notebook.startswith(start):
            name = notebook.removeprefix(start).removesuffix(".ipynb")
            solution = SOLUTION.format(name)
            body = body.replace(solution, place(notebook, fetched, name) + solution, 1)
    inside, end, after = body.rpartition("</section>")
    context["body"] = f"{inside}{place(chapter, here[chapter])}{end}{after}"


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("notebooks_here", {}, "html")
    app.connect("config-inited", configure)
    # Before reader.py looks which scripts the page needs.
    app.connect("html-page-context", add_places, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
