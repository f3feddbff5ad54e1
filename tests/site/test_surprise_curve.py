"""SurpriseCurve, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import SurpriseCurve
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class SurpriseCurvePage(FigurePage):
    kind = SurpriseCurve

    def shows(self, python):
        assert self.numbers()[:2] == pytest.approx([python.y, python.cost], abs=0.0051)


def test_its_cost_is_python_s_by_keyboard_and_by_hand(show):
    python = SurpriseCurve()
    with show(SurpriseCurvePage, python) as figure:
        figure.shows(python)
        for key, y in (("ArrowLeft", 0.499), ("Home", 0.001), ("End", 1.0)):
            figure.slide("Output at the right digit", key)
            python.y = y
            figure.shows(python)
        figure.drag(figure.root.locator(".nn-handle"), [(0.5, 0.5), (-3, 0.5)], 1)
        assert 0 < figure.numbers()[0] < 1
        figure.button("Start again").click()
        figure.shows(SurpriseCurve())


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(SurpriseCurvePage, SurpriseCurve(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Output at the right digit", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
