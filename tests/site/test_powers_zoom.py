"""PowersZoom, used as a reader would, against Python's numbers."""

import re

import pytest

from neuralnet.widgets import PowersZoom
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage


class PowersZoomPage(FigurePage):
    kind = PowersZoom

    def sight(self):
        return int(re.fullmatch(r"([\d,]+) knobs", self.title())[1].replace(",", ""))


def test_it_goes_out_and_in_by_keyboard_and_by_hand(show):
    with show(PowersZoomPage, PowersZoom()) as figure:
        assert figure.sight() == 1_000_000
        figure.slide("In sight", "End")
        assert figure.sight() == 175e9
        assert "One knob in 13,459,468 is one of yours." in figure.readout()
        figure.slide("In sight", "Home")
        assert figure.sight() == 13_002
        canvas = figure.root.locator("canvas")
        figure.drag(canvas, [(0.1, 0.5), (0.3, 0.5)], 1)
        assert figure.sight() > 1e5


def test_a_name_leads_to_its_size(show):
    with show(PowersZoomPage, PowersZoom(), reduced_motion="reduce") as figure:
        for name, count in (("LeNet-5", 60_000), ("GPT-3", 175e9), ("Start again", 1_000_000)):
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


def test_it_says_what_a_dot_or_a_rectangle_stands_for(show):
    for sight, words in (
        (13_002, "In the lens each dot is one knob. All of them are yours. Drag outward."),
        (60_000, "Each rectangle is a whole network like yours. One knob in 5 is one of yours."),
        (60e6, "Each rectangle is a whole network like yours. One knob in 4,615 is one of yours."),
        (122e6, "Only the lens still tells knobs apart. One knob in 9,383 is one of yours."),
        (175e9, "Each rectangle is 13,002 networks like yours. One knob in 13,459,468"),
    ):
        with show(PowersZoomPage, PowersZoom(sight=sight)) as figure:
            assert figure.readout().startswith(words)


@pytest.mark.parametrize("sight", [13_002, 1e6, 122e6, 175e9])
def test_a_lens_tells_knobs_apart_wherever_it_stands(show, sight):
    with show(PowersZoomPage, PowersZoom(sight=sight), NARROW) as figure:
        figure.settle()
        on, between = figure.root.locator("canvas").evaluate(
            """(canvas) => {
              const ratio = canvas.width / canvas.clientWidth;
              const read = { willReadFrequently: true };
              const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", read);
              copy.drawImage(canvas, 0, 0);
              return [4, -1].map((by) => {
                const at = [canvas.clientWidth - 56 + by, canvas.clientHeight - 56 + by];
                return copy.getImageData(...at.map((side) => side * ratio), 1, 1).data[1];
              });
            }"""
        )
        assert on > 200 > 60 > between


# What is painted at places along the slider: names and frames as [left, top, right, bottom], and in
# which share of the picture there is light.
PAINTED = """async (figure) => {
  const { fillText, strokeRect } = CanvasRenderingContext2D.prototype;
  let [names, frames] = [[], []];
  Object.assign(CanvasRenderingContext2D.prototype, {
    fillText(text, x, y) {
      const half = this.measureText(text).width / 2;
      names.push([x - half, y - 6, x + half, y + 6]);
      fillText.call(this, text, x, y);
    },
    strokeRect(x, y, w, h) {
      frames.push([x, y, x + w, y + h]);
      strokeRect.call(this, x, y, w, h);
    },
  });
  const input = figure.querySelector("input[type=range]");
  const canvas = figure.querySelector("canvas");
  const found = [];
  for (let value = 0; value <= 150; value += 2) {
    [names, frames] = [[], []];
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    for (let k = 0; k < 2; k++) await new Promise((done) => requestAnimationFrame(done));
    const copy = new OffscreenCanvas(60, 30).getContext("2d");
    copy.drawImage(canvas, 0, 0, 60, 30);
    const { data } = copy.getImageData(0, 0, 60, 30);
    const lit = [...Array(1800).keys()].filter((k) => data[4 * k] > 20).length / 1800;
    const room = [0, 0, canvas.offsetWidth, canvas.offsetHeight];
    found.push({ value, names, frames, lit, room });
  }
  return found;
}"""


def overlap(one, other):
    return all(one[k] < other[k + 2] and other[k] < one[k + 2] for k in (0, 1))


def holds(outer, inner):
    return all(outer[k] <= inner[k] and inner[k + 2] <= outer[k + 2] for k in (0, 1))


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_its_stage_is_full_and_no_name_is_crossed_wherever_it_stands(show, viewport):
    with show(PowersZoomPage, PowersZoom(), viewport) as figure:
        seen = figure.root.evaluate(PAINTED)
        assert len(seen) == 76
        for state in seen[1:]:
            where, names = state["value"], state["names"]
            assert state["lit"] > 0.5, where
            assert len(names) > 0, where
            for k, name in enumerate(names):
                assert holds(state["room"], name), where
                assert not any(overlap(name, other) for other in names[k + 1 :]), where
                crossed = [f for f in state["frames"] if overlap(f, name) and not holds(f, name)]
                assert crossed == [], where
