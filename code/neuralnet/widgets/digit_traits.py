"""What the figures that hold digits share."""

import numpy as np
import traitlets

from neuralnet.datasets import mnist
from neuralnet.images import SIDE, to_bytes
from neuralnet.widgets.state import Data, Refused

COUNT = 100  # test digits that a figure carries
SIZE = SIDE * SIDE


class DigitTraits(traitlets.HasTraits):
    """Digits as traits, so that the page can show them: the first 100 test digits, or others.

    ``pixels`` holds 784 bytes a digit, ``labels`` what each one's writer meant; ``index`` says
    which of them the figure looks at, from ``first_index`` on.
    """

    first_index = 0
    pixels = Data().tag(sync=True)
    labels = traitlets.List(traitlets.Int()).tag(sync=True)
    index = traitlets.Int(0).tag(sync=True)

    @traitlets.default("pixels")
    def _test_pixels(self):
        return to_bytes(mnist().test_images[:COUNT]).tobytes()

    @traitlets.default("labels")
    def _test_labels(self):
        return mnist().test_labels[:COUNT].tolist()

    @traitlets.validate("index")
    def _one_of_the_digits(self, proposal):
        index, last = proposal["value"], len(self.labels) - 1
        if not self.first_index <= index <= last:
            raise Refused(f"index must be {self.first_index} to {last}, got {index}")
        return index

    @traitlets.validate("pixels", "labels")
    def _digits_with_labels(self, proposal):
        given = {"pixels": self.pixels, "labels": self.labels}
        given[proposal["trait"].name] = proposal["value"]
        count = len(given["labels"])
        if max(self.index, 0) >= count or len(given["pixels"]) != SIZE * count:
            raise Refused(
                f"expected 784 bytes of pixels for each of more than {self.index} labels, got "
                f"{len(given['pixels']):,} bytes and {count} labels; for both at once, use "
                "hold_trait_notifications"
            )
        if not all(0 <= label <= 9 for label in given["labels"]):
            raise Refused("labels must be whole numbers from 0 to 9")
        return proposal["value"]

    def digit(self, index):
        """Return one of the digits: 784 numbers from 0 to 1."""
        return np.frombuffer(self.pixels, np.uint8, SIZE, index * SIZE) / 255

    @property
    def image(self):
        """The digit that the figure looks at: 784 numbers from 0 to 1."""
        return self.digit(self.index)

    @property
    def label(self):
        """What its writer meant, 0 to 9."""
        return self.labels[self.index]
