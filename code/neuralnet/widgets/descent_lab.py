"""DescentLab: a ball that rolls down a cost, on a curve and on a surface."""

from typing import ClassVar

import traitlets

from neuralnet import landscapes, plots
from neuralnet.widgets import links
from neuralnet.widgets.live_figure import LiveFigure, Number, Refused, script, style

STARTS = {"curve": [2.6], "valley": [-3.6, 1.2]}
LIMITS = {"curve": [(-3.0, 3.0)], "valley": [(-4.0, 4.0), (-2.0, 2.0)]}


class DescentLab(LiveFigure):
    """Set a ball on a landscape and let it take steps downhill.

    Traits, all of which can be read, set and observed from Python:

    - ``landscape``: "curve", a cost of one knob, or "valley", a cost of two; a ball that was
      on the other begins where this one's balls do;
    - ``start``: where the ball begins: one number from -3 to 3, or x from -4 to 4 and y
      from -2 to 2;
    - ``learning_rate``: from 0.001 to 2; ``momentum``: from 0 to 0.95;
    - ``steps``: how many steps it has taken, from 0 to 200.

    ``path`` holds all places so far. Raises traitlets.TraitError for a value outside its
    range.
    """

    _esm = script("descent_lab")
    _css = style("descent_lab")
    heights = traitlets.List(traitlets.Int(), [478, 478, 592]).tag(sync=True)
    landscape = traitlets.Enum(["curve", "valley"], "curve").tag(sync=True)
    start = traitlets.List(Number(), [2.6]).tag(sync=True)
    learning_rate = Number(0.1, min=0.001, max=2.0).tag(sync=True)
    momentum = Number(0.0, min=0.0, max=0.95).tag(sync=True)
    steps = traitlets.Int(0, min=0, max=200).tag(sync=True)
    linked: ClassVar = {
        "start": lambda figure: links.places(LIMITS[figure.landscape]),
        "learning_rate": None,
        "momentum": None,
        "steps": None,
    }

    def __init__(self, landscape="curve", **traits):
        super().__init__(landscape=landscape, **traits)

    def notify_change(self, change):
        """Tell the page of a change, and of what follows it, at once."""
        with self.hold_sync():
            super().notify_change(change)

    @traitlets.observe("landscape")
    def _move_the_ball(self, change):
        if len(self.start) != len(LIMITS[self.landscape]):
            self.start = STARTS[self.landscape]

    @traitlets.validate("start")
    def _inside(self, proposal):
        start, limits = proposal["value"], LIMITS[self.landscape]
        inside = [low <= x <= high for x, (low, high) in zip(start, limits, strict=False)]
        if len(start) != len(limits) or not all(inside):
            raise Refused(f"start must be {len(limits)} number(s) within {limits}, got {start}")
        return start

    @property
    def path(self):
        """All places from the start on, of shape (steps + 1, knobs)."""
        slope = landscapes.curve_slope if self.landscape == "curve" else landscapes.valley_slopes
        return landscapes.roll(self.start, slope, self.learning_rate, self.momentum, self.steps)

    def picture(self):
        draw = plots.rolling_curve if self.landscape == "curve" else plots.rolling_valley
        return draw(self.path)

    def description(self):
        path = self.path
        cost = landscapes.curve(path[-1][0]) if self.landscape == "curve" else (
            landscapes.valley(path[-1])
        )  # fmt: skip
        shape = "with two valleys" if self.landscape == "curve" else "like a long valley"
        place = ", ".join(f"{x:.2f}" for x in path[-1])
        return (
            f"A ball on a cost {shape}, after {self.steps} steps with learning rate "
            f"{self.learning_rate:g} and momentum {self.momentum:g}: it lies at {place}, where "
            f"the cost is {cost:.3g}."
        )
