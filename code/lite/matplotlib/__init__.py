"""What stands in for Matplotlib where Python runs in the browser, since it is not there.

Every drawing command does nothing, and where the picture would be stands that it is not
there. So a chapter's cells run on, its numbers and its live figures included.
"""

import pathlib
import sys
import types

NO_PICTURE = pathlib.Path(__file__).with_name("no_picture.png").read_bytes()
PARTS = ("backends", "backends.backend_agg", "cm", "collections", "colors", "lines", "patches")
PARTS += ("patheffects", "pyplot", "ticker")


class Drawing:
    """Anything that is drawn with: it takes every command, and gives more of the same."""

    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
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


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Drawing


for part in PARTS:
    module = types.ModuleType(f"matplotlib.{part}")
    module.__getattr__ = __getattr__
    sys.modules[module.__name__] = module
