"""The lab of chapter 6: between two digits."""

import ipywidgets

from neuralnet import plots, zoo
from neuralnet.checks import accepts, real, whole
from neuralnet.datasets import a_digit, mnist
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import DIGITS, Lab

ONE_OF_EACH = (0, 1, 2, 3, 4, 7, 8, 11, 18, 61)  # the first test digit of each kind


@accepts(first=whole(0, 9999), second=whole(0, 9999), share=real(0, 1))
def blend(first: int, second: int, share: float) -> Answer:
    """Read a mixture of two test digits: ``share`` of the second, the rest of the first."""
    digits, network = mnist(), zoo.load("sigmoid-quadratic")
    mixed = (1 - share) * digits.test_images[first] + share * digits.test_images[second]
    labels, outputs = digits.test_labels[[first, second]], network.forward(mixed)
    best = int(outputs.argmax())
    says = (
        f"{1 - share:.0%} of {a_digit(labels[0])} and {share:.0%} of {a_digit(labels[1])}. "
        f"The network reads {a_digit(best)}: output {outputs[best]:.2f}."
    )
    return Answer(plots.answers, says, image=mixed, outputs=outputs, names=DIGITS)


def blend_lab() -> Lab:
    """Which two digits, and how much of the second."""
    return Lab(
        blend,
        first=ipywidgets.IntSlider(4, 0, 99, description="first test digit"),
        second=ipywidgets.IntSlider(7, 0, 99, description="second test digit"),
        share=ipywidgets.FloatSlider(0.5, min=0, max=1, step=0.05, description="share"),
        page={"first": ONE_OF_EACH, "second": ONE_OF_EACH, "share": [k / 10 for k in range(11)]},
    )
