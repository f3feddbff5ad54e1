"""TemperatureDial, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import TemperatureDial
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class TemperatureDialPage(FigurePage):
    kind = TemperatureDial

    def shows(self, python):
        right = sum(good for _, good, _ in python.records[python.step])
        expected = [python.temperatures[python.step], python.gap, right, 1000]
        assert self.numbers() == pytest.approx(expected, abs=0.00051)


def test_its_record_is_python_s_by_keyboard(show):
    python = TemperatureDial()
    with show(TemperatureDialPage, python) as figure:
        figure.shows(python)
        for key, step in (("ArrowRight", 11), ("End", 50), ("Home", 0)):
            figure.slide("Temperature", key)
            python.step = step
            figure.shows(python)
        figure.button("Start again").click()
        figure.shows(TemperatureDial())


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(TemperatureDialPage, TemperatureDial(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Temperature", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
