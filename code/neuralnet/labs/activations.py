"""The lab of chapter 4: activation function, depth and learning rate."""

import ipywidgets

from neuralnet.checks import accepts, whole
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab, learning_curve, short_training


@accepts(hidden_layers=whole(0, 20))
def depth(function: str, hidden_layers: int, learning_rate: float) -> Answer:
    """Train a network of this depth on 5,000 digits for 5 epochs; show its accuracy."""
    sizes = [784, *[16] * hidden_layers, 10]
    _, history = short_training(sizes, function, 5_000, learning_rate=learning_rate)
    return learning_curve(history, f"{hidden_layers} hidden layers of {function}")


def depth_lab() -> Lab:
    """Which activation function, how many hidden layers, which learning rate."""
    return Lab(
        depth,
        function=ipywidgets.Dropdown(
            options=["sigmoid", "tanh", "relu", "identity"], value="relu", description="function"
        ),
        hidden_layers=ipywidgets.IntSlider(
            2, 1, 8, description="hidden layers", continuous_update=False
        ),
        learning_rate=ipywidgets.SelectionSlider(
            options=[0.01, 0.03, 0.1, 0.3, 1.0],
            value=0.1,
            description="learning rate",
            continuous_update=False,
        ),
    )
