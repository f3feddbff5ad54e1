"""PowersZoom: 13,002 knobs beside ever larger numbers of them."""

import math
from typing import ClassVar

import traitlets

from neuralnet import plots
from neuralnet.widgets.live_figure import LiveFigure, Number, Refused, script, style
from neuralnet.widgets.parameter_counter import LANDMARKS

OWN = 13_002
MOST = max(count for _, _, count in LANDMARKS)


class PowersZoom(LiveFigure):
    """Go from 13,002 knobs out to 175 billion: each square's area is a number of knobs.

    Traits, all of which can be read, set and observed from Python: ``sight``, how many knobs
    are in sight, from 13,002 to 175 billion; ``landmarks``, names, years and numbers of others.
    Raises traitlets.TraitError for a value outside its range.
    """

    _esm = script("powers_zoom")
    _css = style("powers_zoom")
    heights = traitlets.List(traitlets.Int(), [550, 550, 576]).tag(sync=True)
    linked: ClassVar = {"sight": None}
    sight = Number(1e6, min=OWN, max=MOST).tag(sync=True)
    landmarks = traitlets.List([list(entry) for entry in LANDMARKS]).tag(sync=True)

    @traitlets.validate("landmarks")
    def _known(self, proposal):
        for entry in proposal["value"]:
            if not (isinstance(entry, list | tuple) and len(entry) == 3 and 0 < entry[2] <= MOST):
                raise Refused(f"landmarks must be [name, year, up to {MOST:,} knobs], got {entry}")
        return proposal["value"]

    def picture(self):
        counts = {"this book's network": OWN}
        counts |= {name: count for name, _, count in self.landmarks if count <= self.sight}
        return plots.shares(
            {name: round(count) for name, count in counts.items()}, self.description()
        )

    def description(self):
        times = self.sight / OWN
        return (
            f"Squares whose areas are numbers of knobs. In sight are 10 to the power of "
            f"{math.log10(self.sight):.1f} knobs, {times:,.0f} times those of this book."
        )
