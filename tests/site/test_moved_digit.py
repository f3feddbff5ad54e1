"""MovedDigit, used as a reader would, against Python's numbers."""

import io

import numpy as np
import pytest
from PIL import Image

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


def test_a_slider_is_filled_from_zero_to_its_thumb(show):
    with show(MovedDigitPage, MovedDigit()) as figure:
        slider = figure.slider("To the right")
        width, thumb = slider.bounding_box()["width"], 22  # of 16-pixel type
        for right in (-8, -3, 3, 8):
            slider.fill(str(right))
            figure.settle()
            at_thumb = thumb / 2 + (width - thumb) * (right + 8) / 16
            low, high = sorted([width / 2, at_thumb])
            slider.blur()  # its ring is amber
            picture = Image.open(io.BytesIO(slider.screenshot())).convert("RGB")
            row = np.asarray(picture)[22]  # the middle of 44 pixels
            coloured = np.ptp(row.astype(int), axis=1) > 100  # blue, orange; and the thumb's amber
            under = np.abs(np.arange(len(row)) + 0.5 - at_thumb) < thumb / 2 + 3
            filled = np.flatnonzero(coloured & ~under)
            expected = np.flatnonzero(
                (np.arange(len(row)) >= low) & (np.arange(len(row)) < high) & ~under
            )
            assert filled[[0, -1]] == pytest.approx(expected[[0, -1]], abs=2), right


def test_a_slider_is_seen_in_forced_colours(show):
    with show(MovedDigitPage, MovedDigit(), forced_colors="active") as figure:
        picture = Image.open(io.BytesIO(figure.slider("To the right").screenshot())).convert("L")
        column = np.asarray(picture).astype(int)[:, 40]  # through the track, beside the thumb
        assert abs(column[22] - column[5]) > 60


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(MovedDigitPage, MovedDigit(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("To the right", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
