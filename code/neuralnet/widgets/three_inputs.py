"""ThreeInputs: one neuron with three inputs, whose six numbers are moved."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots
from neuralnet.activations import sigmoid
from neuralnet.widgets import links
from neuralnet.widgets.live_figure import LiveFigure, Number, Refused, script, style

MOST = 3  # of a weight, either way


class ThreeInputs(LiveFigure):
    """Move three inputs and three weights, and see what the neuron makes of them.

    Traits, all of which can be read, set and observed from Python: ``inputs``, three numbers
    from 0 to 1; ``weights``, three numbers from -3 to 3; ``bias``, from -3 to 3. ``sum`` is the
    weighted sum with the bias, ``activation`` the sigmoid of it. Raises traitlets.TraitError
    for other numbers.
    """

    _esm = script("three_inputs")
    _css = style("three_inputs")
    heights = traitlets.List(traitlets.Int(), [404, 404, 560]).tag(sync=True)
    linked: ClassVar = {
        "inputs": links.places([[0, 1]] * 3),
        "weights": links.places([[-MOST, MOST]] * 3),
        "bias": None,
    }
    inputs = traitlets.List(Number(min=0, max=1), [1.0, 0.5, 0.8]).tag(sync=True)
    weights = traitlets.List(Number(min=-MOST, max=MOST), [2.0, 1.0, -1.5]).tag(sync=True)
    bias = Number(0.0, min=-MOST, max=MOST).tag(sync=True)

    @traitlets.validate("inputs", "weights")
    def _three(self, proposal):
        if len(proposal["value"]) != 3:
            name = proposal["trait"].name
            raise Refused(f"{name} must be three numbers, got {len(proposal['value'])}")
        return proposal["value"]

    @property
    def sum(self):
        return float(np.dot(self.inputs, self.weights) + self.bias)

    @property
    def activation(self):
        return float(sigmoid(np.array([self.sum]))[0])

    def picture(self):
        terms = np.multiply(self.inputs, self.weights)
        names = [f"input {k + 1} times weight {k + 1}" for k in range(3)]
        return plots.terms([*terms, self.bias], [*names, "bias"], self.description())

    def description(self):
        return (
            f"A neuron with three inputs: its weighted sum is {self.sum:.2f}, its activation "
            f"{self.activation:.2f}."
        )
