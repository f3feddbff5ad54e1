"""EdgeMatch, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import EdgeMatch
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class EdgeMatchPage(FigurePage):
    kind = EdgeMatch

    def shows(self, python):
        best = python.explains(python.best[python.which])
        expected = [100 * python.share, python.which + 1, 100 * best]
        assert self.numbers() == pytest.approx(expected, abs=0.51)


def test_its_shares_are_python_s_by_keyboard(show):
    python = EdgeMatch()
    with show(EdgeMatchPage, python) as figure:
        figure.shows(python)
        figure.slide("Picture", *["ArrowRight"] * 9)
        figure.slide("Turn", *["ArrowRight"] * 9)
        figure.slide("Right", "ArrowRight")
        figure.slide("Down", *["ArrowLeft"] * 4)
        figure.slide("Half length", "End")
        python.which, python.degrees, python.right = 9, 67.5, 0.5
        python.down, python.length = -2.0, 10.0
        figure.shows(python)
        figure.button("Best edge").press("Enter")
        python.degrees, python.right, python.down, python.length = python.best[9]
        assert python.share == python.explains(python.best[9])
        figure.shows(python)
        figure.button("Start again").click()
        figure.shows(EdgeMatch())


def test_the_edge_is_dragged(show):
    python = EdgeMatch()
    with show(EdgeMatchPage, python) as figure:
        figure.drag(figure.root.locator(".nn-pad"), [(14, 14), (18, 11)], 28)
        assert figure.slider("Right").input_value() == "4"
        assert figure.slider("Down").input_value() == "-3"
        python.right, python.down = 4.0, -3.0
        figure.shows(python)


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(EdgeMatchPage, EdgeMatch(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Turn", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
