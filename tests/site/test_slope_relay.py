"""SlopeRelay, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import SlopeRelay
from neuralnet.widgets.squashing import relay
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


class SlopeRelayPage(FigurePage):
    kind = SlopeRelay

    def readout(self):
        return super().readout().replace("·10", "e").translate(RAISED)

    def left(self):
        return float(self.readout().split(" is left after ")[0].split(", ")[1])

    def passed(self):
        return int(self.readout().split(" is left after ")[1].split()[0])

    def shows(self, python):
        np.testing.assert_allclose(self.left(), python.arrived(), atol=0.0051, rtol=0.5)
        assert self.passed() == min(python.passed, python.count)


@pytest.mark.parametrize("function", ["Sigmoid", "tanh", "ReLU", "Step", "None"])
def test_its_numbers_are_python_s_by_keyboard(show, function):
    python = SlopeRelay()
    with show(SlopeRelayPage, python) as figure:
        figure.choose(function)
        python.function = {"None": "identity"}.get(function, function.lower())
        figure.shows(python)
        figure.slide("Weight", *["ArrowRight"] * 4)
        figure.slide("Input", "Home")
        figure.slide("Neurons", *["ArrowLeft"] * 7)
        python.weight, python.x, python.count = 1.4, -6.0, 5
        figure.shows(python)
        label = figure.root.locator("canvas").get_attribute("aria-label")
        assert len(label.rpartition(": ")[2].split(", ")) == 5
        assert "NaN" not in label


def test_the_slope_walks_back_and_stops(show):
    python = SlopeRelay(count=4, passed=0)
    with show(SlopeRelayPage, python, **STILL) as figure:
        figure.shows(python)
        for passed in range(1, 5):
            figure.button("One neuron").press("Enter")
            python.passed = passed
            figure.shows(python)
        assert figure.button("One neuron").is_disabled()
        factors = relay("sigmoid", 1.0, 1.0, 4)[1]
        assert figure.readout().endswith(f"{factors[0]:.2f}.")
    with show(SlopeRelayPage, SlopeRelay()) as figure:
        figure.button("Again").click()
        figure.button("Pause").wait_for()
        figure.wait_for_text(".nn-readout", re.compile("after [2-9] of 12"))
        figure.button("Pause").click()
        assert figure.passed() < 12


def test_it_is_dragged_back(show):
    with show(SlopeRelayPage, SlopeRelay(passed=0)) as figure:
        token = figure.root.locator(".nn-handle")
        figure.drag(token, [(0.5, 0.5), (-3, 0.5)], 1)
        assert 1 <= figure.passed() <= 4


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(SlopeRelayPage, SlopeRelay(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Weight", "Home")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
