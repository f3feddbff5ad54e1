"""ActivationLab: activation functions, alone, in a row, and side by side."""

import itertools

import numpy as np
import traitlets

from neuralnet import checks, plots
from neuralnet.activations import FUNCTIONS, SLOPES
from neuralnet.widgets.live_figure import LiveFigure, Number, Refused, script

NAMES = ["sigmoid", "tanh", "relu", "step", "identity"]
LARGEST = 1000  # of a neuron's three numbers
START = [[3.0, 6.0, 0.5], [3.0, 0.0, 0.5], [3.0, -6.0, 0.5]]


class ActivationLab(LiveFigure):
    """What squashing does: to one neuron, through many in a row, and to a sum of several.

    Traits, all of which can be read, set and observed from Python:

    - ``view``: "one", "row" or "sum";
    - ``function``: "sigmoid", "tanh", "relu", "step", or "identity": none at all;
    - ``x``: the input, from -6 to 6; ``weight``: from -5 to 5; ``bias``: from -10 to 10;
    - ``count``: how many neurons stand in a row, from 1 to 12;
    - ``neurons``: of the sum, each [weight, bias, share]; ``picked``: which of them the
      sliders move, from 0; ``offset``: what is added to the sum, from -2 to 2.

    Raises traitlets.TraitError for a value outside its range.
    """

    _esm = script("activation_lab")
    heights = traitlets.List(traitlets.Int(), [645, 890]).tag(sync=True)
    view = traitlets.Enum(["one", "row", "sum"], "one").tag(sync=True)
    function = traitlets.Enum(NAMES, "sigmoid").tag(sync=True)
    x = Number(1.0, min=-6.0, max=6.0).tag(sync=True)
    weight = Number(1.0, min=-5.0, max=5.0).tag(sync=True)
    bias = Number(0.0, min=-10.0, max=10.0).tag(sync=True)
    count = traitlets.Int(6, min=1, max=12).tag(sync=True)
    neurons = traitlets.List(START).tag(sync=True)
    picked = traitlets.Int(0, min=0).tag(sync=True)
    offset = Number(0.0, min=-2.0, max=2.0).tag(sync=True)

    @traitlets.validate("neurons")
    def _possible(self, proposal):
        neurons = proposal["value"]
        are_lists = all(isinstance(neuron, list | tuple) and len(neuron) == 3 for neuron in neurons)
        if not (1 <= len(neurons) <= 6 and are_lists):
            raise Refused(f"neurons must be 1 to 6 lists [weight, bias, share], got {neurons}")
        for number in itertools.chain(*neurons):
            if not (isinstance(number, int | float) and abs(number) <= LARGEST):
                raise Refused(
                    f"neurons must hold finite numbers, from -{LARGEST} to {LARGEST}, "
                    f"got {number!r}"
                )
        self._one_of(neurons, self.picked)
        return neurons

    @traitlets.validate("picked")
    def _there(self, proposal):
        self._one_of(self.neurons, proposal["value"])
        return proposal["value"]

    def _one_of(self, neurons, picked):
        if picked >= len(neurons):
            raise Refused(f"picked must be one of {len(neurons)} neurons, from 0, got {picked}")

    def answer(self, x):
        """What the neuron, the row or the sum makes of x, a number or an array."""
        x = np.asarray(checks.array()(x, "x"), np.float64)
        if self.view == "sum":
            parts = [share * self._squash(w * x + b) for w, b, share in self.neurons]
            return sum(parts) + self.offset
        for _ in range(self.count if self.view == "row" else 1):
            x = self._squash(self.weight * x + self.bias)
        return x

    def slope(self):
        """How fast the answer of the neuron, or of the row, changes with ``x``: its derivative."""
        value, total = np.float64(self.x), 1.0
        for _ in range(self.count if self.view == "row" else 1):
            value = self._squash(self.weight * value + self.bias)
            flat = self.function == "step"
            total *= 0.0 if flat else self.weight * SLOPES[self.function](value)
        return float(total)

    def error(self):
        """The mean squared difference of the sum and the curve to be met."""
        x = np.linspace(-4, 4, 81)
        return float(np.mean((self.answer(x) - target(x)) ** 2))

    def _squash(self, z):
        return np.float64(z >= 0) if self.function == "step" else FUNCTIONS[self.function](z)

    def picture(self):
        x = np.linspace(-6, 6, 241)
        answers = self.answer(x)
        if self.view == "sum":
            series = {"to be met": target(x), "the sum": answers}
        else:
            series = {"activation": answers}
        return plots.functions(x, series, self.description())

    def description(self):
        if self.view == "sum":
            return (
                f"A sum of {len(self.neurons)} neurons ({self.function}), beside a curve to be "
                f"met. Mean squared difference {self.error():.3f}."
            )
        what = "One neuron" if self.view == "one" else f"{self.count} neurons in a row"
        return (
            f"{what} ({self.function}), weight {self.weight:g}, bias {self.bias:g}: at input "
            f"{self.x:g} the activation is {float(self.answer(self.x)):.3f}, its slope "
            f"{self.slope():.2g}."
        )


@checks.accepts(x=checks.array())
def target(x):
    """The curve that the sum is to meet."""
    return 0.75 + 0.5 * np.sin(1.5 * x)
