"""WindowLab, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import WindowLab
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage


class WindowPage(FigurePage):
    kind = WindowLab

    def __init__(self, page):
        super().__init__(page)
        self.digit = self.root.locator(".nn-digit canvas")
        self.weights = self.root.locator(".nn-weights canvas")
        self.map = self.root.locator(".nn-map canvas")

    def label(self, canvas):
        self.settle()
        return canvas.get_attribute("aria-label").replace("\N{MINUS SIGN}", "-")

    def seen(self):
        """Return at how many places the map is shown."""
        return int(re.search(r"sums at (\d+) of 576", self.label(self.map))[1])

    def shows(self, python):
        image = python.image.reshape(28, 28)
        shown = image[python.row : python.row + 5, python.column : python.column + 5]
        products = python.weights * shown
        expected = [
            python.row,
            python.column,
            python.weighted_sum,
            products[products > 0].sum(),
            -products[products < 0].sum(),
        ]
        np.testing.assert_allclose(self.numbers(), expected, atol=0.0051)
        place = f"A handwritten {python.label} under a window of 5 by 5 pixels, which begins in row"
        assert f"{place} {python.row}, column {python.column}." in self.label(self.digit)
        above, below = (python.weights > 0).sum(), (python.weights < 0).sum()
        assert f"{above} positive, {below} negative" in self.label(self.weights)
        found = re.search(r"all is (\S+), the lowest (\S+)\.", self.label(self.map))
        most = [float(number) for number in found.groups()]
        np.testing.assert_allclose(most, [python.map.max(), python.map.min()], atol=0.0051)


@pytest.fixture
def python():
    return WindowLab(index=30, row=3, column=11)


def test_it_starts_as_python_left_it(show, python):
    with show(WindowPage, python) as figure:
        figure.shows(python)
        assert figure.seen() == 24 * 3 + 12  # row by row it has come here
        names = figure.root.locator(".nn-box > .nn-label").all_inner_texts()
        assert names == ["digit", "window", "map"]


def test_the_window_slides_by_keyboard(show, python):
    with show(WindowPage, python) as figure:
        figure.digit.focus()
        for key, row, column in (
            ("ArrowUp", 2, 11),
            ("ArrowLeft", 2, 10),
            ("ArrowDown", 3, 10),
            ("ArrowRight", 3, 11),
            ("PageDown", 23, 11),
            ("ArrowDown", 23, 11),
            ("End", 23, 23),
            ("PageUp", 0, 23),
            ("Home", 0, 0),
        ):
            figure.page.keyboard.press(key)
            python.row, python.column = row, column
            figure.shows(python)
        # Row by row to where it began; then down, to the right, up, and to the left.
        assert figure.seen() == 24 * 3 + 12 + 20 + 12 + 20


def test_the_window_is_dragged_and_its_map_appears(show, python):
    with show(WindowPage, python) as figure:
        figure.drag(figure.digit, [(13.5, 5.5), (20.5, 15.5)], 28)
        python.row, python.column = 13, 18
        figure.shows(python)
        assert figure.seen() > 24 * 3 + 12 + 7
        figure.drag(figure.map, [(2.5, 20.5)], 24)
        python.row, python.column = 20, 2
        figure.shows(python)
        figure.button("Start again").click()
        python.row, python.column = 3, 11
        figure.shows(python)
        assert figure.seen() == 24 * 3 + 12
        figure.switch("All places").press("Space")
        assert figure.seen() == 576


def test_weights_are_painted_by_keyboard_and_by_hand(show, python):
    with show(WindowPage, python) as figure:
        figure.button("Clear").press("Enter")
        weights = np.zeros((5, 5))
        python.weights = weights
        figure.shows(python)
        figure.weights.focus()
        for key in ("Space", "ArrowRight", "2", "Space", "ArrowDown", "Space", "3", "Space"):
            figure.page.keyboard.press(key)
        weights[2, 2:4] = 1, -1
        python.weights = weights
        figure.shows(python)
        figure.choose("Adds")
        figure.drag(figure.weights, [(0.5, 0.5), (4.5, 0.5)], 5)
        weights[0] = 1
        python.weights = weights
        figure.shows(python)


def test_presets_and_digits_are_chosen_by_keyboard(show, python):
    presets = np.frombuffer(python.presets).reshape(-1, 5, 5)
    with show(WindowPage, python) as figure:
        for place, name in enumerate(("Upper edge", "Left edge", "Line")):
            figure.choose(name)
            python.weights = presets[place]
            figure.shows(python)
        learned = figure.root.get_by_role("button", name=re.compile("Learned"))
        for place in (0, 1, 2, 3, 4, 5, 6, 7, 0):
            learned.press("Enter")
            python.weights = presets[3 + place]
            figure.shows(python)
            assert learned.inner_text() == f"Learned {place + 1} of 8 ▶"
        figure.button("Next digit").press("Enter")
        python.index = 31
        figure.shows(python)
        for _ in range(2):
            figure.button("Previous digit").press("Enter")
        python.index = 29
        figure.shows(python)


def test_hand_and_answer_are_on_one_screen_of_a_phone(show, python):
    with show(WindowPage, python, NARROW) as figure:
        figure.is_on_one_screen(
            figure.digit, figure.map, figure.weights, figure.root.locator(".nn-readout")
        )


def test_it_fits(show, python):
    with show(WindowPage, python, {"width": 280, "height": 700}) as figure:
        for _, size in figure.resized([280, 390, 1280], [16, 20]):
            figure.fits(size)


@looks(0)
def test_it_breaks_no_rule(show, python, viewport, theme):
    with show(WindowPage, python, viewport, theme) as figure:
        figure.breaks_no_rule()
