"""ThreeInputs, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import ThreeInputs
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class ThreeInputsPage(FigurePage):
    kind = ThreeInputs

    def shows(self, python):
        *_, total, activation = self.numbers(pattern=r"-?\d+\.\d+")
        assert [total, activation] == pytest.approx([python.sum, python.activation], abs=0.0051)


def test_its_sum_is_python_s_by_keyboard(show):
    python = ThreeInputs()
    with show(ThreeInputsPage, python) as figure:
        figure.shows(python)
        figure.slide("Input 2", "End")
        figure.slide("Weight 3", "Home")
        figure.slide("Bias", "ArrowRight")
        python.inputs, python.weights, python.bias = [1, 1, 0.8], [2, 1, -3], 0.1
        figure.shows(python)
        figure.button("Start again").click()
        figure.shows(ThreeInputs())


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(ThreeInputsPage, ThreeInputs(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Weight 1", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
