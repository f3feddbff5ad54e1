"""SurpriseCurve: what the cross-entropy makes of the output at the right digit."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style

LEAST = 0.001  # the smallest output that it draws


class SurpriseCurve(LiveFigure):
    """Drag the output at the right digit, and see how surprised the cost is.

    Trait, which can be read, set and observed from Python: ``y``, the output, from 0.001 to 1.
    ``cost`` is its cross-entropy, -log y. Raises traitlets.TraitError for another output.
    """

    _esm = script("surprise_curve")
    _css = style("surprise_curve")
    heights = traitlets.List(traitlets.Int(), [394, 394, 394]).tag(sync=True)
    linked: ClassVar = {"y": None}
    y = Number(0.5, min=LEAST, max=1.0).tag(sync=True)

    @property
    def cost(self):
        return float(-np.log(self.y))

    def picture(self):
        y = np.linspace(LEAST, 1, 200)
        says = {"xlabel": "output at the right digit", "span": (0, 7)}
        return plots.functions(y, {"cost": -np.log(y)}, self.description(), **says)

    def description(self):
        return f"The cost of an output of {self.y:g} at the right digit is {self.cost:.2f}."
