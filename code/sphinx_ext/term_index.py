"""The directive ``{index-of-terms}``: for each term of the glossary, the sections that treat it.

A section treats a term if it links to it, or uses it several times in its own prose: not in
code, nor in what code prints, nor in a section below it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from sphinx_ext.figure_list import in_order, link

ENOUGH = 3  # uses that make a section treat a term; one in its title counts as two
MOST = 8  # sections listed of a term: the one that introduces it, and those that use it most
NO_PROSE = (nodes.FixedTextElement, nodes.literal, nodes.math)


class term_index(nodes.General, nodes.Element):
    """Where the index will stand, once all pages have been read."""


class IndexOfTerms(SphinxDirective):
    """The option ``only-links`` lists pages, and titles of sections, whose words do not count."""

    option_spec = {"only-links": unchanged}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname]["indexes_terms"] = True
        return [term_index(only_links=self.options.get("only-links", "").split("; "))]


class Section(NamedTuple):
    """A section of a page, "" its whole: its own text, and where its links lead to.

    ``titles`` are its own title and those of the sections that it is in.
    """

    page: str
    anchor: str
    titles: tuple[str, ...]
    text: str
    links: set[tuple[str, str | None]]

    @property
    def title(self) -> str:
        return self.titles[0]


def prose(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield all that is prose in a node: its nodes, without code and sections below it."""
    for child in node.children:
        cell = isinstance(child, nodes.container) and "nb_element" in child
        if not (cell or isinstance(child, (*NO_PROSE, nodes.section))):
            yield child
            yield from prose(child)


def text_of(node: nodes.Node) -> str:
    """Return a node's text without what is in it; "|" stands between what is no one sentence."""
    if isinstance(node, nodes.Text):
        return node.astext()
    return "" if isinstance(node, nodes.Inline) else "|"


def titles(section: Any) -> tuple[str, ...]:
    """Return the title of a section, then those of the sections that it is in."""
    if not isinstance(section, nodes.section):
        return ()
    return (section[0].astext(), *titles(section.parent))


def sections(page: str, doctree: nodes.document) -> list[Section]:
    """Return the sections of a page, in their order."""
    found = []
    for node in doctree.findall(nodes.section):
        parts = list(prose(node))
        text = "".join(text_of(part) for part in parts)
        refs = [part for part in parts if isinstance(part, pending_xref)]
        links = {(ref["reftarget"], ref.get("reftargetid")) for ref in refs}
        anchor = "" if node.parent is doctree else f"#{node['ids'][0]}"
        found.append(Section(page, anchor, titles(node), text, links))
    return found


def pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds each use of a term, also in the plural; of two, it is the longer."""
    longest_first = sorted(terms, key=len, reverse=True)
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in longest_first)
    return re.compile(rf"\b({words})(?:s|es)?\b", re.IGNORECASE)


def spelling(use: str) -> str:
    """Return how a use of a term is compared with others: in small letters, in one line."""
    return " ".join(use.lower().split())


def count(text: str, terms: Iterable[str]) -> Counter[str]:
    """Return how often a text uses each term."""
    spelt = {term.lower(): term for term in terms}
    return Counter(spelt[spelling(use)] for use in pattern(terms).findall(text))


def treat(
    terms: dict[str, tuple[str, str]], book: list[Section]
) -> tuple[dict[str, list[Section]], dict[str, Section | None]]:
    """Return {term: its sections} and {term: the first to link to it}.

    ``terms`` says where the glossary has each, as (page, anchor); ``book`` holds all sections.
    """
    # The text holds the title too.
    uses = [count(section.text, terms) + count(section.title, terms) for section in book]
    treating: dict[str, list[Section]] = {}
    first: dict[str, Section | None] = {}
    for term, place in terms.items():
        linking = [k for k, section in enumerate(book) if place in section.links]
        using = [k for k in range(len(book)) if uses[k][term] >= ENOUGH]
        most = sorted({*linking, *using}, key=lambda k: (k not in linking[:1], -uses[k][term], k))
        treating[term] = [book[k] for k in sorted(most[:MOST])]
        first[term] = book[linking[0]] if linking else None
    return treating, first


def glossary(env: Any) -> dict[str, tuple[str, str]]:
    """Return {term: (page, anchor)}, in alphabetical order."""
    objects = env.get_domain("std").objects.items()
    found = {name: place for (kind, name), place in objects if kind == "term"}
    return {name: found[name] for name in sorted(found, key=str.lower)}


def label(env: BuildEnvironment, section: Section) -> str:
    """Return a section's number and title, or else its page's before its title."""
    numbers = env.toc_secnumbers.get(section.page, {})

    def numbered(anchor: str, title: str) -> str:
        return " ".join([".".join(map(str, numbers.get(anchor) or ())), title]).strip()

    own = numbered(section.anchor, section.title)
    if numbers.get(section.anchor) or not section.anchor:
        return own
    return f"{numbered('', env.titles[section.page].astext())}: {own}"


def pages_with_index(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Have these pages written anew whenever another page was."""
    return [page for page, found in env.metadata.items() if found.get("indexes_terms")]


def fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(term_index)):
        terms = glossary(app.env)
        only_links = {page for page, _ in terms.values()}.union(place["only_links"])
        book = []
        for page in in_order(app.env, app.config.root_doc):
            for part in sections(page, app.env.get_doctree(page)):
                counts = only_links.isdisjoint((page, *part.titles))
                book.append(part if counts else part._replace(text=""))
        treating, first = treat(terms, book)
        parts: list[nodes.Node] = []
        for letter, names in groupby(terms, key=lambda term: term[0].upper()):
            entries = [entry(app, docname, terms, t, treating[t], first[t]) for t in names]
            parts += [nodes.rubric("", letter), nodes.definition_list("", *entries)]
        place.replace_self(parts)


def entry(
    app: Sphinx,
    docname: str,
    terms: dict[str, tuple[str, str]],
    term: str,
    treating: list[Section],
    first: Section | None,
) -> nodes.definition_list_item:
    page, anchor = terms[term]
    items = nodes.bullet_list()
    for section in treating:
        found: nodes.Node = link(
            app, docname, section.page, section.anchor, label(app.env, section)
        )
        found = nodes.strong("", "", found) if section == first else found
        items += nodes.list_item("", nodes.paragraph("", "", found))
    name = nodes.term("", "", link(app, docname, page, f"#{anchor}", term))
    return nodes.definition_list_item("", name, nodes.definition("", items))


def setup(app: Sphinx) -> dict[str, bool | int]:
    app.add_node(term_index)
    app.add_directive("index-of-terms", IndexOfTerms)
    app.connect("env-updated", pages_with_index)
    app.connect("doctree-resolved", fill)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
