"""DescentLab on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet import landscapes
from neuralnet.widgets import DescentLab
from tests.site.conftest import LOOKS, OPTIONS, settle

PAGE = "chapters/07-learning.html"


class Figure:
    """What a reader sees of a DescentLab: the first of the page, or the second."""

    def __init__(self, page, place=0):
        self.page = page
        self.root = page.locator(".nn-descent-lab").nth(place)
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.canvas = self.root.locator("canvas")
        self.rate = self.root.get_by_role("slider", name="Learning rate")
        self.momentum = self.root.get_by_role("slider", name="Momentum")

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def readout(self):
        settle(self.page)
        said = self.root.locator(".nn-readout").inner_text()
        return said.replace("\N{MINUS SIGN}", "-")

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


@pytest.mark.parametrize(
    ("place", "python"),
    [
        (0, {"landscape": "curve", "steps": 6}),
        (1, {"landscape": "valley", "learning_rate": 0.15, "steps": 12}),
    ],
)
def test_it_starts_as_python_left_it_and_steps_as_python_does(visit, place, python):
    python = DescentLab(**python)
    with visit(PAGE) as page:
        figure = Figure(page, place)
        figure.shows(python)
        for _ in range(3):
            figure.button("One step").press("Enter")
            python.steps += 1
            figure.shows(python)


def test_settings_by_keyboard_and_putting_it_back(visit):
    with visit(PAGE) as page:
        figure, python = Figure(page, 1), DescentLab("valley", learning_rate=0.15, steps=0)
        figure.momentum.focus()
        for _ in range(16):
            page.keyboard.press("ArrowRight")
        python.momentum = 0.8
        for _ in range(5):
            figure.button("One step").press("Space")
        python.steps = 5
        figure.shows(python)
        figure.canvas.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        python.steps, python.start = 0, [-3.5, 1.1]
        figure.shows(python)
        figure.button("Put it back").click()
        figure.shows(python)


def test_a_click_sets_the_start(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        box = figure.canvas.bounding_box()
        figure.canvas.click(position={"x": box["width"] / 2, "y": 40})
        figure.shows(DescentLab("curve", start=[0.0]))


def test_running_comes_to_rest(visit):
    with visit(PAGE, reduced_motion="reduce") as page:
        figure = Figure(page)
        figure.button("Run").click()
        assert figure.readout().endswith("It rests.")
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("Run").click()
        page.wait_for_timeout(500)
        figure.button("Pause").click()
        moved = figure.readout()
        page.wait_for_timeout(300)
        assert figure.readout() == moved
        assert not moved.startswith("Step 6:")


def test_too_large_a_learning_rate_is_said_calmly(visit):
    with visit(PAGE, reduced_motion="reduce") as page:
        figure = Figure(page, 1)
        figure.rate.focus()
        page.keyboard.press("End")
        figure.button("Run").click()
        said = figure.readout()
        assert "it is gone" in said
        assert "NaN" not in said
        figure.button("One knob").click()
        assert "One knob" not in figure.readout()
        figure.rate.focus()
        page.keyboard.press("Home")
        figure.button("Run").click()
        assert figure.readout().startswith("Step 200:")


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").nth(1)
        before = box.bounding_box()["height"]
        figure.button("Two knobs").click()
        figure.button("One step").click()
        settle(page)
        assert box.bounding_box()["height"] == before
        found = Axe().run(page, context=".nn-descent-lab", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").nth(1).bounding_box()["height"] == before
