"""WindowSchool: eight windows learn in the page, from noise to edges."""

import functools
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots
from neuralnet.convolution import start
from neuralnet.features import explained, window_bank
from neuralnet.random import mulberry32, shuffled
from neuralnet.training import SGD, Gradient
from neuralnet.widgets.digit_files import digit_set
from neuralnet.widgets.live_figure import Data, LiveFigure, script, style
from neuralnet.widgets.network_traits import as_any_traits, restored
from neuralnet.widgets.state import refusing

# As in js/window_worker.js: all that is the same in every run.
MAPS, BATCH, RATE, MOMENTUM, MIXED = (8, 16), 50, 0.05, 0.9, 9
SHOWN = 2500  # images that the picture tells of


@functools.cache
def _learned_from(count, seed, is_shuffled):
    """Return the network that so many images make of a start, a whole number of batches.

    It learns as the page does: from the same digits, in the same order.
    """
    images, labels = digit_set("train")
    images = images.astype(np.float64)
    images = images[:, pixel_order()] if is_shuffled else images
    network, uniform, order = start(MAPS, seed), mulberry32(seed + 1), []
    gradient, optimiser, targets = Gradient(network), SGD(MOMENTUM), np.eye(10)[labels]
    for _ in range(-(-count // BATCH)):
        order = order or shuffled(len(images), uniform)
        batch, order = order[:BATCH], order[BATCH:]
        gradient.of(images[batch], targets[batch])
        optimiser.step(network.parameters, gradient.values, RATE)
    return network


def pixel_order():
    """Return the order in which shuffled pixels come, the same for all images."""
    return np.array(shuffled(784, mulberry32(MIXED)))


class WindowSchool(LiveFigure):
    """Eight windows of 5 by 5 weights that learn in the page, with all of their network.

    The network has 8 and 16 maps, and begins with random weights. It learns from 10,000 training
    digits in batches of 50, with learning rate 0.05 and momentum 0.9, and is measured on 1,000
    validation digits, which it never learns from.

    Traits and properties, which can be read from Python, and set but for the last two:

    - ``seed``: of the random start, and of the order of the images;
    - ``shuffled``: whether the pixels of all images are shuffled, all in the same way;
    - ``learned``: the network's parameters when the page last paused, and ``images_seen`` by then;
    - ``network``: what it has become by then, a copy in 64 bits;
    - ``shares``: how much of each window the edge or bar that fits it best explains.

    Raises traitlets.TraitError for a trait outside its range.
    """

    _esm = script("window_school")
    worker = traitlets.Unicode(script("js/window_worker")).tag(sync=True)
    _css = style("window_school")
    heights = traitlets.List(traitlets.Int(), [440, 440, 624]).tag(sync=True)
    seed = traitlets.Int(1, min=0, max=9999).tag(sync=True)
    shuffled = traitlets.Bool(False).tag(sync=True)
    learned = Data().tag(sync=True)
    images_seen = traitlets.Int(0, min=0).tag(sync=True)
    linked: ClassVar = {"seed": None, "shuffled": None}

    @traitlets.validate("learned")
    def _of_this_shape(self, proposal):
        if proposal["value"]:
            self._with(proposal["value"])
        return proposal["value"]

    def _with(self, parameters):
        with refusing():
            return restored(**as_any_traits(start(MAPS, self.seed)) | {"parameters": parameters})

    @property
    def network(self):
        """What it has become when the page last paused, or what it begins with."""
        return self._with(self.learned) if self.learned else start(MAPS, self.seed)

    @property
    def shares(self):
        """How much of each window the best of clean edges and bars explains, from 0 to 1."""
        return _shares_of(self.network)

    def picture(self):
        first, last = start(MAPS, self.seed), _learned_from(SHOWN, self.seed, self.shuffled)
        both = [network.weights[0].reshape(8, 25) for network in (first, last)]
        titles = [f"{when} {k + 1}" for when in ("start", "learned") for k in range(8)]
        return plots.signed(np.concatenate(both), titles, self.description())

    def description(self):
        first, last = (
            _shares_of(network).mean()
            for network in (start(MAPS, self.seed), _learned_from(SHOWN, self.seed, self.shuffled))
        )
        whose = "digits whose pixels are shuffled" if self.shuffled else "digits"
        return (
            f"Eight windows of 5 by 5 weights, as they begin and after {SHOWN:,} {whose}. An edge "
            f"or a bar explains {first:.0%} of one on average at the start, and {last:.0%} then."
        )


def _shares_of(network):
    """Return how much of each window of the first layer an edge or a bar explains, at best."""
    windows = network.weights[0].reshape(len(network.weights[0]), -1).astype(np.float64)
    return explained(windows, window_bank()).max(axis=1)
