"""ConfidenceLab, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import ConfidenceLab
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage

KINDS = {
    "noise": "Noise",
    "blank": "Fade",
    "rotated": "Turn",
    "blended": "Blend",
    "inverted": "Invert",
    "moved": "Move",
}


class Lab(FigurePage):
    """What a reader sees of a ConfidenceLab."""

    kind = ConfidenceLab

    def __init__(self, page):
        super().__init__(page)
        self.amount = self.slider("How much")
        self.digit = self.root.locator(".nn-spoiled canvas")

    def shows(self, python):
        self.settle()
        words = self.root.locator(".nn-ten canvas").get_attribute("aria-label")
        outputs = [float(x) for x in re.findall(r"\d: (-?\d+\.\d+)", words)]
        expected = python.network.forward(python.shown)
        np.testing.assert_allclose(outputs, expected, atol=0.00051)
        best, sure, low, right, count = re.search(
            r"says (\d), confidence (\d\.\d\d)\. "
            r"(?:Unspoiled digits from ([\d.]+) to [\d.]+: ([\d,]+) of ([\d,]+) right)?",
            self.readout(),
        ).groups()
        assert int(best) == expected.argmax()
        assert float(sure) == pytest.approx(expected.max(), abs=0.0051)
        tenth = min(int(expected.max() * 10), 9)
        record = python.record[tenth][:2]
        if count:
            assert float(low) == tenth / 10
            assert [int(text.replace(",", "")) for text in (count, right)] == record
        else:
            assert record == [0, 0]
        mark = "✓" if int(best) == python.labels[python.index] else "✕"
        assert self.title().endswith(f" {best} {mark}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_spoil_is_python_s(show, kind):
    python = ConfidenceLab()
    with show(Lab, python) as figure:
        figure.choose(KINDS[kind])
        python.kind = kind
        figure.shows(python)
        for amount in (0.3, 0.5, 0.98):
            figure.amount.fill(str(amount))
            python.amount = amount
            figure.shows(python)
        figure.slide("How much", "End")
        python.amount = 1.0
        figure.shows(python)
        figure.button("Next digit").press("Enter")
        python.index = 1
        if kind == "noise":
            figure.button("Other noise").press("Enter")
            python.seed = 1
        figure.shows(python)
        assert figure.button("Other noise").is_visible() == (kind == "noise")
        spoiled = {"rotated": "100% = 180°", "moved": "8 pixels to the right"}.get(kind, "100%")
        assert figure.amount.get_attribute("aria-valuetext") == spoiled
        for _ in range(2):
            figure.button("Previous digit").click()
        python.index = 99
        figure.shows(python)
        figure.button("Start again").click()
        python.amount, python.seed = 0.0, 0
        figure.shows(python)
        assert "NaN" not in figure.root.inner_text()


@pytest.mark.parametrize(
    ("kind", "points"),
    [
        ("rotated", [(1.6, 1), (1.4, 1.4), (1, 1.6)]),  # a quarter round its middle
        ("moved", [(0.5, 1), (0.5 + 8 / 28, 1)]),  # four of eight pixels
        ("blank", [(0.5, 1), (1.5, 1)]),
    ],
)
def test_the_digit_is_dragged_itself(show, kind, points):
    with show(Lab, ConfidenceLab(kind=kind)) as figure:
        figure.drag(figure.digit, points, 2, steps=12)
        figure.settle()
        assert float(figure.amount.input_value()) == pytest.approx(0.5, abs=0.021)


def test_its_record_says_how_many_digits_each_share_rests_on(show):
    python = ConfidenceLab()
    with show(Lab, python) as figure:
        said = figure.root.locator(".nn-record canvas").get_attribute("aria-label")
    for k, (count, right, _) in enumerate(python.record):
        if count:
            assert f" {k / 10:g}: {np.floor(100 * right / count + 0.5):.0f}% of {count}" in said


def test_hand_and_answer_are_on_one_screen_of_a_phone(show):
    with show(Lab, ConfidenceLab(), NARROW) as figure:
        figure.is_on_one_screen(figure.digit, figure.amount)


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(Lab, ConfidenceLab(), viewport, theme) as figure:
        alive = figure.height()
        figure.choose("Turn")
        figure.amount.fill("0.6")
        assert figure.height() == alive
        figure.breaks_no_rule()
