"""The live figures, each a Python class beside the JavaScript module of the same name,
and the labs, which need Python to run."""

from neuralnet.widgets.activation_lab import ActivationLab
from neuralnet.widgets.confidence_lab import ConfidenceLab
from neuralnet.widgets.descent_lab import DescentLab
from neuralnet.widgets.digit_reader import DigitReader
from neuralnet.widgets.knob_wall import KnobWall
from neuralnet.widgets.lab import (
    Lab,
    bias_lab,
    blend_lab,
    breaking_lab,
    depth_lab,
    learning_lab,
    moving_lab,
    nearest_average_lab,
    noise_lab,
    width_lab,
    window_lab,
)
from neuralnet.widgets.language_lab import LanguageLab
from neuralnet.widgets.neuron_lab import NeuronLab
from neuralnet.widgets.parameter_counter import ParameterCounter
from neuralnet.widgets.pixel_grid import PixelGrid
from neuralnet.widgets.training_room import TrainingRoom

__all__ = [
    "ActivationLab",
    "ConfidenceLab",
    "DescentLab",
    "DigitReader",
    "KnobWall",
    "Lab",
    "LanguageLab",
    "NeuronLab",
    "ParameterCounter",
    "PixelGrid",
    "TrainingRoom",
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
]
