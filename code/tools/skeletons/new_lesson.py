"""The lab of chapter 0: how many digits are asked for, and how many are read."""

import ipywidgets

from neuralnet import plots, zoo
from neuralnet.datasets import mnist
from neuralnet.labs.lab import Lab, titled
from neuralnet.plots import Picture


def read_digits(count: int) -> Picture:
    """Let the ReLU network read the first ``count`` test digits."""
    digits, network = mnist(), zoo.load("relu")
    answers = network.predict(digits.test_images[:count])
    right = (answers == digits.test_labels[:count]).mean()
    words = f"Of {count:,} test digits, it reads {right:.1%}. The first of them:"
    picture = plots.digits(digits.test_images[:10], answers[:10].astype(str), words)
    return titled(picture, f"{count:,} digits: reads {right:.1%}")


def new_lesson_lab() -> Lab:
    """How many digits."""
    return Lab(read_digits, count=ipywidgets.IntSlider(1000, 10, 10_000, description="digits"))
