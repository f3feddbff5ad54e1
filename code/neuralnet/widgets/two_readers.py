"""TwoReaders: the book's network and one of windows read the same digit, moved and turned."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots, zoo
from neuralnet.datasets import a_digit
from neuralnet.images import SIDE, preprocess, rotate, shift
from neuralnet.widgets import links
from neuralnet.widgets.digit_traits import DigitTraits
from neuralnet.widgets.live_figure import Data, LiveFigure, Number, Refused, script, style
from neuralnet.widgets.network_traits import as_any_traits, compact, restored

OURS, WINDOWS = "relu", "convolution"  # as zoo.load knows them
FARTHEST, STEEPEST = 8, 60.0  # pixels; degrees


class TwoReaders(DigitTraits, LiveFigure):
    """Move a digit and turn it, and see which of two networks still reads it.

    One is ``relu`` of 784-16-16-10, the other ``convolution`` of 8 and 32 maps.

    Traits, all of which can be read, set and observed from Python:

    - ``index``: which of 100 test digits, from 0; -1 for a drawing of the reader's;
    - ``drawing``: what is drawn, 28 by 28 bytes, before it is centred;
    - ``right``, ``down``: by how many pixels it is moved, each from -8 to 8;
    - ``degrees``: by how much it is turned before, clockwise, from -60 to 60.

    ``shown`` is the image that both get, ``outputs`` what each makes of it, ``answers`` what they
    say. Raises traitlets.TraitError for a trait outside its range.
    """

    _esm = script("two_readers")
    _css = style("two_readers")
    heights = traitlets.List(traitlets.Int(), [468, 468, 640]).tag(sync=True)
    first_index = -1
    index = traitlets.Int(30).tag(sync=True)
    drawing = Data(bytes(SIDE * SIDE)).tag(sync=True)
    right = traitlets.Int(0, min=-FARTHEST, max=FARTHEST).tag(sync=True)
    down = traitlets.Int(0, min=-FARTHEST, max=FARTHEST).tag(sync=True)
    degrees = Number(0.0, min=-STEEPEST, max=STEEPEST).tag(sync=True)
    linked: ClassVar = {
        "index": lambda figure: links.between(-1, len(figure.labels) - 1),
        "drawing": links.bits(SIDE * SIDE),
        "right": None,
        "down": None,
        "degrees": None,
    }
    ours = Data().tag(sync=True)  # the networks' parameters
    windows = Data().tag(sync=True)

    @traitlets.default("ours")
    def _our_parameters(self):
        return compact(zoo.load(OURS).parameters)

    @traitlets.default("windows")
    def _parameters_of_windows(self):
        return compact(zoo.load(WINDOWS).parameters)

    @traitlets.validate("ours", "windows")
    def _only_the_books(self, proposal):
        name = OURS if proposal["trait"].name == "ours" else WINDOWS
        if proposal["value"] != compact(zoo.load(name).parameters):
            raise Refused(f"{proposal['trait'].name} must be the parameters of {name}")
        return proposal["value"]

    @traitlets.validate("drawing")
    def _whole(self, proposal):
        if len(proposal["value"]) != SIDE * SIDE:
            raise Refused(f"drawing must be 784 bytes, got {len(proposal['value'])}")
        return proposal["value"]

    @property
    def image(self):
        """The digit as it is, or the drawing, centred: 784 numbers."""
        if self.index >= 0:
            return self.digit(self.index)
        return preprocess(np.frombuffer(self.drawing, np.uint8).reshape(SIDE, SIDE) / 255)

    @property
    def shown(self):
        """The digit, turned and then moved: 784 numbers."""
        turned = rotate(self.image, self.degrees) if self.degrees else self.image
        return shift(turned, self.right, self.down)

    @property
    def networks(self):
        """Both networks, the book's first, in 64 bits."""
        held = zip((OURS, WINDOWS), (self.ours, self.windows), strict=True)
        return tuple(
            restored(**as_any_traits(zoo.load(name)) | {"parameters": own}) for name, own in held
        )

    @property
    def outputs(self):
        """What both make of it, of shape (2, 10)."""
        return np.array([network.forward(self.shown) for network in self.networks])

    @property
    def answers(self):
        """What both say, each a digit from 0 to 9."""
        return tuple(int(outputs.argmax()) for outputs in self.outputs)

    def picture(self):
        both = dict(zip(("ours", "of windows"), self.outputs, strict=True))
        return plots.bars(both, [str(k) for k in range(10)], "output", self.description())

    def description(self):
        outputs, (ours, other) = self.outputs, map(a_digit, self.answers)
        what = "a drawing" if self.index < 0 else a_digit(self.label)
        return (
            f"{what.capitalize()}, turned by {self.degrees:g}° and moved by "
            f"{self.right} pixels to the right and {self.down} down. "
            f"The network of 784-16-16-10 neurons reads {ours} "
            f"({outputs[0].max():.2f}), the network of windows {other} ({outputs[1].max():.2f})."
        )
