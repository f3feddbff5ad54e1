"""What the figures that hold digits share."""

import numpy as np
import traitlets

from neuralnet.datasets import mnist
from neuralnet.images import SIDE, to_bytes
from neuralnet.widgets.live_figure import Data

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
            raise traitlets.TraitError(f"index must be {self.first_index} to {last}, got {index}")
        return index

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
