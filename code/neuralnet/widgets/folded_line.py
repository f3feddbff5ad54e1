"""FoldedLine: a line through layers, which nothing bends until a ReLU does."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots
from neuralnet.widgets.live_figure import LiveFigure, script, style

WIDTH = 6  # neurons of a layer
MOST = 6  # layers
X = np.linspace(-4, 4, 801)


def _random_layers():
    """Return weights and biases of layers from one number to one, drawn once and for all."""
    rng = np.random.default_rng(seed=4)
    sizes = [1, *[WIDTH] * MOST]
    return [
        [rng.normal(0, 1.3 / np.sqrt(before), (WIDTH, before)).round(2).tolist(),
         rng.normal(0, 1, WIDTH).round(2).tolist()]
        for before in sizes[:-1]
    ]  # fmt: skip


class FoldedLine(LiveFigure):
    """Add layers to a line, without an activation function and with ReLU.

    Traits, all of which can be read, set and observed from Python: ``count``, how many layers of
    six neurons, from 1 to 6; ``relu``, whether they have ReLU; ``layers``, of each its weights and
    its biases, at random. ``bends`` says how often the curve bends between -4 and 4. Raises
    traitlets.TraitError for another number of layers.
    """

    _esm = script("folded_line")
    _css = style("folded_line")
    heights = traitlets.List(traitlets.Int(), [440, 440, 440]).tag(sync=True)
    linked: ClassVar = {"count": None, "relu": None}
    count = traitlets.Int(3, min=1, max=MOST).tag(sync=True)
    relu = traitlets.Bool(False).tag(sync=True)
    layers = traitlets.List(_random_layers(), read_only=True).tag(sync=True)

    def answer(self, x, relu=None):
        """Return the mean of the last layer's neurons for ``x``; ``relu``, as it is or not."""
        relu = self.relu if relu is None else relu
        values = np.asarray(x, float)[None]
        for weights, biases in self.layers[: self.count]:
            values = np.array(weights) @ values + np.array(biases)[:, None]
            if relu:
                values = np.maximum(values, 0)
        signs = np.where(np.arange(WIDTH) % 2, -1, 1)[:, None]
        return (signs * values).mean(axis=0)

    @property
    def bends(self):
        slopes = np.diff(self.answer(X)) / np.diff(X)
        turns = np.abs(np.diff(slopes)) > 1e-6 * max(np.abs(slopes).max(), 1e-9)
        return int((turns & ~np.append(False, turns[:-1])).sum())

    def picture(self):
        if self.relu:
            lines = {"with ReLU": self.answer(X), "no ReLU": self.answer(X, relu=False)}
        else:  # with what fewer layers make of it; what ReLU would do is not given away
            lines = {_named(count): FoldedLine(count=count).answer(X)
                     for count in range(self.count, 0, -1)}  # fmt: skip
        lines = {name: values / (np.abs(values).max() or 1) for name, values in lines.items()}
        dashes = "--" if self.relu else "-"
        return plots.functions(X, lines, self.description(), span=(-1.2, 1.2), dashes=dashes)

    def description(self):
        kind = "with ReLU" if self.relu else "without an activation function"
        bends = f"{self.bends} bend{'' if self.bends == 1 else 's'}"
        return f"{_named(self.count)} {kind}: {bends}."


def _named(count):
    return f"{count} layer{'' if count == 1 else 's'}"
