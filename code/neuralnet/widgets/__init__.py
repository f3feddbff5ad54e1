"""The live figures, each a Python class beside the JavaScript module of the same name."""

from neuralnet.widgets.average_stack import AverageStack
from neuralnet.widgets.blame_flow import BlameFlow
from neuralnet.widgets.by_heart import ByHeart
from neuralnet.widgets.confidence_lab import ConfidenceLab
from neuralnet.widgets.curve_sum import CurveSum
from neuralnet.widgets.descent_lab import DescentLab
from neuralnet.widgets.digit_reader import DigitReader
from neuralnet.widgets.edge_match import EdgeMatch
from neuralnet.widgets.folded_line import FoldedLine
from neuralnet.widgets.hand_lesson import HandLesson
from neuralnet.widgets.knob_wall import KnobWall
from neuralnet.widgets.language_lab import LanguageLab
from neuralnet.widgets.moved_digit import MovedDigit
from neuralnet.widgets.neuron_lab import NeuronLab
from neuralnet.widgets.own_hand import OwnHand
from neuralnet.widgets.parameter_counter import ParameterCounter
from neuralnet.widgets.pixel_grid import PixelGrid
from neuralnet.widgets.powers_zoom import PowersZoom
from neuralnet.widgets.slope_relay import SlopeRelay
from neuralnet.widgets.squash_curve import SquashCurve
from neuralnet.widgets.surprise_curve import SurpriseCurve
from neuralnet.widgets.temperature_dial import TemperatureDial
from neuralnet.widgets.ten_lamps import TenLamps
from neuralnet.widgets.three_inputs import ThreeInputs
from neuralnet.widgets.training_room import TrainingRoom
from neuralnet.widgets.two_readers import TwoReaders
from neuralnet.widgets.window_lab import WindowLab
from neuralnet.widgets.window_school import WindowSchool

__all__ = [
    "AverageStack",
    "BlameFlow",
    "ByHeart",
    "ConfidenceLab",
    "CurveSum",
    "DescentLab",
    "DigitReader",
    "EdgeMatch",
    "FoldedLine",
    "HandLesson",
    "KnobWall",
    "LanguageLab",
    "MovedDigit",
    "NeuronLab",
    "OwnHand",
    "ParameterCounter",
    "PixelGrid",
    "PowersZoom",
    "SlopeRelay",
    "SquashCurve",
    "SurpriseCurve",
    "TemperatureDial",
    "TenLamps",
    "ThreeInputs",
    "TrainingRoom",
    "TwoReaders",
    "WindowLab",
    "WindowSchool",
]
