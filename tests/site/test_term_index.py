"""The index: every term of the glossary, with links to the sections that treat it."""

import re
from functools import cache

import pytest

from tools import ROOT, serve

PAGE = "back/index-of-terms.html"


# Of each term: its name, the address of its link, and its entries.
ENTRIES = """(names) => names.map((name) => {
  const link = name.querySelector("a.reference");
  const found = [...name.nextElementSibling.querySelectorAll("li a")].map((one) =>
    [one.getAttribute("href"), one.innerText, one.parentElement.localName === "strong"]);
  return [link.innerText, link.getAttribute("href"), found];
})"""


@pytest.fixture(scope="module")
def index(visit):
    """The terms: {term: [(link, text, whether bold)]} and {term: its link}; and the letters."""
    with visit(PAGE) as page:
        read = page.locator("article dt").evaluate_all(ENTRIES)
        letters = page.locator("article .rubric").all_inner_texts()
    found = {term: [tuple(one) for one in entries] for term, _, entries in read}
    return found, {term: link for term, link, _ in read}, letters


@cache
def headings(name):
    """Return {anchor: text} of a page's headings; the first also under "". Named from the index."""
    text = (serve.SITE / "back" / name).read_text(encoding="utf-8")
    found = re.findall(r'<section [^>]*id="([^"]+)">\s*<h\d>(.*?)<a class="headerlink"', text)
    plain = {anchor: re.sub(r"<[^>]+>", "", words) for anchor, words in found}
    return {"": next(iter(plain.values()))} | plain


def test_every_term_of_the_glossary_has_sections(index):
    glossary = (ROOT / "back" / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^(\S[^\n]*)\n: ", glossary, re.MULTILINE)
    found, places, letters = index
    assert list(found) == sorted(terms, key=str.lower)
    assert letters == sorted({term[0].upper() for term in terms})
    for term, links in found.items():
        assert places[term] == f"glossary.html#term-{term.replace(' ', '-')}"
        assert 1 <= len(links) == len(set(links)) <= 8, term
        assert sum(bold for _, _, bold in links) == 1, term


def test_each_link_leads_to_the_section_that_it_names(index):
    found = index[0]
    for link, text, _ in {entry for links in found.values() for entry in links}:
        name, _, anchor = link.partition("#")
        whole, heading = (
            re.sub(r"^([\d.]+)\. ", r"\1 ", headings(name)[place]) for place in ("", anchor)
        )
        assert text == heading or text == f"{whole}: {heading}", link


def test_bold_is_where_the_glossary_is_linked_first(index):
    found = index[0]
    bold = {term: [link for link, _, is_bold in links if is_bold] for term, links in found.items()}
    assert bold["layer"] == ["../intro.html#the-machine"]
    assert bold["activation"] == ["../chapters/02-layers.html#a-neuron-holds-a-number"]


def test_an_entry_is_followed_to_its_section(visit):
    with visit("back/glossary.html") as page:
        page.locator("article").get_by_role("link", name="index", exact=True).click()
        page.wait_for_url(f"**/{PAGE}")
        link = page.locator("article").get_by_role("link", name="3.4 The bias is a threshold")
        link.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/chapters/03-weights.html#the-bias-is-a-threshold")
        assert page.locator("#the-bias-is-a-threshold h2").is_visible()
        page.wait_for_load_state("networkidle")


def test_sphinx_s_own_index_which_would_be_empty_is_not_made():
    assert not (serve.SITE / "genindex.html").exists()
    assert "genindex" not in (serve.SITE / "intro.html").read_text(encoding="utf-8")
