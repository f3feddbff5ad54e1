"""Trained networks in files: loaded and checked, or written, with checksums."""

import numpy as np

from neuralnet import checks, files
from neuralnet.network import Network, a_network
from neuralnet.zoo.recipes import NAMES


def folder():
    """Return the folder of the stored networks."""
    return files.data_folder() / "networks"


def load(name):
    """Return one of the book's trained networks, a new copy at every call.

    ``name`` is one of ``recipes.NAMES``. Raises ValueError if it is not, and
    ``files.DataError`` if the network's file is missing or altered.
    """
    checks.one_of(*NAMES)(name, "network")
    return read(folder() / f"{name}.npz")


@checks.accepts(path=checks.path)
def read(path):
    """Return the network that ``save`` wrote to ``path``; raises DataError as ``load``."""
    files.read(path)
    return Network.load(path)


@checks.accepts(network=a_network, path=checks.path, card=checks.text)
def save(network, path, card):
    """Write a network, its card beside it, and its checksum into the folder's list."""
    network.save(path)
    path.with_suffix(".md").write_text(card, encoding="utf-8")
    files.add_checksum(path)


@checks.accepts(network=a_network)
def rounded(network):
    """Return a copy whose parameters are numbers that 16 bits can hold (float16).

    They have 11 binary digits instead of 24. A web page can then carry the network in half
    the bytes and still have exactly these parameters.
    """
    copy = Network(network.sizes, network.hidden, network.output)
    with np.errstate(over="ignore"):
        copy.parameters = network.parameters.astype(np.float16)  # raises ValueError beyond 65,504
    return copy
