"""The network: its shapes, its parameters and its forward pass."""

import itertools
import zipfile
from pathlib import Path

import numpy as np

from neuralnet import checks
from neuralnet.activations import FUNCTIONS
from neuralnet.arrays import aligned, weighted_sums


class Network:
    """Layers of neurons, each layer connected to every neuron of the layer before.

    ``sizes`` counts the neurons of each layer, the inputs first: ``[784, 16, 16, 10]``
    is the network of this book. ``hidden`` and ``output`` name the activation
    functions of the hidden layers and of the last one (see ``activations.FUNCTIONS``).

    ``parameters`` is one array that holds every weight and bias, one after the other.
    ``weights[k]``, of shape (neurons of layer k + 1, neurons of layer k), and
    ``biases[k]``, of shape (neurons of layer k + 1,), are views of it: change one and
    you have changed the other.

    A new network starts with random weights, drawn by ``rng`` (a
    ``numpy.random.Generator``), and biases of 0. The weights of a neuron with n inputs
    have variance 1 / n, so that its sum varies about as much as each of its inputs
    (LeCun et al. 1998, "Efficient BackProp"), or 2 / n for ReLU, which throws half of
    the sums away (He et al. 2015).
    """

    def __init__(self, sizes, hidden="sigmoid", output="sigmoid", rng=None, dtype=np.float32):
        self.sizes = checks.sizes(sizes)
        self.hidden, self.output = checks.activation(hidden), checks.activation(output)
        self.parameters = aligned(count_parameters(self.sizes), checks.number_type(dtype))
        self.weights, self.biases = split_parameters(self.parameters, self.sizes)
        rng = np.random.default_rng() if rng is None else rng
        gain = 2.0 if hidden == "relu" else 1.0
        for weights in self.weights:
            weights[:] = rng.normal(0.0, np.sqrt(gain / weights.shape[1]), weights.shape)

    def __repr__(self):
        shape = "-".join(map(str, self.sizes))
        return (
            f"Network({shape}, {self.hidden}, {self.output}, {self.parameters.size:,} parameters)"
        )

    def activations(self, images):
        """Return every layer's activations, the inputs first, the outputs last.

        ``images`` has shape (784,) for one image or (n, 784) for many (784 standing for
        ``sizes[0]``); so has each array of the answer, with its own layer's size.
        Raises TypeError or ValueError if the images are not numbers, have another shape,
        are still bytes from 0 to 255, or hold NaN or infinity.
        """
        return self.propagate(checks.images(images, self))

    def propagate(self, images):
        """Return every layer's activations, as ``activations`` does, without any check."""
        layers = [images]
        for k, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            function = FUNCTIONS[self.output if k == len(self.weights) - 1 else self.hidden]
            sums = weighted_sums(layers[-1], weights)
            sums += biases
            layers.append(function(sums))
        return layers

    def forward(self, images):
        """Return the outputs: shape (10,) for one image, (n, 10) for many."""
        return self.activations(images)[-1]

    def predict(self, images):
        """Return the place of the largest output: the network's answer, 0 to 9."""
        return self.forward(images).argmax(axis=-1)

    def save(self, path):
        """Write the network to ``path``, an ``.npz`` file of plain arrays."""
        with Path(path).open("wb") as file:  # an open file: given a name, NumPy may add an ending
            np.savez(
                file,
                sizes=np.array(self.sizes),
                activations=np.array([self.hidden, self.output]),
                parameters=self.parameters,
            )

    @classmethod
    def load(cls, path):
        """Read a network that ``save`` wrote.

        Raises ValueError, naming the file, if it is damaged or holds something else.
        """
        try:
            # Opened here, and so closed here, whatever NumPy finds in it.
            with Path(path).open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                sizes, functions, parameters = (
                    file[key] for key in ("sizes", "activations", "parameters")
                )
            network = cls(sizes.tolist(), *functions.tolist(), dtype=parameters.dtype)
            if parameters.shape != network.parameters.shape:
                raise ValueError(
                    f"{network.parameters.size:,} parameters expected, {parameters.size:,} found"
                )
            if not np.isfinite(parameters).all():
                raise ValueError("some parameters are NaN or infinite")
        except FileNotFoundError:
            raise
        except (zipfile.BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError) as error:
            raise ValueError(f"{path} does not hold a network: {error}") from error
        network.parameters[:] = parameters
        return network


def count_parameters(sizes):
    """Count weights and biases: each neuron has a weight for each input, and a bias."""
    return sum((inputs + 1) * neurons for inputs, neurons in itertools.pairwise(sizes))


def split_parameters(parameters, sizes):
    """Return lists of views of ``parameters``: each layer's weights, each layer's biases."""
    weights, biases, start = [], [], 0
    for inputs, neurons in itertools.pairwise(sizes):
        end = start + inputs * neurons
        weights.append(parameters[start:end].reshape(neurons, inputs))
        biases.append(parameters[end : end + neurons])
        start = end + neurons
    return weights, biases
