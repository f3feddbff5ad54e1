"""DigitReader: draw a digit, and see every neuron of the network answer."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.arrays import weighted_sums
from neuralnet.convolution import ConvolutionalNetwork, carried
from neuralnet.datasets import a_digit
from neuralnet.images import PEN, SIDE, preprocess, to_bytes, trace
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import Data, LiveFigure, Refused, script, style
from neuralnet.widgets.network_traits import AnyNetworkTraits, as_any_traits, at_random
from neuralnet.widgets.state import refusing

EMPTY = bytes(SIDE * SIDE)

# Where pens went that nobody holds: points in pixels, right and down.
GREETING = [
    *[(9.2, 8.0), (10.4, 6.2), (12.6, 5.2), (15.0, 5.2), (17.2, 6.3), (18.2, 8.4)],
    *[(17.6, 10.8), (15.8, 12.5), (13.0, 13.2), (15.8, 13.6), (18.2, 15.0), (19.2, 17.4)],
    *[(18.6, 20.0), (16.6, 22.0), (13.8, 22.8), (11.0, 22.3), (9.0, 20.8), (8.4, 19.6)],
]
CORNER_SEVEN = [[(2.6, 3.0), (9.6, 3.0), (8.4, 6.0), (6.6, 9.4), (5.6, 12.6)]]
ROUND = np.linspace(0, 2 * np.pi, 33)
FACE = [
    np.stack([14 + 9.5 * np.sin(ROUND), 14 - 9.5 * np.cos(ROUND)], axis=1),
    [(10.5, 10.5), (10.5, 12.0)],
    [(17.5, 10.5), (17.5, 12.0)],
    [(10.0, 17.0), (11.4, 18.8), (14.0, 19.6), (16.6, 18.8), (18.0, 17.0)],
]


STROKE = checks.inside(-SIDE, 2 * SIDE, None, 2)


@checks.accepts(strokes=checks.items(STROKE))
def drawn(strokes):
    """Return what a pen leaves that follows these strokes: 28 by 28 numbers, as bytes.

    A stroke is a list of points, in pixels, right and down.
    """
    ink = np.zeros((SIDE, SIDE))
    for points in filter(len, strokes):
        right, down = np.transpose(points)
        # Four places a pixel, so that the pen's marks run into each other.
        far = np.concatenate([[0], np.cumsum(np.hypot(np.diff(right), np.diff(down)))])
        along = np.linspace(0, far[-1], int(4 * far[-1]) + 2)
        path = np.stack([np.interp(along, far, down), np.interp(along, far, right)], axis=1)
        ink = np.maximum(ink, trace(path, PEN))
    return to_bytes(ink).tobytes()


def _as_drawing(image):
    with refusing():
        image = checks.numbers(image, "image")
        if image.size != SIDE * SIDE:
            raise ValueError(f"expected an image of 784 numbers, got shape {image.shape}")
        if not ((image >= 0) & (image <= 1)).all():
            raise ValueError("expected an image of numbers from 0 (empty) to 1 (full of ink)")
        return to_bytes(image).tobytes()


class DigitReader(DigitTraits, AnyNetworkTraits, LiveFigure):
    """A network that reads what is drawn, or one of 100 test digits, neuron by neuron.

    Without arguments it holds the book's network for drawings; ``DigitReader("convolution")``
    holds another of the book's, by its name in the zoo; ``DigitReader(network)`` takes one of the
    reader's own: a Network with 784 inputs, 10 outputs and at most 64 neurons in any layer
    between, or a ConvolutionalNetwork with at most 32 maps in any layer.

    Traits and properties, all of which can be read and set from Python:

    - ``index``: which test digit is shown, from 0; -1 for a drawing of the reader's;
    - ``image``: what is drawn, 28 by 28 numbers from 0 to 1, before any centring;
    - ``centred``: whether ``images.preprocess`` prepares it for the network;
    - ``layer``, ``neuron``: the neuron, or the map, that is held: layers from 1, or 0 for none;
      neurons and maps from 0;
    - ``greeting``: the points of a stroke that the page writes on a first visit, as
      ``DigitReader.greeter()`` sets it;
    - ``network``: the network, as a copy;
    - ``learned``: whether it is that network that reads, or, where it is one of neurons, another
      of its layers with knobs set at random.

    ``inputs`` is what the network sees, ``reader`` the network that reads, and ``answers`` all its
    layers' activations. The traits
    ``image`` and ``network`` are made of, and which can be observed, are ``drawing`` and
    ``parameters``. Raises traitlets.TraitError for a network or image of another shape or
    range, and for a trait outside its range; ValueError for a name that the zoo does not know.
    """

    _esm = script("digit_reader")
    _css = style("digit_reader")
    heights = traitlets.List(traitlets.Int(), [600, 540, 700]).tag(sync=True)
    wide = traitlets.Bool(True).tag(sync=True)
    drawing = Data(EMPTY).tag(sync=True)
    first_index = -1
    index = traitlets.Int(-1).tag(sync=True)
    centred = traitlets.Bool(True).tag(sync=True)
    learned = traitlets.Bool(True).tag(sync=True)
    layer = traitlets.Int(0).tag(sync=True)
    neuron = traitlets.Int(0).tag(sync=True)
    greeting = traitlets.List().tag(sync=True)
    fools = Data(drawn(CORNER_SEVEN) + drawn(FACE), read_only=True).tag(sync=True)
    linked: ClassVar = {
        "index": lambda figure: links.between(-1, len(figure.labels) - 1),
        "drawing": links.bits(SIDE * SIDE),
        "centred": None,
        "learned": None,
        "layer": lambda figure: links.between(0, len(figure.units) - 1),
        "neuron": lambda figure: links.between(0, max(figure.units[1:]) - 1),
    }

    def __init__(self, network="drawings", **traits):
        network = zoo.load(network) if isinstance(network, str) else network
        if "image" in traits:
            traits |= {"index": -1, "drawing": _as_drawing(traits.pop("image"))}
        super().__init__(**{**as_any_traits(network), **traits})

    def takes(self, network):
        if network.sizes[0] != SIDE * SIDE or network.sizes[-1] != 10:
            raise ValueError(
                f"expected a network with 784 inputs and 10 outputs, got {network.sizes}"
            )
        if isinstance(network, ConvolutionalNetwork):
            if max(network.maps) > 32:
                raise ValueError(f"expected at most 32 maps in a layer, got {network.maps}")
        elif max(network.sizes[1:]) > 64:
            raise ValueError(f"expected at most 64 neurons in a layer, got {network.sizes}")

    def follow(self, network):
        if self.layer >= len(self.units):
            self.layer = 0
        if self.neuron >= max(self.units[1:]):
            self.neuron = 0

    @property
    def units(self):
        """How many pixels, neurons or maps, and outputs the layers have."""
        return [self.sizes[0], *self.maps, self.sizes[-1]] if self.maps else list(self.sizes)

    @classmethod
    def greeter(cls, name=""):
        """Return one that greets: on the first visit a pen that nobody holds writes a 3."""
        return cls(drawing=drawn([GREETING]), greeting=GREETING, name=name)

    @traitlets.validate("layer", "neuron")
    def _inside(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        low, high = {
            "layer": (0, len(self.units) - 1),
            "neuron": (0, max(self.units[1:]) - 1),
        }[name]
        if not low <= value <= high:
            raise Refused(f"{name} must be {low} to {high}, got {value}")
        return value

    @traitlets.validate("greeting")
    def _on_paper(self, proposal):
        points = proposal["value"]
        with refusing():
            if points:
                checks.inside(0, SIDE, None, 2)(points, "greeting")
        return points

    @traitlets.validate("drawing")
    def _whole(self, proposal):
        value = proposal["value"]
        if len(value) != SIDE * SIDE:
            raise Refused(f"drawing must be 784 bytes, got {len(value)}")
        return value

    @traitlets.observe("index")
    def _show_digit(self, change):
        if change["new"] >= 0:
            self.drawing = to_bytes(self.digit(change["new"])).tobytes()

    @property
    def image(self):
        return np.frombuffer(self.drawing, np.uint8).reshape(SIDE, SIDE) / 255

    @image.setter
    def image(self, image):
        drawing = _as_drawing(image)
        with self.hold_trait_notifications():
            self.index = -1
            self.drawing = drawing

    @property
    def inputs(self):
        """What the network sees: 784 numbers."""
        return preprocess(self.image) if self.centred else self.image.ravel()

    @property
    def reader(self):
        """The network that reads."""
        return self.network if self.learned or self.maps else at_random(self.network)

    @property
    def answers(self):
        """The activations of every layer, the inputs first."""
        return self.reader.activations(self.inputs)

    def picture(self):
        return plots.reading(self.reader, self.inputs)

    def description(self):
        network = self.reader
        layers = network.activations(self.inputs)
        if self.index >= 0:
            what = f"A handwritten {self.label}, test digit {self.index + 1}"
        else:
            what = "A drawing" if self.image.any() else "An empty picture"
        order = np.argsort(layers[-1])[::-1]
        answer = (
            f"{what}, read by a network of {plots.made_of(network)} as "
            f"{a_digit(order[0])} (output {layers[-1][order[0]]:.2f}), then {a_digit(order[1])} "
            f"({layers[-1][order[1]]:.2f})."
        )
        return answer if self.layer == 0 else f"{answer} {self._neuron_in_words(network, layers)}"

    def _neuron_in_words(self, network, layers):
        k = self.layer - 1
        neuron = min(self.neuron, self.units[self.layer] - 1)
        if self.maps:
            return self._map_in_words(network, neuron)
        where = "Output" if self.layer == len(network.weights) else f"Hidden layer {self.layer},"
        where += f" {neuron}" if where == "Output" else f" neuron {neuron + 1}"
        z = (weighted_sums(layers[k], network.weights[k]) + network.biases[k])[neuron]
        return f"{where}: weighted sum {z:.2f}, activation {layers[self.layer][neuron]:.2f}."

    def _map_in_words(self, network, neuron):
        terms, places = carried(network, self.inputs)[self.layer - 1]
        z = terms[neuron].sum() + network.biases[self.layer - 1][neuron]
        if places is None:
            return (
                f"Output {neuron}: weighted sum {z:.2f}, activation {self.answers[-1][neuron]:.2f}."
            )
        row, column = places[neuron]
        return (
            f"Layer {self.layer}, map {neuron + 1} of {self.units[self.layer]}: its largest "
            f"weighted sum is {z:.2f}, where its window begins in row {row}, column {column}."
        )
