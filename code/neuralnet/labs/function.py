"""The lab of chapter 6: between two digits."""

import ipywidgets

from neuralnet import plots, zoo
from neuralnet.checks import accepts, real, whole
from neuralnet.datasets import mnist
from neuralnet.labs.lab import Lab
from neuralnet.plots import Picture


@accepts(first=whole(0, 9999), second=whole(0, 9999), share=real(0, 1))
def blend(first: int, second: int, share: float) -> Picture:
    """Read a mixture of two test digits: ``share`` of the second, the rest of the first."""
    digits, network = mnist(), zoo.load("sigmoid-quadratic")
    mixed = (1 - share) * digits.test_images[first] + share * digits.test_images[second]
    picture: Picture = plots.reading(network, mixed)
    labels = digits.test_labels[first], digits.test_labels[second]
    picture.words = (
        f"{1 - share:.0%} of a {labels[0]} and {share:.0%} of a {labels[1]}. {picture.words}"
    )
    return picture


def blend_lab() -> Lab:
    """Which two digits, and how much of the second."""
    return Lab(
        blend,
        first=ipywidgets.IntSlider(4, 0, 99, description="first digit"),
        second=ipywidgets.IntSlider(7, 0, 99, description="second digit"),
        share=ipywidgets.FloatSlider(0.5, min=0, max=1, step=0.05, description="share"),
    )
