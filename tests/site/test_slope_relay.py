"""SlopeRelay, used as a reader would, against Python's numbers."""

import itertools
import re

import pytest

from neuralnet.widgets import SlopeRelay
from neuralnet.widgets.squashing import relay
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}
TIMES = "\N{MULTIPLICATION SIGN}"
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
WAITS = "A message of 1 waits at the end of "
UNITS = {"million": 1e6, "billion": 1e9, "trillion": 1e12}


class SlopeRelayPage(FigurePage):
    kind = SlopeRelay

    def readout(self):
        return super().readout().replace("·10", "e").translate(RAISED)

    def left(self):
        said = self.readout()
        if said.startswith(WAITS):
            return 1.0
        number, *unit = said.partition(" of 1 is left after ")[0].split()
        return float(number.replace(",", "")) * UNITS.get(*unit or [""], 1)

    def passed(self):
        said = self.readout()
        return 0 if said.startswith(WAITS) else int(said.split(" is left after ")[1].split()[0])

    def shows(self, python):
        assert self.left() == pytest.approx(python.arrived(), rel=0.051)
        assert self.passed() == min(python.passed, python.count)


@pytest.mark.parametrize("function", ["Sigmoid", "tanh", "ReLU", "Step", "None"])
def test_its_numbers_are_python_s_by_keyboard(show, function):
    python = SlopeRelay()
    with show(SlopeRelayPage, python) as figure:
        figure.choose(function)
        python.function = {"None": "identity"}.get(function, function.lower())
        figure.shows(python)
        figure.slide("Handed back", "End")
        python.passed = 12
        figure.shows(python)
        figure.slide("Weight", *["ArrowRight"] * 4)
        figure.slide("Input", "Home")
        figure.slide("Neurons", *["ArrowLeft"] * 7)
        python.weight, python.x, python.count = 1.4, -6.0, 5
        figure.shows(python)
        label = figure.root.locator("canvas").get_attribute("aria-label")
        assert len(label.rpartition(": ")[2].split(", ")) == 5
        assert "NaN" not in label


def test_the_slope_walks_back_and_stops(show):
    python = SlopeRelay(count=4, passed=0)
    with show(SlopeRelayPage, python, **STILL) as figure:
        figure.shows(python)
        for passed in range(1, 5):
            figure.button("One neuron").press("Enter")
            python.passed = passed
            figure.shows(python)
        assert figure.button("One neuron").is_disabled()
        factors = relay("sigmoid", 1.0, 1.0, 4)[1]
        assert figure.readout().endswith(f"{factors[0]:.2f}.")
    with show(SlopeRelayPage, SlopeRelay(passed=12)) as figure:
        figure.button("Again").click()
        figure.button("Pause").wait_for()
        figure.wait_for_text(".nn-readout", re.compile("after [2-9] of 12"))
        figure.button("Pause").click()
        assert figure.passed() < 12


def test_it_is_dragged_back(show):
    with show(SlopeRelayPage, SlopeRelay()) as figure:
        token = figure.root.locator(".nn-handle")
        figure.drag(token, [(0.5, 0.5), (-3, 0.5)], 1)
        assert 1 <= figure.passed() <= 4
        token.page.wait_for_timeout(400)  # it goes on to the neuron that is nearest
        canvas = figure.root.locator("canvas")
        middle = (12.5 - figure.passed()) / 13
        handle, picture = (node.bounding_box() for node in (token, canvas))
        at = (handle["x"] + handle["width"] / 2 - picture["x"]) / picture["width"]
        assert at == pytest.approx(middle, abs=0.005)
        figure.drag(canvas, [(0.7, 0.2), (0.3, 0.2)], 1)
        assert figure.passed() == 9
        figure.page.mouse.click(picture["x"] + picture["width"] * 0.5 / 13, picture["y"] + 50)
        assert figure.passed() == 12
        figure.button("Start again").click()
        assert figure.passed() == 0


# In how many lines of the picture there is blue that is not faded: the message, where it is now.
BLUE = """(canvas) => {
  const { width, height } = canvas;
  const read = { willReadFrequently: true };
  const copy = new OffscreenCanvas(width, height).getContext("2d", read);
  const style = getComputedStyle(canvas.closest(".nn-figure"));
  copy.fillStyle = style.getPropertyValue("--nn-add").trim();
  copy.fillRect(0, 0, 1, 1);
  const blue = copy.getImageData(0, 0, 1, 1).data;
  copy.clearRect(0, 0, 1, 1);
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, width, height);
  const rows = new Set();
  for (let k = 0; k < data.length; k += 4) {
    if ([0, 1, 2, 3].every((part) => Math.abs(data[k + part] - blue[part]) < 3)) {
      rows.add(Math.floor(k / 4 / width));
    }
  }
  return rows.size / devicePixelRatio;
}"""


