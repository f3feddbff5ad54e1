"""Calls of everything public with values that nobody would expect, and what comes of them.

A call may answer, or refuse in words: with an error that the package itself raises, or
``traitlets`` for a trait. Any other error is *raw*: it comes from deep inside and tells the
reader nothing. ``python -m tests.fuzz 10000`` counts them.
"""

import collections
import contextlib
import decimal
import functools
import importlib
import inspect
import io
import json
import os
import pathlib
import pkgutil
import random
import sys
import tempfile
import traceback
import types
import warnings

import numpy as np
import traitlets
from ipywidgets.widgets.widget import _remove_buffers

import neuralnet
from neuralnet.convolution import ConvolutionalNetwork
from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.training import SGD, Adam, Gradient
from neuralnet.widgets.live_figure import LiveFigure
from neuralnet.widgets.training_room import TrainingRoom

PACKAGE = str(pathlib.Path(neuralnet.__file__).parent)
INSIDE = {"checks", "arrays", "links", "modules", "__main__"}  # they serve the others
# These run for minutes, read what only the command line gives, or never end.
LEFT_OUT = {"build", "main", "measure", "Lessons", "lessons_of", "script"}
FOLDER = pathlib.Path(tempfile.gettempdir()) / "fuzz"


class Evil:
    """An object that answers nothing."""

    def __repr__(self):
        raise OverflowError("evil")

    __array__ = __len__ = __iter__ = __bool__ = __float__ = __eq__ = __repr__
    __hash__ = None


def _nested(depth):
    value = [0.5]
    for _ in range(depth):
        value = [value]
    return value


RNG = np.random.default_rng(0)
IMAGES = mnist().test_images[:12]
LABELS = mnist().test_labels[:12]
ODD_ARRAYS = [
    np.zeros(0),
    np.zeros((0, 784)),
    np.zeros((3, 0)),
    np.array(0.5),
    np.zeros(783),
    np.zeros((1, 784)),
    np.zeros((2, 28, 28)),
    np.zeros((28, 28)),
    np.zeros((2, 3, 28, 28)),
    np.full(784, np.nan),
    np.full(784, 1e300),
    np.full((12, 784), -np.inf),
    np.full((12, 784), 255.0),
    np.full((12, 784), 16),
    (IMAGES * 255).astype(np.uint8),
    (IMAGES * 255).astype(np.int8),
    (IMAGES * 255).astype(np.int32),
    (IMAGES * 65535).astype(np.uint16),
    IMAGES > 0.5,
    IMAGES.astype(np.float16),
    IMAGES.astype(">f4"),
    IMAGES.astype(np.longdouble),
    IMAGES.astype(complex),
    IMAGES.astype(object),
    IMAGES.astype(str),
    IMAGES[::-2, ::-1],
    np.asfortranarray(IMAGES.astype(np.float64)),
    np.ma.masked_less(IMAGES, 0.5),
    np.ma.masked_array(IMAGES),
    np.eye(3).view(np.matrix),
    np.zeros(3, [("a", "f4"), ("b", "i8")]),
    np.array(["2020-01-01"] * 3, "M8[D]"),
    np.array([1, 2, None], object),
    np.eye(10),
    np.arange(12),
    np.arange(12) - 5,
    np.arange(12) * 1.5,
    np.array([True, False]),
    np.full(3, -1),
    np.full(3, 2**62),
]
ODD = [
    *ODD_ARRAYS,
    None,
    True,
    -1,
    0,
    1,
    2,
    7,
    10**6,
    2**70,
    -(2**70),
    10**400,
    0.5,
    -0.5,
    1.5,
    1e300,
    -1e300,
    1e-320,
    float("nan"),
    float("inf"),
    1j,
    decimal.Decimal("0.1"),
    np.float32(0.5),
    np.int8(-3),
    np.float64("nan"),
    np.str_("relu"),
    "",
    "x",
    "relu",
    "7",
    "\ud800",
    "a\0b",
    "<" * 20_000,
    b"",
    b"bytes",
    bytearray(784),
    memoryview(bytes(784)),
    bytes(3136),
    [],
    [0],
    [0.5, 1.5],
    [[1, 2], [3]],
    [1, "a"],
    [None] * 3,
    [float("nan")] * 2,
    ["a", "b"],
    [[], []],
    _nested(70),
    list(range(100)),
    [784, 16, 10],
    [10**12, 10**12],
    [IMAGES, IMAGES],
    [np.ma.masked_less(IMAGES[0], 0.5)],
    (),
    (3, 1),
    (0.1, 0.9),
    (float("nan"), 1),
    {},
    {"a": [0.1]},
    {"a": 5},
    {1: [2]},
    {"a": [[1, 2, 3]], "b": {}},
    {"3": float("nan")},
    set(),
    {1, 2},
    range(3),
    iter([1, 2]),
    slice(3),
    object(),
    Evil(),
    lambda *values: values,
    lambda x: "no number",
    print,
    Network,
    SGD,
    np,
    Ellipsis,
    FOLDER / "nowhere",
    io.BytesIO(b"x"),
    np.random.default_rng(0),
    collections.UserList([1, 2]),
    types.SimpleNamespace(sizes=(784, 10)),
    np.ma.masked,
    np.dtype("f4"),
]


