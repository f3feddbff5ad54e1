"""KnobWall on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.datasets import mnist
from neuralnet.widgets import KnobWall
from tests.site.conftest import LOOKS, NARROW, OPTIONS, WIDE, lines, settle

PAGE = "chapters/05-parameters.html"


class Figure:
    """What a reader sees of the first KnobWall of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-knob-wall").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.wall = self.root.locator("canvas").first

    def button(self, name):
        return self.root.get_by_role("button", name=name)

    def slider(self, name):
        return self.root.get_by_role("slider", name=name)

    def text(self, selector):
        settle(self.page)
        return self.root.locator(selector).first.inner_text().replace("\N{MINUS SIGN}", "-")

    def shows(self, python):
        settle(self.page)
        outputs = [float(line.split()[1]) for line in lines(self.root)]
        network = python.current_network
        np.testing.assert_allclose(outputs, network.forward(python.image), atol=0.00051)
        said = self.text(".nn-readout")
        assert said.startswith(f"Knob {python.knob + 1:,}, ")
        value = float(re.search(r": ([-+]\d+\.\d\d) \(", said)[1])
        assert value == pytest.approx(network.parameters[python.knob], abs=0.0051)

    def scored(self, python):
        digits = mnist()
        right = (
            python.current_network.predict(digits.test_images[:1000]) == digits.test_labels[:1000]
        )
        words = f"It reads {right.sum()} of 1,000 test digits."
        self.root.locator(".nn-score", has_text=words).first.wait_for(timeout=10_000)


@pytest.fixture
def python():
    """The same figure in Python, in the state in which the page shows it first."""
    return KnobWall()


def test_it_starts_as_python_left_it_and_fetches_nothing(visit, python):
    with visit(PAGE) as page:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        Figure(page).shows(python)
        assert asked == []


def test_knobs_are_picked_and_turned_by_keyboard(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
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
            page.keyboard.press(key)
            python.knob = knob
            figure.shows(python)
        assert "weight from neuron" in figure.text(".nn-readout")
        for key, value in (("End", 4.0), ("Home", -4.0)):
            figure.slider("Turn it").focus()
            page.keyboard.press(key)
            python.turned = {str(python.knob): value}
            figure.shows(python)
        figure.scored(python)


def test_breaking_noise_and_silence_are_python_s(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.slider("Broken").fill("0.1")
        python.broken = 0.1
        figure.shows(python)
        figure.scored(python)
        figure.slider("Noise").fill("0.5")
        python.noise = 0.5
        figure.shows(python)
        figure.button("Other dice").click()
        python.seed = 1
        figure.shows(python)
        figure.scored(python)
        figure.button("Restore all").click()
        python.broken, python.noise, python.seed = 0.0, 0.0, 0
        figure.shows(python)
        figure.button("Silence neuron 1 of hidden layer 1").click()
        python.silenced = [[1, 0]]
        figure.shows(python)
        figure.scored(python)
        figure.button("Hear neuron 1").click()
        figure.button("Next digit").click()
        python.silenced, python.index = [], 1
        figure.shows(python)


def test_all_knobs_broken_is_answered_calmly(visit, python):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.slider("Broken").focus()
        page.keyboard.press("End")
        python.broken = 1.0
        figure.shows(python)
        assert "13,002 knobs at 0" in figure.root.inner_text()
        assert "NaN" not in figure.root.inner_text()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_tap_picks_the_knob_under_it(visit, viewport):
    with visit(PAGE, viewport) as page:
        figure = Figure(page)
        figure.wall.click(position={"x": 4, "y": 4})
        assert "row 0, column 0, to neuron 1 of" in figure.text(".nn-readout")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        alive = box.bounding_box()["height"]
        figure.wall.focus()
        page.keyboard.press("End")
        settle(page)
        assert box.bounding_box()["height"] == alive
        found = Axe().run(page, context=".nn-knob-wall", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").first.bounding_box()["height"] == alive
