"""Long code cells are folded on the page, each behind a line that says how long it is.

So is the line that shows a live figure, and it stands below the figure.

A reader who wants all code open says so once, with the switch that ``code_cells.js`` puts at
the top of each page that has any.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

LONGEST_OPEN = 6  # lines


class FoldCode(SphinxPostTransform):
    """Fold the source of a cell that is tagged ``hide-input``, long, or shows a live figure."""

    default_priority = (
        198  # before myst-nb folds what is tagged, without saying how long it is (199)
    )
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        if self.app.builder.name != "html":  # on paper nothing can be unfolded
            return
        for cell in code_cells(self.document):
            source = cell.children[0]
            count = len(source.astext().rstrip().splitlines())
            live = holds_figure(cell)
            if cell.get("hide_mode") != "input" and count <= LONGEST_OPEN and not live:
                continue
            cell["hide_mode"] = ""
            name = f"Python, {count} line{'' if count == 1 else 's'}"
            opened = f'<details class="code-cell"><summary>{name}</summary>'
            folded = [raw(opened), source, raw("</details>")]
            cell[:] = [*cell.children[1:], *folded] if live else [*folded, *cell.children[1:]]


def holds_figure(node: nodes.Node) -> bool:
    """Return whether a node is the cell of a live figure."""
    texts = (found.astext() for found in node.findall(nodes.raw))
    return any(text.startswith('<div class="live-figure') for text in texts)


def raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


def code_cells(document: nodes.document) -> list[Any]:
    """Return the cells whose first part is their code."""
    cells: list[Any] = [
        node for node in document.findall(nodes.container) if node.get("nb_element") == "cell_code"
    ]
    return [
        cell
        for cell in cells
        if cell.children and cell.children[0].get("nb_element") == "cell_code_source"
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(FoldCode)
    app.add_js_file("code_cells.js", loading_method="defer")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
