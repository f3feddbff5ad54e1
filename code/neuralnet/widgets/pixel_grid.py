"""PixelGrid: one picture as the numbers that it is made of."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots
from neuralnet.images import SIDE, to_bytes
from neuralnet.random import mulberry32, shuffled
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style

# Which pixel stands at which place while the places are shuffled: the page draws the same.
PLACES = np.array(shuffled(SIDE * SIDE, mulberry32(1)))


class PixelGrid(DigitTraits, LiveFigure):
    """A digit as 28 x 28 cells, and as one list of 784 numbers; pick a pixel to read its own.

    Without arguments it holds the first 100 test digits. ``PixelGrid(images, labels)``
    takes others: numbers from 0 to 1, of shape (n, 784), and n labels from 0 to 9.

    Traits, all of which can be read, set and observed from Python:

    - ``index``: which of its digits is shown, from 0;
    - ``row``, ``column``: the picked pixel, each from 0 to 27, from the top left;
    - ``threshold``: from 0 to 1; above 0, pixels of at least this value are shown as 1
      and all others as 0;
    - ``only_numbers``: whether numbers alone are shown, neither grey nor which digit it is;
    - ``shuffled``: whether the pixels stand at other places, the same ones for every digit;
    - ``unrolled``: whether the rows have left the grid for the list.

    Raises ValueError for images or labels of another shape or range, and
    traitlets.TraitError for a trait outside its range.
    """

    _esm = script("pixel_grid")
    _css = style("pixel_grid")
    heights = traitlets.List(traitlets.Int(), [470, 470, 736]).tag(sync=True)
    row = traitlets.Int(14).tag(sync=True)
    column = traitlets.Int(14).tag(sync=True)
    threshold = Number(0.0, min=0.0, max=1.0).tag(sync=True)
    only_numbers = traitlets.Bool(False).tag(sync=True)
    shuffled = traitlets.Bool(False).tag(sync=True)
    unrolled = traitlets.Bool(False).tag(sync=True)
    linked: ClassVar = {
        "index": lambda figure: links.between(0, len(figure.labels) - 1),
        "row": links.between(0, SIDE - 1),
        "column": links.between(0, SIDE - 1),
        "threshold": None,
        "only_numbers": None,
        "shuffled": None,
        "unrolled": None,
    }

    def __init__(self, images=None, labels=None, **traits):
        if images is not None:
            images, labels = _checked(images, labels)
            traits |= {"pixels": to_bytes(images).tobytes(), "labels": labels.tolist()}
        super().__init__(**traits)

    @traitlets.validate("row", "column")
    def _inside(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        if not 0 <= value < SIDE:
            raise traitlets.TraitError(f"{name} must be 0 to {SIDE - 1}, got {value}")
        return value

    @property
    def image(self):
        """The digit that is shown, of shape (28, 28), as it was written."""
        return self.digit(self.index).reshape(SIDE, SIDE)

    @property
    def value(self):
        """The number of the picked pixel, 0 to 1, as it is shown."""
        return float(self.shown[self.row, self.column])

    @property
    def shown(self):
        """What the grid shows, of shape (28, 28): shuffled, and after the threshold."""
        image = self.image
        if self.shuffled:
            image = image.ravel()[PLACES].reshape(SIDE, SIDE)
        return (image >= self.threshold).astype(float) if self.threshold > 0 else image

    def picture(self):
        picked = self.row, self.column
        return plots.pixel_grid(self.shown, picked, alone=self.only_numbers)

    def description(self):
        what = "digit" if self.only_numbers else self.label
        places = ", their places shuffled" if self.shuffled else ""
        limit = self.threshold
        counts = f"hold at least {limit:.2f} and are shown as 1" if limit > 0 else "are not 0"
        return (
            f"A handwritten {what} as 28 by 28 pixels{places}. "
            f"{np.count_nonzero(self.shown)} of the 784 {counts}. "
            f"Row {self.row}, column {self.column}, place {SIDE * self.row + self.column}: "
            f"{self.value:.2f}."
        )


def _checked(images, labels):
    images, labels = checks.numbers(images, "images"), checks.numbers(labels, "labels")
    if images.ndim != 2 or images.shape[1] != SIDE * SIDE or len(images) == 0:
        raise ValueError(f"expected images of shape (n, 784), got {images.shape}")
    if not (np.isfinite(images).all() and images.min() >= 0 and images.max() <= 1):
        raise ValueError(
            f"expected images of numbers from 0 to 1, got {images.min()} to {images.max()}"
        )
    if labels.shape != images.shape[:1] or not np.isin(labels, range(10)).all():
        raise ValueError(
            f"expected {len(images)} labels from 0 to 9, one for each image, got {labels}"
        )
    return images, labels
