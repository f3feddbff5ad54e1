"""A network with neighbours built in: the same few weights at every place of an image.

Names and formulas follow LeCun et al. (1998), "Gradient-based learning applied to document
recognition". Maps are one array of shape (maps, rows, columns, images). The images come last,
so that whatever is done at one place is done to all of them in one run through the memory.
"""

import math

import numpy as np

from neuralnet import checks
from neuralnet.activations import FUNCTIONS
from neuralnet.arrays import aligned, read_arrays
from neuralnet.checks import accepts, unchecked
from neuralnet.network import AnyNetwork
from neuralnet.random import mulberry32, normal

SIDE, CLASSES = 28, 10  # pixels along each side of an image; answers
WINDOW = 5  # numbers along each side of a window
BLOCK = 2  # numbers along each side of a block, of which the largest goes on


@accepts(maps=checks.maps, size=checks.positive_whole)
def windows(maps, size=WINDOW):
    """Return every window of some maps, one a column: shape (m · size², places · n).

    ``maps`` has shape (m, rows, columns, n): m maps of each of n images. A window holds
    ``size`` by ``size`` neighbours of each map. It begins at each of the
    (rows - size + 1) · (columns - size + 1) places where it fits; raises ValueError if there
    is none. A small weighted sum at every place of every image is then one matrix product.
    """
    if size > min(maps.shape[1:3]):
        raise ValueError(f"a window of {size} by {size} does not fit maps of shape {maps.shape}")
    view = np.lib.stride_tricks.sliding_window_view(maps, (size, size), axis=(1, 2))
    return view.transpose(0, 4, 5, 1, 2, 3).reshape(len(maps) * size * size, -1)


@accepts(maps=checks.maps)
def largest(maps):
    """Return the largest number of each 2 by 2 block of maps ("max pooling").

    Raises ValueError if rows or columns are odd in number.
    """
    if maps.shape[1] % BLOCK or maps.shape[2] % BLOCK:
        raise ValueError(f"expected even numbers of rows and columns, got shape {maps.shape}")
    first, second, third, fourth = _blocks(maps)
    return np.maximum(np.maximum(first, second), np.maximum(third, fourth))


def _blocks(maps):
    """Return four views: of each block the upper left number, the upper right, and so on."""
    return [maps[:, i::BLOCK, j::BLOCK] for i, j in np.ndindex(BLOCK, BLOCK)]


_windows, _largest = unchecked(windows), unchecked(largest)


