"""The directive ``{list-of-figures}``: every picture of the book, page by page.

Each is named by the first sentence of its words (see ``neuralnet.plots.Picture`` and
``LiveFigure.description``), and linked.
"""

import re

from docutils import nodes
from docutils.parsers.rst import Directive

from sphinx_ext.live_figures import VIEW, is_bundle, state_of


class figure_list(nodes.General, nodes.Element):
    """Where the list will stand, once all pages have been read."""


class ListOfFigures(Directive):
    def run(self):
        return [figure_list()]


def remember(app, doctree):
    """Give each picture's cell a place to link to, and note the words."""
    figures = []
    for bundle in doctree.findall(is_bundle):
        kinds = {child["mime_type"]: child for child in bundle.children}
        if "image/png" in kinds and "text/plain" in kinds:
            anchor = f"figure-{len(figures) + 1}"
            bundle.parent["ids"].append(anchor)
            words = first_sentence(kinds["text/plain"].astext())
            figures.append((anchor, words, kind_of(kinds, app.env)))
    # Sphinx forgets a page's metadata when the page changes, and keeps the others'.
    app.env.metadata[app.env.docname]["figures"] = figures
    app.env.metadata[app.env.docname]["lists_figures"] = any(doctree.findall(figure_list))


def first_sentence(words):
    """Return the words up to the first full stop that a space follows."""
    return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]


def kind_of(kinds, env):
    """Return what a reader can do with a picture: "live", "lab" or nothing."""
    if VIEW not in kinds:
        return ""
    return "lab" if state_of(kinds[VIEW].children[0], env) is None else "live"


def pages_with_list(app, env):
    """Have these pages written anew whenever another page was."""
    return [page for page, found in env.metadata.items() if found.get("lists_figures")]


def in_order(env, page):
    """Return the page and all under it, in the order of the table of contents."""
    under = env.toctree_includes.get(page, [])
    return [page, *(found for child in under for found in in_order(env, child))]


def fill(app, doctree, docname):
    for place in list(doctree.findall(figure_list)):
        parts = []
        for page in in_order(app.env, app.config.root_doc):
            if figures := app.env.metadata[page].get("figures"):
                title = app.env.titles[page].astext()
                parts.append(nodes.rubric("", "", link(app, docname, page, "", title)))
                items = [entry(app, docname, page, *figure) for figure in figures]
                parts.append(nodes.bullet_list("", *items))
        place.replace_self(parts)


def entry(app, docname, page, anchor, words, kind):
    paragraph = nodes.paragraph("", "", link(app, docname, page, f"#{anchor}", words))
    if kind:
        paragraph += nodes.Text(f" ({kind})")
    return nodes.list_item("", paragraph)


def link(app, docname, page, anchor, text):
    address = app.builder.get_relative_uri(docname, page) + anchor
    return nodes.reference("", text, internal=True, refuri=address)


def setup(app):
    app.add_node(figure_list)
    app.add_directive("list-of-figures", ListOfFigures)
    app.connect("doctree-read", remember)
    app.connect("env-updated", pages_with_list)
    app.connect("doctree-resolved", fill)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
