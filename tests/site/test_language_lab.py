"""LanguageLab on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.widgets import LanguageLab
from tests.site.conftest import LOOKS, OPTIONS, lines, settle

PAGE = "chapters/09-beyond.html"
TEXTS = {
    "German": "Die Kinder spielen im Garten, weil die Sonne scheint.",
    "accents": "Élève à l'école: où est le maçon?",
    "other letters": "Жить хорошо 123 %&$",
    "one letter": "x",
    "lines": "one\n\ntwo\tthree   ",
    "a name": "<b>not markup</b>",
}


class Figure:
    """What a reader sees of the LanguageLab of the page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-language-lab").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.field = self.root.get_by_role("textbox")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def shows(self, python):
        settle(self.page)
        said = [float(re.search(r": (\d\.\d+)", line)[1]) for line in lines(self.root)]
        np.testing.assert_allclose(said, python.answers, atol=0.00051)
        pairs = int(re.search(r"(\d+) different pairs", self.root.inner_text())[1])
        assert pairs == np.count_nonzero(python.inputs)
        assert "NaN" not in self.root.inner_text()


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the page shows it first."""
    return LanguageLab()


def test_it_starts_as_python_left_it(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        assert figure.field.input_value() == python.text
        figure.shows(python)


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read_as_python_reads_it(visit, python, name):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.field.fill(TEXTS[name])
        python.text = TEXTS[name]
        figure.shows(python)


def test_it_answers_with_each_key(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Clear").press("Enter")
        python.text = ""
        figure.shows(python)
        assert "Nothing is written. It answers all the same" in figure.root.inner_text()
        figure.field.focus()
        for typed in ("b", "bo", "bon", "bonj"):
            page.keyboard.press(typed[-1])
            python.text = typed
            figure.shows(python)


def test_other_sentences_come_round(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        for sentence in [*python.examples[1:], python.examples[0]]:
            figure.button("Another sentence ▶").press("Enter")
            settle(page)
            assert figure.field.input_value() == sentence
        figure.shows(python)


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        alive = box.bounding_box()["height"]
        figure.field.fill("A longer sentence than before, with more pairs of letters in it.")
        settle(page)
        assert box.bounding_box()["height"] == alive
        found = Axe().run(page, context=".nn-language-lab", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").first.bounding_box()["height"] == alive
