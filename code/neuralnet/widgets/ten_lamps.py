"""TenLamps: ten outputs made of ten sums, each for itself or all together."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots
from neuralnet.activations import FUNCTIONS
from neuralnet.widgets.live_figure import LiveFigure, Number, Refused, script, style

LARGEST = 6  # of a sum, either way
FIRST = [-3.0, -2.0, 1.0, 3.0, -4.0, 2.0, -5.0, -1.0, 1.5, -2.0]


class TenLamps(LiveFigure):
    """Pull the weighted sum of one output, and see what becomes of the other nine.

    Traits, all of which can be read, set and observed from Python:

    - ``sums``: ten weighted sums, from -6 to 6; ``output``: "sigmoid" or "softmax".

    ``outputs`` are the ten outputs. Raises traitlets.TraitError for a value outside its range.
    """

    _esm = script("ten_lamps")
    _css = style("ten_lamps")
    heights = traitlets.List(traitlets.Int(), [410, 410, 438]).tag(sync=True)
    linked: ClassVar = {"output": None}
    sums = traitlets.List(Number(min=-LARGEST, max=LARGEST), FIRST).tag(sync=True)
    output = traitlets.Enum(["sigmoid", "softmax"], "sigmoid").tag(sync=True)

    @traitlets.validate("sums")
    def _ten(self, proposal):
        sums = proposal["value"]
        if len(sums) != 10:
            raise Refused(f"sums must be ten numbers, got {len(sums)}")
        return sums

    @property
    def outputs(self):
        return FUNCTIONS[self.output](np.array([self.sums]))[0]

    def picture(self):
        shares = {self.output: self.outputs}
        return plots.bars(shares, [str(k) for k in range(10)], "output", self.description())

    def description(self):
        best = int(np.argmax(self.outputs))
        return (
            f"Ten outputs ({self.output}): the largest is {self.outputs[best]:.2f}, of the {best}. "
            f"Together they make {self.outputs.sum():.2f}."
        )
