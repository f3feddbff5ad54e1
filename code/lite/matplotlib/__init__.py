"""What stands in for Matplotlib where Python runs in the browser, since it is not there.

It draws, as SVG, what the book's pictures are made of: pixels, lines, bars, and the words and
numbers around them (``axes.py``, ``figure.py``). Every other command does nothing, and a picture
that needs one says in its place that it is not drawn here. So a chapter's cells run on, its numbers
and its live figures included.
"""

import contextlib
import pathlib
import sys
import types

NO_PICTURE = pathlib.Path(__file__).with_name("no_picture.png").read_bytes()
PARTS = ("backends", "backends.backend_agg", "cm", "collections", "lines", "patches")
PARTS += ("path", "patheffects", "pyplot", "ticker")


class Anything(type):
    """The kind of a class that has whatever is asked of it, such as ``Path.MOVETO``."""

    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Drawing()


class Drawing(metaclass=Anything):
    """Anything that is drawn with: it takes every command, and gives more of the same.

    But no hidden one: of what claims to have all methods, IPython shows none.
    """

    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Drawing()

    def __call__(self, *args, **kwargs):
        return Drawing()

    def __getitem__(self, key):
        return Drawing()

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0


def rc_context(*args, **kwargs):
    """Return a context in which nothing is otherwise."""
    return contextlib.nullcontext()


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return Drawing


for part in PARTS:
    module = types.ModuleType(f"matplotlib.{part}")
    module.__getattr__ = __getattr__
    sys.modules[module.__name__] = module
