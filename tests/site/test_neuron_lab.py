"""NeuronLab, used as a reader would, against Python's numbers."""

import numpy as np
import pytest

from neuralnet.features import edge, ring, stroke
from neuralnet.widgets import NeuronLab
from neuralnet.widgets.neuron_lab import pair, trained_neuron
from tests.site.conftest import NARROW, WIDE, looks
from tests.site.figure_page import FigurePage
from tools import figure_page

STILL = {"reduced_motion": "reduce"}
BROAD = {"width": 1440, "height": 900}


class Lab(FigurePage):
    """What a reader sees of a NeuronLab."""

    kind = NeuronLab

    def __init__(self, page):
        super().__init__(page)
        self.pad = self.root.locator(".nn-weights canvas")
        self.plot = self.root.locator(".nn-plot [role=application]")
        self.fence = self.root.locator(".nn-fence")

    def shows(self, python):
        said = self.readout()
        total = python.weighted_sum - python.bias
        expected = [python.label, total, python.bias, python.weighted_sum, python.activation]
        np.testing.assert_allclose(self.numbers(), expected, atol=0.0051)
        assert ("it fires" in said) == (python.weighted_sum > 0)
        assert ("fires" in self.text(".nn-tug")) == (python.weighted_sum > 0)

    def scored(self, python):
        """Wait for the score, and compare it with Python's."""
        sevens, ones = python.score()
        best = NeuronLab(*trained_neuron()).score()
        self.root.locator(".nn-verdict [role=status]").get_by_text(
            f"Fires for {sevens} of 250 sevens and {ones} of 250 ones: right on "
            f"{sevens + 250 - ones} of 500. The trained neuron: {best[0] + 250 - best[1]}."
        ).wait_for(state="attached")
        assert self.text(".nn-right-on") == f"right on {sevens + 250 - ones} of 500"
        assert self.text(".nn-meter") == f"trained {best[0] + 250 - best[1]}"

    def chosen(self):
        """Return the name of the preset that is shown as chosen."""
        self.settle()
        return self.root.locator(".nn-presets label:has(input:checked)").inner_text()

    def paint_line(self, points):
        """Paint along points, in pixels of 28: right, down."""
        self.drag(self.pad, points, 28, steps=1)

    def drag_fence(self, shift):
        """Drag the fence so many of the axis's units to the right: from -50 to 30 with the edge."""
        box, axis = self.fence.bounding_box(), self.plot.bounding_box()["width"] - 20
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + shift * axis / 80, y, steps=5)
        self.page.mouse.up()

    def ringed(self):
        """Return where the ring stands around the digit that it looks at, in shares of the plot."""
        self.settle()
        ring, plot = self.root.locator(".nn-looked").bounding_box(), self.plot.bounding_box()
        x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
        return (x - plot["x"]) / plot["width"], (y - plot["y"]) / plot["height"]


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the chapter shows it first."""
    return NeuronLab(edge(), bias=-3.0)


def test_it_starts_as_python_left_it_and_scores_what_python_left(show, python):
    with show(Lab, python) as figure:
        figure.shows(python)
        figure.scored(python)
        assert figure.chosen() == "Edge"


def test_out_of_sight_it_fetches_nothing(chromium, figure_site, python):
    folder, address = figure_site
    far = '<div style="height: 3000px"></div><div class="live-figure'
    text = figure_page.page(python).replace('<div class="live-figure', far, 1)
    (folder / "Far.html").write_text(text, encoding="utf-8")
    page, asked = chromium.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/Far.html", wait_until="networkidle")
    page.locator(".live-figure[data-live]").wait_for()
    assert not [url for url in asked if "/digits/" in url]
    Lab(page).scored(python)  # scrolls to it
    page.close()


def test_sliders_and_steps_by_keyboard(show, python):
    with show(Lab, python, **STILL) as figure:
        # The fence goes where the arrow points, so the bias goes the other way.
        figure.slide("Bias", *["ArrowLeft"] * 4)
        python.bias = -1.0
        figure.shows(python)
        figure.slide("Steepness", *["ArrowLeft"] * 10)
        python.steepness = 0.1
        figure.shows(python)
        for end, bias in (("Home", 100.0), ("End", -100.0)):
            figure.slide("Bias", end)
            python.bias = bias
            figure.shows(python)
            figure.scored(python)
        figure.button("Next digit").press("Enter")
        python.index += 1
        figure.shows(python)
        figure.button("Previous digit").press("Enter")
        python.index -= 1
        figure.shows(python)


@pytest.mark.parametrize("viewport", [BROAD, WIDE, NARROW], ids=["broad", "wide", "narrow"])
def test_the_fence_is_dragged_and_is_the_bias(show, python, viewport):
    with show(Lab, python, viewport) as figure:
        figure.scored(python)
        figure.drag_fence(10)
        figure.settle()
        bias = -float(figure.slider("Bias").input_value())
        assert bias == pytest.approx(-13, abs=0.51)
        assert figure.numbers(".nn-tag") == [-bias, bias]  # where it stands, and what it is
        python.bias = bias
        figure.shows(python)
        figure.scored(python)


@pytest.mark.parametrize(
    ("name", "weights", "bias"),
    [
        ("Clear", np.zeros(784), 0.0),
        ("Ring", ring(), 0.0),
        ("Slanted stroke", stroke(), 0.0),
        ("Trained", *trained_neuron()),
    ],
)
def test_presets_are_python_s_and_show_which_is_chosen(show, python, name, weights, bias):
    with show(Lab, python) as figure:
        if name == "Clear":
            figure.button(name).click()
        else:
            figure.choose(name)
        assert figure.chosen() == ("Yours" if name == "Clear" else name)
        python.weights, python.bias = weights, bias
        figure.shows(python)
        figure.scored(python)


def test_painting_by_mouse_and_by_keyboard(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.button("Clear").click()
        figure.slider("Brush").fill("0.5")
        figure.paint_line([(10.5, 7.5)])
        figure.settle()
        assert "The weights: 1 positive, 0 negative, 783 at 0" in (
            figure.pad.get_attribute("aria-label")
        )
        figure.pad.focus()
        press = figure.page.keyboard.press
        for key in ("-", "ArrowUp", " ", "ArrowUp", " ", "+", "ArrowUp", " "):
            press(key)
        weights = np.zeros((28, 28))
        weights[7, 10] = weights[10, 13] = 1
        weights[11, 13] = weights[12, 13] = -1
        python.weights, python.bias = weights, 0
        figure.shows(python)
        figure.scored(python)
        press("0")
        press(" ")
        weights[10, 13] = 0
        python.weights = weights
        figure.shows(python)
        for key, value in (("1", 1), ("2", -1), ("3", 0)):
            press(key)
            press(" ")
            weights[10, 13] = value
            python.weights = weights
            figure.shows(python)


def test_a_fast_stroke_has_no_holes(show, python):
    with show(Lab, python) as figure:
        figure.button("Clear").click()
        figure.slider("Brush").fill("0.5")
        figure.paint_line([(2.5, 5.5), (22.5, 5.5)])  # in one step
        weights = np.zeros((28, 28))
        weights[5, 2:23] = 1
        python.weights, python.bias = weights, 0
        figure.shows(python)


def test_the_swatches_choose_the_paint(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.button("Clear").click()
        figure.slider("Brush").fill("0.5")
        figure.choose("Takes away")
        figure.paint_line([(10.5, 7.5)])
        weights = np.zeros((28, 28))
        weights[7, 10] = -1
        python.weights, python.bias = weights, 0
        figure.shows(python)
        figure.choose("Erase")
        figure.paint_line([(10.5, 7.5)])
        python.weights = np.zeros(784)
        figure.shows(python)


def test_the_brush_is_outlined_under_the_mouse_as_broad_as_it_paints(show, python):
    with show(Lab, python) as figure:
        brush, cell = figure.root.locator(".nn-brush"), figure.pad.bounding_box()["width"] / 28
        assert not brush.is_visible()
        for radius in (1.5, 4.0):
            figure.slider("Brush").fill(str(radius))
            figure.hover(figure.pad, (12, 10), 28)
            figure.settle()
            box, pad = brush.bounding_box(), figure.pad.bounding_box()
            assert box["width"] == pytest.approx(2 * radius * cell, abs=1)
            middle = box["x"] + box["width"] / 2 - pad["x"], box["y"] + box["height"] / 2 - pad["y"]
            assert middle == pytest.approx((12 * cell, 10 * cell), abs=1)
        figure.page.mouse.move(2, 2)
        figure.settle()
        assert not brush.is_visible()


def test_what_was_painted_is_kept_beside_the_presets(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.button("Clear").click()
        figure.paint_line([(6, 8), (19, 8)])
        figure.slide("Bias", "ArrowRight", "ArrowRight")
        mine = figure.readout()
        assert figure.chosen() == "Yours"
        for name in ("Trained", "Ring"):
            figure.choose(name)
            assert figure.readout() != mine
        figure.choose("Yours")
        assert figure.readout() == mine


def test_every_change_can_be_undone(show, python):
    with show(Lab, python, **STILL) as figure:
        undo = figure.button("Undo")
        assert undo.is_disabled()
        assert undo.get_attribute("title") == "Nothing to undo"
        seen = [figure.readout()]
        for change in (
            lambda: figure.paint_line([(6, 8), (19, 8)]),
            lambda: figure.drag_fence(10),
            lambda: figure.choose("Trained"),
            lambda: figure.paint_line([(14, 14), (14, 20)]),  # over the trained weights
            lambda: figure.button("Clear").click(),
            lambda: figure.slide("Bias", "ArrowRight", "ArrowRight", "ArrowRight"),  # one change
        ):
            change()
            seen.append(figure.readout())
            assert seen[-1] != seen[-2]
        for before in reversed(seen[:-1]):
            undo.click()
            assert figure.readout() == before
        assert undo.is_disabled()
        assert figure.chosen() == "Edge"
        figure.choose("Yours")  # as at first: nothing of the reader's
        python.weights, python.bias = np.zeros(784), 0
        figure.shows(python)


def test_weights_that_came_from_python_become_the_reader_s_own(show):
    python = NeuronLab(np.full(784, 0.5), bias=-10.0)
    with show(Lab, python, **STILL) as figure:
        assert figure.root.locator(".nn-presets input:checked").count() == 0
        figure.choose("Edge")
        figure.choose("Yours")
        figure.shows(python)


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "finger"])
def test_a_click_on_a_dot_lays_that_digit_on_the_pad(show, python, touch):
    options = STILL | ({"has_touch": True, "is_mobile": True} if touch else {})
    python.weights, python.bias = trained_neuron()
    images, labels = pair()
    python.example = int(np.argmax((images @ python.weights) * (labels == 7)))
    with show(Lab, python, NARROW if touch else WIDE, **options) as figure:
        figure.scored(python)
        figure.shows(python)
        place = figure.ringed()
        figure.button("Next digit").click()
        expected, python.example = python.example, -1
        figure.shows(python)
        if touch:
            figure.tap(figure.plot, place, 1)
        else:
            figure.page.mouse.click(*figure.places(figure.plot, [place], 1)[0])
        python.example = expected
        figure.shows(python)


def test_the_keys_go_from_dot_to_dot(show, python):
    images, labels = pair()
    sums = images @ python.weights
    with show(Lab, python, **STILL) as figure:
        figure.scored(python)
        figure.plot.focus()
        figure.page.keyboard.press("ArrowRight")
        python.example = int(np.flatnonzero(sums > -python.bias)[
            np.argmin(sums[sums > -python.bias])])  # fmt: skip
        figure.shows(python)
        for key, label in (("ArrowUp", 7), ("ArrowDown", 1)):
            figure.page.keyboard.press(key)
            others = [k for k in np.flatnonzero(labels == label) if k != python.example]
            python.example = int(min(others, key=lambda k: abs(sums[k] - sums[python.example])))
            figure.shows(python)
        assert f"number {python.example + 1}, a 1" in figure.plot.get_attribute("aria-label")
        figure.page.keyboard.press("ArrowLeft")
        before = np.flatnonzero(sums < sums[python.example])
        python.example = int(before[np.argmax(sums[before])])
        figure.shows(python)


def test_the_next_mistake_is_one(show, python):
    images, labels = pair()
    wrong = np.flatnonzero((images @ python.weights + python.bias > 0) != (labels == 7))
    with show(Lab, python, **STILL) as figure:
        figure.scored(python)
        for k in wrong[:3]:
            figure.button("Next mistake").click()
            python.example = int(k)
            figure.shows(python)


def test_dragging_the_fence_picks_no_dot(show, python):
    with show(Lab, python, **STILL) as figure:
        figure.scored(python)
        figure.drag_fence(-10)
        figure.settle()
        python.bias = -float(figure.slider("Bias").input_value())
        figure.shows(python)  # still the digit before


def test_missing_digits_are_said_calmly(chromium, figure_site, python):
    folder, address = figure_site
    (folder / "Lab.html").write_text(figure_page.page(python), encoding="utf-8")
    page = chromium.new_page()
    page.route("**/digits/pair.js", lambda route: route.abort())
    page.goto(f"{address}/Lab.html")
    figure = Lab(page)
    figure.wait_for_text(".nn-verdict", "No score")
    figure.choose("Ring")
    python.weights, python.bias = ring(), 0
    figure.shows(python)
    page.close()


def test_hand_and_answer_are_on_one_screen_of_a_phone(show, python):
    with show(Lab, python, NARROW) as figure:
        figure.is_on_one_screen(figure.pad, figure.plot)
        figure.scored(python)
        for part in ("button", ".nn-toolbox label", ".nn-presets label", ".nn-fence"):
            for node in figure.root.locator(part).filter(visible=True).all():
                box = node.bounding_box()
                assert min(box["width"], box["height"]) >= 24


TOO_FAR = """(figure) => {
  const { left, right } = figure.getBoundingClientRect();
  const end = figure.querySelector(".nn-foot").getBoundingClientRect().top;
  return [...figure.querySelectorAll("*")].filter((node) => {
    const box = node.getBoundingClientRect();
    const shown = box.width > 1 && !node.closest(".nn-spoken, legend");
    const low = node.closest(".nn-body > *") && box.bottom > end + 1;
    return shown && (box.left < left - 1 || box.right > right + 1 || low);
  }).map((node) => node.className);
}"""


def test_everything_fits_whatever_the_width_and_the_font(show, python):
    with show(Lab, python, {"width": 280, "height": 900}) as figure:
        for seen in figure.resized([280, 390, 620, 690, 960, 1280, 1440], [16, 24, 32]):
            assert figure.root.evaluate(TOO_FAR) == [], seen


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, python, viewport, theme):
    with show(Lab, python, viewport, theme) as figure:
        before = figure.height()
        figure.choose("Trained")
        python.weights, python.bias = trained_neuron()
        figure.scored(python)
        figure.button("Next mistake").click()
        assert figure.height() == before
        figure.breaks_no_rule()
    options = {"java_script_enabled": False}
    kind = type("Box", (Lab,), {"__init__": lambda self, page: setattr(self, "page", page)})
    with show(kind, NeuronLab(edge(), bias=-3.0), viewport, theme, **options) as figure:
        box = figure.page.locator(".live-figure")
        assert box.bounding_box()["height"] == before