class ConvolutionalNetwork(AnyNetwork):
    """Layers of maps, then ten outputs: a network for images of 28 by 28 pixels.

    ``maps`` counts the maps of one or two layers. Each number of a map is a weighted sum of
    the 5 by 5 neighbours at its place in every map before, and a bias. The weights are the
    same at every place. Of each 2 by 2 block of such numbers the largest goes on, through
    ReLU. The outputs are connected to all numbers of the last maps, and pass through softmax.

    ``parameters`` is one array that holds every weight and bias, one after the other.
    ``weights[k]``, of shape (maps, maps before, 5, 5), or (10, numbers) for the outputs, and
    ``biases[k]`` are views of it, as a ``Network``'s are. So is its start: biases of 0, and
    random weights with variance 2 / n for n weights in a sum (He et al. 2015), drawn by
    ``rng`` (a ``numpy.random.Generator``, or the seed of one).
    """

    PIECE, hidden, output = 32, "relu", "softmax"

    def __init__(self, maps=(8, 32), rng=None, dtype=np.float32):
        self.maps = maps
        rng, count = checks.generator(rng, "rng"), checks.affordable(_count(self.shapes))
        self._hold(aligned(count, checks.number_type(dtype)))
        for weights in self.weights:
            weights[:] = rng.normal(0.0, np.sqrt(2 / weights[0].size), weights.shape)

    def __setattr__(self, name, value):
        if name == "maps":
            if "maps" in vars(self):
                raise AttributeError("a network keeps its maps; for others, make a new one")
            value = checks.map_counts(value)
        super().__setattr__(name, value)

    def __repr__(self):
        return f"ConvolutionalNetwork({self.maps} maps, {self.parameters.size:,} parameters)"

    @property
    def sides(self):
        """How many numbers lie along each side of a layer's maps, the image's pixels first."""
        return _sides(self.maps)

    @property
    def sizes(self):
        """How many numbers each layer has: pixels, numbers of maps, outputs."""
        maps = zip((1, *self.maps), self.sides, strict=True)
        return (*(count * side * side for count, side in maps), CLASSES)

    @property
    def shapes(self):
        """The shapes of the layers' weights."""
        return _shapes(self.maps)

    def activations(self, images):
        """Return every layer's activations, the inputs first, the outputs last.

        ``images`` has shape (784,) for one image or (n, 784) for many; so has each array of
        the answer, with its own layer's size. ``reshape(-1, m, side, side)`` makes a layer's
        numbers into maps again. Raises what ``Network.activations`` raises.
        """
        images = self._looked_at(images)
        many = np.atleast_2d(images)
        layers = [many, *(np.empty((len(many), size), many.dtype) for size in self.sizes[1:])]
        for piece in self._pieces(len(many)):
            *steps, outputs = self._propagate(many[piece])
            for layer, step in zip(layers[1:-1], steps, strict=True):
                layer[piece] = step[-1].reshape(layer.shape[1], -1).T
            layers[-1][piece] = outputs
        checks.outputs(layers[-1])
        return layers if images.ndim == 2 else [layer[0] for layer in layers]

    def forward(self, images):
        """Return the outputs: shape (10,) for one image, (n, 10) for many."""
        images = self._looked_at(images)
        outputs = self._outputs(np.atleast_2d(images))
        checks.outputs(outputs)
        return outputs if images.ndim == 2 else outputs[0]

    def _looked_at(self, images):
        images = checks.images(images, inputs=SIDE * SIDE)
        return images.astype(self.parameters.dtype, copy=False)

    def _outputs(self, images):
        outputs = np.empty((len(images), CLASSES), self.parameters.dtype)
        for piece in self._pieces(len(images)):
            outputs[piece] = self._propagate(images[piece])[-1]
        return outputs

    def _propagate(self, images):
        """Return what learning asks for, layer by layer, and the outputs, without any check.

        Of a layer of maps these are: the windows that it read, its weighted sums, the largest
        of each block, and the maps that they became.
        """
        maps, steps = images.T.reshape(1, SIDE, SIDE, -1), []
        for weights, biases in zip(self.weights[:-1], self.biases[:-1], strict=True):
            side = maps.shape[1] - WINDOW + 1
            read = _windows(maps)
            sums = (_flat(weights) @ read).reshape(len(weights), side, side, -1)
            best = _largest(sums)
            # Added to all sums, a bias would change nothing in which of them is the largest.
            maps = np.maximum(best + biases.reshape(-1, 1, 1, 1), 0)
            steps.append((read, sums, best, maps))
        sums = (self.weights[-1] @ maps.reshape(self.sizes[-2], -1)).T + self.biases[-1]
        return [*steps, FUNCTIONS[self.output](sums)]

    def _pass_back(self, steps, slopes, gradient):
        """Add to a gradient by backpropagation, from the slopes along the last sums, (n, 10).

        All that is shared adds up: a weight's slope is a sum over all places.
        """
        *steps, _ = steps
        slopes = np.ascontiguousarray(slopes.T)
        _add(gradient, -1, slopes, steps[-1][-1].reshape(self.sizes[-2], -1))
        slopes = self.weights[-1].T @ slopes
        for k in reversed(range(len(steps))):
            read, sums, best, maps = steps[k]
            slopes = slopes.reshape(maps.shape) * (maps > 0)
            slopes = _flat(_to_largest(slopes, sums, best))
            _add(gradient, k, slopes, read)
            if k > 0:
                slopes = _to_places(_flat(self.weights[k]).T @ slopes, steps[k - 1][-1].shape)

    def _settings(self):
        return {"maps": np.array(self.maps)}

    @classmethod
    def _read(cls, path):
        maps, parameters = read_arrays(path, "maps", "parameters")
        maps = checks.map_counts(maps.tolist())
        count = _count(_shapes(maps))
        if parameters.shape != (count,):  # before memory is asked for
            raise ValueError(f"{count:,} parameters expected, {parameters.size:,} found")
        network = cls(maps, dtype=parameters.dtype)
        network.parameters = parameters
        return network


