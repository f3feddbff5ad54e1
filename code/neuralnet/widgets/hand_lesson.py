"""HandLesson: teach a network one person's handwriting, and see what it forgets."""

import functools
import json
from pathlib import Path
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots, zoo
from neuralnet.handwriting import images_of
from neuralnet.images import to_bytes
from neuralnet.teaching import STEPS, halves, teach
from neuralnet.widgets.digit_files import digit_set
from neuralnet.widgets.hand_traits import INVENTED, HandTraits, invented
from neuralnet.widgets.live_figure import Data, LiveFigure, Refused, script, style
from neuralnet.widgets.network_traits import compact, restored

SIZES = [784, 16, 16, 10]
NETWORKS = {"ours": "relu", "drawer": "drawings"}
EVERY = 10  # steps between two tests, as in hand_lesson_state.js
STORED = Path(__file__).with_suffix(".json")


def earlier_lesson():
    """Teach the invented person's hand: what came of it, as the page would find.

    ``points`` are rows [steps, how many of this person's test digits are read right, how many of
    MNIST's]; ``answers`` are what the test digits are read as in the end. A figure reads them
    from a file: ``python -c "from neuralnet.widgets import hand_lesson; hand_lesson.write()"``
    teaches anew.
    """
    figure = HandLesson(hands=invented(), writer=INVENTED)
    networks = {step: figure.learned(step) for step in range(0, STEPS + 1, EVERY)}
    points = [[step, *figure.measured(network)] for step, network in networks.items()]
    return {"points": points, "answers": networks[STEPS].predict(figure.lesson[1][0]).tolist()}


def write():
    """Give the lesson made before, and write the file that a new figure reads."""
    STORED.write_text(json.dumps(earlier_lesson()) + "\n", encoding="utf-8")


@functools.cache
def _stored():
    return json.loads(STORED.read_text(encoding="utf-8"))


def _with(parameters):
    """Return the network of this book with these parameters, in 64 bits."""
    return restored(SIZES, "relu", "softmax", parameters)


class HandLesson(HandTraits, LiveFigure):
    """Teach a network to read a person, and see how well it reads on, and what it forgets.

    It learns from every other digit of the person's, and is tested on the others; or, if there
    are several persons, from all others and is tested on this one. Beside, it reads 1,000 of
    MNIST's test digits, which it never learns from. Where there is nobody yet, a lesson made
    before stands in grey: an invented person's (``earlier``).

    Traits, all of which can be read, set and observed from Python:

    - ``hands``, ``writer``: the handwriting, as OwnHand holds it;
    - ``start``: the network to begin with, "ours" (`relu`) or "drawer" (`drawings`);
    - ``mixed``: whether it is shown digits of MNIST's beside;
    - ``by_person``: whether it learns from all other persons in place of half of the digits;
    - ``examples``: from how many digits it learns at most;
    - ``taught``: the parameters of the network when it has learned.

    ``network`` is what it has become, or what it begins with; ``learned()`` teaches one in
    Python, with the same digits in the same order. Raises traitlets.TraitError for a trait outside
    its range.
    """

    _esm = script("hand_lesson")
    worker = traitlets.Unicode(script("js/hand_worker")).tag(sync=True)
    _css = style("hand_lesson")
    heights = traitlets.List(traitlets.Int(), [582, 582, 816]).tag(sync=True)
    start = traitlets.Enum(list(NETWORKS), "ours").tag(sync=True)
    mixed = traitlets.Bool(True).tag(sync=True)
    by_person = traitlets.Bool(False).tag(sync=True)
    examples = traitlets.Int(500, min=1, max=500).tag(sync=True)
    taught = Data().tag(sync=True)
    earlier = traitlets.Dict(read_only=True).tag(sync=True)
    linked: ClassVar = {"start": None, "mixed": None, "by_person": None, "examples": None}

    @traitlets.default("earlier")
    def _made_before(self):
        return _stored()

    @traitlets.validate("taught")
    def _of_this_shape(self, proposal):
        if proposal["value"]:
            try:
                _with(proposal["value"])
            except ValueError as error:
                raise Refused(str(error)) from error
        return proposal["value"]

    @property
    def _first(self):
        return _with(compact(zoo.load(NETWORKS[self.start]).parameters))

    @property
    def network(self):
        """What it has become, or what it begins with: a copy, in 64 bits."""
        return _with(self.taught) if self.taught else self._first

    @property
    def lesson(self):
        """The images and labels to learn from, and those for the test: two pairs."""
        images, labels = self.images, self.labels
        if self.by_person:
            others = [hand for hand in self.everybody if hand.writer != self.writer]
            known = np.concatenate([np.zeros((0, 784)), *map(images_of, others)])
            names = np.concatenate([np.zeros(0, int), *(hand.labels for hand in others)])
            return (known[: self.examples], names[: self.examples]), (images, labels)
        learned = halves(labels)
        places = np.flatnonzero(learned)[: self.examples]
        return (images[places], labels[places]), (images[~learned], labels[~learned])

    def learned(self, steps=STEPS):
        """Return a network that has had so many steps of this lesson."""
        network, known = self._first, self.lesson[0]
        if len(known[0]):
            images, labels = digit_set("train")
            others = (to_bytes(images) / 255, labels) if self.mixed else None  # as in the page
            teach(network, known, others, steps=steps)
        return network

    def measured(self, network):
        """Return how many test digits of the person a network reads right, and of MNIST's."""
        images, labels = self.lesson[1]
        mnist, mnist_labels = digit_set("test")
        right = (network.predict(images) == labels).sum() if len(labels) else 0
        return int(right), int((network.predict(mnist) == mnist_labels).sum())

    def picture(self):
        """Draw the lesson, worked out in Python; the one made before, if there is nobody."""
        count, whose = len(self.lesson[1][1]), "this hand"
        if count:
            steps = range(0, STEPS + 1, 50)
            found = [[step, *self.measured(self.learned(step))] for step in steps]
        else:
            found, count, whose = self.earlier["points"], len(self.earlier["answers"]), "invented"
        steps, right, mnist = np.array(found).T
        series = {whose: right / count, "MNIST's": mnist / 1000}
        return plots.lines(
            steps, series, "steps", "test digits read right", self.description(), percent=True
        )

    def description(self):
        known, (_, labels) = self.lesson
        before, after = self.measured(self.learned(0)), self.measured(self.learned())
        whose = self.writer or "the reader"
        if not len(known[0]):
            (_, first, _), *_, (_, last, _) = self.earlier["points"]
            return (
                "A network to be taught somebody's handwriting. There is none yet: it reads "
                f"{before[1]:,} of 1,000 test digits of MNIST's. In a lesson made before it came "
                f"to read {last} of {len(self.earlier['answers'])} of an invented person's, in "
                f"place of {first}."
            )
        return (
            f"Taught from {len(known[0])} digits, the network reads {after[0]} of {len(labels)} "
            f"others of {whose}, in place of {before[0]}, and {after[1]:,} of 1,000 test digits of "
            f"MNIST's, in place of {before[1]:,}."
        )
