"""KnobWall: all parameters of a network, to turn, to break and to silence."""

import functools
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.datasets import a_digit, mnist
from neuralnet.images import SIDE
from neuralnet.network import count_parameters
from neuralnet.random import mulberry32, normal, shuffled
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style
from neuralnet.widgets.network_traits import LARGEST, NetworkTraits, as_traits, restored
from neuralnet.widgets.state import refusing

UNTOUCHED = {"knob": 0, "turned": {}, "smashed": [], "silenced": []}


def _whole(key):
    return int(key) if key.isdecimal() and len(key) < 10 else key


@functools.lru_cache(maxsize=4)
def _count_right(*held):
    """How many of the first 1,000 test digits a network reads: once, though four traits hold it."""
    digits = mnist()
    right = restored(*held).predict(digits.test_images[:1000]) == digits.test_labels[:1000]
    return int(right.sum())


class KnobWall(DigitTraits, NetworkTraits, LiveFigure):
    """Every weight and bias of a network with two hidden layers, as a wall of knobs.

    Without arguments it holds the book's ReLU network; ``KnobWall(network)`` takes one of
    the reader's own, with 784 inputs, two hidden layers of at most 16 neurons and 10
    outputs.

    Traits, all of which can be read, set and observed from Python:

    - ``knob``: which parameter is picked, from 0; ``turned``: new values by knob;
    - ``broken``: which share of the knobs is broken, and so 0, from 0 to 1;
    - ``noise``: from 0 to 1, how much random noise is added to each knob, measured by the
      spread of the weights of its layer;
    - ``seed``: of the random numbers that choose which knobs break, and of the noise;
    - ``smashed``: the knobs that a hammer broke one by one;
    - ``silenced``: the hidden neurons, as [layer, neuron], that nobody listens to;
    - ``index``: which of 100 test digits it reads, from 0;
    - ``network``: the network as it was, as a copy.

    ``trained``, which can only be read, is how many of the first 1,000 test digits that network
    reads.

    ``current_network`` is the network after all that. Raises traitlets.TraitError for
    another network and for a trait outside its range.
    """

    _esm = script("knob_wall")
    _css = style("knob_wall")
    wide = traitlets.Bool(True).tag(sync=True)
    trained = traitlets.Int(0, read_only=True).tag(sync=True)
    heights = traitlets.List(traitlets.Int(), [650, 645, 908]).tag(sync=True)
    knob = traitlets.Int(406, min=0).tag(sync=True)
    turned = traitlets.Dict().tag(sync=True)
    broken = Number(0.0, min=0.0, max=1.0).tag(sync=True)
    noise = Number(0.0, min=0.0, max=1.0).tag(sync=True)
    seed = traitlets.Int(0, min=0).tag(sync=True)
    smashed = traitlets.List(traitlets.Int(min=0)).tag(sync=True)
    silenced = traitlets.List().tag(sync=True)
    linked: ClassVar = {
        "index": lambda figure: links.between(0, len(figure.labels) - 1),
        "knob": lambda figure: links.between(0, count_parameters(figure.sizes) - 1),
        "broken": None,
        "noise": None,
        "seed": links.between(0, 9_999),
    }

    def __init__(self, network=None, **traits):
        network = zoo.load("relu") if network is None else network
        super().__init__(**{**as_traits(network), **traits})

    @traitlets.observe("sizes", "hidden", "output", "parameters")
    def _try(self, _change):
        """Count what the network reads as it was, so that the page can show it at rest."""
        held = (tuple(self.sizes), self.hidden, self.output, bytes(self.parameters))
        self.set_trait("trained", _count_right(*held))

    def takes(self, network):
        sizes = network.sizes
        if len(sizes) != 4 or sizes[0] != 784 or sizes[-1] != 10 or max(sizes[1:3]) > 16:
            raise ValueError(
                "expected a network with 784 inputs, two hidden layers of at most 16 neurons and "
                f"10 outputs, got {sizes}"
            )

    def follow(self, network):
        """Leave a wall of another shape untouched."""
        try:
            for name, check in self._checks().items():
                check(getattr(self, name), name)
        except ValueError:
            for name, value in UNTOUCHED.items():
                setattr(self, name, value)

    @traitlets.validate("knob", "turned", "smashed", "silenced")
    def _on_the_wall(self, proposal):
        name = proposal["trait"].name
        with refusing():
            return self._checks()[name](proposal["value"], name)

    def _checks(self):
        knob = checks.whole(0, count_parameters(self.sizes) - 1)
        stand = checks.real(-LARGEST, LARGEST)

        def turned(value, name):
            return {str(knob(_whole(key), name)): stand(to, name) for key, to in value.items()}

        def hidden(value, name):
            layer, neuron = checks.pair(value, name, "pairs [layer, neuron]")
            layer = checks.whole(1, 2)(layer, name)
            return [layer, checks.whole(0, self.sizes[layer] - 1)(neuron, name)]

        return {
            "knob": knob,
            "turned": turned,
            "smashed": checks.items(knob),
            "silenced": checks.items(hidden),
        }

    @property
    def broken_knobs(self):
        """The places of the broken knobs among all, a share of them and those under the hammer."""
        size = count_parameters(self.sizes)
        order = shuffled(size, mulberry32(self.seed)) if self.broken else []
        return [*order[: round(self.broken * size)], *self.smashed]

    @property
    def current_network(self):
        network = self.network
        parameters = network.parameters
        if self.noise:
            parameters += self._noise(network)
        for knob, value in self.turned.items():
            parameters[int(knob)] = value
        parameters[self.broken_knobs] = 0
        for layer, neuron in self.silenced:
            network.weights[layer][:, neuron] = 0
        return network

    def _noise(self, network):
        uniform = mulberry32(self.seed)
        shuffled(network.parameters.size, uniform)  # how they break is dealt first
        noise, start = normal(network.parameters.size, uniform), 0
        for weights, biases in zip(network.weights, network.biases, strict=True):
            end = start + weights.size + biases.size
            noise[start:end] *= self.noise * np.sqrt(np.mean(weights**2))
            start = end
        return noise

    def picture(self):
        picture = plots.weights(self.current_network, self.description())
        inputs, neurons = self.sizes[:2]
        broken = np.array([knob for knob in self.broken_knobs if knob < inputs * neurons], int)
        for k, axes in enumerate(picture.axes[:neurons]):
            down, right = np.divmod(broken[broken // inputs == k] % inputs, SIDE)
            axes.plot(right, down, "s", color="black", markersize=1.8, markeredgewidth=0)
        return picture

    def description(self):
        network = self.current_network
        outputs, value = network.forward(self.image), network.parameters[self.knob]
        return (
            f"The {network.parameters.size:,} knobs of a network. Knob {self.knob + 1:,} "
            f"stands at {value:.2f}. With {self.broken:.0%} of them broken it reads "
            f"{a_digit(self.label)} as {a_digit(outputs.argmax())} ({outputs.max():.2f})."
        )
