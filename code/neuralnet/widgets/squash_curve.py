"""SquashCurve: one neuron with one input, and the function that squashes its sum."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style
from neuralnet.widgets.squashing import NAMES, slope_of, squash


class SquashCurve(LiveFigure):
    """Drag a ball along a neuron's curve, and bend the curve by its weight and its bias.

    Traits, all of which can be read, set and observed from Python:

    - ``function``: "sigmoid", "tanh", "relu", "step", or "identity": none at all;
    - ``x``: the input, from -6 to 6; ``weight``: from -5 to 5; ``bias``: from -10 to 10.

    Raises traitlets.TraitError for a value outside its range.
    """

    _esm = script("squash_curve")
    _css = style("squash_curve")
    heights = traitlets.List(traitlets.Int(), [394, 394, 422]).tag(sync=True)
    function = traitlets.Enum(NAMES, "sigmoid").tag(sync=True)
    x = Number(1.0, min=-6.0, max=6.0).tag(sync=True)
    weight = Number(1.0, min=-5.0, max=5.0).tag(sync=True)
    bias = Number(0.0, min=-10.0, max=10.0).tag(sync=True)
    linked: ClassVar = {"function": None, "x": None, "weight": None, "bias": None}

    def answer(self, x):
        """Return the activations at ``x``, of shape (n,)."""
        x = checks.array(None)(x, "x")
        return squash(self.function, self.weight * x + self.bias)

    def slope(self):
        """Return how fast the activation changes with the input ``x``: its derivative."""
        return float(self.weight * slope_of(self.function, self.answer([self.x]))[0])

    def picture(self):
        x = np.linspace(-6, 6, 241)
        lines = {"activation": self.answer(x), "weighted sum": self.weight * x + self.bias}
        return plots.functions(x, lines, self.description())

    def description(self):
        return (
            f"One neuron ({self.function}), weight {self.weight:g}, bias {self.bias:g}: at input "
            f"{self.x:g} the activation is {self.answer([self.x])[0]:.3f}, its slope "
            f"{self.slope():.2g}."
        )
