"""What stands where on a page: its first figure first, and what set it up behind it.

A notebook has to import before it can show a figure. A reader of the page wants the figure: it
follows the heading of its section, what there is to do with it comes next, and the cell that
set it up closes the section. A line in italics right below a cell is a caption.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_ext.code_cells import code_cells, holds_figure


class FiguresFirst(SphinxPostTransform):
    """Put a page's first figure on its first screen, and its set-up behind it."""

    default_priority = 197  # before cells are folded (198), after figures have their boxes (3)
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        if self.app.builder.name != "html":
            return
        cells = code_cells(self.document)
        for cell in cells:
            name_caption(cell)
        sections = list(self.document.findall(nodes.section))
        if len(sections) < 2:
            return
        top, first = sections[:2]
        figure = next((cell for cell in first.children if holds_figure(cell)), None)
        if figure is None:
            return
        first.remove(figure)
        first.insert(first.index(next(iter(first.findall(nodes.title)))) + 1, figure)
        for cell in cells:
            if cell.parent is top and len(cell.children) == 1:
                cell["hide_mode"] = "input"  # folded, however short it is
                top.remove(cell)
                first.append(cell)


def name_caption(cell: Any) -> None:
    """Mark what follows a cell as its caption, if it is a paragraph all in italics."""
    place = cell.parent.index(cell) + 1
    following = cell.parent.children[place : place + 1]
    for node in following:
        inner = node.children
        if isinstance(node, nodes.paragraph) and [type(one) for one in inner] == [nodes.emphasis]:
            node["classes"].append("caption")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(FiguresFirst)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
