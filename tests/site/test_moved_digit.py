"""MovedDigit, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import MovedDigit
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class MovedDigitPage(FigurePage):
    kind = MovedDigit

    def shows(self, python):
        assert self.numbers()[0] == pytest.approx(python.distance, abs=0.051)


def test_its_distance_is_python_s_by_keyboard_and_by_hand(show):
    python = MovedDigit()
    with show(MovedDigitPage, python) as figure:
        figure.shows(python)
        figure.slide("To the right", "End")
        figure.slide("Down", "ArrowLeft")
        python.right, python.down = 8, -1
        figure.shows(python)
        assert "further than from another 3 and from an 8" in figure.readout()
        figure.drag(figure.root.locator(".nn-pad"), [(14, 14), (8, 17)], 28)
        python.right, python.down = 2, 2
        figure.shows(python)
        figure.button("Start again").click()
        figure.shows(MovedDigit())


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(MovedDigitPage, MovedDigit(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("To the right", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
