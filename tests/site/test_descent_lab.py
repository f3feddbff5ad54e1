"""DescentLab, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet import landscapes
from neuralnet.widgets import DescentLab
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}


class Lab(FigurePage):
    """What a reader sees of a DescentLab."""

    kind = DescentLab

    def __init__(self, page):
        super().__init__(page)
        self.canvas = self.root.locator("canvas")
        self.ball = self.root.locator(".nn-handle")

    def at(self):
        """The ball's middle, in pixels of the canvas."""
        self.settle()
        ball, canvas = self.ball.bounding_box(), self.canvas.bounding_box()
        return np.array([ball[k] + ball[size] / 2 - canvas[k] for k, size in AXES])

    def shows(self, python):
        said = self.readout()
        found = [float(x) for x in re.findall(r"-?\d+\.\d\d", said)]
        place = python.path[-1]
        if python.landscape == "curve":
            expected = [*place, landscapes.curve(place[0]), landscapes.curve_slope(place[0])]
        else:
            expected = [*place, landscapes.valley(place), *landscapes.valley_slopes(place)]
        np.testing.assert_allclose(found, expected, atol=0.0051)
        assert said.startswith(f"Step {python.steps}:")


def test_an_arrow_that_leaves_the_picture_says_where_it_leads(show):
    with show(Lab, DescentLab(learning_rate=2.0)) as figure:
        figure.note_written()
        figure.slide("Ball: first knob", "ArrowRight")
        figure.settle()
        place = landscapes.curve_slope(2.7) * -2 + 2.7
        assert f"knob at \N{MINUS SIGN}{-place:.0f}" in figure.page.evaluate("written")
        figure.page.evaluate("written.length = 0")
        figure.slide("Learning rate", *["PageDown"] * 10)
        figure.settle()
        assert not [text for text in figure.page.evaluate("written") if "knob at" in text]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_beside_an_arrow_s_tip_stands_how_far_off_the_map_it_leads(show, viewport):
    python = DescentLab("valley", start=[-3.0, 1.0], learning_rate=0.5)
    with show(Lab, python, viewport) as figure:
        figure.page.evaluate(
            """() => {
              window.boxes = {};
              const { fillText } = CanvasRenderingContext2D.prototype;
              CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                const half = this.measureText(text).width / 2;
                boxes[text] = [x - half, y - 8, x + half, y + 8];
                fillText.call(this, text, x, y);
              };
            }"""
        )
        figure.slide("Ball: first knob", "ArrowRight")
        figure.settle()
        boxes = figure.page.evaluate("boxes")
        minus = "\N{MINUS SIGN}"
        off, cost = boxes[f"off the map, at {minus}1, {minus}5"], boxes["cost 10.21"]
        wide, high = figure.canvas.evaluate(
            "({ clientWidth, clientHeight }) => [clientWidth, clientHeight]"
        )
        at = figure.at()
        left, right, top, bottom = 34, wide - 12, 28, high - 42
        tip = at[0] + (bottom - at[1]) / (6 / 4.4 * (bottom - top)) * 1.45 / 8.4 * (right - left)
        assert left <= off[0] < off[2] <= right
        assert top <= off[1] < off[3] <= bottom
        assert min(abs(off[0] - tip), abs(off[2] - tip)) < 30
        for one in (cost, [*(at - 10), *(at + 10)]):
            assert off[0] > one[2] or off[2] < one[0] or off[1] > one[3]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("state", [{}, {"start": [-2.8]}, {"landscape": "valley"}], ids=str)
def test_the_cost_stands_off_the_arrow(show, viewport, state):
    with show(Lab, DescentLab(**state), viewport) as figure:
        figure.page.evaluate(
            """() => {
              const { fillText } = CanvasRenderingContext2D.prototype;
              CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                if (text.startsWith("cost ")) window.height = y;
                fillText.call(this, text, x, y);
              };
            }"""
        )
        figure.slide("Ball: first knob", "ArrowRight")
        figure.settle()
        # The arrow is level or leads down: the tag, 20 pixels high, stands over the ball.
        assert figure.page.evaluate("height") + 10 <= figure.at()[1] - 10


