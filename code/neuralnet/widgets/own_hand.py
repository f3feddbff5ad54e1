"""OwnHand: write digits, and see which readers can read you."""

import functools
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import handwriting, plots, zoo
from neuralnet.baselines import averages, nearest
from neuralnet.chance import exact_interval
from neuralnet.handwriting import extent
from neuralnet.images import slants, thickness, to_bytes
from neuralnet.widgets.digit_files import digit_file, digit_set
from neuralnet.widgets.hand_traits import HandTraits
from neuralnet.widgets.live_figure import Data, LiveFigure, script, style
from neuralnet.widgets.network_traits import compact

VIEWS = ["digits", "readers", "habits", "people"]
READERS = {
    "ours": "The book's network",
    "drawer": "The one for drawings",
    "windows": "The one of windows",
    "average": "Nearest average",
    "example": "Nearest of 10,000",
}


@functools.cache
def _averages():
    return to_bytes(averages(*digit_set("train")))


@functools.cache
def _readers():
    """Return what reads images, by its name in READERS: each a function of images."""
    images, labels = digit_set("train")
    known = to_bytes(images) / 255  # as the page has them
    means = _averages() / 255
    return {
        "ours": zoo.load("relu").predict,
        "drawer": zoo.load("drawings").predict,
        "windows": zoo.load("convolution").predict,
        "average": lambda images: nearest(images, means),
        "example": lambda images: labels[nearest(images, known)],
    }


@functools.cache
def _of_mnist():
    """Return each reader's accuracy on 1,000 test digits, and how these are written."""
    images, labels = digit_set("test")
    right = {
        name: float((read(images.astype(np.float64)) == labels).mean())
        for name, read in _readers().items()
    }
    written = {"slant": slants(images), "thickness": thickness(images)}
    return right, {
        name: [float(values.mean()), float(values.std())] for name, values in written.items()
    }


class OwnHand(HandTraits, LiveFigure):
    """Write digits, and see which of five readers can read you, and how you differ from MNIST.

    Traits and properties, which can be read from Python, and set but for the last three:

    - ``hands``: all that was written, as the text of a file that the page saves;
    - ``writer``: the person whose digits are looked at, empty for the reader;
    - ``view``: what is shown beside the pad, one of VIEWS;
    - ``images``, ``labels``: this person's digits, as networks see them;
    - ``reading``: for each of the READERS how many it reads right, of how many;
    - ``measures``: how thick, slanted, large and far from the middle they are, on average.

    Raises traitlets.TraitError for a text that holds no handwriting.
    """

    _esm = script("own_hand")
    _css = style("own_hand")
    heights = traitlets.List(traitlets.Int(), [580, 580, 868]).tag(sync=True)
    view = traitlets.Enum(VIEWS, "digits").tag(sync=True)
    linked: ClassVar = {"view": None}
    windows = Data(read_only=True).tag(sync=True)
    averages = Data(read_only=True).tag(sync=True)
    usual = traitlets.Dict(read_only=True).tag(sync=True)  # accuracies on MNIST's test digits
    megabytes = traitlets.Float(read_only=True).tag(sync=True)  # of the 10,000 examples
    typical = traitlets.Dict(read_only=True).tag(sync=True)  # how these are written

    @traitlets.default("windows")
    def _parameters_of_windows(self):
        return compact(zoo.load("convolution").parameters)

    @traitlets.default("averages")
    def _average_digits(self):
        return _averages().tobytes()

    @traitlets.default("megabytes")
    def _size_of_examples(self):
        return round(len(digit_file("train")) / 1e6, 1)

    @traitlets.default("usual")
    def _accuracies(self):
        return _of_mnist()[0]

    @traitlets.default("typical")
    def _measures_of_mnist(self):
        return _of_mnist()[1]

    @property
    def reading(self):
        """How many digits each reader reads right, of how many: {name: (right, count)}."""
        images, labels = self.images, self.labels
        if not len(labels):
            return dict.fromkeys(READERS, (0, 0))
        return {
            name: (int((read(images) == labels).sum()), len(labels))
            for name, read in _readers().items()
        }

    @property
    def measures(self):
        """How the digits are written: the mean of each measure, in pixels but for the slant."""
        if not len(self.labels):
            return {}
        sizes, offsets = np.array([extent(drawing / 255) for drawing in self.hand.drawings]).T
        found = {
            "thickness": thickness(self.images),
            "slant": slants(self.images),
            "size": sizes,
            "offset": offsets,
        }
        return {name: float(values.mean()) for name, values in found.items()}

    def picture(self):
        hand = self.hand if len(self.labels) else handwriting.hands_in(self.sample)[0]
        titles = [str(label) for label in hand.labels[:60]]
        drawings = hand.drawings[:60].reshape(-1, 784) / 255
        return plots.digits(drawings, titles, self.description(), columns=10)

    def description(self):
        if not len(self.labels):
            return (
                "A pad to write digits on. None is written yet: the picture shows those of an "
                "invented person."
            )
        parts = []
        for name, (right, count) in self.reading.items():
            low, high = exact_interval(right, count)
            parts.append(f"{READERS[name]}: {right} of {count} ({low:.0%} to {high:.0%})")
        return f"The digits of {self.writer or 'the reader'}. Read right, {'; '.join(parts)}."
