"""AverageStack: averages of ever more examples, and how well the nearest one reads."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import baselines, plots
from neuralnet.datasets import mnist
from neuralnet.images import to_bytes
from neuralnet.widgets.live_figure import Data, LiveFigure, script, style

COUNTS = [1, 2, 3, 5, 10, 20, 50, 100, 300, 1000, 4000]
KEPT = 10_000  # of the training digits, to measure on


class AverageStack(LiveFigure):
    """Average more and more examples of each digit, and see how well the averages read.

    Traits, all of which can be read, set and observed from Python:

    - ``step``: which of ``counts`` is shown, from 0;
    - ``counts``: of how many examples of each digit; ``accuracies``: how many of 10,000 digits
      kept apart are nearest to the average of their own digit, from 0 to 1;
    - ``averages``: for each count ten pictures of 784 bytes.

    Averages and accuracies come from the first examples of each digit. Raises
    traitlets.TraitError for a step that is none.
    """

    _esm = script("average_stack")
    _css = style("average_stack")
    heights = traitlets.List(traitlets.Int(), [440, 440, 440]).tag(sync=True)
    linked: ClassVar = {"step": None}
    step = traitlets.Int(0, min=0, max=len(COUNTS) - 1).tag(sync=True)
    counts = traitlets.List(traitlets.Int(), COUNTS, read_only=True).tag(sync=True)
    accuracies = traitlets.List(traitlets.Float(), read_only=True).tag(sync=True)
    averages = Data(read_only=True).tag(sync=True)

    def __init__(self, step=0, **traits):
        super().__init__(**traits)
        averages, accuracies = _measured()
        self.set_trait("averages", to_bytes(averages).tobytes())
        self.set_trait("accuracies", accuracies)
        self.step = step

    def picture(self):
        shown = np.frombuffer(self.averages, np.uint8).reshape(-1, 10, 784)[self.step] / 255
        return plots.digits(shown, [str(digit) for digit in range(10)], self.description())

    def description(self):
        return (
            f"The averages of {self.counts[self.step]:,} examples of each digit: the nearest one "
            f"reads {self.accuracies[self.step]:.1%} of 10,000 digits that were kept apart."
        )


def _measured():
    """Return averages of shape (counts, 10, 784), and how well each ten of them read."""
    digits = mnist()
    known, labels = digits.train_images[:-KEPT], digits.train_labels[:-KEPT]
    kept, wanted = digits.train_images[-KEPT:], digits.train_labels[-KEPT:]
    first = [np.flatnonzero(labels == digit)[: COUNTS[-1]] for digit in range(10)]
    averages = np.array([[known[rows[:count]].mean(axis=0) for rows in first] for count in COUNTS])
    read = [float((baselines.nearest(kept, ten) == wanted).mean()) for ten in averages]
    return averages, read
