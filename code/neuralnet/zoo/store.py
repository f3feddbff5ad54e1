"""Trained networks in files: loaded and checked, or written, with checksums."""

import hashlib

import numpy as np

from neuralnet import checks, datasets
from neuralnet.network import Network
from neuralnet.zoo.recipes import NAMES

SUMS = "SHA256SUMS"


def load(name):
    """Return one of the book's trained networks, a new copy at every call.

    ``name`` is one of ``recipes.NAMES``. Raises ValueError if it is not, and
    ``datasets.DataError`` if the network's file is missing or altered.
    """
    checks.choice(name, "network", NAMES)
    return read(datasets.data_folder() / "networks" / f"{name}.npz")


def read(path):
    """Return the network that ``save`` wrote to ``path``; raises DataError as ``load``."""
    expected = checksums(path.parent).get(path.name)
    if expected is None:
        raise datasets.data_error(path.parent / SUMS, f"a line for {path.name}", "none")
    if not path.exists():
        raise datasets.data_error(path, "a file", "none")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise datasets.data_error(path, f"SHA-256 {expected}", found)
    return Network.load(path)


def checksums(folder):
    """Return the SHA-256 of each file, by its name, from the folder's list."""
    path = folder / SUMS
    if not path.exists():
        raise datasets.data_error(path, "a file", "none")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: value for value, name in (line.split() for line in lines)}


def save(network, path, card):
    """Write a network, its card beside it, and its checksum into the folder's list."""
    network.save(path)
    path.with_suffix(".md").write_text(card, encoding="utf-8")
    sums = checksums(path.parent) if (path.parent / SUMS).exists() else {}
    sums[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{value}  {file}\n" for file, value in sorted(sums.items())]
    (path.parent / SUMS).write_text("".join(lines), encoding="utf-8")


def rounded(network):
    """Return a copy whose parameters are numbers that 16 bits can hold (float16).

    They have 11 binary digits instead of 24. A web page can then carry the network in half
    the bytes and still have exactly these parameters.
    """
    copy = Network(network.sizes, network.hidden, network.output)
    copy.parameters[:] = network.parameters.astype(np.float16)
    return copy
