"""The live figures, each a Python class beside the JavaScript module of the same name,
and the labs, which need Python to run."""

from neuralnet.widgets.digit_reader import DigitReader
from neuralnet.widgets.lab import Lab, blend_lab, nearest_average_lab, noise_lab, width_lab
from neuralnet.widgets.language_lab import LanguageLab
from neuralnet.widgets.pixel_grid import PixelGrid

__all__ = [
    "DigitReader",
    "Lab",
    "LanguageLab",
    "PixelGrid",
    "blend_lab",
    "nearest_average_lab",
    "noise_lab",
    "width_lab",
]
