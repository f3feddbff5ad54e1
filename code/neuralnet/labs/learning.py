"""The lab of chapter 7: learning rate and batch size."""

import ipywidgets

from neuralnet.checks import accepts, learning_rate, positive_whole
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab, learning_curve, short_training


@accepts(learning_rate=learning_rate, batch_size=positive_whole)
def learning(learning_rate: float, batch_size: int) -> Answer:
    """Train a new ReLU network on 5,000 digits for 5 epochs; show its accuracy."""
    _, history = short_training(
        [784, 16, 16, 10], "relu", 5_000, learning_rate=learning_rate, batch_size=batch_size
    )
    return learning_curve(history, f"Learning rate {learning_rate:g}, batches of {batch_size}")


def learning_lab() -> Lab:
    """Which learning rate, and how many digits a batch."""
    return Lab(
        learning,
        learning_rate=ipywidgets.SelectionSlider(
            options=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0],
            value=0.1,
            description="learning rate",
            continuous_update=False,
        ),
        batch_size=ipywidgets.SelectionSlider(
            options=[1, 4, 10, 32, 100, 500, 5000],
            value=32,
            description="batch size",
            continuous_update=False,
        ),
    )
