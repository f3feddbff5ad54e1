"""BlameFlow: what each neuron is asked when an answer was wrong, handed back link by link."""

import functools
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots, zoo
from neuralnet.activations import relu_slope
from neuralnet.datasets import a_digit, mnist
from neuralnet.images import to_bytes
from neuralnet.network import Network
from neuralnet.training import cross_entropy
from neuralnet.widgets.live_figure import Data, LiveFigure, Number, script, style
from neuralnet.widgets.network_traits import NetworkTraits, as_traits

SIZES = [16, 16, 10]


def _end_of(network):
    """Return a network's last two layers, as a network of 16 inputs."""
    end = Network(SIZES, "relu", "softmax", dtype=np.float64)
    for k in range(2):
        end.weights[k][:], end.biases[k][:] = network.weights[k + 1], network.biases[k + 1]
    return end


@functools.cache
def _misread():
    """Return ten test digits, one of each kind, that `relu` misreads."""
    digits = mnist()
    missed = zoo.load("relu").predict(digits.test_images) != digits.test_labels
    first = [np.flatnonzero(missed & (digits.test_labels == k))[0] for k in range(10)]
    return digits.test_images[first]


class BlameFlow(NetworkTraits, LiveFigure):
    """Follow blame back through the last two layers of the stored network `relu`.

    Traits, all of which can be read, set and observed from Python:

    - ``digit``: which of ten test digits, one of each kind, all of them misread;
    - ``into``: where the chosen link ends, "outputs" or "hidden"; ``later``, from which output
      (0 to 9) or neuron (0 to 15) blame comes; ``earlier``, to which neuron (0 to 15) it goes;
    - ``turn``: by how much the link's weight is turned, from -0.5 to 0.5;
    - ``activations``, of shape (10, 16), what those digits make of the first hidden layer, and
      ``pixels``, of shape (10, 784), as bytes.

    ``slopes`` says how fast the cost changes with each weighted sum. Raises traitlets.TraitError
    for a value outside its range.
    """

    _esm = script("blame_flow")
    _css = style("blame_flow")
    heights = traitlets.List(traitlets.Int(), [560, 560, 640]).tag(sync=True)
    linked: ClassVar = dict.fromkeys(("digit", "into", "later", "earlier", "turn"))
    digit = traitlets.Int(5, min=0, max=9).tag(sync=True)
    into = traitlets.Enum(["outputs", "hidden"], "outputs").tag(sync=True)
    later = traitlets.Int(3, min=0, max=15).tag(sync=True)
    earlier = traitlets.Int(2, min=0, max=15).tag(sync=True)
    turn = Number(0.0, min=-0.5, max=0.5).tag(sync=True)
    activations = Data(read_only=True).tag(sync=True)
    pixels = Data(read_only=True).tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**{**as_traits(_end_of(zoo.load("relu"))), **traits})

    @traitlets.default("pixels")
    def _misread_pixels(self):
        return to_bytes(_misread()).tobytes()

    @traitlets.default("activations")
    def _of_the_first_layer(self):
        return zoo.load("relu").activations(_misread())[1].astype("<f4").tobytes()

    def takes(self, network):
        if list(network.sizes) != SIZES or network.hidden != "relu":
            raise ValueError(f"expected a network {SIZES} with ReLU, got {network.sizes}")

    def layers(self, network=None):
        """Return the activations of hidden layer 1, of hidden layer 2, and the outputs."""
        some = np.frombuffer(self.activations, "<f4").reshape(10, 16)
        return (network or self.network).activations(some[self.digit].astype(float))

    @property
    def slopes(self):
        """How fast the cost changes with the sums of hidden layer 2 and of the outputs."""
        layers = self.layers()
        outputs = layers[2] - np.eye(10)[self.digit]
        return (self.network.weights[1].T @ outputs) * relu_slope(layers[1]), outputs

    @property
    def link(self):
        """The chosen link: its layer, 0 or 1, the neuron that it ends at, and that before."""
        layer = int(self.into == "outputs")
        return layer, min(self.later, SIZES[layer + 1] - 1), self.earlier

    @property
    def handed(self):
        """What goes back along the chosen link: the slope at its end times its weight."""
        layer, j, i = self.link
        return float(self.slopes[layer][j] * self.network.weights[layer][j, i])

    @property
    def promised(self):
        """By how much the slope says that the cost changes when the weight is turned."""
        layer, j, i = self.link
        return float(self.slopes[layer][j] * self.layers()[layer][i] * self.turn)

    @property
    def measured(self):
        """By how much the cost changes when the weight is turned."""
        layer, j, i = self.link
        turned = self.network
        turned.weights[layer][j, i] += self.turn
        costs = [
            cross_entropy(self.layers(one)[2], np.eye(10)[self.digit])
            for one in (turned, self.network)
        ]
        return float(costs[0] - costs[1])

    def picture(self):
        asked = self.network.weights[1].T @ self.slopes[1]
        return plots.terms(asked, [f"neuron {k + 1}" for k in range(16)], self.description())

    def description(self):
        outputs = self.layers()[2]
        return (
            f"{a_digit(self.digit).capitalize()} read as {a_digit(outputs.argmax())}: what its ten "
            "outputs together ask of each neuron before them, to fall (above 0) or to rise."
        )
