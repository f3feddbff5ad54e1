"""DigitReader on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.widgets import DigitReader
from tests.site.conftest import NARROW, OPTIONS, WIDE, lines, settle

PAGE = "intro.html"
DRAWN = 0.03  # a drawing is read back from its greys on the screen, not quite exactly


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the page shows it first."""
    return DigitReader(index=7, neuron=5)


class Figure:
    """What a reader sees of the first DigitReader of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-digit-reader").first
        self.root.wait_for()
        self.pad, self.seen = (self.root.locator(".nn-controls canvas").nth(k) for k in (0, 1))
        self.centring = self.root.get_by_role("switch")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def title(self):
        settle(self.page)
        return self.root.locator(".nn-title").first.inner_text()

    def readout(self):
        settle(self.page)
        return self.root.locator(".nn-readout").inner_text()

    def neurons(self):
        """All neurons' activations as the page says them, layer by layer, to two decimals."""
        settle(self.page)
        labels = self.root.locator(".nn-neuron").evaluate_all(
            "(nodes) => nodes.map((node) => node.getAttribute('aria-label'))"
        )
        return [float(re.search(r": (-?[\d.]+)$", label)[1]) for label in labels]

    def drawing(self):
        """The grey levels of the pad, as bytes of ink."""
        settle(self.page)
        greys = self.pad.evaluate(
            """(canvas) => {
              const cell = canvas.width / 28, levels = [];
              const copy = new OffscreenCanvas(canvas.width, canvas.height);
              const context = copy.getContext("2d", { willReadFrequently: true });
              context.drawImage(canvas, 0, 0);
              for (let k = 0; k < 784; k++)
                levels.push(context.getImageData(
                  ((k % 28) + 0.5) * cell, (Math.floor(k / 28) + 0.5) * cell, 1, 1).data[0]);
              return levels;
            }"""
        )
        return (np.array(greys) - 16) / 239

    def drag(self, points):
        """Draw along points, in pixels of 28: right, down."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        places = [(box["x"] + x / 28 * box["width"], box["y"] + y / 28 * box["height"])
                  for x, y in points]  # fmt: skip
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*place, steps=5)
        self.page.mouse.up()

    def shows(self, python, atol=0.0051):
        """Whether the page shows the same numbers as the figure in Python."""
        expected = np.concatenate(python.answers[1:])
        np.testing.assert_allclose(self.neurons(), expected, atol=atol)
        best = int(python.answers[-1].argmax())
        assert re.search(rf"(It reads|all the same:) {best} ", self.readout())


def test_it_starts_as_python_left_it(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        assert figure.title() == "Test digit 8: somebody wrote a 9"
        figure.shows(python)


def test_stepping_shows_other_digits_and_wraps_round(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        for index in (8, 9, 10):
            figure.button("Next test digit").click()
            python.index = index
            figure.shows(python)
        for _ in range(11):
            figure.button("Previous test digit").click()
        assert figure.title().startswith("Test digit 100:")


def test_a_drawing_is_read_as_python_reads_it(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.drag([(8, 6), (20, 6), (12, 22)])
        assert figure.title() == "Your drawing"
        drawn = figure.drawing()
        assert drawn.max() > 0.9
        python.image = drawn.clip(0, 1)
        figure.shows(python, DRAWN)
        assert figure.readout().startswith("It reads 7 ")


def test_centring_can_be_turned_off(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.drag([(3, 3), (9, 3), (5, 11)])
        centred = figure.neurons()
        figure.centring.uncheck()
        python.image, python.centred = figure.drawing().clip(0, 1), False
        figure.shows(python, DRAWN)
        assert figure.neurons() != centred


def test_drawing_by_keyboard(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Clear").click()
        figure.pad.focus()
        page.keyboard.press("ArrowRight")
        assert figure.title() == "Draw a digit in the dark square"  # the pen is still up
        page.keyboard.press("Space")
        for _ in range(14):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
        figure.centring.focus()
        drawn = figure.drawing()
        assert (drawn > 0.5).sum() > 25
        python.image = drawn.clip(0, 1)
        figure.shows(python, DRAWN)
        assert figure.readout().startswith("It reads 1 ")
        figure.pad.focus()
        page.keyboard.press("Delete")
        assert figure.drawing().max() == 0


def test_an_empty_picture_is_answered_calmly(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Clear").click()
        python.image = np.zeros(784)
        assert figure.readout().startswith("Nothing is drawn. It answers all the same: ")
        figure.shows(python)
        assert "NaN" not in figure.root.inner_text()


@pytest.mark.parametrize(("layer", "neuron"), [(1, 3), (2, 15), (3, 9)])
def test_a_neuron_s_sum_is_python_s(visit, python, layer, neuron):
    with visit(PAGE) as page:
        figure = Figure(page)
        start = sum(python.sizes[1:layer])
        figure.root.locator(".nn-neuron").nth(start + neuron).click()
        settle(page)
        values, network = python.answers, python.network
        terms = network.weights[layer - 1][neuron] * values[layer - 1]
        bias = network.biases[layer - 1][neuron]
        said = figure.root.locator(".nn-formula").inner_text().replace("\N{MINUS SIGN}", "-")
        found = [float(x) for x in re.findall(r"[-+]?\d+\.\d\d", said)]
        expected = [terms.sum(), bias, terms.sum() + bias, values[layer][neuron]]
        np.testing.assert_allclose(found, expected, atol=0.0051)
        if layer > 1:
            last = [float(line.split("=")[1]) for line in lines(figure.root)]
            np.testing.assert_allclose(last, terms, atol=0.0051)


def test_neurons_are_reached_by_keyboard(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.root.locator(".nn-neuron[tabindex='0']").focus()
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", *["ArrowDown"] * 20):
            page.keyboard.press(key)
        settle(page)
        assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
            "Output 9: "
        )
        for key in (*["ArrowLeft"] * 4, *["ArrowUp"] * 20):
            page.keyboard.press(key)
        settle(page)
        assert figure.root.locator(".nn-detail .nn-title").inner_text() == (
            "Hidden layer 1, neuron 1 of 16"
        )


def test_drawing_by_touch_does_not_scroll_the_page(visit):
    with visit(PAGE, NARROW, has_touch=True, is_mobile=True) as page:
        figure = Figure(page)
        assert figure.pad.evaluate("(node) => getComputedStyle(node).touchAction") == "none"
        figure.button("Clear").tap()
        figure.pad.tap(position={"x": 100, "y": 100})
        assert figure.drawing().max() > 0.5
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_jumps_when_it_comes_to_life(visit, viewport):
    with visit(PAGE, viewport) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        heights = set()
        for place in (0, 20, 40):
            figure.root.locator(".nn-neuron").nth(place).click()
            settle(page)
            heights.add(round(box.bounding_box()["height"]))
    with visit(PAGE, viewport, java_script_enabled=False) as page:
        heights.add(round(page.locator(".live-figure").first.bounding_box()["height"]))
    assert len(heights) == 1, heights


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_breaks_no_rule_in_use(visit, theme):
    with visit(PAGE, WIDE, theme, reduced_motion="reduce") as page:
        figure = Figure(page)
        figure.root.locator(".nn-neuron").nth(20).click()
        settle(page)
        found = Axe().run(page, context=".nn-figure", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
