"""BlameFlow, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import BlameFlow
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage


class BlameFlowPage(FigurePage):
    kind = BlameFlow

    def shows(self, python):
        numbers = self.numbers()
        if python.turn:
            expected = [python.turn, python.measured, python.promised]
            assert numbers == pytest.approx(expected, abs=0.00051)
            return
        layer, j, i = python.link
        slope = python.slopes[layer][j]
        expected = [slope, python.network.weights[layer][j, i], python.handed, i + 1]
        assert numbers[-4:] == pytest.approx(expected, abs=0.0051)


def test_its_numbers_are_python_s_by_keyboard(show):
    python = BlameFlow()
    with show(BlameFlowPage, python) as figure:
        figure.shows(python)
        figure.slide("From", "End")
        figure.slide("To", "ArrowRight", "ArrowRight")
        figure.slide("Digit", "Home")
        python.later, python.earlier, python.digit = 9, 4, 0
        figure.shows(python)
        figure.choose("Hidden 2")
        figure.slide("From", "End", "ArrowLeft", "ArrowLeft")
        python.into, python.later = "hidden", 13
        figure.shows(python)
        figure.slide("Turn its weight", "ArrowRight", "ArrowRight")
        python.turn = 0.1
        figure.shows(python)
        figure.button("Start again").click()
        figure.shows(BlameFlow())


def test_a_link_is_chosen_by_a_click_upon_it(show):
    with show(BlameFlowPage, BlameFlow()) as figure:
        canvas = figure.root.locator("canvas")
        box = canvas.bounding_box()
        # Just left of the topmost output: whatever link, it is one of that output's.
        canvas.click(position={"x": box["width"] - 76, "y": 45})
        assert figure.readout().startswith("Output 0:")
        canvas.click(position={"x": 160, "y": box["height"] - 12})
        assert "to neuron 16" in figure.readout()


def test_where_blame_comes_from_is_chosen_in_one_row_on_a_phone(show):
    with show(BlameFlowPage, BlameFlow(), NARROW) as figure:
        figure.settle()
        tops = figure.root.locator(".nn-choices label").evaluate_all(
            "labels => labels.map((label) => label.getBoundingClientRect().top)"
        )
        assert len(tops) == 2
        assert tops[0] == tops[1]


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(BlameFlowPage, BlameFlow(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Turn its weight", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
