"""Trained networks in files: loaded and checked, or written, with checksums."""

import copy
import datetime
import json
import time
from dataclasses import asdict, dataclass

import numpy as np

from neuralnet import checks, files
from neuralnet.convolution import ConvolutionalNetwork
from neuralnet.network import AnyNetwork, Network, any_network
from neuralnet.zoo.recipes import NAMES, RECIPES

TRAININGS = "trainings.json"


@dataclass(frozen=True)
class Training:
    """What the building of a stored network measured, which no look at the network can tell again.

    ``seed`` is the one that was kept; ``accuracy`` maps what networks were measured on to a
    percentage, or to mean and standard deviation over seeds. ``date`` is the day, ``numpy`` the
    version, ``minutes`` how long it took; ``teachers`` are the percentages of the test that the
    larger networks read from which this one learned.
    """

    seed: int
    accuracy: dict
    date: str
    numpy: str
    minutes: int
    teachers: tuple = ()

    def __post_init__(self):
        for name, check in {
            "seed": checks.whole(0),
            "accuracy": checks.mapping(_percentages),
            "date": checks.text,
            "numpy": checks.text,
            "minutes": checks.positive_whole,
            "teachers": checks.items(PERCENT),
        }.items():
            check(getattr(self, name), name)


PERCENT = checks.real(0, 100)


def _percentages(value, name):
    if isinstance(value, list | tuple):
        return [PERCENT(one, name) for one in checks.pair(value, name, "mean and deviation")]
    return PERCENT(value, name)


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


@checks.accepts(network=any_network, path=checks.path, training=checks.one(Training))
def save(network, path, training):
    """Write a network, what its building measured, and its checksum into the folder's lists."""
    network.save(path)
    files.add_checksum(path)
    known = {name: asdict(one) for name, one in trainings(path.parent).items()}
    known[path.stem] = asdict(training)
    kept = json.dumps(dict(sorted(known.items())), indent=1)
    (path.parent / TRAININGS).write_text(kept + "\n", encoding="utf-8")
    files.add_checksum(path.parent / TRAININGS)


@checks.accepts(started=checks.number)
def when(started):
    """Return the last fields of a Training that began at ``started``, by ``time.perf_counter``."""
    return {
        "date": f"{datetime.date.today():%Y-%m-%d}",
        "numpy": np.__version__,
        "minutes": max(round((time.perf_counter() - started) / 60), 1),
    }


@checks.accepts(folder=checks.path)
def trainings(folder):
    """Return what the building of each network in a folder measured, by the network's name.

    Raises DataError if the file is altered; where there is none, there are no networks yet.
    """
    path = folder / TRAININGS
    if not path.exists():
        return {}
    try:
        found = json.loads(files.read(path))
        return {name: Training(**one) for name, one in found.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise files.data_error(path, "what was measured of each network", str(error)) from error


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
