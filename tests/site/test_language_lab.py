"""LanguageLab, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import LanguageLab
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}
TEXTS = {
    "German": "Die Kinder spielen im Garten, weil die Sonne scheint.",
    "accents": "Élève à l'école: où est le maçon?",
    "other letters": "Жить хорошо 123 %&$",
    "one letter": "x",
    "lines": "one\n\ntwo\tthree   ",
    "a name": "<b>not markup</b>",
    "letters that grow when they are made small": "İstanbul'da İyi günler",
}


class Lab(FigurePage):
    """What a reader sees of a LanguageLab."""

    kind = LanguageLab

    def __init__(self, page):
        super().__init__(page)
        self.field = self.root.get_by_role("textbox")
        self.pairs = self.root.locator(".nn-pairs canvas")

    def shows(self, python):
        self.settle()
        said = [float(text) for text in self.root.locator(".nn-value").all_inner_texts()]
        np.testing.assert_allclose(said, python.answers, atol=0.0051)
        best = python.names[int(python.answers.argmax())]
        if python.inputs.any():
            assert self.text(".nn-answer") == f"It reads {best}"
            assert self.numbers()[0] == np.count_nonzero(python.inputs)
        assert "NaN" not in self.root.inner_text()

    def marked(self):
        self.settle()
        return self.root.locator("mark").all_text_contents()


@pytest.fixture
def python():
    return LanguageLab()


def test_it_starts_as_python_left_it(show, python):
    with show(Lab, python) as figure:
        assert figure.field.input_value() == python.text
        figure.shows(python)


@pytest.mark.parametrize("name", TEXTS)
def test_any_text_is_read_as_python_reads_it(show, python, name):
    with show(Lab, python) as figure:
        figure.field.fill(TEXTS[name])
        python.text = TEXTS[name]
        figure.shows(python)


def test_it_answers_with_each_key(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.button("Clear").press("Enter")
        python.text = ""
        figure.shows(python)
        assert "Nothing is written. It answers all the same" in figure.readout()
        figure.field.focus()
        for typed in ("b", "bo", "bon", "bonj"):
            figure.page.keyboard.press(typed[-1])
            python.text = typed
            figure.shows(python)


def test_example_sentences_never_lose_what_was_written(show, python):
    with show(Lab, python, **STILL) as figure:
        own = figure.button("Yours")
        assert own.is_disabled()
        figure.field.fill("my own words")
        for sentence in python.examples:
            figure.root.locator(".nn-chip", has_text=sentence[:10].rstrip()).press("Enter")
            figure.settle()
            assert figure.field.input_value() == sentence
            python.text = sentence
            figure.shows(python)
        own.press("Enter")
        figure.settle()
        assert figure.field.input_value() == "my own words"


def test_an_answer_on_its_way_arrives(show, python):
    with show(Lab, python) as figure:
        figure.root.locator(".nn-chip").nth(2).click()
        python.text = python.examples[1]
        figure.page.wait_for_timeout(1500)  # the way there takes 240 ms
        figure.shows(python)


def test_the_last_pair_is_marked_in_the_text_as_it_is_typed(show, python):
    with show(Lab, python) as figure:
        for typed, last in {"one two": ["wo"], "one ": ["e "], "x": ["x"]}.items():
            figure.field.fill(typed)
            assert figure.marked() == last


def test_a_pair_is_found_in_the_text_by_pointer_and_by_keys(show, python):
    with show(Lab, python) as figure:
        figure.field.fill("the other then")
        cell = (figure.pairs.bounding_box()["width"] - 14) / 28
        across = figure.pairs.bounding_box()["width"] / cell
        t, h = 19, 7
        figure.hover(figure.pairs, (14 / cell + h + 0.5, 14 / cell + t + 0.5), across)
        assert figure.marked() == ["th", "th", "th"]
        assert "t, then h; 3 in this text" in figure.readout()
        figure.page.mouse.move(1, 1)
        assert figure.marked() == ["en"]
        figure.pairs.focus()
        figure.page.keyboard.press("ArrowRight")  # from e, n, where the ring is
        figure.page.keyboard.press("ArrowLeft")
        assert "e, then m; 0 in this text" in figure.readout()


def test_what_speaks_for_a_language_is_said(show, python):
    with show(Lab, python) as figure:
        figure.root.locator(".nn-language").nth(3).focus()
        assert f"Blue pairs speak for {python.names[3]}, orange ones against" in figure.readout()


def test_a_network_with_other_names_is_shown(show):
    from neuralnet.network import Network

    names = ["one", "two"]
    python = LanguageLab(Network([784, 3, 2], rng=np.random.default_rng(1)), names)
    with show(Lab, python) as figure:
        rows = figure.root.locator(".nn-language").all_inner_texts()
        assert [re.match(r"\w+", row)[0] for row in rows] == names
        figure.shows(python)


def test_hand_and_answer_are_on_one_screen_of_a_phone(show, python):
    with show(Lab, python, NARROW) as figure:
        top = figure.field.bounding_box()["y"]
        last = figure.root.locator(".nn-language").last.bounding_box()
        assert last["y"] + last["height"] - top <= 640


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, python, viewport, theme):
    with show(Lab, python, viewport, theme) as figure:
        alive = figure.height()
        figure.field.fill("A longer sentence than before, with more pairs of letters in it. " * 9)
        assert figure.height() == alive
        figure.breaks_no_rule()
