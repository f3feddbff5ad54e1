"""TwoReaders, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import TwoReaders
from neuralnet.widgets.digit_reader import drawn
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage


class TwoPage(FigurePage):
    kind = TwoReaders

    def __init__(self, page):
        super().__init__(page)
        self.digit = self.root.locator(".nn-moved canvas")
        self.both = self.root.locator(".nn-both canvas")

    def shows(self, python):
        self.settle()
        words = self.both.get_attribute("aria-label")
        found = np.array(re.findall(r"\d: (\d\.\d{3})", words), float).reshape(2, 10)
        np.testing.assert_allclose(found, python.outputs, atol=0.00051)
        marks = ["✓" if answer == python.label else "✕" for answer in python.answers]
        sure = python.outputs.max(axis=1)
        assert self.readout() == (
            f"Ours reads {python.answers[0]} {marks[0]} ({sure[0]:.2f}).\n"
            f"The network of windows reads {python.answers[1]} {marks[1]} ({sure[1]:.2f})."
        )
        place = f"moved by {python.right} to the right and {python.down} down"
        turn = f"turned by {python.degrees:.0f} degrees"
        assert f"A handwritten {python.label}, {place}, {turn}." in self.digit.get_attribute(
            "aria-label"
        ).replace("\N{MINUS SIGN}", "-")

    def reads(self, python):
        """Compare the answers to a drawing, of which nobody knows what was meant."""
        said = re.findall(r"reads (\d) \((\d\.\d\d)\)", self.readout())
        assert tuple(int(answer) for answer, _ in said) == python.answers
        sure = [float(confidence) for _, confidence in said]
        np.testing.assert_allclose(sure, python.outputs.max(axis=1), atol=0.02)


@pytest.fixture
def python():
    return TwoReaders(index=3, right=2, degrees=-10.0)


def test_it_starts_as_python_left_it(show, python):
    with show(TwoPage, python) as figure:
        figure.shows(python)


def test_it_moves_and_turns_by_keyboard(show, python):
    with show(TwoPage, python) as figure:
        figure.digit.focus()
        for key, right, down in (
            ("ArrowRight", 3, 0),
            ("ArrowDown", 3, 1),
            ("ArrowLeft", 2, 1),
            ("ArrowUp", 2, 0),
            ("ArrowUp", 2, -1),
            ("Home", 0, 0),
        ):
            figure.page.keyboard.press(key)
            python.right, python.down = right, down
            figure.shows(python)
        for key, degrees in (("ArrowRight", -5), ("End", 60), ("ArrowLeft", 55), ("Home", -60)):
            figure.slide("Turned", key)
            python.degrees = float(degrees)
            figure.shows(python)
        figure.button("Next digit").press("Enter")
        python.index = 4
        figure.shows(python)
        figure.button("Previous digit").press("Enter")
        python.index = 3
        figure.button("Start again").press("Enter")
        python.right = python.down = 0
        python.degrees = 0.0
        figure.shows(python)


def test_the_digit_is_dragged(show, python):
    with show(TwoPage, python) as figure:
        figure.drag(figure.digit, [(14.5, 14.5), (18.5, 11.5)], 28)
        python.right, python.down = 6, -3
        figure.shows(python)
        figure.drag(figure.digit, [(4.5, 4.5), (26.5, 4.5)], 28)
        python.right = 8
        figure.shows(python)


def test_a_drawing_is_read_by_both(show, python):
    with show(TwoPage, python) as figure:
        figure.switch("Draw your own").press("Space")
        figure.drag(figure.digit, [(8, 6), (18, 6), (10, 22)], 28, steps=1)
        # Python's pen follows strokes in small steps: the same picture to within a hair.
        python.index, python.right, python.degrees = -1, 0, 0.0
        python.drawing = drawn([[(8.0, 6.0), (18.0, 6.0), (10.0, 22.0)]])
        figure.reads(python)
        figure.switch("Draw your own").press("Space")
        figure.drag(figure.digit, [(14.5, 14.5), (17.5, 14.5)], 28)
        python.right = 3
        figure.reads(python)
        assert "A drawing, moved by 3 to the right" in figure.digit.get_attribute("aria-label")
        figure.button("Next digit").press("Enter")
        python.index = 0
        figure.shows(python)


def test_hand_and_answer_are_on_one_screen_of_a_phone(show, python):
    with show(TwoPage, python, NARROW) as figure:
        figure.is_on_one_screen(figure.digit, figure.both, figure.root.locator(".nn-readout"))


def test_it_fits(show, python):
    with show(TwoPage, python, {"width": 280, "height": 700}) as figure:
        for _, size in figure.resized([280, 390, 1280], [16, 20]):
            figure.fits(size)


@looks(1)
def test_it_breaks_no_rule(show, python, viewport, theme):
    with show(TwoPage, python, viewport, theme) as figure:
        figure.breaks_no_rule()