def networks():
    """Networks to hand over: the book's shape, smaller ones, and hurt ones."""
    rng = np.random.default_rng(0)
    hurt = Network([784, 4, 10], "relu", "softmax", rng)
    hurt.parameters[:] = np.nan
    return [
        Network([784, 16, 16, 10], "relu", "softmax", rng),
        Network([784, 8, 10], "tanh", "sigmoid", rng, np.float64),
        Network([784, 10], "identity", "softmax", rng),
        Network([6, 5, 1], "sigmoid", "sigmoid", rng),
        Network([784, 64, 64, 64, 64, 64, 10], "sigmoid", "softmax", rng),
        hurt,
        ConvolutionalNetwork((2, 3), rng),
    ]


@functools.cache
def figures():
    """A figure of every kind; what is done to it stays."""
    return {figure.__name__: figure() for figure in LiveFigure.__subclasses__()}


def good(name, owner):
    """Return a value that would be welcome where a parameter has this name, or None."""
    several = {
        "network": networks()[0],
        "images": IMAGES.copy(),
        "others": IMAGES[:3].copy(),
        "image": IMAGES[0],
        "labels": LABELS,
        "targets": np.eye(10)[LABELS],
        "outputs": np.full((12, 10), 0.1),
        "sizes": [784, 10],
        "maps": (2, 3) if owner == "ConvolutionalNetwork" else IMAGES.T.reshape(1, 28, 28, -1),
        "hidden": "relu",
        "output": "softmax",
        "function": "relu",
        "dtype": np.float32,
        "cost": "quadratic",
        "validation": (IMAGES, LABELS),
        "optimiser": SGD(0.5),
        "schedule": "cosine",
        "epochs": 1,
        "progress": 0.5 if owner in ("constant", "cosine") else False,
        "seed": 3,
        "rng": np.random.default_rng(0),
        "learning_rate": 0.1,
        "batch_size": 5,
        "momentum": 0.5,
        "parameters": np.zeros(7850, np.float32),
        "gradient": np.zeros(7850, np.float32),
        "share": 0.1,
        "order": np.arange(12),
        "drawing": IMAGES[0].reshape(28, 28),
        "right": 2,
        "down": -1,
        "degrees": 30,
        "amount": 0.5,
        "pen": (2, 3),
        "size": 5 if owner == "windows" else (0.8, 1),
        "offset": 2,
        "points": np.array([[3.0, 4], [10, 12]]),
        "width": 2.5,
        "ink": IMAGES.reshape(-1, 28, 28) > 0.5,
        "rows": (0, 0.5) if owner == "ink_in" else (3, 20) if owner == "window" else ["a"],
        "columns": {"ink_in": (0, 0.5), "window": (3, 20), "shades": ["b"]}.get(owner, 4),
        "count": 5,
        "text": "ein Text",
        "length": 5,
        "lengths": [5, 7],
        "samples": np.sin(np.arange(9000) / 9),
        "rate": 22_050,
        "part": (100, 5000),
        "hertz": 440.0,
        "mels": 700.0,
        "sounds": {"one": (np.zeros(10), 22_050)},
        "titles": [f"no. {k}" for k in range(16)],
        "says": "A picture.",
        "symbols": None,
        "series": {"a": [0.1, 0.3]},
        "xlabel": "x",
        "ylabel": "y",
        "levels": {"low": 0.1},
        "percent": True,
        "logarithmic": False,
        "pixel": (3, 4),
        "numbers": True,
        "records": {"a": [[20, 10, 0.5], [30, 20, 0.7]]},
        "values": np.full((1, 1), 0.3),
        "names": list("abcdefghij"),
        "counts": {"a": 3, "b": 7},
        "weights": RNG.normal(size=784),
        "path": {
            "rolling_curve": np.array([[1.0], [0.5]]),
            "rolling_valley": np.array([[1.0, 0.5], [0, 0]]),
        }.get(owner, FOLDER / "file"),
        "history": types.SimpleNamespace(batch_cost=[2.0, 1.0, 0.5]),
        "x": np.array([1.0, 2.0]),
        "y": [0.1, 0.2],
        "z": np.array([-1.0, 0.0, 2.0]),
        "a": np.array([0.1, 0.5]),
        "point": np.array([1.0, 2.0]),
        "start": [1.0],
        "slope": lambda place: place,
        "steps": 3,
        "height": 2.0,
        "word": "three",
        "folder": None,
        "name": "relu",
        "landscape": "curve",
        "throws": iter(RNG.random(10_000)),
        "texts": [["ein langer Text"], ["another text"]] if owner == "pictures" else ["ein Text"],
    }
    return several.get(name)


