"""Formulas as MathML, written when the site is built.

Every current browser draws MathML and screen readers read it, so that a page with
formulas needs no script and asks no other host for one. The site brings the font, since a root
or a brace that grows is drawn from a font for mathematics, which not every computer has.

A formula's number stands in its LaTeX, ``\\tag{1}``, where whatever draws LaTeX shows it; here
it becomes text beside the formula, and "equation (1)" in the prose a link to it.
"""

import re
from typing import Any

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform

TAG = re.compile(r"\s*\\tag\{(\w+)\}\s*$")
NAMED = re.compile(r"(\bequation\s+\(\w+\))", re.IGNORECASE)

converter = LatexToMathML()


class NumberFormulas(SphinxTransform):
    """Give formulas with a tag their numbers, and link the words "equation (1)" to them."""

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        places: dict[str, str] = {}
        for formula in self.document.findall(nodes.math_block):
            if found := TAG.search(formula.astext()):
                formula[0] = nodes.Text(formula.astext()[: found.start()])
                formula["number"] = found[1]
                places[f"({found[1]})"] = f"equation-{found[1]}"
                formula["ids"].append(places[f"({found[1]})"])
        texts: list[Any] = list(self.document.findall(nodes.Text))
        for text in texts:
            if NAMED.search(text) and not isinstance(text.parent, nodes.FixedTextElement):
                text.parent.replace(text, [self.linked(part, places) for part in NAMED.split(text)])

    def linked(self, words: str, places: dict[str, str]) -> nodes.Node:
        place = places.get(words.split()[-1]) if NAMED.fullmatch(words) else None
        return nodes.reference("", words, refid=place) if place else nodes.Text(words)


def mathml(latex: str, display: bool) -> str:
    try:
        return converter.convert_with_local_state(latex, displaystyle=display)
    except LatexError as error:
        raise ExtensionError(f"cannot set the formula {latex!r}: {error}") from error


def visit_inline(self: Any, node: nodes.Element) -> None:
    self.body.append(mathml(node.astext(), display=False))
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math-block"))
    # A wide formula scrolls by itself, by keyboard too.
    self.body.append('<div class="math-scroll" tabindex="0" role="group" aria-label="Formula">')
    self.body.append(mathml(node.astext(), display=True))
    self.body.append("</div>")
    if node["number"]:
        self.body.append(f'<span class="eqno">({node["number"]})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append("</div>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_transform(NumberFormulas)
    app.add_css_file("math.css")
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
