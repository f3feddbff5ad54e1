"""The lab of chapter 5: how many knobs break, and which."""

import ipywidgets
import numpy as np

from neuralnet import plots, zoo
from neuralnet.checks import accepts, flag, generator, real
from neuralnet.datasets import mnist
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import DIGITS, Lab, by_digit


@accepts(share=real(0, 1), smallest=flag, seed=generator)
def break_knobs(share: float, smallest: bool, seed: int) -> Answer:
    """Set a share of the ReLU network's knobs to 0, at random or the smallest; measure."""
    digits, network = mnist(), zoo.load("relu")
    parameters = network.parameters
    order = np.random.default_rng(seed).permutation(parameters.size)
    if smallest:
        order = np.argsort(np.abs(parameters))
    lost = order[: round(share * parameters.size)]
    parameters[lost] = 0
    labels = digits.test_labels[:2000]
    right = network.predict(digits.test_images[:2000]) == labels
    which = "the smallest" if smallest else "chosen by dice"
    what = f"{len(lost):,} knobs at 0, {which}"
    return Answer(
        plots.bars,
        f"With {what}, it reads {right.mean():.1%} of 2,000 test digits.",
        title=f"{what}: reads {right.mean():.1%}",
        series={"read correctly": by_digit(right, labels)},
        labels=DIGITS,
        xlabel="share of each digit",
    )


def breaking_lab() -> Lab:
    """Which share breaks, whether the smallest do, and the seed of the dice."""
    return Lab(
        break_knobs,
        share=ipywidgets.FloatSlider(0.1, min=0, max=1, step=0.05, description="share broken"),
        smallest=ipywidgets.Checkbox(False, description="the smallest first"),
        seed=ipywidgets.IntSlider(0, 0, 20, description="dice"),
    )
