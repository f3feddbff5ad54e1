"""WindowLab: a window of weights, slid over a digit, and the map of what it finds."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.convolution import SIDE, WINDOW, windows
from neuralnet.datasets import a_digit
from neuralnet.features import edge_window
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import Data, LiveFigure, script, style
from neuralnet.widgets.network_traits import compact

PLACES = SIDE - WINDOW + 1  # where a window may begin, in a row or in a column


class WindowLab(DigitTraits, LiveFigure):
    """Slide a window of 5 by 5 weights over a digit, paint its weights, and see its map.

    ``WindowLab()`` looks for upper edges; ``WindowLab(weights)`` for what 25 numbers from -1
    to 1 find.

    Traits and properties, all of which can be read and set from Python:

    - ``weights``: an array of shape (5, 5); observe ``painted``, the same as bytes;
    - ``row``, ``column``: where the window begins, each from 0 to 23, from the top left;
    - ``index``: which of its digits it lies on, from 0;
    - ``whole``: whether all of the map is shown, or only where the reader's window has been;
    - ``paint``: -1, 0 or 1, what the brush gives to a weight.

    ``map``, of shape (24, 24), holds the weighted sum at each place; ``weighted_sum`` is that of
    the place where the window is. Raises ValueError for weights of another shape or range, and
    traitlets.TraitError for a trait outside its range.
    """

    _esm = script("window_lab")
    _css = style("window_lab")
    heights = traitlets.List(traitlets.Int(), [540, 540, 608]).tag(sync=True)
    painted = Data().tag(sync=True)
    row = traitlets.Int(11, min=0, max=PLACES - 1).tag(sync=True)
    column = traitlets.Int(16, min=0, max=PLACES - 1).tag(sync=True)
    index = traitlets.Int(30).tag(sync=True)
    whole = traitlets.Bool(False).tag(sync=True)
    paint = traitlets.Int(1, min=-1, max=1).tag(sync=True)
    presets = Data().tag(sync=True)  # an upper edge, a left edge, a line, and the learned ones
    linked: ClassVar = {
        "index": lambda figure: links.between(0, len(figure.labels) - 1),
        "row": None,
        "column": None,
        "whole": None,
    }

    def __init__(self, weights=None, **traits):
        super().__init__(presets=_presets().astype("<f8").tobytes(), **traits)
        self.weights = _presets()[0] if weights is None else weights

    @traitlets.validate("painted", "presets")
    def _numbers_only(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        width = 8 if name == "presets" else len(value) // WINDOW**2
        if width not in (2, 4, 8) or not value or len(value) % (width * WINDOW**2):
            raise traitlets.TraitError(f"{name} must be the bytes of weights, got {len(value)}")
        if not (np.abs(_numbers(value, width)) <= 1).all():
            raise traitlets.TraitError(f"{name} must hold weights from -1 to 1")
        return value

    @property
    def weights(self):
        values = _numbers(self.painted, len(self.painted) // WINDOW**2)
        return values.reshape(WINDOW, WINDOW)

    @weights.setter
    def weights(self, weights):
        weights = checks.numbers(weights, "weights").astype(np.float64)
        if weights.size != WINDOW**2:
            raise ValueError(f"expected 25 weights, got {weights.size}")
        if not (np.abs(weights) <= 1).all():
            raise ValueError("expected weights from -1 to 1")
        self.painted = compact(weights.ravel())

    @property
    def map(self):
        """The weighted sum at each place, of shape (24, 24)."""
        read = windows(self.image.reshape(1, SIDE, SIDE, 1))
        return (self.weights.ravel() @ read).reshape(PLACES, PLACES)

    @property
    def weighted_sum(self):
        """The weighted sum of what the window shows where it is."""
        return float(self.map[self.row, self.column])

    def picture(self):
        enlarged, found = np.zeros((2, SIDE, SIDE))
        enlarged[4:24, 4:24] = np.kron(self.weights, np.ones((4, 4)))
        found[2:-2, 2:-2] = self.map
        return plots.signed(
            np.array([self.image, enlarged.ravel(), found.ravel()]),
            ["the digit", "the window's weights", "the map"],
            self.description(),
            columns=3,
        )

    def description(self):
        found = self.map
        return (
            f"A window of 5 by 5 weights on {a_digit(self.label)}. Where it begins in row "
            f"{self.row}, column {self.column}, its weighted sum is {self.weighted_sum:.2f}; the "
            f"largest of all {found.size} places is {found.max():.2f}, the lowest "
            f"{found.min():.2f}."
        )


def _numbers(value, width):
    return np.frombuffer(value, f"<f{width}").astype(np.float64)


def _presets():
    """Return windows to begin with, of shape (11, 25), each with numbers up to 1."""
    line = np.array([-1.0, 0.5, 1, 0.5, -1])[:, np.newaxis] * np.ones(WINDOW)
    given = np.array([edge_window(0), edge_window(90), line]).reshape(3, -1)
    learned = zoo.load("convolution").weights[0].reshape(-1, WINDOW**2).astype(np.float64)
    both = np.concatenate([given, learned])
    return both / np.abs(both).max(axis=1, keepdims=True)
