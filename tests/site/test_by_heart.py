"""ByHeart, used as a reader would, against Python's numbers."""

import pytest

from neuralnet.widgets import ByHeart
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class ByHeartPage(FigurePage):
    kind = ByHeart

    def shows(self, python):
        times = 100 if python.measure == "accuracy" else 1
        both = [times * value for value in python.shown[:, python.epoch - 1]]
        assert self.readout().startswith(f"Epoch {python.epoch}: ")
        assert self.text(".nn-slider output") == python.names[python.run]
        assert self.numbers()[-2:] == pytest.approx(both, abs=0.051)


def test_its_numbers_are_python_s_by_keyboard_and_by_hand(show):
    python = ByHeart()
    with show(ByHeartPage, python) as figure:
        figure.shows(python)
        figure.slide("Network", "End")
        python.run = 7
        figure.shows(python)
        for key, epoch in (("ArrowLeft", 4), ("Home", 1), ("ArrowRight", 2)):
            figure.slide("Epoch", key)
            python.epoch = epoch
            figure.shows(python)
        figure.choose("Cost")
        python.measure = "cost"
        figure.shows(python)
        figure.drag(figure.root.locator(".nn-handle"), [(0.5, 0.5), (6, 0.5)], 1)
        python.epoch = int(figure.readout().split("Epoch ")[1].split(":")[0])
        assert python.epoch > 2
        figure.shows(python)
        figure.button("Start again").click()
        figure.shows(ByHeart())


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(ByHeartPage, ByHeart(), viewport, theme) as figure:
        before = figure.height()
        figure.choose("Cost")
        figure.slide("Epoch", "Home")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
