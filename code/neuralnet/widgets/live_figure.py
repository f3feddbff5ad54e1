"""What all live figures share."""

import re
from typing import Any, ClassVar

import anywidget
import traitlets

from neuralnet.plots import Picture
from neuralnet.widgets import digit_files, links
from neuralnet.widgets.modules import script, style
from neuralnet.widgets.state import Data, Number, Refused, plain

__all__ = ["Data", "LiveFigure", "Number", "Refused", "script", "style"]


class LiveFigure(anywidget.AnyWidget):
    """A figure that answers at once, in a notebook and on the published page.

    A figure of the book is a subclass. It gives:

    - ``_esm = script("its_name")``, its JavaScript;
    - its traits, tagged ``sync=True``: the state that Python and the page share;
    - ``picture()``, a Matplotlib figure of its state, shown where no script runs;
    - ``description()``, the same in words: the picture's text alternative;
    - ``heights``, its heights in CSS pixels, at a font size of 16, where it has at least 960
      of width, at least 620, and less, as on a phone; no event changes them;
    - ``wide``, whether on the site it reaches over the page's margin;
    - ``linked``, which of its traits a link in the text may set, and how far (see ``links``). Such
      a link begins with the figure's ``name``, which is the author's to give.

    Its rules stand in the validators of its traits, and so hold at any time: what it cannot
    show raises traitlets.TraitError and leaves it as it was.
    """

    _css = style("live_figure")
    heights = traitlets.List(traitlets.Int(), [500, 500, 700]).tag(sync=True)
    wide = traitlets.Bool(False).tag(sync=True)
    name = traitlets.Unicode("").tag(sync=True)
    reach = traitlets.Dict(read_only=True).tag(sync=True)
    linked: ClassVar[dict[str, Any]] = {}

    def __init__(self, **traits: Any) -> None:
        unknown = [name for name in traits if not self.has_trait(name)]
        if unknown:
            raise Refused(f"{type(self).__name__} has no trait {', '.join(unknown)}")
        super().__init__(**traits)
        self.set_trait("reach", links.reach(self))
        self.on_msg(digit_files.answer)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, self._plain(name, value))

    def set_trait(self, name: str, value: Any) -> None:
        """Set a trait; what comes from the page is set so."""
        super().set_trait(name, self._plain(name, value))

    def _plain(self, name: str, value: Any) -> Any:
        """Return a value for a trait that the page shares as the page can have it."""
        trait = getattr(type(self), name, None)
        is_shared = isinstance(trait, traitlets.TraitType) and trait.metadata.get("sync")
        if not is_shared or name == "layout" or name.startswith("_"):
            return value
        value = plain(value, name)
        if isinstance(value, bool) and isinstance(trait, traitlets.Int | traitlets.Float):
            raise Refused(f"{name} must be a number, got {value}")
        return value

    @traitlets.validate("heights")
    def _high_enough(self, proposal: Any) -> list[int]:
        heights: list[int] = proposal["value"]
        if not (len(heights) == 3 and all(100 <= height <= 4000 for height in heights)):
            raise Refused(f"heights must be 3 whole numbers from 100 to 4000, got {heights}")
        return heights

    @traitlets.validate("name")
    def _address(self, proposal: Any) -> str:
        name: str = proposal["value"]
        if not re.fullmatch(r"([a-z][a-z0-9-]*)?", name):
            raise Refused(f"name must be small letters, digits and hyphens, got {name!r}")
        return name

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
