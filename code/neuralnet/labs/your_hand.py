"""The lab of chapter 11: strangers teach a network, and others find out what it learned."""

import functools

import ipywidgets
import numpy as np

from neuralnet import plots, zoo
from neuralnet.checks import accepts, whole
from neuralnet.datasets import mnist
from neuralnet.hands import person
from neuralnet.images import preprocess
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab
from neuralnet.teaching import teach

TEACHERS, PUPILS = 30, range(30, 40)  # seeds of the people who teach, at most, and who are read
EACH = 6  # of each digit that everybody has written
LABELS = np.array(EACH * list(range(10)))


@accepts(seed=whole(0))
@functools.cache
def digits_of(seed: int) -> np.ndarray:
    """Return sixty digits of an invented person."""
    return np.array([preprocess(drawing) for drawing in person(LABELS, seed)])


@accepts(people=whole(0, TEACHERS), digits=whole(10, 60))
def strangers(people: int, digits: int) -> Answer:
    """Teach `relu` by so many invented people, with so many digits each; let it read ten others."""
    network, data = zoo.load("relu"), mnist()
    if people:
        images = np.concatenate([digits_of(seed)[:digits] for seed in range(people)])
        known = data.train_images[:10_000], data.train_labels[:10_000]
        teach(network, (images, np.tile(LABELS[:digits], people)), known)
    shares = [float((network.predict(digits_of(seed)) == LABELS).mean()) for seed in PUPILS]
    of_mnist = (network.predict(data.test_images) == data.test_labels).mean()
    taught = f"Taught by {people} people, {digits} digits each" if people else "Untaught"
    says = (
        f"{taught}, it reads {np.mean(shares):.1%} of ten others' digits ({min(shares):.0%} to "
        f"{max(shares):.0%}), and {of_mnist:.1%} of MNIST's."
    )
    return Answer(
        plots.bars,
        says,
        series={"read": shares},
        labels=[str(k + 1) for k in range(len(shares))],
        xlabel="share of a person's digits",
    )


def your_hand_lab() -> Lab:
    """How many people teach it, and how many digits each."""
    return Lab(
        strangers,
        people=ipywidgets.IntSlider(0, 0, TEACHERS, description="people"),
        digits=ipywidgets.IntSlider(30, 10, 60, step=10, description="digits each"),
        page={"people": (0, 1, 2, 3, 5, 10, 20, 30), "digits": (10, 30, 60)},
    )
