"""SquashCurve, used as a reader would, against Python's numbers."""

import numpy as np
import pytest

from neuralnet.widgets import SquashCurve
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage


class SquashCurvePage(FigurePage):
    kind = SquashCurve

    def shows(self, python):
        expected = [
            python.x,
            python.weight * python.x + python.bias,
            python.answer([python.x])[0],
            python.slope(),
        ]
        np.testing.assert_allclose(self.numbers(), expected, atol=0.0051)

    def handle(self, name):
        return self.root.locator(f".nn-handle:has([aria-label='{name}'])")


@pytest.mark.parametrize("function", ["Sigmoid", "tanh", "ReLU", "Step", "None"])
def test_its_numbers_are_python_s_by_keyboard(show, function):
    python = SquashCurve()
    with show(SquashCurvePage, python) as figure:
        figure.choose(function)
        python.function = {"None": "identity"}.get(function, function.lower())
        figure.shows(python)
        figure.slide("Weight", *["ArrowRight"] * 4)
        figure.slide("Bias", *["ArrowLeft"] * 5)
        python.weight, python.bias = 1.4, -0.5
        figure.shows(python)
        for key, x in (("Home", -6.0), ("End", 6.0)):
            figure.slide("Input", key)
            python.x = x
            figure.shows(python)


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_ball_line_and_curve_are_dragged(show, viewport):
    python = SquashCurve()
    with show(SquashCurvePage, python, *[viewport] * bool(viewport)) as figure:
        figure.drag(figure.handle("Input"), [(0.5, 0.5), (-2, 0.5)], 1)
        assert figure.numbers()[0] < 1
        before = float(figure.slider("Bias").input_value())
        figure.drag(figure.handle("Bias"), [(0.5, 0.5), (2.5, 0.5)], 1)
        moved = float(figure.slider("Bias").input_value())
        assert moved < before - 1  # to the right: its sum is 0 at a larger input
        canvas = figure.root.locator("canvas")
        figure.drag(canvas, [(0.8, 0.2), (0.6, 0.2)], 1)
        assert float(figure.slider("Bias").input_value()) > moved + 1
        figure.drag(figure.handle("Weight"), [(0.5, 0.5), (2.5, 0.5)], 1)
        assert float(figure.slider("Weight").input_value()) > 1
        figure.button("Start again").click()
        figure.shows(python)


def test_a_weight_of_0_breaks_nothing(show):
    with show(SquashCurvePage, SquashCurve(weight=0.0, bias=2.0)) as figure:
        figure.shows(SquashCurve(weight=0.0, bias=2.0))
        figure.drag(figure.handle("Bias"), [(0.5, 0.5), (1.5, 0.5)], 1)
        assert "NaN" not in figure.readout()


def test_the_triangle_is_as_steep_as_the_curve(show):
    """What is written beside the rise is the slope; a ball out of the picture has no triangle."""
    with show(SquashCurvePage, SquashCurve(function="relu", weight=1.5)) as figure:
        figure.note_written()
        figure.slide("Bias", "ArrowRight")
        figure.settle()
        assert {"slope 1.50", "1"} <= {*figure.page.evaluate("written")}
        figure.page.evaluate("written.length = 0")
        figure.slide("Input", "End")
        figure.settle()
        assert figure.page.evaluate("written.includes('slope 1.50') && !written.includes('1')")


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(SquashCurvePage, SquashCurve(), viewport, theme) as figure:
        before = figure.height()
        figure.choose("ReLU")
        figure.slide("Input", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
