"""The labs: sliders over the book's Python, for readers who run a chapter.

Each file is called like its chapter and holds its lab: a function that computes and draws,
and one that puts sliders to it.
"""

from neuralnet.labs.activations import depth_lab
from neuralnet.labs.beyond import noise_lab
from neuralnet.labs.digits import nearest_average_lab
from neuralnet.labs.function import blend_lab
from neuralnet.labs.inside import moving_lab
from neuralnet.labs.lab import Lab
from neuralnet.labs.layers import width_lab
from neuralnet.labs.learning import learning_lab
from neuralnet.labs.neighbours import window_of_edges_lab
from neuralnet.labs.parameters import breaking_lab
from neuralnet.labs.weights import bias_lab
from neuralnet.labs.your_hand import your_hand_lab
from neuralnet.labs.your_turn import window_lab

__all__ = [
    "Lab",
    "bias_lab",
    "blend_lab",
    "breaking_lab",
    "depth_lab",
    "learning_lab",
    "moving_lab",
    "nearest_average_lab",
    "noise_lab",
    "width_lab",
    "window_lab",
    "window_of_edges_lab",
    "your_hand_lab",
]
