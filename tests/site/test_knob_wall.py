"""KnobWall, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.widgets import KnobWall
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage

STILL = {"reduced_motion": "reduce"}


class Wall(FigurePage):
    """What a reader sees of a KnobWall."""

    kind = KnobWall

    def __init__(self, page):
        super().__init__(page)
        self.wall = self.root.locator(".nn-wall canvas")
        self.loupe = self.root.locator(".nn-loupe canvas")
        self.outputs = self.root.locator(".nn-reads canvas").nth(1)

    def shows(self, python):
        self.settle()
        words = self.outputs.get_attribute("aria-label")
        outputs = [float(x) for x in re.findall(r"\d: (-?\d+\.\d+)", words)]
        network = python.current_network
        np.testing.assert_allclose(outputs, network.forward(python.image), atol=0.00051)
        said = self.readout()
        assert re.match(f"Knob {python.knob + 1:,}[,:] ", said)
        value = float(re.search(r": ([-+]?\d+\.\d\d) \(", said)[1])
        assert value == pytest.approx(network.parameters[python.knob], abs=0.0051)

    def scored(self, python):
        digits = mnist()
        right = (
            python.current_network.predict(digits.test_images[:1000]) == digits.test_labels[:1000]
        )
        self.wait_for_text(".nn-score", f"It reads {right.sum()} of 1,000 test digits.")

    def broken(self):
        return int(self.numbers(".nn-turns", r"([\d,]+) knobs")[0])

    def marked(self):
        """Return in how many of the 16 pictures there are marks: light pixels without colour."""
        return self.wall.evaluate(PICTURES, "Math.min(red, green, blue) >= 180")

    def holed(self):
        """Return in how many of the 16 pictures there are holes: pixels darker than any weight."""
        return self.wall.evaluate(PICTURES, "Math.max(red, green, blue) === 0 && alpha === 255")

    def reads(self):
        return self.numbers(".nn-score", r"reads (\d+) of")[0]


# What is painted, from a copy: browsers warn of reading twice from the canvas itself.
PAINTED = """const painted = (canvas, width, height) => {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, width, height).data;
};"""
# In how many of the wall's 16 pictures, without the biases below, is a pixel like this?
PICTURES = f"""(canvas, like) => {{
  {PAINTED}
  const isLike = new Function("red", "green", "blue", "alpha", `return ${{like}}`);
  const {{ width, height }} = canvas;
  const tables = Math.round(0.7 * width);
  const data = painted(canvas, width, height);
  const found = new Set();
  for (let k = 0; k < width * height; k++) {{
    const [x, y] = [k % width, Math.floor(k / width)];
    if (x >= tables || (4 * y) / height % 1 > 0.8) continue;
    if (!isLike(...data.slice(4 * k, 4 * k + 4))) continue;
    found.add(Math.floor((4 * x) / tables) + 4 * Math.floor((4 * y) / height));
  }}
  return found.size;
}}"""


@pytest.fixture
def python():
    return KnobWall()


def test_it_starts_as_python_left_it_and_fetches_nothing(show, python):
    with show(Wall, python) as figure:
        asked = []
        figure.page.on("request", lambda request: asked.append(request.url))
        figure.shows(python)
        assert asked == []


def test_knobs_are_picked_and_turned_by_keyboard(show, python):
    with show(Wall, python) as figure:
        figure.wall.focus()
        for key, knob in (
            ("ArrowRight", 407),
            ("ArrowDown", 435),
            ("PageDown", 435 + 784),
            ("PageUp", 435),
            ("Home", 0),
            ("ArrowLeft", 0),
            ("End", 13_001),
            ("ArrowUp", 13_001 - 17),
        ):
            figure.page.keyboard.press(key)
            python.knob = knob
            figure.shows(python)
        assert "weight from neuron" in figure.readout()
        for key, value in (("End", 4.0), ("Home", -4.0)):
            figure.slide("Turn it", key)
            python.turned = {str(python.knob): value}
            figure.shows(python)
        figure.scored(python)


def test_a_knob_is_turned_round_under_the_loupe(show, python):
    with show(Wall, python) as figure:
        before = figure.numbers(pattern=r": ([-+]?\d+\.\d\d) \(")[0]
        middle, far = 4.5, 1.2
        quarter = [
            (middle + far * np.sin(angle), middle - far * np.cos(angle))
            for angle in np.linspace(-0.6, 0.6, 7)
        ]
        # Taken at its middle it follows up and down; round its middle it follows the hand.
        figure.drag(figure.loupe, [(middle, middle), (middle, middle - 0.5)], 9)
        raised = figure.numbers(pattern=r": ([-+]?\d+\.\d\d) \(")[0]
        assert raised > before
        figure.drag(figure.loupe, [(middle, middle), *quarter], 9)
        assert figure.numbers(pattern=r": ([-+]?\d+\.\d\d) \(")[0] > raised


def test_breaking_noise_and_silence_are_python_s(show, python):
    with show(Wall, python, **STILL) as figure:
        figure.slider("Broken").fill("0.1")
        python.broken = 0.1
        figure.shows(python)
        figure.scored(python)
        figure.slider("Noise").fill("0.5")
        python.noise = 0.5
        figure.shows(python)
        figure.button("Roll the dice").click()
        python.seed = 1
        figure.shows(python)
        figure.scored(python)
        figure.button("Start again").click()
        python.broken, python.noise, python.seed = 0.0, 0.0, 0
        figure.shows(python)
        figure.button("Silence neuron 1 of layer 1").click()
        python.silenced = [[1, 0]]
        figure.shows(python)
        figure.scored(python)
        figure.button("Hear neuron 1 of layer 1").click()
        figure.button("Next digit").click()
        python.silenced, python.index = [], 1
        figure.shows(python)


def test_knobs_fall_in_batches_and_the_score_walks_down_with_them(show, python):
    with show(Wall, python) as figure:
        figure.button("Roll the dice").click()
        python.broken, python.seed = 0.1, 1  # where nothing is broken, dice break one in ten
        seen = [(figure.broken(), figure.reads())]
        while seen[-1][0] < 1300:
            seen.append((figure.broken(), figure.reads()))
        counts, scores = (sorted(set(column)) for column in zip(*seen, strict=True))
        assert [count for count, _ in seen] == sorted(count for count, _ in seen)
        assert set(counts) <= {round(65.01 * k) for k in range(21)}
        assert len(counts) > 2  # some on the way, as many as the machine has frames for
        assert len(scores) > 2
        figure.shows(python)
        figure.scored(python)


def test_a_hand_on_the_slider_ends_the_fall(show, python):
    with show(Wall, python) as figure:
        figure.button("Roll the dice").click()
        figure.slider("Broken").fill("0.5")
        assert figure.broken() == 6501
        python.broken, python.seed = 0.5, 1
        figure.shows(python)


def test_where_motion_is_not_wanted_they_fall_at_once(show, python):
    with show(Wall, python, **STILL) as figure:
        figure.button("Roll the dice").click()
        assert figure.broken() == 1300


def test_the_score_is_known_at_rest(show, python):
    with show(Wall, python) as figure:
        assert figure.reads() == python.trained > 900
        assert "as trained" in figure.text(".nn-score")
        dial = figure.root.locator(".nn-scored canvas")
        assert f"It reads {python.trained} of 1,000" in dial.get_attribute("aria-label")
        figure.slider("Broken").fill("0.1")
        figure.wait_for_text(".nn-score", "fewer than trained")
        assert f"{python.trained - figure.reads():.0f} fewer" in figure.text(".nn-score")


def test_a_wall_that_is_broken_from_the_start_is_tried_at_once(show):
    python = KnobWall(broken=0.2)
    with show(Wall, python) as figure:
        figure.scored(python)


def breaks(figure, found):
    """Break knobs: what a broken one looks like is found in its picture alone."""
    figure.settle()
    assert found() == 0
    figure.slider("Broken").fill("0.02")
    figure.settle()
    assert found() == 16
    figure.button("Start again").click()
    figure.settle()
    assert found() == 0
    figure.button("Hammer").click()
    figure.drag(figure.wall, [(0.02, 0.05), (0.1, 0.05)], 1)
    figure.settle()
    assert found() == 1


def test_each_broken_knob_is_a_hole_with_a_mark_where_it_is_large(show, python):
    with show(Wall, python, {"width": 1440, "height": 900}, **STILL) as figure:
        breaks(figure, figure.marked)


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_a_small_broken_knob_is_a_dark_hole_and_nothing_brighter(show, python, ratio):
    viewport = WIDE if ratio == 1 else NARROW
    with show(Wall, python, viewport, device_scale_factor=ratio, **STILL) as figure:
        breaks(figure, figure.holed)
        figure.slider("Broken").fill("0.5")
        figure.settle()
        assert figure.marked() == 0


def test_a_neuron_that_nobody_hears_fades(show, python):
    light = f"""(canvas) => {{
      {PAINTED}
      const side = Math.round(canvas.width / 8);
      const data = painted(canvas, side, side);
      const lit = (part, k) => (k % 4 < 3 ? (part * data[k - (k % 4) + 3]) / 255 : 0);
      return data.reduce((sum, part, k) => sum + lit(part, k), 0);
    }}"""
    with show(Wall, python) as figure:
        figure.settle()
        before = figure.wall.evaluate(light)
        figure.button("Silence neuron 1 of layer 1").click()
        figure.settle()
        assert figure.wall.evaluate(light) < before / 2
        figure.button("Hear neuron 1 of layer 1").click()
        figure.settle()
        assert figure.wall.evaluate(light) == before


def test_why_a_broken_knob_does_not_turn_is_said_whole_on_a_phone(show):
    for knob in (406, 12_543, 13_001):
        with show(Wall, KnobWall(smashed=[knob], knob=knob), NARROW) as figure:
            assert "It is broken and does not turn" in figure.readout()
            said = figure.root.locator(".nn-readout")
            assert said.evaluate("node => node.scrollHeight <= node.clientHeight + 3")


def test_the_hammer_breaks_what_it_passes(show, python):
    with show(Wall, python, **STILL) as figure:
        figure.button("Hammer").click()
        figure.drag(figure.wall, [(0.02, 0.05), (0.2, 0.12)], 1)
        count = figure.numbers(".nn-turns", r"(\d+) knobs")[0]
        assert count > 50
        figure.wait_for_text(".nn-score", "It reads")
        figure.wall.focus()
        figure.page.keyboard.press("End")  # the last bias, and a blow with a key
        figure.page.keyboard.press("Space")
        assert figure.numbers(".nn-turns", r"(\d+) knobs")[0] == count + 1
        assert "It is broken and does not turn" in figure.readout()
        assert figure.slider("Turn it").is_disabled()
        figure.button("Start again").click()
        assert figure.numbers(".nn-turns", r"(\d+) knobs")[0] == 0


def test_smashed_knobs_are_python_s(show):
    python = KnobWall(smashed=[406, 12_999], knob=406)
    assert python.current_network.parameters[406] == 0
    with show(Wall, python) as figure:
        figure.shows(python)


def test_an_output_s_bias_belongs_to_no_hidden_neuron(show):
    with show(Wall, KnobWall(knob=13_001)) as figure:
        assert "bias of output 9" in figure.readout()
        assert figure.button("No hidden neuron's").is_disabled()


def test_all_knobs_broken_is_answered_calmly(show, python):
    with show(Wall, python) as figure:
        figure.slide("Broken", "End")
        python.broken = 1.0
        figure.shows(python)
        assert "13,002 knobs" in figure.text(".nn-turns")
        assert "NaN" not in figure.root.inner_text()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_tap_picks_the_knob_under_it(show, python, viewport):
    with show(Wall, python, viewport) as figure:
        figure.wall.click(position={"x": 1, "y": 1})
        assert "row 0, column 0, to neuron 1 of" in figure.readout()
        assert figure.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_a_smaller_network_hangs_on_the_wall_too(show):
    python = KnobWall(Network([784, 5, 3, 10], rng=np.random.default_rng(2)), knob=3000)
    with show(Wall, python) as figure:
        figure.shows(python)


def test_the_score_is_in_sight_of_the_hand_on_a_phone(show, python):
    with show(Wall, python, NARROW) as figure:
        figure.is_on_one_screen(figure.root.locator(".nn-score"), figure.slider("Turn it"))


def test_the_score_stays_in_sight_further_down_on_a_small_phone(show, python):
    with show(Wall, python, {"width": 375, "height": 560}) as figure:
        score, slider = figure.root.locator(".nn-score"), figure.slider("Broken")
        slider.evaluate("node => node.scrollIntoView({ block: 'end' })")
        figure.settle()
        top = score.bounding_box()["y"]
        assert figure.wall.bounding_box()["y"] < 56 <= top < 100  # the theme's bar is 56 high
        loupe = figure.loupe.bounding_box()
        assert top + score.bounding_box()["height"] < loupe["y"]
        figure.page.evaluate("scrollTo(0, 0)")
        figure.settle()
        box = score.bounding_box()
        assert box["y"] + box["height"] <= figure.wall.bounding_box()["y"]  # and covers nothing


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, python, viewport, theme):
    with show(Wall, python, viewport, theme) as figure:
        alive = figure.height()
        figure.wall.focus()
        figure.page.keyboard.press("End")
        assert figure.height() == alive
        figure.breaks_no_rule()
