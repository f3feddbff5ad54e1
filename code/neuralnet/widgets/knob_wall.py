"""KnobWall: all parameters of a network, to turn, to break and to silence."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.datasets import a_digit
from neuralnet.network import count_parameters
from neuralnet.random import mulberry32, normal, shuffled
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style
from neuralnet.widgets.network_traits import LARGEST, NetworkTraits, as_traits
from neuralnet.widgets.state import refusing

UNTOUCHED = {"knob": 0, "turned": {}, "smashed": [], "silenced": []}


def _whole(key):
    return int(key) if key.isdecimal() and len(key) < 10 else key


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

    ``current_network`` is the network after all that. Raises traitlets.TraitError for
    another network and for a trait outside its range.
    """

    _esm = script("knob_wall")
    _css = style("knob_wall")
    wide = traitlets.Bool(True).tag(sync=True)
    heights = traitlets.List(traitlets.Int(), [624, 660, 900]).tag(sync=True)
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
    def current_network(self):
        network = self.network
        parameters, uniform = network.parameters, mulberry32(self.seed)
        order = shuffled(parameters.size, uniform)
        start = 0
        noise = normal(parameters.size, uniform) if self.noise else 0 * parameters
        for weights, biases in zip(network.weights, network.biases, strict=True):
            end = start + weights.size + biases.size
            noise[start:end] *= self.noise * np.sqrt(np.mean(weights**2))
            start = end
        parameters += noise
        for knob, value in self.turned.items():
            parameters[int(knob)] = value
        parameters[order[: round(self.broken * parameters.size)]] = 0
        parameters[self.smashed] = 0
        for layer, neuron in self.silenced:
            network.weights[layer][:, neuron] = 0
        return network

    def picture(self):
        return plots.weights(self.current_network, self.description())

    def description(self):
        network = self.current_network
        outputs, value = network.forward(self.image), network.parameters[self.knob]
        return (
            f"The {network.parameters.size:,} knobs of a network. Knob {self.knob + 1:,} "
            f"stands at {value:.2f}. With {self.broken:.0%} of them broken it reads "
            f"{a_digit(self.label)} as {a_digit(outputs.argmax())} ({outputs.max():.2f})."
        )
