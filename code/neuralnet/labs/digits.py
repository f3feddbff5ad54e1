"""The lab of chapter 1: averages of a few examples each, and how well they read."""

import ipywidgets

from neuralnet import baselines, plots
from neuralnet.checks import accepts, any_whole, positive_whole
from neuralnet.datasets import mnist
from neuralnet.images import shift
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import DIGITS, Lab


@accepts(examples=positive_whole, choice=positive_whole, right=any_whole)
def nearest_average(examples: int, choice: int, right: int) -> Answer:
    """Show ten averages of so many examples each, and say how well they read.

    The examples are one of the ten random choices of the curve of chapter 1, counted from 1. The
    averages read all test digits, moved ``right`` by so many pixels.
    """
    digits = mnist()
    images, labels = digits.train_images, digits.train_labels
    averages = baselines.few_averages(images, labels, examples, seed=choice - 1)
    answers = baselines.nearest(shift(digits.test_images, right), averages)
    share = (answers == digits.test_labels).mean()
    says = (
        f"Averages of {examples} examples of each digit, choice {choice} of 10, read {share:.1%} "
        f"of the test digits moved right by {right} pixels."
    )
    title = f"{examples} examples of each: reads {share:.1%}"
    return Answer(plots.digits, says, title, images=averages, titles=DIGITS)


def nearest_average_lab() -> Lab:
    """How many examples, which, and how far the digits are moved."""
    return Lab(
        nearest_average,
        examples=ipywidgets.SelectionSlider(
            options=[1, 3, 10, 30, 100, 300, 1000, 5000],
            value=10,
            description="examples",
            continuous_update=False,
        ),
        choice=ipywidgets.IntSlider(1, 1, 10, description="choice", continuous_update=False),
        right=ipywidgets.IntSlider(0, 0, 8, description="moved right", continuous_update=False),
        page={"choice": range(1, 6)},
    )
