"""NewFigure: what a reader can do with it, in a line."""

from typing import ClassVar

import traitlets

from neuralnet import plots
from neuralnet.widgets.live_figure import LiveFigure, script, style


class NewFigure(LiveFigure):
    """Set a side, and see how many pixels a square of it has.

    Trait, which can be read, set and observed from Python: ``side``, from 1 to 28. ``pixels`` is
    how many they are. Raises traitlets.TraitError for another side.
    """

    _esm = script("new_figure")
    _css = style("new_figure")
    heights = traitlets.List(traitlets.Int(), [220, 220, 240]).tag(sync=True)
    side = traitlets.Int(28, min=1, max=28).tag(sync=True)
    linked: ClassVar = {"side": None}

    @property
    def pixels(self):
        return self.side**2

    def picture(self):
        return plots.shares({"pixels": self.pixels, "of": 784}, self.description())

    def description(self):
        return f"A square of {self.side} by {self.side} has {self.pixels} pixels."
