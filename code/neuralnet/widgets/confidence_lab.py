"""ConfidenceLab: how sure a network is, and how often it is right when it is so sure."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import calibration, plots, zoo
from neuralnet.datasets import a_digit, mnist
from neuralnet.images import rotate, shift
from neuralnet.random import mulberry32
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import LiveFigure, Number, script, style
from neuralnet.widgets.network_traits import NetworkTraits, as_traits

KINDS = ["noise", "blank", "rotated", "blended", "inverted", "moved"]
FARTHEST = 8  # pixels that a digit is moved to the right


class ConfidenceLab(DigitTraits, NetworkTraits, LiveFigure):
    """Spoil a test digit, and compare the network's confidence with its record.

    Without arguments it holds the book's ReLU network; ``ConfidenceLab(network)`` takes one
    of the reader's own with 784 inputs and 10 outputs from 0 to 1.

    Traits, all of which can be read, set and observed from Python:

    - ``kind``: "noise", "blank", "rotated", "blended" (with the next digit), "inverted" or "moved";
    - ``amount``: from 0, the digit as it is, to 1; a turn by 180 degrees for "rotated", eight
      pixels to the right for "moved";
    - ``index``: which of 100 test digits, from 0; ``seed``: of the noise;
    - ``network``: the network, as a copy.

    ``record`` holds for each tenth of confidence, from 0, how many of the 10,000 test
    digits got it, how many of them were read right, and their mean confidence; it is
    measured anew when a network is set. ``shown`` is the spoiled image.
    Raises traitlets.TraitError for another network and for a trait outside its range.
    """

    _esm = script("confidence_lab")
    _css = style("confidence_lab")
    heights = traitlets.List(traitlets.Int(), [550, 550, 770]).tag(sync=True)
    kind = traitlets.Enum(KINDS, "noise").tag(sync=True)
    amount = Number(0.0, min=0.0, max=1.0).tag(sync=True)
    seed = traitlets.Int(0, min=0).tag(sync=True)
    record = traitlets.List(read_only=True).tag(sync=True)
    linked: ClassVar = {
        "index": lambda figure: links.between(0, len(figure.labels) - 1),
        "kind": None,
        "amount": None,
        "seed": links.between(0, 9_999),
    }

    def __init__(self, network=None, **traits):
        network = zoo.load("relu") if network is None else network
        super().__init__(**{**as_traits(network), **traits})

    def takes(self, network):
        if network.sizes[0] != 784 or network.sizes[-1] != 10:
            raise ValueError(
                f"expected a network with 784 inputs and 10 outputs, got {network.sizes}"
            )
        if network.output not in ("sigmoid", "softmax"):
            raise ValueError(f"expected outputs from 0 to 1, got those of {network.output}")

    @traitlets.observe("hidden", "output", "parameters")
    def _measure(self, change):
        digits = mnist()
        outputs = self.network.forward(digits.test_images)
        self.set_trait("record", calibration.record(outputs, digits.test_labels))

    @property
    def shown(self):
        image, amount = self.image, self.amount
        if self.kind == "rotated":
            return rotate(image, 180 * amount)
        if self.kind == "moved":
            return shift(image, int(FARTHEST * amount + 0.5))
        uniform = mulberry32(self.seed)
        other = {
            "noise": lambda: np.array([next(uniform) for _ in range(784)]),
            "blank": lambda: 0.0,
            "blended": lambda: self.digit((self.index + 1) % len(self.labels)),
            "inverted": lambda: 1 - image,
        }[self.kind]()
        return (1 - amount) * image + amount * other

    def picture(self):
        return plots.calibration({"this network": self.record}, self.description())

    def description(self):
        outputs = self.network.forward(self.shown)
        confidence = float(outputs.max())
        count, right, _ = self.record[calibration.step(confidence)]
        turn = f" = {180 * self.amount:.0f}°" if self.kind == "rotated" else ""
        return (
            f"{a_digit(self.label).capitalize()}, {self.kind} to {self.amount:.0%}{turn}: read as "
            f"{a_digit(outputs.argmax())} with confidence {confidence:.2f}. Of the unspoiled test "
            f"digits in the same tenth of confidence it reads {right:,} of {count:,} right."
        )
