"""The lab of chapter 8: digits moved and turned."""

import ipywidgets

from neuralnet import plots, zoo
from neuralnet.checks import accepts, any_whole
from neuralnet.datasets import mnist
from neuralnet.images import rotate, shift
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab


@accepts(right=any_whole, degrees=any_whole)
def moved_digits(name: str, right: int, degrees: int) -> Answer:
    """Read 2,000 test digits, turned and moved; say how often and how surely."""
    digits, network = mnist(), zoo.load(name)
    images = rotate(shift(digits.test_images[:2000], right), degrees)
    outputs = network.forward(images)
    answers, labels = outputs.argmax(axis=1), digits.test_labels[:2000]
    accuracy, confidence = (answers == labels).mean(), outputs.max(axis=1).mean()
    says = (
        f"Moved by {right} pixels and turned by {degrees} degrees, {name} reads {accuracy:.1%} "
        f"of 2,000 test digits, with a confidence of {confidence:.2f} on average. The first ten:"
    )
    titles = [f"{labels[k]} → {answers[k]}" for k in range(10)]
    title = f"{name} reads {accuracy:.1%}, mean confidence {confidence:.2f}"
    return Answer(plots.digits, says, title, images=images[:10], titles=titles)


def moving_lab() -> Lab:
    """Which network, how far the digits are moved, and how far they are turned."""
    return Lab(
        moved_digits,
        name=ipywidgets.Dropdown(
            options=["sigmoid", "relu", "best", "drawings"], value="relu", description="network"
        ),
        right=ipywidgets.IntSlider(3, 0, 8, description="moved right"),
        degrees=ipywidgets.IntSlider(0, -90, 90, step=5, description="turned"),
        page={"degrees": range(-90, 91, 15)},
    )