@accepts(maps=checks.map_counts, seed=checks.whole(0))
def start(maps, seed):
    """Return a new network with the random weights that the page draws from the same seed.

    Its numbers have 64 bits, as the page's have. See ``random.normal``.
    """
    network, uniform = ConvolutionalNetwork(maps, dtype=np.float64), mulberry32(seed)
    for weights in network.weights:
        drawn = normal(weights.size, uniform) * np.sqrt(2 / weights[0].size)
        weights[:] = drawn.reshape(weights.shape)
    return network


@accepts(network=checks.one(ConvolutionalNetwork), image=checks.one_image)
def carried(network, image):
    """Return what is carried to each map where its weighted sum is largest, and to each output.

    That is a list with a pair for each layer, ``(terms, places)``. ``terms`` is weight times
    number: of shape (maps, 784) for the first layer, 0 outside the window; of a later layer and
    of the outputs, of shape (n, maps before), added up for each map before. With the bias, a row
    adds up to the sum. ``places`` is where the windows begin, each a row and a column, of shape
    (maps, 2); None for the outputs, which see the whole of the maps.
    """
    layers, pairs = network.activations(image), []
    for k, weights in enumerate(network.weights[:-1]):
        side = network.sides[k]
        read = _windows(layers[k].reshape(-1, side, side, 1))
        best = (_flat(weights) @ read).argmax(axis=1)
        rows, columns = np.divmod(best, side - WINDOW + 1)
        terms = (_flat(weights) * read[:, best].T).reshape(weights.shape)
        if k == 0:
            spread = np.zeros((len(weights), side, side), terms.dtype)
            for map_, row, column, own in zip(spread, rows, columns, terms, strict=True):
                map_[row : row + WINDOW, column : column + WINDOW] = own[0]
            terms = _flat(spread)
        else:
            terms = terms.sum(axis=(2, 3))
        pairs.append((terms, np.stack([rows, columns], axis=1)))
    last = network.weights[-1] * layers[-2]
    return [*pairs, (last.reshape(CLASSES, network.maps[-1], -1).sum(axis=2), None)]


def _sides(maps):
    sides = [SIDE]
    for _ in maps:
        sides.append((sides[-1] - WINDOW + 1) // BLOCK)
    return sides


def _shapes(maps):
    layers = zip(maps, (1, *maps), strict=False)
    shapes = [(count, before, WINDOW, WINDOW) for count, before in layers]
    return [*shapes, (CLASSES, maps[-1] * _sides(maps)[-1] ** 2)]


def _count(shapes):
    """Count weights of these shapes, and a bias for each of their first axis."""
    return sum(math.prod(shape) + shape[0] for shape in shapes)


def _flat(array):
    return array.reshape(len(array), -1)


def _add(gradient, k, slopes, inputs):
    """Add to the gradient of layer k: one row of slopes a sum, one column a place."""
    weights, biases = gradient.weights[k], gradient.biases[k]
    weights += (slopes @ inputs.T).reshape(weights.shape)
    biases += slopes @ np.ones_like(slopes[0])


def _to_largest(slopes, sums, best):
    """Return slopes along ``sums``, given those along the largest of each block.

    The largest gets all; of equal ones, the first.
    """
    spread = np.empty_like(sums)
    for numbers, found in zip(_blocks(sums), _blocks(spread), strict=True):
        np.multiply(slopes, numbers == best, out=found)
        slopes = slopes - found
    return spread


def _to_places(columns, shape):
    """Return slopes along maps of this shape: each window's, added where it was read."""
    maps, (m, rows, across, n) = np.zeros(shape, columns.dtype), shape
    rows, across = rows - WINDOW + 1, across - WINDOW + 1
    columns = columns.reshape(m, WINDOW, WINDOW, rows, across, n)
    for i, j in np.ndindex(WINDOW, WINDOW):
        maps[:, i : i + rows, j : j + across] += columns[:, i, j]
    return maps
