"""WindowSchool, used as a reader would, against Python's training."""

import re

import numpy as np
import pytest

from neuralnet.training import evaluate
from neuralnet.widgets import WindowSchool, window_school
from neuralnet.widgets.digit_files import digit_set
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage


class School(FigurePage):
    kind = WindowSchool

    def wait(self, words):
        self.wait_for_text(".nn-readout", re.compile(words))
        return self.readout()

    def shares(self):
        """How much of each window an edge or a bar explains, in percent, as the picture says."""
        self.settle()
        words = self.root.locator("canvas").get_attribute("aria-label")
        return [int(share) for share in re.findall(r"\d: (\d+)%", words)]

    def shows(self, count, seed=1, is_shuffled=False):
        """Whether it is where Python is after so many images."""
        network = window_school._learned_from(count, seed, is_shuffled)
        what = "images with shuffled pixels" if is_shuffled else "images"
        self.wait(rf"^{count:,} {what}: ")
        images, labels = digit_set("validation")
        images = images[:, window_school.pixel_order()] if is_shuffled else images
        right = evaluate(network, images.astype(np.float64), labels)[1]
        self.wait_for_text(".nn-tally", f"{right:.1%}")
        expected = 100 * window_school._shares_of(network)
        np.testing.assert_allclose(self.shares(), expected, atol=0.51)
        found = self.numbers()
        assert found[1] == pytest.approx(expected.mean(), abs=0.51)


def test_it_begins_as_python_left_it_and_fetches_nothing(show):
    python = WindowSchool(seed=5)
    with show(School, python) as figure:
        asked = []
        figure.page.on("request", lambda request: asked.append(request.url))
        assert figure.readout().startswith("Eight windows of random weights: ")
        np.testing.assert_allclose(figure.shares(), 100 * python.shares, atol=0.51)
        assert [address for address in asked if "favicon" not in address] == []


@pytest.mark.parametrize("width", [280, 390, 1280])
def test_each_picture_says_of_when_it_is(show, width):
    with show(School, WindowSchool(), {"width": width, "height": 844}) as figure:
        figure.page.evaluate(
            """() => {
              window.written = [];
              const { fillText } = CanvasRenderingContext2D.prototype;
              CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                const room = this.canvas.width / this.getTransform().a;
                written.push([text, x, this.measureText(text).width, room]);
                fillText.call(this, text, x, y);
              };
            }"""
        )
        figure.button("Another start").click()
        figure.settle()
        written = figure.page.evaluate("written")
        shares = figure.shares()
        assert [row[0] for row in written if row[0] != "start"] == [f"now {k}%" for k in shares]
        starts = [row for row in written if row[0] == "start"]
        assert len(starts) == 8
        columns = 8 if width > 620 else 4
        for k, (_, x, wide, room) in enumerate(starts):  # it stands left of its picture
            middle = room / columns * (k % columns + 0.5)
            large = min(14, (room / columns - 8) / 5)
            assert x + wide / 2 < middle + 2.5 * large - 5 * int(0.43 * large)
            assert x - wide / 2 > room / columns * (k % columns)


def test_it_learns_what_python_learns_batch_by_batch(show):
    with show(School, WindowSchool()) as figure:
        for count in (50, 100, 150):
            figure.button("50 images").press("Enter")
            figure.shows(count)


def test_it_learns_from_shuffled_pixels_as_python_does(show):
    with show(School, WindowSchool()) as figure:
        figure.switch("Shuffle the pixels").press("Space")
        figure.button("50 images").click()
        figure.shows(50, is_shuffled=True)


def test_it_plays_until_it_is_told_to_pause_and_begins_again(show):
    with show(School, WindowSchool()) as figure:
        before = figure.shares()
        figure.button("Play").press("Enter")
        figure.wait(r"^[12],\d\d0 images: ")
        figure.button("Pause").press("Enter")
        figure.button("Play").wait_for()
        figure.page.wait_for_timeout(500)  # what it still had to say
        seen = int(figure.numbers()[0])
        figure.shows(seen)
        assert figure.shares() != before
        figure.button("Start again").press("Enter")
        figure.wait("^Eight windows of random weights")
        assert figure.shares() == before
        figure.button("Play").press("Enter")
        figure.wait(r"^[12],\d\d0 images: ")


def test_another_start_is_another(show):
    with show(School, WindowSchool()) as figure:
        figure.button("50 images").click()
        figure.wait("^50 images")
        before = figure.shares()
        figure.button("Another start").press("Enter")
        figure.wait("^Eight windows of random weights")
        assert figure.shares() != before


def test_what_could_not_be_done_can_be_tried_again(show):
    with show(School, WindowSchool()) as figure:
        figure.page.evaluate(
            """() => {
              globalThis.allowed = Worker;
              globalThis.Worker = class { constructor() { throw new Error("not allowed"); } };
            }"""
        )
        figure.button("Play").click()
        figure.wait("^It cannot learn here: This browser does not start a worker.")
        assert figure.button("Play").is_visible()
        figure.page.evaluate("() => { globalThis.Worker = globalThis.allowed; }")
        figure.button("Try again").press("Enter")
        figure.wait(r"^[12],\d\d0 images: ")


def test_less_motion_is_a_picture_for_every_test(show):
    with show(School, WindowSchool(), reduced_motion="reduce") as figure:
        figure.button("Play").click()
        figure.wait(r"^\d,000 images: ")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_jumps(show, viewport):
    with show(School, WindowSchool(), viewport) as figure:
        figure.fits()
        heights = {round(figure.height())}
        figure.button("50 images").click()
        figure.wait("^50 images")
        heights.add(round(figure.height()))
        figure.fits()
    assert len(heights) == 1, heights


@looks(1)
def test_it_breaks_no_rule(show, viewport, theme):
    with show(School, WindowSchool(), viewport, theme) as figure:
        figure.breaks_no_rule()
        figure.button("50 images").click()
        figure.wait("^50 images")
        figure.breaks_no_rule()
