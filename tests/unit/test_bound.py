"""How the book's pages are bound into one, with what waits at its end."""

import re
from xml.etree import ElementTree as ET

from tools import bound
from tools.xhtml import XHTML, html


def page(text):
    return ET.fromstring(f'<div xmlns="{XHTML}">{text}</div>')


def text(element):
    return " ".join(" ".join(element.itertext()).split())


QUESTION = """<section id="q"><div class="question"><p><strong>1. What is it?</strong></p>
<details class="wrong"><summary>A <em>brain</em></summary><p>No.</p></details>
<details class="right"><summary>A sum</summary><p>Yes, with a bias.</p></details>
</div></section>"""
EXERCISE = """<section id="e"><h3>Exercise 1. Count</h3><p>How many?</p>
<details class="solution" id="solution-count"><summary>Solution to exercise 1</summary>
<p>There are 826.</p></details></section>"""


def test_questions_keep_their_choices_and_their_answers_go_to_the_end():
    body, end = page(QUESTION), page("")
    bound.take_questions(body, end, "there")
    assert text(body) == "1. What is it? A brain A sum Answers at the end, page"
    assert [one.get("href") for one in bound.numbers(body)] == ["#there"]
    kinds = [one.get("class") for one in end if one.tag == html("div")]
    assert kinds == ["verdict right", "verdict wrong"]
    assert "B. A sum Yes, with a bias." in text(end)
    assert "A. A brain No." in text(end)


def test_a_solution_goes_to_the_end_with_the_title_of_its_exercise():
    body, end = page(EXERCISE), page("")
    bound.take_solutions(body, end)
    assert text(body) == "Exercise 1. Count How many? Solution at the end, page"
    assert text(end) == "Exercise 1. Count There are 826."
    assert end[0].get("id") == "solution-count"


def test_the_first_use_of_a_term_in_a_section_s_own_prose_becomes_a_place():
    section = page(
        "<pre>a layer</pre><p>A <em>hidden layer</em> is one. Two layers, three layers.</p>"
        "<section><p>No layer here</p></section>"
    )
    first = bound.finder(["layer", "hidden layer"])
    assert bound.mark(section, first("layer"), "use-1")
    found = section.find(f".//{html('span')}")
    assert (found.get("id"), found.text, found.tail) == ("use-1", "layers", ", three layers.")
    assert bound.mark(section, first("hidden layer"), "use-2")
    assert text(section).startswith("a layer A hidden layer is one. Two layers")
    assert not bound.mark(page("<section><p>layer</p></section>"), first("layer"), "use-3")


def test_the_index_shows_a_page_once_and_bold_if_it_introduces_the_term():
    long = page("")
    entry = bound.add(long, "p", kind="entry")
    bound.add(entry, "a", "layer", href="#term")
    for k, place in enumerate(["a", "b", "c"]):
        bound.number(entry, place)
        if k == 1:
            entry[-1].set("data-first", "yes")
    bound.fill(long, {"a": 7, "b": 7, "c": 9})
    shown = [(one.text, one.get("class")) for one in entry[1:] if not one.get("hidden")]
    assert shown == [("7", "number first"), ("9", "number")]


def test_a_running_head_is_quoted_for_css():
    part = bound.Part("p", 'What is "it"?', page(""))
    assert re.search(r'content: "What is \\"it\\"\?"', bound.heads([part]))
