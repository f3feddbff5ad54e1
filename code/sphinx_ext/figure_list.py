"""The directive ``{list-of-figures}``: every picture of the book, page by page.

Each has the number of its chapter and its own, is named by the first sentence of its words (see
``neuralnet.plots.Picture`` and ``LiveFigure.description``), and linked.
"""

import re
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_ext.live_figures import VIEW, bundles, state_of


class figure_list(nodes.General, nodes.Element):
    """Where the list will stand, once all pages have been read."""


class ListOfFigures(Directive):
    def run(self) -> list[nodes.Node]:
        return [figure_list()]


def remember(app: Sphinx, doctree: nodes.document) -> None:
    """Give each picture's cell a place to link to, and note the words."""
    figures: list[tuple[str, str, str]] = []
    for bundle in bundles(doctree):
        kinds = {child["mime_type"]: child for child in bundle.children}
        if "image/png" in kinds and "text/plain" in kinds:
            anchor = f"figure-{len(figures) + 1}"
            bundle.parent["ids"].append(anchor)
            words = first_sentence(kinds["text/plain"].astext())
            figures.append((anchor, words, kind_of(kinds, app.env)))
    # Sphinx forgets a page's metadata when the page changes, and keeps the others'.
    app.env.metadata[app.env.docname]["figures"] = figures
    app.env.metadata[app.env.docname]["lists_figures"] = any(doctree.findall(figure_list))


def first_sentence(words: str) -> str:
    """Return the words up to the first full stop that a space follows."""
    return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]


def kind_of(kinds: dict[str, Any], env: BuildEnvironment) -> str:
    """Return what a reader can do with a picture: "live", "lab" or nothing."""
    if VIEW not in kinds:
        return ""
    return "lab" if state_of(kinds[VIEW].children[0], env) is None else "live"


def pages_with_list(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have these pages written anew whenever another page was."""
    return [page for page, found in env.metadata.items() if found.get("lists_figures")]


def in_order(env: BuildEnvironment, page: str) -> list[str]:
    """Return the page and all under it, in the order of the table of contents."""
    under = env.toctree_includes.get(page, [])
    return [page, *(found for child in under for found in in_order(env, child))]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(figure_list)):
        parts: list[nodes.Node] = []
        for page in in_order(app.env, app.config.root_doc):
            if figures := app.env.metadata[page].get("figures"):
                title = app.env.titles[page].astext()
                parts.append(nodes.rubric("", "", link(app, docname, page, "", title)))
                chapter = app.env.toc_secnumbers.get(page, {}).get("", ())
                items = [
                    entry(app, docname, page, numbered(chapter, k), *figure)
                    for k, figure in enumerate(figures, start=1)
                ]
                parts.append(nodes.bullet_list("", *items))
        place.replace_self(parts)


def numbered(chapter: tuple[int, ...], place: int) -> str:
    """Return a figure's number and a space, "5.1 "; nothing where the page has no number."""
    return ".".join(map(str, (*chapter, place))) + " " if chapter else ""


def entry(
    app: Sphinx, docname: str, page: str, number: str, anchor: str, words: str, kind: str
) -> nodes.list_item:
    paragraph = nodes.paragraph("", number, link(app, docname, page, f"#{anchor}", words))
    if kind:
        paragraph += nodes.Text(f" ({kind})")
    return nodes.list_item("", paragraph)


def link(app: Sphinx, docname: str, page: str, anchor: str, text: str) -> nodes.reference:
    address = app.builder.get_relative_uri(docname, page) + anchor
    return nodes.reference("", text, internal=True, refuri=address)


def setup(app: Sphinx) -> dict[str, bool | int]:
    app.add_node(figure_list)
    app.add_directive("list-of-figures", ListOfFigures)
    app.connect("doctree-read", remember)
    app.connect("env-updated", pages_with_list)
    app.connect("doctree-resolved", fill)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
