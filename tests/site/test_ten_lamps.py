"""TenLamps, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import TenLamps
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class TenLampsPage(FigurePage):
    kind = TenLamps

    def shows(self, python):
        best = int(python.outputs.argmax())
        expected = [python.outputs[best], best, python.outputs.sum()]
        assert self.numbers() == pytest.approx(expected, abs=0.0051)


def test_its_outputs_are_python_s_by_keyboard_and_by_hand(show):
    python = TenLamps()
    with show(TenLampsPage, python) as figure:
        figure.shows(python)
        for name, output in (("Softmax", "softmax"), ("Ten sigmoids", "sigmoid")):
            figure.choose(name)
            python.output = output
            figure.shows(python)
            figure.slide("Sum of the 0", "End")
            python.sums = [6.0, *python.sums[1:]]
            figure.shows(python)
        figure.drag(figure.root.locator(".nn-handle").nth(4), [(0.5, 0.5), (0.5, -2)], 1)
        assert float(figure.slider("Sum of the 4").input_value()) > -3
        figure.button("Start again").click()
        figure.shows(TenLamps())


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(TenLampsPage, TenLamps(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Sum of the 0", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
