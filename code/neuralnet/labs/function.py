"""The lab of chapter 6: between two digits."""

import ipywidgets

from neuralnet import plots, zoo
from neuralnet.checks import accepts, real, whole
from neuralnet.datasets import a_digit, mnist
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import DIGITS, Lab


@accepts(first=whole(0, 9), second=whole(0, 9), share=real(0, 1))
def blend(first: int, second: int, share: float) -> Answer:
    """Read a mixture of two digits: ``share`` of the second, the rest of the first.

    Of each kind it takes the first test digit.
    """
    digits, network = mnist(), zoo.load("sigmoid-quadratic")
    one, other = (digits.test_images[digits.test_labels == kind][0] for kind in (first, second))
    mixed = (1 - share) * one + share * other
    outputs = network.forward(mixed)
    best = int(outputs.argmax())
    says = (
        f"{1 - share:.0%} of {a_digit(first)} and {share:.0%} of {a_digit(second)}. "
        f"The network reads {a_digit(best)}: output {outputs[best]:.2f}."
    )
    return Answer(plots.answers, says, image=mixed, outputs=outputs, names=DIGITS)


def blend_lab() -> Lab:
    """Which two digits, and how much of the second."""
    return Lab(
        blend,
        first=ipywidgets.IntSlider(4, 0, 9, description="first digit"),
        second=ipywidgets.IntSlider(9, 0, 9, description="second digit"),
        share=ipywidgets.FloatSlider(0.5, min=0, max=1, step=0.05, description="share"),
        page={"share": [k / 10 for k in range(11)]},
    )
