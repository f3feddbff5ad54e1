"""What all live figures share."""

import math
from pathlib import Path

import anywidget
import traitlets

from neuralnet.widgets import digit_files

FOLDER = Path(__file__).parent


def script(name):
    """Join ``core.js`` (mathematics), ``view.js`` (the page) and the figure's own module.

    A browser gets a figure as one text, from which no other file can be imported.
    """
    parts = ("core.js", "view.js", f"{name}.js")
    return "\n".join((FOLDER / part).read_text(encoding="utf-8") for part in parts)


class Number(traitlets.Float):
    """A trait for a number that is neither NaN nor infinite."""

    def validate(self, obj, value):
        value = super().validate(obj, value)
        if not math.isfinite(value):
            raise traitlets.TraitError(f"{self.name} must be a finite number, got {value}")
        return value


class Data(traitlets.Bytes):
    """A trait for bytes, which come from the page as a view of its memory."""

    def validate(self, obj, value):
        return super().validate(obj, bytes(value) if isinstance(value, memoryview) else value)


class LiveFigure(anywidget.AnyWidget):
    """A figure that answers at once, in a notebook and on the published page.

    A figure of the book is a subclass. It gives:

    - ``_esm = script("its_name")``, its JavaScript;
    - its traits, tagged ``sync=True``: the state that Python and the page share;
    - ``picture()``, a Matplotlib figure of its state, shown where no script runs;
    - ``description()``, the same in words: the picture's text alternative;
    - ``heights``, the height of the box that the page keeps free for it, in CSS pixels,
      where the text is wide and where it is narrow, as on a phone.
    """

    _css = (FOLDER / "live_figure.css").read_text(encoding="utf-8")
    heights = traitlets.List(traitlets.Int(), [500, 700]).tag(sync=True)

    def __init__(self, **traits):
        super().__init__(**traits)
        self.on_msg(digit_files.answer)

    def picture(self):
        raise NotImplementedError

    def description(self):
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data |= self.picture()._repr_mimebundle_()
        data["text/plain"] = self.description()
        return data, metadata
