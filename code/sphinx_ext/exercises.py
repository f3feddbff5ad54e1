"""Below each exercise that changes code: a place to do it, in the browser's own Python.

So can the whole chapter be run, at its end, where a line of its menu leads. All this is there where
the site is built with JupyterLite beside it: the variable ``BOOK_LITE`` names its folder. Its file
``fetched.json`` lists the notebooks that it shows in a frame, and how much a reader fetches for
each. Nothing is fetched before a click.
"""

import json
import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

FETCHED = "fetched.json"
PLACE = '<div class="run-here"'
RUN = "run-chapter"  # where the chapter is run, and what leads there
SOLUTION = '<details class="solution" id="solution-{}"'


def configure(app: Sphinx, config: Config) -> None:
    """Read how much is fetched for each notebook, {} where there is nothing to fetch."""
    file = Path(os.environ.get("BOOK_LITE", ""), FETCHED)
    config.notebooks_here = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def place(notebook: str, fetched: int, name: str = "") -> str:
    """Return the place of a notebook in a page; ``name`` is that of an exercise."""
    words = f'data-notebook="{notebook}" data-megabytes="{fetched / 1e6:.0f}" data-name="{name}"'
    mark = "" if name else f' id="{RUN}"'
    return f"{PLACE}{mark} {words} hidden></div>\n"


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


def add_to_menu(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Lead to the chapter's place from the menu of what runs it, or from a button of its own.

    The page's JavaScript shows what leads there, where Python can be fetched.
    """
    if f"{pagename}.ipynb" not in app.config.notebooks_here:
        return
    words = {"tooltip": "Run this chapter here", "icon": "fas fa-play"}
    line = {"type": "link", "label": RUN, "url": f"#{RUN}", **words}
    buttons = context["header_buttons"]
    for button in buttons:
        if button.get("label") == "launch-buttons":
            button["buttons"].insert(0, line | {"text": "This page"})
            return
    buttons.insert(0, line)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_config_value("notebooks_here", {}, "html")
    app.connect("config-inited", configure)
    # Before reader.py looks which scripts the page needs.
    app.connect("html-page-context", add_places, priority=400)
    # After the theme has made its buttons.
    app.connect("html-page-context", add_to_menu, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
