"""The network: its shapes, its parameters and its forward pass."""

import itertools

import numpy as np

from neuralnet import checks
from neuralnet.activations import FUNCTIONS
from neuralnet.arrays import OneMemory, aligned, read_arrays, weighted_sums


class AnyNetwork(OneMemory):
    """What every network of this book does: it reads images, and is kept in a file.

    A subclass says of what ``sizes`` its layers are, the inputs first, and of what ``shapes``
    their weights, and which activation functions are ``hidden`` and the ``output``. Its
    ``_propagate`` returns what images become, layer by layer, the outputs last.

    A network learns from a batch in pieces of ``PIECE`` images: all that is computed from one
    stays where the processor reaches it quickly.
    """

    PIECE = 256

    def forward(self, images):
        """Return the outputs: shape (10,) for one image, (n, 10) for many."""
        return self.activations(images)[-1]

    def predict(self, images):
        """Return the network's answer: the place of the largest output, 0 to 9.

        A network with one output answers no, 0, or yes, 1: yes above ``middle``.
        """
        outputs = self.forward(images)
        if self.sizes[-1] == 1:
            return (outputs[..., 0] > self.middle).astype(int)
        return outputs.argmax(axis=-1)

    @property
    def middle(self):
        """What lies between no and yes at an output: 0 for tanh, else 1/2."""
        return 0.0 if self.output == "tanh" else 0.5

    def _outputs(self, images):
        """Return the outputs for many images, as ``forward`` does, without any check."""
        return self._propagate(images)[-1]

    def _pieces(self, count):
        """Return slices that cut so many images into pieces."""
        return [slice(start, start + self.PIECE) for start in range(0, count, self.PIECE)]

    def save(self, path):
        """Write the network to ``path``, an ``.npz`` file of plain arrays."""
        checks.array()(self.parameters, "parameters")
        with checks.path(path, "path").open(
            "wb"
        ) as file:  # an open file: given a name, NumPy may add an ending
            np.savez(file, **self._settings(), parameters=self.parameters)

    @classmethod
    def load(cls, path):
        """Read a network that ``save`` wrote.

        Raises ValueError, naming the file, if it is damaged or holds something else.
        """
        path = checks.path(path, "path")
        try:
            return cls._read(path)
        except FileNotFoundError:
            raise
        except Exception as error:  # whatever may be wrong with a file
            raise ValueError(f"{path} does not hold a network: {error}") from error


class Network(AnyNetwork):
    """Layers of neurons, each layer connected to every neuron of the layer before.

    ``sizes`` counts the neurons of each layer, the inputs first: ``[784, 16, 16, 10]``
    is the network of this book. ``hidden`` and ``output`` name the activation
    functions of the hidden layers and of the last one (see ``activations.FUNCTIONS``).

    ``parameters`` is one array that holds every weight and bias, one after the other.
    ``weights[k]``, of shape (neurons of layer k + 1, neurons of layer k), and
    ``biases[k]``, of shape (neurons of layer k + 1,), are views of it: change one, or
    assign to one, and you have changed the other. What does not fit raises ValueError.

    A new network starts with random weights, drawn by ``rng`` (a
    ``numpy.random.Generator``, or the seed of one), and biases of 0. The weights of a
    neuron with n inputs have variance 1 / n, so that its sum varies about as much as each
    of its inputs (LeCun et al. 1998, "Efficient BackProp"), or 2 / n for ReLU, which throws
    half of the sums away (He et al. 2015).
    """

    def __init__(self, sizes, hidden="sigmoid", output="sigmoid", rng=None, dtype=np.float32):
        self.sizes, self.hidden, self.output = sizes, hidden, output
        rng, count = checks.generator(rng, "rng"), checks.affordable(count_parameters(self.sizes))
        self._hold(aligned(count, checks.number_type(dtype)))
        gain = 2.0 if self.hidden == "relu" else 1.0
        for weights in self.weights:
            weights[:] = rng.normal(0.0, np.sqrt(gain / weights.shape[1]), weights.shape)

    def __setattr__(self, name, value):
        if name in ("hidden", "output"):
            value = checks.one_of(*FUNCTIONS)(value, "activation function")
        elif name == "sizes":
            if "sizes" in vars(self):
                raise AttributeError("a network keeps its sizes; for others, make a new Network")
            value = checks.sizes(value)
        super().__setattr__(name, value)

    @property
    def shapes(self):
        """The shapes of the layers' weights: (neurons, inputs) for each."""
        return [(neurons, inputs) for inputs, neurons in itertools.pairwise(self.sizes)]

    def __repr__(self):
        shape = "-".join(map(str, self.sizes))
        return (
            f"Network({shape}, {self.hidden}, {self.output}, {self.parameters.size:,} parameters)"
        )

    def activations(self, images):
        """Return every layer's activations, the inputs first, the outputs last.

        ``images`` has shape (784,) for one image or (n, 784) for many (784 standing for
        ``sizes[0]``); so has each array of the answer, with its own layer's size.
        Raises TypeError or ValueError if the images are not numbers, have another shape or
        range, or hold NaN or infinity, and if the outputs do.
        """
        images = checks.images(images, inputs=self.sizes[0])
        layers = self._propagate(images.astype(self.parameters.dtype, copy=False))
        checks.outputs(layers[-1])
        return layers

    def _propagate(self, images):
        """Return every layer's activations, as ``activations`` does, without any check."""
        layers, names = [images], [self.hidden] * (len(self.weights) - 1) + [self.output]
        for weights, biases, name in zip(self.weights, self.biases, names, strict=True):
            sums = weighted_sums(layers[-1], weights)
            sums += biases
            layers.append(FUNCTIONS[name](sums))
        return layers

    def _settings(self):
        return {
            "sizes": np.array(self.sizes),
            "activations": np.array([self.hidden, self.output]),
        }

    @classmethod
    def _read(cls, path):
        sizes, functions, parameters = read_arrays(path, "sizes", "activations", "parameters")
        sizes, count = sizes.tolist(), count_parameters(sizes.tolist())
        if functions.shape != (2,):
            raise ValueError(f"2 activation functions expected, {functions.size} found")
        if parameters.shape != (count,):  # before memory is asked for
            raise ValueError(f"{count:,} parameters expected, {parameters.size:,} found")
        network = cls(sizes, *functions.tolist(), dtype=parameters.dtype)
        network.parameters = parameters
        return network


def count_parameters(sizes):
    """Count weights and biases: each neuron has a weight for each input, and a bias."""
    return sum(
        (inputs + 1) * neurons for inputs, neurons in itertools.pairwise(checks.sizes(sizes))
    )


a_network = checks.one(Network)
any_network = checks.one(AnyNetwork, "Network")
