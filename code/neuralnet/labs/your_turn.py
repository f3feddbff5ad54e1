"""The lab of chapter 12: how much of a digit the network may see."""

import ipywidgets
import numpy as np

from neuralnet import plots
from neuralnet.checks import accepts, whole_span
from neuralnet.datasets import mnist
from neuralnet.images import SIDE
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import OTHERS, Lab, by_digit, short_training
from neuralnet.training import SGD

PLACES = (0, 7, 14, 21, 28)  # where the window of the published page begins and ends


@accepts(rows=whole_span(0, SIDE), columns=whole_span(0, SIDE))
def window(rows: tuple[int, int], columns: tuple[int, int]) -> Answer:
    """Train a network that sees a window of each of 10,000 digits; say how well it reads.

    ``rows`` and ``columns`` are pairs: where the window begins, and where it has ended. It
    reads 2,000 other training digits through the same window.
    """
    digits, seen = mnist(), np.zeros((SIDE, SIDE), np.float32)
    seen[slice(*rows), slice(*columns)] = 1
    network, history = short_training(
        [784, 16, 16, 10],
        "relu",
        10_000,
        pixels=seen.ravel(),
        batch_size=50,
        learning_rate=0.05,
        optimiser=SGD(momentum=0.9),
        schedule="cosine",
    )
    unseen, labels = digits.train_images[OTHERS] * seen.ravel(), digits.train_labels[OTHERS]
    shares = by_digit(network.predict(unseen) == labels, labels)
    accuracy, pixels = history.validation_accuracy[-1], int(seen.sum())
    says = (
        f"Through {rows[1] - rows[0]} rows and {columns[1] - columns[0]} columns, "
        f"{pixels} pixels, it reads {accuracy:.1%} of 2,000 unseen digits. One of each, and "
        "the share of its kind that is read:"
    )
    examples = unseen[[(labels == digit).argmax() for digit in range(10)]]
    titles = [f"{digit}: {share:.0%}" for digit, share in enumerate(shares)]
    title = f"{pixels} pixels: reads {accuracy:.1%}"
    return Answer(plots.digits, says, title, images=examples, titles=titles)


def window_lab() -> Lab:
    """Which rows and which columns it sees."""
    edges = {"min": 0, "max": SIDE, "continuous_update": False}
    return Lab(
        window,
        rows=ipywidgets.IntRangeSlider(value=(0, 14), description="rows", **edges),
        columns=ipywidgets.IntRangeSlider(value=(0, 28), description="columns", **edges),
        page={"rows": PLACES, "columns": PLACES},
    )
