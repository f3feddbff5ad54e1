"""Which sections of the book treat which term of the glossary."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import pending_xref

from sphinx_ext.term_index import ENOUGH, MOST, Section, count, label, sections, treat


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("A layer, two layers. LAYER; the layer-wise end", {"layer": 4}),
        ("layered, player, multilayer", {}),
        ("one bias, two biases, no biased one", {"bias": 2}),
        ("The activation functions make activations", {"activation function": 1, "activation": 1}),
        ("activation\n  function", {"activation function": 1}),
        ("activation|function", {"activation": 1}),
        ("a hidden layer", {"hidden layer": 1}),
        ("relu, ReLUs", {"ReLU": 2}),
        ("", {}),
    ],
)
def test_uses_of_terms_are_counted(text, uses):
    terms = ["activation", "activation function", "bias", "hidden layer", "layer", "ReLU"]
    assert count(text, terms) == uses


def section(title, *children):
    return nodes.section("", nodes.title("", title), *children, ids=[title.lower()])


def paragraph(*words):
    texts = [nodes.Text(word) if isinstance(word, str) else word for word in words]
    return nodes.paragraph("", "", *texts)


def xref(term):
    words = nodes.inline("", term)
    return pending_xref("", words, reftarget="glossary", reftargetid=f"term-{term}")


def test_a_section_is_its_own_prose():
    document = new_document("page")
    code = nodes.literal_block("", "layer = 1")
    cell = nodes.container("", code, paragraph("a layer that was printed"), nb_element="cell_code")
    dropdown = nodes.container("", paragraph("The answer."), code.deepcopy())
    fold = nodes.raw("", "<details><summary>layer</summary>", format="html")
    below = section("Below", paragraph("Deeper ", xref("layer"), "."))
    document += section(
        "Whole",
        paragraph("Hidden ", xref("neuron"), " and ", nodes.literal("", "weights"), "."),
        *(cell, dropdown, fold, below),
    )
    whole, deeper = sections("page", document)
    assert whole[:3] == ("page", "", ("Whole",))
    words = ["Whole", "Hidden neuron and .", "The answer."]
    assert [part for part in whole.text.split("|") if part] == words
    assert whole.links == {("glossary", "term-neuron")}
    assert deeper == (
        "page",
        "#below",
        ("Below", "Whole"),
        "|Below|Deeper layer.",
        {("glossary", "term-layer")},
    )


PLACES = {"layer": ("glossary", "term-layer"), "edge": ("glossary", "term-edge")}


def book(*parts):
    """Return sections, each from (title, uses of "layer", whether it links to it)."""
    return [
        Section(
            "page",
            f"#{k}",
            (title,),
            f"{title}|{'layer ' * uses}",
            {PLACES["layer"]} if linked else set(),
        )
        for k, (title, uses, linked) in enumerate(parts)
    ]


def listed(parts):
    found = book(*parts)
    treating, first = treat(PLACES, found)
    assert treating["edge"] == []
    assert first["edge"] is None
    return [found.index(part) for part in treating["layer"]], first["layer"]


def test_a_section_treats_a_term_that_it_links_to_or_uses_enough():
    parts = [("One", ENOUGH - 1, False), ("Two", ENOUGH, False), ("Three", 1, True)]
    places, first = listed([*parts, ("Four", 1, True)])
    assert places == [1, 2, 3]
    assert first.title == "Three"


def test_a_use_in_the_title_counts_as_two():
    assert listed([("The layer", 0, False), ("Layers", 1, False), ("Any", 1, False)])[0] == [1]


def test_of_many_sections_the_first_use_and_those_that_use_it_most_are_listed_in_order():
    parts = [("Use", ENOUGH + k, False) for k in range(2 * MOST)]
    parts.insert(2, ("First", 1, True))
    places, first = listed(parts)
    assert places == [2, *range(len(parts) - MOST + 1, len(parts))]
    assert first.title == "First"
    equal = [("Use", ENOUGH, False)] * (2 * MOST)
    assert listed(equal)[0] == list(range(MOST))


def test_a_section_is_called_by_its_number_or_else_by_its_page_s():
    env = SimpleNamespace(
        titles={"page": nodes.title("", "Page"), "back": nodes.title("", "Back")},
        toc_secnumbers={"page": {"": (10,), "#part": (10, 2)}},
    )
    names = [
        label(env, Section(page, anchor, (title,), "", set()))
        for page, anchor, title in [
            ("page", "", "Page"),
            ("page", "#part", "Part"),
            ("page", "#below", "Below"),
            ("back", "", "Back"),
            ("back", "#part", "Part"),
        ]
    ]
    assert names == ["10 Page", "10.2 Part", "10 Page: Below", "Back", "Back: Part"]
