"""NeuronLab on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.features import edge, ring, stroke
from neuralnet.widgets import NeuronLab
from neuralnet.widgets.neuron_lab import trained_neuron
from tests.site.conftest import LOOKS, OPTIONS, settle

PAGE = "chapters/03-weights.html"


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the page shows it first."""
    return NeuronLab(edge(), bias=-3.0)


class Figure:
    """What a reader sees of the first NeuronLab of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-neuron-lab").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.pad = self.root.locator("canvas").first

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def slider(self, name):
        return self.root.get_by_role("slider", name=name)

    def text(self, selector):
        settle(self.page)
        return self.root.locator(selector).first.inner_text().replace("\N{MINUS SIGN}", "-")

    def shows(self, python):
        said = self.text(".nn-readout")
        found = [float(x) for x in re.findall(r"[-+]?\d+\.\d+", said)]
        total = python.weighted_sum - python.bias
        expected = [total, python.bias, python.weighted_sum, python.activation]
        np.testing.assert_allclose(found, expected, atol=0.0051)
        assert f"looks at a {python.labels[python.index]}:" in said
        assert ("fires" in said) == (python.weighted_sum > 0)

    def scored(self, python):
        """Wait for the score, and compare it with Python's."""
        self.root.locator(".nn-score", has_text="Fires for").wait_for()
        sevens, ones, right, trained = map(int, re.findall(
            r"(\d+) of 250 sevens and (\d+) of 250 ones: right on (\d+).* found: (\d+)",
            self.text(".nn-score"))[0])  # fmt: skip
        assert (sevens, ones) == python.score()
        assert right == sevens + 250 - ones
        weights, bias = trained_neuron()
        best = NeuronLab(weights, bias).score()
        assert trained == best[0] + 250 - best[1]


def test_it_starts_as_python_left_it_and_fetches_nothing(visit, python):
    with visit(PAGE) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        figure = Figure(page)
        figure.shows(python)
        assert figure.text(".nn-score").startswith("Challenge")
        assert asked == []


def test_sliders_and_steps_by_keyboard(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        for name, key, times, trait, value in (
            ("Bias", "ArrowRight", 4, "bias", -1.0),
            ("Steepness", "ArrowLeft", 10, "steepness", 0.1),
        ):
            figure.slider(name).focus()
            for _ in range(times):
                page.keyboard.press(key)
            setattr(python, trait, value)
            figure.shows(python)
        for end, bias in (("Home", -30.0), ("End", 30.0)):
            figure.slider("Bias").focus()
            page.keyboard.press(end)
            python.bias = bias
            figure.shows(python)
        figure.button("Next ▶").press("Enter")
        python.index += 1
        figure.shows(python)
        figure.scored(python)


@pytest.mark.parametrize(
    ("name", "weights", "bias"),
    [
        ("Clear", np.zeros(784), 0.0),
        ("Ring", ring(), 0.0),
        ("Slanted stroke", stroke(), 0.0),
        ("The trained neuron", *trained_neuron()),
    ],
)
def test_presets_are_python_s(visit, python, name, weights, bias):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button(name).click()
        python.weights, python.bias = weights, bias
        figure.shows(python)
        if name != "Clear":
            figure.scored(python)


def test_painting_by_mouse_and_by_keyboard(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Clear").click()
        figure.slider("Brush").fill("0.5")
        cell = figure.pad.bounding_box()["width"] / 28
        figure.pad.click(position={"x": 10.5 * cell, "y": 7.5 * cell})
        assert figure.text(".nn-title") == (
            "One neuron. Positive weights: 1; negative: 0; ignored: 783"
        )
        figure.pad.focus()
        for key in ("-", "ArrowUp", " ", "ArrowUp", " ", "+", "ArrowUp", " "):
            page.keyboard.press(key)
        weights = np.zeros((28, 28))
        weights[7, 10] = weights[10, 13] = 1
        weights[11, 13] = weights[12, 13] = -1
        python.weights, python.bias = weights, 0
        figure.shows(python)
        figure.scored(python)
        page.keyboard.press("0")
        page.keyboard.press(" ")
        weights[10, 13] = 0
        python.weights = weights
        figure.shows(python)


def test_a_fast_stroke_has_no_holes(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Clear").click()
        figure.slider("Brush").fill("0.5")
        box = figure.pad.bounding_box()
        cell = box["width"] / 28
        page.mouse.move(box["x"] + 2.5 * cell, box["y"] + 5.5 * cell)
        page.mouse.down()
        page.mouse.move(box["x"] + 22.5 * cell, box["y"] + 5.5 * cell)  # in one step
        page.mouse.up()
        weights = np.zeros((28, 28))
        weights[5, 2:23] = 1
        python.weights, python.bias = weights, 0
        figure.shows(python)


def test_missing_digits_are_said_calmly(chromium, address):
    page = chromium.new_page()
    page.route("**/digits/pair.js", lambda route: route.abort())
    page.goto(f"{address}/{PAGE}")
    figure = Figure(page)
    figure.button("Ring").click()
    figure.root.locator(".nn-score", has_text="No score").wait_for()
    page.close()


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        before = box.bounding_box()["height"]
        figure.button("The trained neuron").click()
        figure.root.locator(".nn-score", has_text="Fires for").wait_for()
        settle(page)
        assert box.bounding_box()["height"] == before
        found = Axe().run(page, context=".nn-neuron-lab", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").first.bounding_box()["height"] == before
