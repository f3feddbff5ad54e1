"""SlopeRelay: a message, the slope that a row of neurons hands back."""

from typing import ClassVar

import traitlets

from neuralnet import plots
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style
from neuralnet.widgets.squashing import NAMES, relay

MOST = 12  # neurons


class SlopeRelay(LiveFigure):
    """See what is left of a message of 1 (a slope) that neurons in a row hand back.

    Traits, all of which can be read, set and observed from Python:

    - ``function``: "sigmoid", "tanh", "relu", "step", or "identity": none at all;
    - ``x``: the input, from -6 to 6; ``weight``, the same for all: from -5 to 5;
    - ``count``: how many neurons there are, from 1 to 12;
    - ``passed``: how many have handed it back, from 0, where it waits at the end, to 12, which is
      all that there are.

    Raises traitlets.TraitError for a value outside its range.
    """

    _esm = script("slope_relay")
    _css = style("slope_relay")
    heights = traitlets.List(traitlets.Int(), [482, 482, 576]).tag(sync=True)
    function = traitlets.Enum(NAMES, "sigmoid").tag(sync=True)
    x = Number(1.0, min=-6.0, max=6.0).tag(sync=True)
    weight = Number(1.0, min=-5.0, max=5.0).tag(sync=True)
    count = traitlets.Int(MOST, min=1, max=MOST).tag(sync=True)
    linked: ClassVar = {"function": None, "x": None, "weight": None, "count": None, "passed": None}
    passed = traitlets.Int(0, min=0, max=MOST).tag(sync=True)

    def left(self):
        """Return what is left behind each neuron, the first one first, of shape (count,)."""
        return relay(self.function, self.x, self.weight, self.count)[2]

    def arrived(self):
        """Return what is left of the message where it is now."""
        passed = min(self.passed, self.count)
        return float(self.left()[-passed]) if passed else 1.0

    def picture(self):
        return plots.relay(*relay(self.function, self.x, self.weight, self.count),
                           self.description())  # fmt: skip

    def description(self):
        passed = min(self.passed, self.count)
        return (
            f"{self.count} neurons in a row ({self.function}), each with weight {self.weight:g}. "
            f"Of a message of 1 at the end, {self.arrived():.2g} is left after {passed} of them."
        )
