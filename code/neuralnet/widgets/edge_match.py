"""EdgeMatch: how much of a neuron an edge explains that the reader lays over it."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.datasets import mnist
from neuralnet.features import clean_edge, edge_bank, explained
from neuralnet.widgets import links
from neuralnet.widgets.live_figure import Data, LiveFigure, Number, Refused, script, style


def _relu_and_others():
    """Return the neurons of `relu`, and two pictures to compare with; and the names of all."""
    neurons = zoo.load("relu").weights[0].astype(float)
    tosses = np.random.default_rng(seed=0).choice([-1.0, 1.0], size=1000)
    mixture = tosses @ mnist().train_images[:1000]
    pictures = np.vstack([neurons, mixture, clean_edge(160.0, -3.2, 4.7, 5.5, 2.6)])
    return pictures, [*(f"neuron {k + 1}" for k in range(16)), "a mixture", "a clean edge"]


class EdgeMatch(LiveFigure):
    """Lay an edge on a picture of weights, turn and move it, and see how much it explains.

    ``pictures`` has shape (n, 784), ``names`` a text for each; by default they are the first layer
    of the stored network `relu`, a thousand digits added or subtracted by the toss of a coin, and
    an edge that is not in the bank. Traits, all of which can be read, set and observed from Python:

    - ``which``: the picture, from 0;
    - ``degrees``, from 0 to 360, ``right`` and ``down``, from -12 to 12 pixels, and ``length``,
      from 2 to 10: the edge (see ``features.clean_edge``);
    - ``weights``: the pictures, a signed byte a pixel, and ``names``;
    - ``best``: for each picture the edge of the bank that explains most of it.

    ``share`` is what the edge explains, from 0 to 1. Raises traitlets.TraitError for a value
    outside its range, ValueError for pictures that are none.
    """

    _esm = script("edge_match")
    _css = style("edge_match")
    heights = traitlets.List(traitlets.Int(), [430, 430, 684]).tag(sync=True)
    linked: ClassVar = {
        "which": lambda figure: links.between(0, len(figure.names) - 1),
        **dict.fromkeys(("degrees", "right", "down", "length")),
    }
    which = traitlets.Int(0).tag(sync=True)
    degrees = Number(0.0, min=0.0, max=360.0).tag(sync=True)
    right = Number(0.0, min=-12.0, max=12.0).tag(sync=True)
    down = Number(0.0, min=-12.0, max=12.0).tag(sync=True)
    length = Number(7.0, min=2.0, max=10.0).tag(sync=True)
    weights = Data(read_only=True).tag(sync=True)
    names = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    best = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self, pictures=None, names=None, **traits):
        if pictures is None:
            pictures, names = _relu_and_others()
        pictures = checks.array(None, 784)(pictures, "pictures")
        names = checks.items(checks.text)(names or [str(k + 1) for k in range(len(pictures))],
                                          "names")  # fmt: skip
        checks.alike(("pictures", pictures), ("names", names))
        most = np.abs(pictures).max(axis=1, keepdims=True)
        scaled = np.round(127 * pictures / np.where(most > 0, most, 1)).astype(np.int8)
        self.set_trait("weights", scaled.tobytes())
        self.set_trait("names", list(names))
        bank = edge_bank()
        shares = explained(scaled.astype(float), np.array([clean_edge(*row) for row in bank]))
        self.set_trait("best", np.round(bank[shares.argmax(axis=1)], 4).tolist())
        super().__init__(**traits)

    @traitlets.validate("which")
    def _a_picture(self, proposal):
        if not 0 <= proposal["value"] < len(self.names):
            raise Refused(f"which must be from 0 to {len(self.names) - 1}, got {proposal['value']}")
        return proposal["value"]

    @property
    def shown(self):
        pictures = np.frombuffer(self.weights, np.int8).reshape(-1, 784)
        return pictures[self.which].astype(float)

    def explains(self, edge):
        """Return which share of the picture an edge explains: degrees, right, down, length."""
        return float(explained(self.shown[None], clean_edge(*edge)[None])[0, 0])

    @property
    def share(self):
        return self.explains((self.degrees, self.right, self.down, self.length))

    def picture(self):
        best = self.best[self.which]
        images = np.stack([self.shown / 127, clean_edge(*best)])
        says = f"{self.description()} Beside it, the edge that explains most."
        return plots.signed(images, [self.names[self.which], "its best edge"], says, columns=2)

    def description(self):
        return (
            f"{self.names[self.which].capitalize()}: this edge explains {self.share:.0%} of it, "
            f"the best one {self.explains(self.best[self.which]):.0%}."
        )