# How light the map is at places, by its knobs: of the paper, 0 to 255.
LIGHT = """(canvas, places) => {
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const ratio = canvas.width / wide;
  const read = { willReadFrequently: true };
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", read);
  copy.drawImage(canvas, 0, 0);
  return places.map(([x, y]) => {
    const across = 34 + ((x + 4.2) / 8.4) * (wide - 46);
    const down = high - 42 - ((y + 2.2) / 4.4) * (high - 70);
    return copy.getImageData(across * ratio, down * ratio, 1, 1).data[1];
  });
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_six_bands_lie_around_the_lowest_place(show, theme):
    with show(Lab, DescentLab("valley", start=[-3.9, 0.0]), WIDE, theme) as figure:
        figure.settle()
        places = [[0.5, 0.1], [1.5, 0], [2.6, 0], [3.6, 0], [3.5, 1.2], [3.5, 2.1]]
        found = figure.canvas.evaluate(LIGHT, places)
        assert [landscapes.valley(np.array(place)) for place in places] == sorted(
            landscapes.valley(np.array(place)) for place in places
        )
        steps = np.diff(found) * (1 if theme == "dark" else -1)
        assert (steps > 10).all(), found  # the more ink, the higher


AXES = (("x", "width"), ("y", "height"))


@pytest.mark.parametrize(
    "state",
    [
        {"landscape": "curve", "steps": 6},
        {"landscape": "valley", "learning_rate": 0.15, "steps": 12},
    ],
)
def test_it_starts_as_python_left_it_and_steps_as_python_does(show, state):
    python = DescentLab(**state)
    with show(Lab, python) as figure:
        figure.shows(python)
        for _ in range(3):
            figure.button("One step").press("Enter")
            python.steps += 1
            figure.shows(python)


def test_settings_by_keyboard_and_putting_it_back(show):
    python = DescentLab("valley", learning_rate=0.15, steps=0)
    with show(Lab, python) as figure:
        figure.slide("Momentum", *["ArrowRight"] * 16)
        python.momentum = 0.8
        for _ in range(5):
            figure.button("One step").press("Space")
        python.steps = 5
        figure.shows(python)
        figure.button("Put it back").click()
        python.steps = 0
        figure.shows(python)
        figure.slide("Ball: first knob", "ArrowRight", "ArrowDown")
        python.start = [-3.5, 1.1]
        figure.shows(python)


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_the_ball_is_dragged(show, viewport):
    with show(Lab, DescentLab(steps=3), *[viewport] * bool(viewport)) as figure:
        lowest = figure.at()
        figure.drag(figure.ball, [(0.5, 0.5), (-2, 0.5)], 1)
        found = figure.numbers()
        assert found[0] == 0  # it begins again
        assert found[1] < 2
        assert figure.at()[0] < lowest[0] - 40


def test_a_click_sets_the_start_and_a_swipe_does_not(show):
    with show(Lab, DescentLab(steps=3), NARROW, has_touch=True, is_mobile=True) as figure:
        before = figure.readout()
        assert figure.canvas.evaluate("node => getComputedStyle(node.parentNode).touchAction") == (
            "pan-y"
        )
        box = figure.canvas.bounding_box()
        session = figure.page.context.new_cdp_session(figure.page)
        x, y = box["x"] + box["width"] / 3, box["y"] + box["height"] / 2
        for kind, points in [
            ("touchStart", [(x, y)]),
            ("touchMove", [(x, y - 40)]),
            ("touchMove", [(x, y - 90)]),
            ("touchEnd", []),
        ]:
            places = [{"x": x, "y": y} for x, y in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
        assert figure.readout() == before
        figure.tap(figure.canvas, (1, 1), 3)
        assert figure.numbers()[0] == 0


def test_the_next_step_is_where_it_will_be(show):
    """The ghost of the next step stands where the ball then comes to."""
    with show(Lab, DescentLab(start=[2.6]), **STILL) as figure:
        python = DescentLab(start=[2.6], steps=1)
        figure.button("One step").click()
        figure.shows(python)


def test_running_comes_to_rest_and_runs_again(show):
    with show(Lab, DescentLab(), **STILL) as figure:
        figure.button("Run").click()
        assert figure.readout().endswith("It rests.")
        rested = figure.readout()
        figure.button("Again").click()
        assert figure.readout() == rested
    with show(Lab, DescentLab(steps=6)) as figure:
        figure.button("Run").click()
        figure.wait_for_text(".nn-readout", re.compile("Step ([7-9]|1[0-9]):"))
        figure.button("Pause").click()
        moved = figure.readout()
        figure.page.wait_for_timeout(600)
        assert figure.readout() == moved


def test_too_large_a_learning_rate_is_said_calmly(show):
    with show(Lab, DescentLab("valley"), **STILL) as figure:
        figure.slide("Learning rate", "End")
        figure.button("Run").click()
        said = figure.readout()
        assert "it is gone" in said
        assert "NaN" not in said
        at, box = figure.at(), figure.canvas.bounding_box()
        assert 0 <= at[0] <= box["width"]  # it waits at the edge
        assert 0 <= at[1] <= box["height"]
        figure.choose("One knob")
        figure.slide("Learning rate", "Home")
        figure.button("Run").click()
        assert figure.readout().startswith("Step 200:")


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(Lab, DescentLab(), viewport, theme) as figure:
        before = figure.height()
        figure.choose("Two knobs")
        figure.button("One step").click()
        assert figure.height() == before
        figure.breaks_no_rule()
