"""Trained networks in files: loaded and checked, or written, with checksums."""

import copy

import numpy as np

from neuralnet import checks, files
from neuralnet.convolution import ConvolutionalNetwork
from neuralnet.network import AnyNetwork, Network, any_network
from neuralnet.zoo.recipes import NAMES, RECIPES


def folder():
    """Return the folder of the stored networks."""
    return files.data_folder() / "networks"


def load(name):
    """Return one of the book's trained networks, a new copy at every call.

    ``name`` is one of ``recipes.NAMES``. Raises ValueError if it is not, and
    ``files.DataError`` if the network's file is missing or altered.
    """
    checks.one_of(*NAMES)(name, "network")
    maps = name in RECIPES and RECIPES[name].maps
    return read(folder() / f"{name}.npz", ConvolutionalNetwork if maps else Network)


@checks.accepts(path=checks.path, kind=checks.kind_of(AnyNetwork))
def read(path, kind=Network):
    """Return the network that ``save`` wrote to ``path``; raises DataError as ``load``.

    ``kind`` is its class.
    """
    files.read(path)
    return kind.load(path)


@checks.accepts(network=any_network, path=checks.path, card=checks.text)
def save(network, path, card):
    """Write a network, its card beside it, and its checksum into the folder's list."""
    network.save(path)
    path.with_suffix(".md").write_text(card, encoding="utf-8")
    files.add_checksum(path)


@checks.accepts(network=any_network)
def rounded(network):
    """Return a copy whose parameters are numbers that 16 bits can hold (float16).

    They have 11 binary digits instead of 24. A web page can then carry the network in half
    the bytes and still have exactly these parameters.
    """
    rounded = copy.copy(network)
    with np.errstate(over="ignore"):
        rounded.parameters = network.parameters.astype(np.float16)  # ValueError beyond 65,504
    return rounded
