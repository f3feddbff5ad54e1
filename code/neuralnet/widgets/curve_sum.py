"""CurveSum: a few neurons whose sum is brought to a curve."""

import itertools
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots
from neuralnet.widgets.live_figure import LiveFigure, Number, Refused, script, style
from neuralnet.widgets.squashing import COMPARED, NAMES, sum_at, wanted

LARGEST = 1000  # of a neuron's three numbers
START = [[3.0, 6.0, 0.5], [3.0, 0.0, 0.5], [3.0, -6.0, 0.5]]


class CurveSum(LiveFigure):
    """Drag each neuron's part until their sum, one on top of the other, meets another curve.

    Traits, all of which can be read, set and observed from Python:

    - ``function``: "sigmoid", "tanh", "relu", "step", or "identity": none at all;
    - ``neurons``: one to six lists [weight, bias, share]; ``picked``: which of them the sliders
      move, from 0; ``offset``: what is added to the sum, from -2 to 2.

    Raises traitlets.TraitError for a value outside its range.
    """

    _esm = script("curve_sum")
    _css = style("curve_sum")
    heights = traitlets.List(traitlets.Int(), [510, 510, 612]).tag(sync=True)
    function = traitlets.Enum(NAMES, "sigmoid").tag(sync=True)
    neurons = traitlets.List(START).tag(sync=True)
    picked = traitlets.Int(0, min=0).tag(sync=True)
    offset = Number(0.0, min=-2.0, max=2.0).tag(sync=True)
    linked: ClassVar = {"function": None, "offset": None}

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
        """Return the sum at ``x``, of shape (n,)."""
        return sum_at(self.function, self.neurons, self.offset, checks.array(None)(x, "x"))

    def error(self):
        """Return the mean squared difference of the sum and the curve to be met."""
        return float(np.mean((self.answer(COMPARED) - wanted(COMPARED)) ** 2))

    def picture(self):
        x = np.linspace(-6, 6, 241)
        parts = [sum_at(self.function, [neuron], 0.0, x) for neuron in self.neurons]
        added = np.full_like(x, self.offset)
        return plots.stacked(x, np.array([added, *parts]), wanted(x), self.description())

    def description(self):
        return (
            f"A sum of {len(self.neurons)} neurons ({self.function}), beside a curve to be "
            f"met. Mean squared difference {self.error():.3f}."
        )
