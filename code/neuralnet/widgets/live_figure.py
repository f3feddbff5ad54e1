"""What all live figures share."""

import math
from typing import Any

import anywidget
import traitlets

from neuralnet.plots import Picture
from neuralnet.widgets import digit_files
from neuralnet.widgets.modules import script, style

__all__ = ["Data", "LiveFigure", "Number", "script", "style"]


class Number(traitlets.Float):  # type: ignore[type-arg]
    """A trait for a number that is neither NaN nor infinite."""

    def validate(self, obj: Any, value: Any) -> float:
        number: float = super().validate(obj, value)
        if not math.isfinite(number):
            raise traitlets.TraitError(f"{self.name} must be a finite number, got {number}")
        return number


class Data(traitlets.Bytes):
    """A trait for bytes, which come from the page as a view of its memory."""

    def validate(self, obj: Any, value: Any) -> bytes | None:
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

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(digit_files.answer)

    def picture(self) -> Picture:
        raise NotImplementedError

    def description(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = super()._repr_mimebundle_(**kwargs)
        assert bundle is not None  # as without anywidget's own front end
        data, metadata = bundle
        data |= self.picture()._repr_mimebundle_()
        data["text/plain"] = self.description()
        return data, metadata
