"""The directive ``{sheets}``: for each chapter, a sheet of one page to print and to write on.

It is made of the chapter's own parts: its question, its first picture, and what it asks to predict
and to check, without the answers. What one knows in the end is left to write: the chapter's own
lines would answer what stands above them. On the site a link to one sheet prints this one alone, as
``back/sheets.html#sheet-03-weights`` does.
"""

import html
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sphinx_ext.figure_list import in_order, link
from sphinx_ext.live_figures import bundles

PREDICTIONS = 3  # of a chapter, at most; questions follow, so that there are as many as TASKS
TASKS = 4
LINES = 3  # to write what one now knows
BLANK = "_" * 12
BOX = "\N{BALLOT BOX} "
SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
DATA = re.compile(r'data-(\w+)="([^"]*)"')
LICENCE = "Text: CC BY 4.0. Pictures of MNIST digits: CC BY-SA 3.0."
KEPT = (nodes.emphasis, nodes.strong, nodes.literal, nodes.math, nodes.Text)


class sheets(nodes.General, nodes.Element):
    """Where the sheets will stand, once all pages have been read."""


class Sheets(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname]["holds_sheets"] = True
        return [sheets()]


def pages_with_sheets(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have these pages written anew whenever another page was."""
    return [page for page, found in env.metadata.items() if found.get("holds_sheets")]


def plain(node: nodes.Node) -> list[nodes.Node]:
    """Return what is in a node as it stands on paper: no links, no comments."""
    kept: list[nodes.Node] = []
    for child in node.children:
        if isinstance(child, nodes.raw):
            continue
        if isinstance(child, KEPT):
            kept.append(child.deepcopy())
        else:
            kept += plain(child)
    return kept


def blocks(doctree: nodes.document, kind: str) -> Iterator[tuple[nodes.raw, list[Any]]]:
    """Yield the blocks ``<div class="kind">`` of a page: what opens it, and the nodes in it."""
    opened = f'<div class="{kind}"'
    for start in list(doctree.findall(nodes.raw)):
        if not start.astext().startswith(opened):
            continue
        siblings = start.parent.children
        inside = []
        for node in siblings[siblings.index(start) + 1 :]:
            if isinstance(node, nodes.raw) and node.astext().strip() == "</div>":
                break
            inside.append(node)
        yield start, inside


def paragraph(*children: nodes.Node, kind: str = "") -> nodes.paragraph:
    return nodes.paragraph("", "", *children, classes=[kind] if kind else [])


def choices(texts: list[list[nodes.Node]]) -> nodes.bullet_list:
    """Return what there is to choose from, a box to tick before each."""
    items = [nodes.list_item("", paragraph(nodes.Text(BOX), *text)) for text in texts]
    return nodes.bullet_list("", *items, classes=["boxes"])


def places(start: Any) -> str:
    """Return where a curve is to be drawn: the first column of its answer's table."""
    after = start.parent.children[start.parent.index(start) :]
    table = next(table for node in after for table in node.findall(nodes.table))
    rows = list(table.findall(nodes.row))[1:]
    return ", ".join("".join(one.astext() for one in plain(row[0])) for row in rows)


def prediction(start: nodes.raw, inside: list[Any]) -> nodes.container:
    """Return a question to predict, and room for the guess and its reason."""
    data = {key: html.unescape(value) for key, value in DATA.findall(start.astext())}
    asked: list[nodes.Node] = []
    for node in inside:
        if isinstance(node, nodes.bullet_list):
            asked.append(choices([plain(item) for item in node.children]))
        elif isinstance(node, nodes.paragraph):
            asked.append(paragraph(*plain(node)))
    room = "Because "
    if "sketch" in data:
        up, across = data.get("y", ""), f"{data.get('x', '')}: {places(start)}"
        asked.append(nodes.container("", paragraph(nodes.Text(up)), classes=["sketch"]))
        asked.append(paragraph(nodes.Text(across), kind="across"))
    elif "from" in data:
        room = f"My guess: {BLANK}{data.get('unit', '')}, because "
    asked.append(paragraph(nodes.Text(room), kind="room"))
    return nodes.container("", *asked, classes=["task"])


def question(start: nodes.raw, inside: list[Any]) -> nodes.container:
    """Return a question of *check yourself* with its answers, none of them judged."""
    words = next(node for node in inside if isinstance(node, nodes.paragraph))
    raw = [node.astext() for node in inside if isinstance(node, nodes.raw)]
    answers = [re.sub(r"<[^>]+>", "", found) for text in raw for found in SUMMARY.findall(text)]
    texts: list[list[nodes.Node]] = [[nodes.Text(html.unescape(answer))] for answer in answers]
    return nodes.container("", paragraph(*plain(words)), choices(texts), classes=["task"])


def tasks(doctree: nodes.document) -> list[nodes.Node]:
    """Return what there is to do on a chapter's sheet."""
    found: list[nodes.Node] = [prediction(*one) for one in blocks(doctree, "predict")]
    found = found[:PREDICTIONS]
    asked = [question(*one) for one in blocks(doctree, "question")]
    return found + asked[: TASKS - len(found)]


def picture(doctree: nodes.document) -> Any:
    """Return the first picture of a chapter, with its words."""
    for bundle in bundles(doctree):
        kinds = {child["mime_type"]: child for child in bundle.children}
        if "image/png" in kinds and "text/plain" in kinds:
            image = next(kinds["image/png"].findall(nodes.image)).deepcopy()
            image["alt"] = kinds["text/plain"].astext()
            return image
    raise LookupError(f"expected a picture in {doctree['source']}")


def sheet(app: Any, page: str) -> nodes.section:
    doctree = app.env.get_doctree(page)
    number = ".".join(map(str, app.env.toc_secnumbers.get(page, {}).get("", ())))
    title = f"{number} {app.env.titles[page].astext()}".strip()
    name = f"sheet-{PurePosixPath(page).name}"
    foot = f"From {app.config.html_title}, chapter {number}. {LICENCE}"
    return nodes.section(
        "",
        nodes.title("", title),
        paragraph(nodes.Text(f"Name: {BLANK * 2}")),
        picture(doctree),
        *tasks(doctree),
        paragraph(nodes.strong("", "What you now know, in sentences of your own:")),
        *(paragraph(kind="room") for _ in range(LINES)),
        paragraph(nodes.Text(foot), kind="foot"),
        ids=[name],
        classes=["sheet"],
    )


def fill(app: Any, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(sheets)):
        pages = in_order(app.env, app.config.root_doc)
        made = [sheet(app, page) for page in pages if page.startswith("chapters/")]
        listed = nodes.bullet_list("", classes=["sheets"])
        for one in made:
            to = link(app, docname, docname, f"#{one['ids'][0]}", one[0].astext())
            listed += nodes.list_item("", paragraph(to))
        place.replace_self([listed, *made])


def add_style(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    if 'class="sheet"' in context.get("body", ""):
        app.add_css_file("sheets.css")


def setup(app: Sphinx) -> dict[str, bool | int]:
    app.add_node(sheets)
    app.add_directive("sheets", Sheets)
    app.connect("env-updated", pages_with_sheets)
    app.connect("doctree-resolved", fill)
    app.connect("html-page-context", add_style)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