def value(rng, name, owner, odd):
    """Return a value for a parameter: an odd one, or one that would be welcome."""
    if not odd:
        return good(name, owner)
    return rng.choice(networks()) if rng.random() < 0.05 else rng.choice(ODD)


def entries():
    """Return all that is public: names, and functions that return what is called."""
    found = {}
    for module in modules():
        for name, thing in vars(module).items():
            inside = getattr(thing, "__module__", None) == module.__name__
            if name.startswith("_") or name in LEFT_OUT or not inside or not callable(thing):
                continue
            if inspect.isclass(thing) and issubclass(thing, Exception | traitlets.TraitType):
                continue
            found[f"{module.__name__}.{name}"] = thing
    found |= figures()
    network = networks()[0]
    relative = ConvolutionalNetwork((2, 3), 0)
    owned = [network, relative, Gradient(network, "quadratic"), SGD(0.5), Adam()]
    for thing in owned:
        for name, method in inspect.getmembers(thing, callable):
            if not name.startswith("_") and name != "network":
                found[f"{type(thing).__name__}.{name}"] = method
    return found


def modules():
    package = pkgutil.walk_packages(neuralnet.__path__, "neuralnet.")
    names = [module.name for module in package]
    return [importlib.import_module(n) for n in names if n.rpartition(".")[2] not in INSIDE]


def call(rng, name, thing):
    """Call it with at least one odd value; return a sentence if a raw error comes, or None."""
    if isinstance(thing, LiveFigure):
        return _guard(name, lambda: set_trait(rng, thing))
    owner = name.rpartition(".")[2]
    takes = [
        p
        for p in inspect.signature(thing).parameters.values()
        if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)
    ]
    if not takes:
        return None
    odd = rng.choice(takes).name
    given = {}
    for parameter in takes:
        is_odd = parameter.name == odd or rng.random() < 0.1
        if is_odd or parameter.default is parameter.empty or rng.random() < 0.5:
            given[parameter.name] = value(rng, parameter.name, owner, is_odd)
    if owner not in ("train",):
        return _guard(name, lambda: finished(thing(**given)))
    return _guard(name, lambda: thing(**{**given, "epochs": given.get("epochs", 1)}))


def finished(answer):
    """Go through an answer that is made while it is read, and draw one that is a picture."""
    if inspect.isgenerator(answer):
        for _ in zip(range(5), answer, strict=False):
            pass
    if isinstance(answer, LiveFigure):
        shown(answer)
        answer.close()


def shown(figure):
    """Let a figure show its state: in words, in a picture, and to the page."""
    figure.description()
    if not isinstance(figure, TrainingRoom):  # its picture trains
        figure.picture()
    state, _, _ = _remove_buffers(figure.get_state(shared(figure)))
    json.dumps(state, allow_nan=False).encode()


def shared(figure):
    """Return the names of the traits that are a figure's own and that the page shares."""
    names = figure.trait_names(sync=True)
    return [name for name in names if not name.startswith("_") and name != "layout"]


def set_trait(rng, figure):
    """Set a trait of a figure: accepted and shown, or refused and nothing has changed."""
    names, owner = shared(figure), type(figure).__name__
    names += [n for n in ("network", "image", "weights") if settable(figure, n)]
    name, before = rng.choice(names), figure.get_state(shared(figure))
    try:
        setattr(figure, name, value(rng, name, owner, rng.random() < 0.9))
    except traitlets.TraitError:
        assert figure.get_state(shared(figure)) == before, f"{name} was refused, and changed"
        raise
    shown(figure)


def settable(figure, name):
    """Whether a figure has a property of this name that can be set."""
    return getattr(getattr(type(figure), name, None), "fset", None) is not None


def _guard(name, action):
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            action()
    except Exception as error:
        return None if in_words(error) else f"{name}: {type(error).__name__}: {error!s:.150}"
    return None


def in_words(error):
    """Whether an error was raised by the package itself, or by a trait, and not deeper."""
    if isinstance(error, traitlets.TraitError | OSError):
        return True
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.filename.startswith(PACKAGE) and (last.line or "").startswith("raise ")


def main(count):
    rng, raw, found = random.Random(1), collections.Counter(), entries()
    FOLDER.mkdir(exist_ok=True)
    os.chdir(FOLDER)
    for _ in range(count):
        name = rng.choice(list(found))
        if sentence := call(rng, name, found[name]):
            raw[sentence] += 1
    for sentence, times in sorted(raw.items()):
        print(times, sentence)
    print(f"{raw.total()} raw errors in {count} calls of {len(found)} functions and classes")


if __name__ == "__main__":
    main(int(sys.argv[1]))
