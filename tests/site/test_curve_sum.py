"""CurveSum, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest

from neuralnet.widgets import CurveSum
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage


class CurveSumPage(FigurePage):
    kind = CurveSum

    def shows(self, python):
        found = float(re.search(r"difference (\d+\.\d+)", self.readout())[1])
        np.testing.assert_allclose(found, python.error(), atol=0.00051)


def changed(python, place, **numbers):
    neurons = [list(neuron) for neuron in python.neurons]
    for name, value in numbers.items():
        neurons[place][("weight", "bias", "share").index(name)] = value
    python.neurons = neurons


def test_the_sum_is_python_s_by_keyboard(show):
    python = CurveSum()
    with show(CurveSumPage, python) as figure:
        figure.shows(python)
        figure.slide("Neuron 2: bias", *["ArrowRight"] * 3, *["ArrowUp"] * 2)
        changed(python, 1, bias=0.3, share=0.6)
        figure.shows(python)
        figure.slide("Share", "ArrowRight")
        changed(python, 1, share=0.65)
        figure.shows(python)
        figure.slide("Added to all", "ArrowLeft")
        python.offset = -0.05
        figure.shows(python)
        figure.slide("Weight", "Home")  # it turns about its middle
        changed(python, 1, weight=-10.0, bias=-1.0)
        figure.shows(python)


def test_neurons_are_added_and_taken_away(show):
    python = CurveSum()
    with show(CurveSumPage, python) as figure:
        figure.button("Add").click()
        python.neurons = [*python.neurons, [3.0, 0.0, 0.5]]
        figure.shows(python)
        assert figure.root.get_by_role("slider", name=": bias").count() == 4
        for _ in range(3):
            figure.button("Remove").click()
            figure.settle()
        assert figure.button("Remove").is_disabled()
        assert figure.root.get_by_role("slider", name=": bias").count() == 1
        for _ in range(5):
            figure.button("Add").click()
            figure.settle()
        assert figure.button("Add").is_disabled()


def test_a_sum_that_leaves_the_picture_says_how_far(show):
    high, low = [[3.0, 6.0, 2.0], [3.0, 0.0, 2.0]], [[3.0, 6.0, -2.0]]
    for neurons, sign in ((high, "\N{BLACK UP-POINTING TRIANGLE} +4.0"),
                          (low, "\N{BLACK DOWN-POINTING TRIANGLE} \N{MINUS SIGN}2.0")):  # fmt: skip
        with show(CurveSumPage, CurveSum(neurons=neurons), NARROW) as figure:
            figure.note_written()
            figure.slider("Neuron 1: bias").focus()
            figure.slide("Weight", "ArrowRight")
            figure.settle()
            written = figure.page.evaluate("written")
            assert sign in written
            assert "compared here" in written


def test_without_activation_it_collapses_to_a_line(show):
    python = CurveSum()
    with show(CurveSumPage, python) as figure:
        figure.choose("None")
        python.function = "identity"
        figure.shows(python)
        assert "a straight line, whatever you do" in figure.readout()


def test_the_curve_to_be_met_is_painted_once(show):
    with show(CurveSumPage, CurveSum()) as figure:
        figure.page.evaluate(
            """() => {
              window.dashed = window.drawn = 0;
              const context = CanvasRenderingContext2D.prototype;
              const { stroke } = context;
              context.stroke = function () {
                window.drawn += 1;
                window.dashed += this.getLineDash().length ? 1 : 0;
                stroke.call(this);
              };
            }"""
        )
        figure.slide("Share", "ArrowRight")
        figure.settle()
        assert figure.page.evaluate("[drawn > 3, dashed]") == [True, 0]  # a hand moves a neuron
        figure.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        figure.settle()
        assert figure.page.evaluate("dashed") == 1  # other colours


# The colours of the picture at places of the chart: [input, height], in its own units.
COLOURS = """(canvas, places) => {
  const wide = canvas.clientWidth;
  const [left, right, top, bottom] = [34, wide - 74, 14, 250 - 26];
  const ratio = canvas.width / wide;
  const read = { willReadFrequently: true };
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", read);
  copy.drawImage(canvas, 0, 0);
  return places.map(([x, y]) => {
    const across = left + ((x + 6) / 12) * (right - left);
    const down = bottom - ((y + 1.25) / 3.5) * (bottom - top);
    return [...copy.getImageData(across * ratio, down * ratio, 1, 1).data];
  });
}"""


def kind(colour):
    """Say whether a layer is there: "adds", "takes" or nothing; and how strong its colour is."""
    red, _, blue, opaque = colour
    if opaque < 255 or abs(red - blue) < 6:
        return "", 0
    return ("adds", blue - red) if blue > red else ("takes", red - blue)


def test_the_parts_lie_on_top_of_each_other(show):
    neurons = [[3.0, 6.5, -1.0], [3.0, 0.0, 1.0], [3.0, -6.5, -1.0]]
    python = CurveSum(neurons=neurons, offset=1.25, picked=1)
    with show(CurveSumPage, python) as figure:
        figure.settle()
        canvas = figure.root.locator("canvas").first
        places = [[-5.9, 0.6], [-1.1, 0.9], [0.9, 0.7], [5.5, 0.9], [5.5, 0.1], [-5.9, 1.6]]
        found = [kind(colour) for colour in canvas.evaluate(COLOURS, places)]
        # The offset; its hole; in that the second neuron; its hole; what is left; nothing.
        assert [name for name, _ in found] == ["adds", "takes", "adds", "takes", "adds", ""]
        assert found[2][1] > 1.5 * found[0][1]  # the one that is picked is brighter
        before = found[3][1]
        figure.slider("Neuron 3: bias").focus()
        figure.settle()
        assert kind(canvas.evaluate(COLOURS, places[3:4])[0])[1] > 1.5 * before


def test_a_point_goes_along_with_what_lies_below_it(show):
    python = CurveSum()
    with show(CurveSumPage, python) as figure:
        handles = figure.root.locator(".nn-handle")
        figure.settle()
        before = handles.nth(1).bounding_box()
        figure.slide("Neuron 1: bias", *["ArrowUp"] * 4)  # its share: 0.2 more
        figure.settle()
        after = handles.nth(1).bounding_box()
        assert after["x"] == pytest.approx(before["x"], abs=0.5)
        unit = (250 - 40) / 3.5  # pixels
        assert before["y"] - after["y"] == pytest.approx(0.2 * unit, abs=1)
        share = python.neurons[1][2]
        figure.drag(handles.nth(1), [(0.5, 0.5), (2.5, 0.5)], 1)  # sideways: its part stays
        said = figure.slider("Neuron 2: bias").get_attribute("aria-valuetext")
        assert float(said.split()[-1]) == share


@pytest.mark.parametrize("viewport", [None, NARROW], ids=["wide", "narrow"])
def test_a_neuron_is_dragged_both_ways(show, viewport):
    with show(CurveSumPage, CurveSum(), *[viewport] * bool(viewport)) as figure:
        handle = figure.root.locator(".nn-handle").nth(2)
        figure.drag(handle, [(0.5, 0.5), (1.5, 2)], 1)
        assert figure.text(".nn-label").startswith("Neuron 3")
        said = figure.slider("Neuron 3: bias").get_attribute("aria-valuetext")
        bias, share = map(float, re.findall(r"[-+][\d.]+", said.replace("\N{MINUS SIGN}", "-")))
        assert bias < -6  # to the right
        assert share < 0  # below the axis


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(CurveSumPage, CurveSum(), viewport, theme) as figure:
        before = figure.height()
        figure.button("Add").click()
        figure.choose("None")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
