"""The lab of chapter 2: how many hidden layers, and how wide."""

import ipywidgets

from neuralnet import plots
from neuralnet.checks import accepts, whole
from neuralnet.datasets import mnist
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import DIGITS, OTHERS, Lab, by_digit, short_training
from neuralnet.training import SGD


@accepts(hidden_layers=whole(0, 20), neurons=whole(1, 1000))
def small_network(hidden_layers: int, neurons: int) -> Answer:
    """Train a new network with such hidden layers on 10,000 digits; say how well it reads.

    Its accuracy is measured on 2,000 other training digits, kept for validation.
    """
    digits = mnist()
    network, history = short_training(
        [784, *[neurons] * hidden_layers, 10],
        "sigmoid",
        10_000,
        batch_size=20,
        learning_rate=0.1,
        optimiser=SGD(momentum=0.9),
    )
    labels = digits.train_labels[OTHERS]
    shares = by_digit(network.predict(digits.train_images[OTHERS]) == labels, labels)
    name, accuracy = "-".join(map(str, network.sizes)), history.validation_accuracy[-1]
    says = (
        f"A network {name}, trained on 10,000 digits for 5 epochs, reads {accuracy:.1%} of 2,000 "
        "others."
    )
    return Answer(
        plots.bars,
        says,
        title=f"{name}: reads {accuracy:.1%}",
        series={"read correctly": shares},
        labels=DIGITS,
        xlabel="share of each digit",
    )


def width_lab() -> Lab:
    """How many hidden layers, and how many neurons in each."""
    return Lab(
        small_network,
        hidden_layers=ipywidgets.IntSlider(
            2, 0, 4, description="hidden layers", continuous_update=False
        ),
        neurons=ipywidgets.SelectionSlider(
            options=[1, 2, 4, 8, 16, 32, 64],
            value=16,
            description="neurons each",
            continuous_update=False,
        ),
    )
