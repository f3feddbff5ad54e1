"""NeuronLab: paint the weights of one neuron, and see what it makes of real digits."""

import functools
import gzip
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.activations import sigmoid
from neuralnet.datasets import a_digit
from neuralnet.features import edge, ring, stroke
from neuralnet.images import SIDE
from neuralnet.widgets import links
from neuralnet.widgets.digit_files import digit_file
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import Data, LiveFigure, Number, script, style
from neuralnet.widgets.network_traits import compact

NOTHING = compact(np.zeros(SIDE * SIDE))


class NeuronLab(DigitTraits, LiveFigure):
    """One neuron with 784 weights that can be painted, and a score on 500 real digits.

    ``NeuronLab()`` begins without weights; ``NeuronLab(weights, bias)`` with 784 numbers
    from -1 to 1 and one from -100 to 100.

    Traits and properties, all of which can be read and set from Python:

    - ``weights``: an array of shape (784,); observe ``painted``, the same as bytes;
    - ``bias``: from -100 to 100; ``steepness``: from 0.1 to 10, what the weighted sum is
      multiplied by before the sigmoid;
    - ``index``: which of 100 test digits it looks at, from 0; ``example``: which of the 500
      that it is scored on instead, from 0, or -1 for none of them;
    - ``brush``: the radius of the brush in pixels, from 0.5 to 4; ``paint``: -1, 0 or 1;
    - ``own``, ``own_bias``: the weights, as bytes, and the bias that the reader painted last:
      other ones may be looked at meanwhile.

    ``image`` and ``label`` are the digit's; ``weighted_sum`` and ``activation`` are what the
    neuron makes of it. ``score()`` counts on how many of 250 sevens it fires (an activation
    over 0.5) and on how many of 250 ones. Raises ValueError for weights of another shape or
    range, and traitlets.TraitError for a trait outside its range.
    """

    _esm = script("neuron_lab")
    _css = style("neuron_lab")
    heights = traitlets.List(traitlets.Int(), [520, 520, 1060]).tag(sync=True)
    wide = traitlets.Bool(True).tag(sync=True)
    painted = Data().tag(sync=True)
    bias = Number(0.0, min=-100.0, max=100.0).tag(sync=True)
    own = Data(NOTHING).tag(sync=True)
    own_bias = Number(0.0, min=-100.0, max=100.0).tag(sync=True)
    steepness = Number(1.0, min=0.1, max=10.0).tag(sync=True)
    index = traitlets.Int(17).tag(sync=True)
    example = traitlets.Int(-1, min=-1, max=499).tag(sync=True)
    brush = Number(1.5, min=0.5, max=4.0).tag(sync=True)
    paint = traitlets.Int(1, min=-1, max=1).tag(sync=True)
    presets = Data().tag(sync=True)  # edge, ring, stroke, and the trained neuron
    trained_bias = Number().tag(sync=True)
    linked: ClassVar = {
        "index": lambda figure: links.between(0, len(figure.labels) - 1),
        "bias": None,
        "steepness": None,
        "example": None,
    }

    def __init__(self, weights=None, bias=0.0, **traits):
        trained_weights, trained_bias = trained_neuron()
        super().__init__(
            presets=np.stack([edge(), ring(), stroke(), trained_weights]).astype("<f4").tobytes(),
            trained_bias=trained_bias,
            bias=bias,
            **traits,
        )
        self.weights = np.zeros(SIDE * SIDE) if weights is None else weights

    @traitlets.validate("painted", "own", "presets")
    def _numbers_only(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        width, rest = divmod(len(value), SIDE * SIDE)
        widths = (16,) if name == "presets" else (2, 4, 8)
        if rest or width not in widths or not np.isfinite(_numbers(value, width)).all():
            raise traitlets.TraitError(f"{name} must be the bytes of weights, got {len(value)}")
        if name != "presets" and np.abs(_numbers(value, width)).max() > 1:
            raise traitlets.TraitError(f"{name} must hold weights from -1 to 1")
        return value

    @property
    def weights(self):
        return _numbers(self.painted, len(self.painted) // (SIDE * SIDE))

    @weights.setter
    def weights(self, weights):
        weights = checks.numbers(weights, "weights").astype(np.float64).ravel()
        if weights.size != SIDE * SIDE:
            raise ValueError(f"expected 784 weights, got {weights.size}")
        if not (np.abs(weights) <= 1).all():
            raise ValueError("expected weights from -1 to 1")
        self.painted = compact(weights)

    @property
    def image(self):
        """The digit that it looks at: 784 numbers."""
        return pair()[0][self.example] if self.example >= 0 else super().image

    @property
    def label(self):
        """What the digit's writer meant, 0 to 9."""
        return int(pair()[1][self.example]) if self.example >= 0 else super().label

    @property
    def weighted_sum(self):
        return float(self.weights @ self.image + self.bias)

    @property
    def activation(self):
        return float(sigmoid(self.steepness * self.weighted_sum))

    def score(self):
        """Return on how many of 250 sevens and of 250 ones the neuron fires."""
        images, labels = pair()
        fires = images @ self.weights + self.bias > 0
        return int(fires[labels == 7].sum()), int(fires[labels == 1].sum())

    def picture(self):
        images, labels = pair()
        sums = images @ self.weights
        return plots.fence(
            self.weights, self.bias, self.image, self.activation, sums, wanted=labels == 7
        )

    def description(self):
        weights = self.weights
        sevens, ones = self.score()
        return (
            f"A neuron with {(weights > 0).sum()} positive and {(weights < 0).sum()} negative "
            f"weights looks at {a_digit(self.label)}: weighted sum {self.weighted_sum:.2f} with a "
            f"bias of {self.bias:.1f}, activation {self.activation:.2f}. It fires for {sevens} of "
            f"250 sevens and {ones} of 250 ones."
        )


def _numbers(content, width):
    """Return numbers of so many bytes each; 16 bytes are four numbers."""
    return np.frombuffer(content, f"<f{4 if width == 16 else width}").astype(np.float64)


def trained_neuron():
    """Return weights and bias of the stored neuron that learned to fire for 7 and not for 1."""
    network = zoo.load("seven")
    return network.weights[0][0], float(network.biases[0][0])


@functools.cache
def pair():
    """Return 250 ones and 250 sevens: images of shape (500, 784), and labels."""
    content = np.frombuffer(gzip.decompress(digit_file("pair")), np.uint8)
    labels, bits = content[:500], content[500 : 500 + 49_000]
    images = np.unpackbits(bits).astype(np.float64)
    images[images > 0] = content[49_500:] / 255
    return images.reshape(500, SIDE * SIDE), labels
