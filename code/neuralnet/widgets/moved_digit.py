"""MovedDigit: how far a digit is from itself when it has been moved."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import baselines, checks, plots
from neuralnet.datasets import mnist
from neuralnet.images import shift, to_bytes
from neuralnet.widgets.live_figure import Data, LiveFigure, Refused, script, style

INDEX = 30  # of the test digits: the 3 of chapter 1
FARTHEST = 8  # pixels
SOME = 300  # of each digit, for the mean distances


class MovedDigit(LiveFigure):
    """Drag a 3 over itself, and see how far it is from itself, beside other digits.

    Traits, all of which can be read, set and observed from Python:

    - ``right`` and ``down``: by how many pixels it is moved, from -8 to 8;
    - ``pixels``: the digit, as 784 bytes; ``marks``: names and mean distances of other digits.

    ``distance`` is how far it is from itself. Raises traitlets.TraitError for a value outside
    its range.
    """

    _esm = script("moved_digit")
    _css = style("moved_digit")
    heights = traitlets.List(traitlets.Int(), [404, 404, 614]).tag(sync=True)
    linked: ClassVar = {"right": None, "down": None}
    right = traitlets.Int(0, min=-FARTHEST, max=FARTHEST).tag(sync=True)
    down = traitlets.Int(0, min=-FARTHEST, max=FARTHEST).tag(sync=True)
    pixels = Data().tag(sync=True)
    marks = traitlets.List().tag(sync=True)

    @traitlets.default("pixels")
    def _three(self):
        return to_bytes(mnist().test_images[INDEX]).tobytes()

    @traitlets.default("marks")
    def _others(self):
        digits = mnist()
        own = digits.test_images[INDEX : INDEX + 1]
        rows = {name: digits.train_images[digits.train_labels == digit][:SOME]
                for name, digit in (("another 3", 3), ("an 8", 8))}  # fmt: skip
        return [[name, float(baselines.distances(own, some).mean())] for name, some in rows.items()]

    @traitlets.validate("pixels")
    def _a_digit(self, proposal):
        if len(proposal["value"]) != 784:
            raise Refused(f"pixels must be 784 bytes, got {len(proposal['value'])}")
        return proposal["value"]

    @traitlets.validate("marks")
    def _names_and_distances(self, proposal):
        for place, mark in enumerate(proposal["value"]):
            named = f"marks[{place}]"
            try:
                name, distance = checks.pair(mark, named, "a name and a distance")
                checks.text(name, named)
                checks.real(0)(distance, named)
            except (TypeError, ValueError) as error:
                raise Refused(str(error)) from error
        return proposal["value"]

    @property
    def image(self):
        return np.frombuffer(self.pixels, np.uint8) / 255

    @property
    def distance(self):
        moved = shift(self.image, self.right, self.down)
        return float(np.sqrt(((self.image - moved) ** 2).sum()))

    def picture(self):
        moved = shift(self.image, self.right, self.down)
        return plots.digits(
            np.stack([self.image, moved, np.abs(self.image - moved)]),
            ["as it is", "moved", "difference"],
            self.description(),
            columns=3,
        )

    def description(self):
        others = "; ".join(f"{name} {distance:.1f}" for name, distance in self.marks)
        return (
            f"A 3, moved by {self.right} pixels to the right and {self.down} down, is "
            f"{self.distance:.1f} from itself. Mean distances of others: {others}."
        )
