"""What all labs share: sliders, a picture and a sentence, and one way to train in a moment."""

import base64
from collections.abc import Callable
from typing import Any

import ipywidgets
import numpy as np

from neuralnet import checks, plots
from neuralnet.checks import accepts, array, function, one, positive_whole, text
from neuralnet.datasets import mnist
from neuralnet.history import History
from neuralnet.network import Network
from neuralnet.plots import Picture
from neuralnet.training import train

DIGITS = [str(digit) for digit in range(10)]
EPOCHS = 5  # of a training that a reader waits for
OTHERS = slice(-2_000, None)  # the training digits that such a network is measured on


class Lab(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Sliders above a picture and a sentence, both computed in Python.

    ``answer`` takes the sliders' values by name and returns a ``plots.Picture``, whose
    words are shown too. Where no Python runs, as on the published page, readers see the
    picture that the sliders' first values give.
    """

    @accepts(answer=function)
    def __init__(self, answer: Callable[..., Picture], **sliders: ipywidgets.Widget) -> None:
        self.answer, self.sliders = answer, sliders
        self.picture, self.words = ipywidgets.Image(format="png"), ipywidgets.HTML()
        for slider in sliders.values():
            slider.observe(self.update, "value")
        super().__init__([*sliders.values(), self.picture, self.words])
        self.update()

    def update(self, change: object = None) -> None:
        """Compute the picture and the words for where the sliders are."""
        values = {name: slider.value for name, slider in self.sliders.items()}
        picture = one(Picture)(self.answer(**values), "what answer returns")
        self.picture.value, self.words.value = picture.png(), picture.words

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        data: dict[str, str] = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = self.words.value
        data["image/png"] = base64.b64encode(self.picture.value).decode()
        return data


@accepts(picture=one(Picture), title=text)
def titled(picture: Picture, title: str) -> Picture:
    """Write a title above a picture: on the published page a lab's words are not seen."""
    picture.set_figheight(picture.get_figheight() + 0.25)
    picture.suptitle(title, fontsize=11)
    return picture


@accepts(values=array(None))
def by_digit(values: np.ndarray, labels: np.ndarray) -> list[float]:
    """Return the mean of the values of each digit, 0 to 9."""
    labels = checks.labels(labels, len(values))
    return [float(values[labels == digit].mean()) for digit in range(10)]


@accepts(count=positive_whole, pixels=checks.for_each_pixel)
def short_training(
    sizes: list[int],
    hidden: str,
    count: int,
    pixels: np.ndarray | float = 1.0,
    **settings: Any,
) -> tuple[Network, History]:
    """Train a new network on the first ``count`` training digits for 5 epochs.

    After each epoch it is measured on OTHERS. Images are multiplied by ``pixels`` first;
    ``settings`` are those of ``training.train``. Returns the network and its History.
    """
    digits, rng = mnist(), np.random.default_rng(seed=1)
    network, seen = Network(sizes, hidden, "softmax", rng), np.asarray(pixels, np.float32)
    history = train(
        network,
        digits.train_images[:count] * seen,
        digits.train_labels[:count],
        epochs=EPOCHS,
        validation=(digits.train_images[OTHERS] * seen, digits.train_labels[OTHERS]),
        seed=rng,
        progress=False,
        **settings,
    )
    return network, history


@accepts(history=one(History), what=text)
def learning_curve(history: History, what: str) -> Picture:
    """Draw the accuracy after each epoch of a short training; ``what`` says which it was."""
    says = (
        f"{what}: after {EPOCHS} epochs it reads {history.validation_accuracy[-1]:.1%} of 2,000 "
        "other digits."
    )
    series = {"training": history.accuracy, "validation": history.validation_accuracy}
    picture: Picture = plots.lines(
        range(1, EPOCHS + 1), series, "epoch", "accuracy", says, percent=True
    )
    return picture
