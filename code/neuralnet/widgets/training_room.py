"""TrainingRoom: the network of the book learns in the page."""

import functools
import json
from pathlib import Path
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots
from neuralnet.network import Network
from neuralnet.random import mulberry32, shuffled
from neuralnet.training import SGD, Gradient, evaluate, train
from neuralnet.widgets.digit_files import digit_set, pack
from neuralnet.widgets.live_figure import Data, LiveFigure, Number, script, style
from neuralnet.widgets.network_traits import NetworkTraits, as_traits

FUNCTIONS = ["sigmoid", "relu", "tanh"]
EACH = 6  # validation digits of each kind that stand on the wall
LARGER, EPOCHS = 100, 5  # the batches of the run that stands in a new figure, and how long it is


@functools.cache
def wall_digits():
    """Return the digits of the wall, images and labels: rows of ten, one of each."""
    images, labels = digit_set("validation")
    places = np.stack([np.flatnonzero(labels == digit)[:EACH] for digit in range(10)])
    return images[places.T.ravel()], labels[places.T.ravel()]


def _new_network():
    network = Network([784, 16, 16, 10], "relu", "softmax", np.random.default_rng(0))
    network.parameters[:] = network.parameters.astype(np.float16)
    return network


STORED = Path(__file__).with_suffix(".json")


def earlier_run():
    """Train with larger batches: what came of it, as the page would find with the same seed.

    Rows [images seen, cost, share read right], both measured on the validation digits. A figure
    reads them from a file: ``python -c "from neuralnet.widgets import training_room;
    training_room.write()"`` trains anew.
    """
    network, (images, labels) = _new_network(), digit_set("train")
    images, targets = images.astype(np.float64), np.eye(10)[labels]
    gradient, optimiser, random = Gradient(network), SGD(), mulberry32(0)
    found, seen = [(0, *evaluate(network, *digit_set("validation")))], 0
    for order in [np.array(shuffled(len(images), random)) for _ in range(EPOCHS)]:
        for batch in np.split(order, len(order) // LARGER):
            gradient.of(images[batch], targets[batch])
            optimiser.step(network.parameters, gradient.values, 0.1)
            seen += LARGER
            if seen % (500 if seen <= 2500 else 2500) == 0:
                found.append((seen, *evaluate(network, *digit_set("validation"))))
    return np.round(found, 4).tolist()


def write():
    """Train the run made before, and write the file that a new figure reads."""
    STORED.write_text(json.dumps(earlier_run()) + "\n", encoding="utf-8")


@functools.cache
def _stored():
    return json.loads(STORED.read_text(encoding="utf-8"))


class TrainingRoom(NetworkTraits, LiveFigure):
    """A network that learns from 10,000 training digits, measured on 1,000 validation digits.

    Without arguments it begins with a new ReLU network 784-16-16-10 with a softmax output;
    ``TrainingRoom(network)`` begins with one of the reader's own, with two hidden layers of
    sigmoid, ReLU or tanh neurons and softmax.

    The validation digits are training digits that it does not learn from. Sixty of them, six of
    each, stand in the figure, and light up when they are read right.

    In a new figure without a network of the reader's own stands a run made before, as a grey
    line: the book's network with batches of 100 (``earlier``).

    Its time axis looks back on up to 60 earlier moments of the training, each with its cost, its
    accuracies and its weights. That changes nothing: training goes on from the present, and the
    traits tell of the present. A run that is begun anew stays as a grey line, and one can go
    back to it.

    Traits, all of which can be read, set and observed from Python:

    - ``learning_rate``: from 0.001 to 10; ``momentum``: from 0 to 0.95;
    - ``batch_size``: from 1 to 1000; ``seed``: of the order of the images;
    - ``network``: where training begins, as a copy;
    - ``learned``: its parameters when the page last paused, and ``images_seen`` by then.

    Raises traitlets.TraitError for another network and for a trait outside its range.
    """

    _esm = script("training_room")
    worker = traitlets.Unicode(script("js/training_worker")).tag(sync=True)
    _css = style("training_room")
    heights = traitlets.List(traitlets.Int(), [660, 724, 944]).tag(sync=True)
    wide = traitlets.Bool(True).tag(sync=True)
    wall = Data().tag(sync=True)
    learning_rate = Number(0.1, min=0.001, max=10.0).tag(sync=True)
    momentum = Number(0.0, min=0.0, max=0.95).tag(sync=True)
    batch_size = traitlets.Int(10, min=1, max=1000).tag(sync=True)
    seed = traitlets.Int(0, min=0).tag(sync=True)
    earlier = traitlets.List(read_only=True).tag(sync=True)
    learned = Data().tag(sync=True)
    images_seen = traitlets.Int(0).tag(sync=True)
    linked: ClassVar = {"learning_rate": None, "momentum": None, "batch_size": None}

    def __init__(self, network=None, **traits):
        if network is None:
            network = _new_network()
            self.set_trait("earlier", _stored())
        wall = pack(wall_digits())
        super().__init__(**{"wall": wall, **as_traits(network), **traits})

    def takes(self, network):
        sizes = network.sizes
        if len(sizes) != 4 or sizes[0] != 784 or sizes[-1] != 10 or max(sizes[1:3]) > 32:
            raise ValueError(
                "expected a network with 784 inputs, two hidden layers of at most 32 neurons and "
                f"10 outputs, got {sizes}"
            )
        if network.output != "softmax" or network.hidden not in FUNCTIONS:
            raise ValueError(
                f"expected hidden neurons of {FUNCTIONS} and a softmax output, got "
                f"{network.hidden} and {network.output}"
            )

    def follow(self, network):
        self.set_trait("earlier", [])  # it was another network's

    def picture(self):
        """Draw what three epochs of this training bring, worked out in Python."""
        network = self.network
        history = train(
            network,
            *digit_set("train"),
            epochs=3,
            batch_size=self.batch_size,
            learning_rate=self.learning_rate,
            optimiser=SGD(self.momentum),
            validation=digit_set("validation"),
            seed=self.seed,
            progress=False,
        )
        return plots.learning(history, network, wall_digits(), self.batch_size)

    def description(self):
        return (
            f"A network of {'-'.join(map(str, self.sizes))} neurons, {self.hidden} in its hidden "
            f"layers, ready to learn from 10,000 digits with learning rate {self.learning_rate:g}, "
            f"batches of {self.batch_size} and momentum {self.momentum:g}. The picture shows what "
            "three epochs bring: more digits read right, a lower cost, the weights of its first "
            "layer, and sixty validation digits, lit where it reads them right."
        )