def test_it_shrinks_as_much_as_is_lost_and_is_then_looked_at_through_a_lens(show):
    with show(SlopeRelayPage, SlopeRelay(), **STILL) as figure:
        canvas = figure.root.locator("canvas")
        whole = canvas.evaluate(BLUE)
        left = relay("sigmoid", 1.0, 1.0, 12)[2]
        for passed in (1, 2):
            figure.button("One neuron").press("Enter")
            figure.settle()
            assert canvas.evaluate(BLUE) == pytest.approx(whole * left[-passed], abs=1.5)
        figure.slide("Handed back", "End")
        figure.settle()
        assert canvas.evaluate(BLUE) == pytest.approx(whole * left[0] * 1e7, abs=1.5)
        figure.choose("ReLU")
        figure.settle()
        assert canvas.evaluate(BLUE) == pytest.approx(whole, abs=1.5)


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(SlopeRelayPage, SlopeRelay(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Handed back", "End")
        figure.slide("Weight", "Home")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)


# Note where words and bars are, in CSS pixels, as they are painted the last time.
WATCH = """() => {
  const painter = CanvasRenderingContext2D.prototype;
  const { fillText, fillRect, drawImage } = painter;
  const still = new WeakMap(); // what is written on a picture that is laid down as a whole
  window.written = [];
  window.bars = [];
  painter.fillText = function (text, x, y) {
    const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = this.measureText(text);
    const word = { text, x0: x - left, x1: x + right, y };
    if (this.canvas.isConnected) written.push(word);
    else still.set(this.canvas, [...(still.get(this.canvas) ?? []), word]);
    fillText.call(this, text, x, y);
  };
  painter.fillRect = function (x, y, wide, high) {
    bars.push({ x0: x, x1: x + wide, y0: y, y1: y + high });
    fillRect.call(this, x, y, wide, high);
  };
  painter.drawImage = function (picture, ...place) {
    [written, bars] = [[...(still.get(picture) ?? [])], []];
    drawImage.call(this, picture, ...place);
  };
}"""


@pytest.mark.parametrize("width", [1440, 1280])
@pytest.mark.parametrize(
    "state",
    [
        {"weight": 5.0, "x": 6.0},
        {"weight": -5.0, "x": 6.0},
        {"weight": -3.0, "x": 6.0, "function": "tanh"},
        {"weight": -1.0},
    ],
    ids=str,
)
def test_no_factor_is_written_over_its_neighbour(show, width, state):
    with show(SlopeRelayPage, SlopeRelay(**state), {"width": width, "height": 900}) as figure:
        figure.page.evaluate(WATCH)
        figure.slide("Handed back", "ArrowRight")
        figure.settle()
        found = figure.page.evaluate(
            "written.filter(({ text }) => /^[^a-z0-9]|^[0-9]·/.test(text))"
        )
        row = max(word["y"] for word in found)
        factors = sorted((word for word in found if word["y"] == row), key=lambda word: word["x0"])
        assert len(factors) == 12
        for one, other in itertools.pairwise(factors):
            assert one["x1"] < other["x0"], (one, other)
        exact = relay(SlopeRelay(**state).function, state.get("x", 1.0), state["weight"], 12)[1]
        for word, factor in zip(factors, exact, strict=True):
            said = word["text"].lstrip(TIMES).replace("·10", "e").translate(RAISED)
            if said == "≈0":
                assert abs(factor) < 0.001
            else:
                number = float(said.replace("\N{MINUS SIGN}", "-"))
                assert number == pytest.approx(factor, rel=0.35)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_lens_s_words_stand_where_no_bar_is(show, width):
    viewport = {"width": width, "height": 900}
    with show(SlopeRelayPage, SlopeRelay(weight=5.0), viewport, **STILL) as figure:
        figure.page.evaluate(WATCH)
        seen = 0
        for _ in range(12):
            figure.slide("Handed back", "ArrowRight")
            figure.settle()
            lines = figure.page.evaluate("written.filter(({ text }) => /magnif|times/.test(text))")
            wide = figure.root.locator("canvas").evaluate("({ clientWidth }) => clientWidth")
            for line in lines:
                seen += 1
                assert 0 <= line["x0"] < line["x1"] <= wide
                for bar in figure.page.evaluate("bars"):
                    across = min(line["x1"], bar["x1"]) - max(line["x0"], bar["x0"])
                    down = min(line["y"] + 6, bar["y1"]) - max(line["y"] - 6, bar["y0"])
                    assert across < 1 or down < 1, (line, bar)
        assert seen >= 20
