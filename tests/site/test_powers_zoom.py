"""PowersZoom, used as a reader would, against Python's numbers."""

import re

from neuralnet.widgets import PowersZoom
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class PowersZoomPage(FigurePage):
    kind = PowersZoom

    def sight(self):
        found = re.search(r"In sight: ([\d.,]+)( million| billion)? knobs", self.readout())
        sizes = {" million": 1e6, " billion": 1e9, None: 1}
        return float(found[1].replace(",", "")) * sizes[found[2]]


def test_it_goes_out_and_in_by_keyboard_and_by_hand(show):
    with show(PowersZoomPage, PowersZoom()) as figure:
        assert figure.sight() == 13_002
        figure.slide("In sight", "End")
        assert figure.sight() == 175e9
        assert "One knob in 13,459,468 is one of yours." in figure.readout()
        figure.slide("In sight", "Home")
        canvas = figure.root.locator("canvas")
        figure.drag(canvas, [(0.1, 0.5), (0.3, 0.5)], 1)
        assert figure.sight() > 1e5


def test_a_name_leads_to_its_size(show):
    with show(PowersZoomPage, PowersZoom(), reduced_motion="reduce") as figure:
        for name, count in (("LeNet-5", 60_000), ("GPT-3", 175e9), ("Start again", 13_002)):
            figure.button(name).click()
            assert figure.sight() == count


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(PowersZoomPage, PowersZoom(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("In sight", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
