"""What all live figures share."""

import math

import anywidget
import traitlets

from neuralnet.widgets import digit_files
from neuralnet.widgets.modules import script, style

__all__ = ["Data", "LiveFigure", "Number", "script", "style"]


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
    - ``heights``, its heights in CSS pixels, at a font size of 16, where it has at least 960
      of width, at least 620, and less, as on a phone; no event changes them;
    - ``wide``, whether on the site it reaches over the page's margin.
    """

    _css = style("live_figure")
    heights = traitlets.List(traitlets.Int(), [500, 500, 700]).tag(sync=True)
    wide = traitlets.Bool(False).tag(sync=True)

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
