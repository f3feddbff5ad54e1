"""The lab of chapter 9: what a window of weights finds in a digit."""

import ipywidgets
import numpy as np

from neuralnet import plots
from neuralnet.checks import accepts, any_whole, whole
from neuralnet.convolution import SIDE, windows
from neuralnet.datasets import mnist
from neuralnet.features import edge_window
from neuralnet.images import shift
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab

DIGITS = (0, 1, 2, 3, 4, 7, 8, 11, 30, 61)  # of the page: one of each kind


@accepts(number=whole(0, 9_999), degrees=any_whole, right=any_whole)
def found(number: int, degrees: int, right: int) -> Answer:
    """Show a test digit, a window of weights, and the map of what the window finds."""
    image = shift(mnist().test_images[number], right).astype(float)
    weights = edge_window(degrees)
    read = windows(np.pad(image.reshape(1, SIDE, SIDE, 1), ((0, 0), (2, 2), (2, 2), (0, 0))))
    sums = weights.ravel() @ read
    window = np.zeros((SIDE, SIDE))
    window[4:24, 4:24] = np.kron(weights, np.ones((4, 4)))
    return Answer(
        plots.signed,
        f"A window of edges turned by {degrees} degrees, on a digit moved by {right} pixels: the "
        f"largest sum is {sums.max():.2f}, the lowest {sums.min():.2f}.",
        title=f"largest sum {sums.max():.2f}",
        images=np.array([image, window.ravel(), sums]),
        titles=["the digit", "the weights", "the map"],
        columns=3,
    )


def window_of_edges_lab() -> Lab:
    """Which digit, how far the window's edge is turned, and how far the digit is moved."""
    return Lab(
        found,
        number=ipywidgets.IntSlider(30, 0, 99, description="test digit"),
        degrees=ipywidgets.IntSlider(0, 0, 345, step=15, description="turned"),
        right=ipywidgets.IntSlider(0, -6, 6, description="moved right"),
        page={"number": DIGITS, "right": range(-6, 7, 3)},
    )
