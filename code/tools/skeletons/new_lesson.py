"""The lab of chapter 0: how many digits are asked for, and how many are read."""

import ipywidgets

from neuralnet import plots, zoo
from neuralnet.datasets import mnist
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab


def read_digits(count: int) -> Answer:
    """Let the ReLU network read the first ``count`` test digits."""
    digits, network = mnist(), zoo.load("relu")
    answers = network.predict(digits.test_images[:count])
    right = (answers == digits.test_labels[:count]).mean()
    says = f"Of {count:,} test digits, it reads {right:.1%}. The first of them:"
    title, answered = f"{count:,} digits: reads {right:.1%}", [str(k) for k in answers[:10]]
    return Answer(plots.digits, says, title, images=digits.test_images[:10], titles=answered)


def new_lesson_lab() -> Lab:
    """How many digits."""
    return Lab(
        read_digits,
        count=ipywidgets.IntSlider(1000, 10, 10_000, description="digits"),
        page={"count": [10, 100, 1000, 10_000]},
    )
