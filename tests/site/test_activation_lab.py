"""ActivationLab on the published page, used as a reader would, against Python's numbers."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from neuralnet.widgets import ActivationLab
from tests.site.conftest import LOOKS, OPTIONS, settle

PAGE = "chapters/04-activations.html"
NUMBER = r"-?\d+\.\d+(?:e[-+]\d+)?"


class Figure:
    """What a reader sees of the first ActivationLab of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-activation-lab").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def slider(self, name):
        return self.root.get_by_role("slider", name=name)

    def readout(self):
        settle(self.page)
        said = self.root.locator(".nn-readout").inner_text()
        return said.replace("\N{MINUS SIGN}", "-")

    def shows(self, python):
        found = [float(x) for x in re.findall(NUMBER, self.readout())]
        if python.view == "sum":
            expected = [python.error()]
        else:
            expected = [python.x, float(python.answer(python.x)), python.slope()]
        np.testing.assert_allclose(found, expected, atol=0.00051, rtol=0.06)


@pytest.mark.parametrize("view", ["One neuron", "Many in a row"])
@pytest.mark.parametrize("function", ["Sigmoid", "tanh", "ReLU", "Step", "None"])
def test_one_and_many_are_python_s(visit, view, function):
    python = ActivationLab(
        view={"One neuron": "one", "Many in a row": "row"}[view],
        function={"None": "identity"}.get(function, function.lower()),
    )
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button(view).press("Enter")
        figure.button(function).press("Enter")
        figure.shows(python)
        for name, trait, value in (("Weight", "weight", 1.4), ("Bias", "bias", -0.5)):
            figure.slider(name).fill(str(value))
            setattr(python, trait, value)
            figure.shows(python)
        for key, x in (("Home", -6.0), ("End", 6.0)):
            figure.slider("Input").focus()
            page.keyboard.press(key)
            python.x = x
            figure.shows(python)
        if python.view == "row":
            figure.slider("Neurons in the row").focus()
            page.keyboard.press("End")
            python.count = 12
            figure.shows(python)
        assert "NaN" not in figure.root.inner_text()


def test_the_sum_is_python_s_and_collapses_to_a_line(visit):
    python = ActivationLab(view="sum")
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.button("A sum of neurons").click()
        figure.shows(python)
        figure.button("Neuron 2").press("Enter")
        for name, place, value in (("Weight", 0, -4.0), ("Bias", 1, 2.5), ("Share", 2, 1.1)):
            figure.slider(name).fill(str(value))
            neurons = [list(neuron) for neuron in python.neurons]
            neurons[1][place] = value
            python.neurons = neurons
            figure.shows(python)
        figure.button("Add one").click()
        python.neurons = [*python.neurons, [3.0, 0.0, 0.5]]
        figure.slider("Added to all").fill("0.25")
        python.offset = 0.25
        figure.shows(python)
        for _ in range(3):
            figure.button("Take one away").click()
            settle(page)
        assert figure.button("Take one away").is_disabled()
        python.neurons = python.neurons[:1]
        figure.shows(python)
        figure.button("None").click()
        python.function = "identity"
        figure.shows(python)
        assert "a straight line, whatever you do" in figure.readout()


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").first
        alive = box.bounding_box()["height"]
        for view in ("Many in a row", "A sum of neurons", "One neuron"):
            figure.button(view).click()
            settle(page)
            assert box.bounding_box()["height"] == alive
        found = Axe().run(page, context=".nn-activation-lab", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").first.bounding_box()["height"] == alive
