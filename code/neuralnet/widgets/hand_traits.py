"""What the figures that hold a reader's own handwriting share."""

import functools

import numpy as np
import traitlets

from neuralnet import handwriting, zoo
from neuralnet.hands import person
from neuralnet.images import to_bytes
from neuralnet.widgets.network_traits import compact
from neuralnet.widgets.state import Data, refusing

INVENTED = "Invented person"
EACH = 6  # of each digit that the invented person wrote
WORST_READ = 20  # of the seeds 0 to 39 of ``hands.person`` the one whom `relu` reads worst


@functools.cache
def invented():
    """Return the text that holds the digits of an invented person, the worst read of forty."""
    labels = EACH * list(range(10))
    drawings = to_bytes(person(labels, WORST_READ))
    return handwriting.as_text([handwriting.Hand(INVENTED, np.array(labels), drawings)])


class HandTraits(traitlets.HasTraits):
    """Handwriting as traits: of the reader, and of others whose files were opened.

    ``hands`` is the text that ``handwriting.hands_in`` reads, empty if there is none; ``writer``
    is the person who is looked at, empty for the reader. On the page both are kept in the
    browser. ``ours`` and ``drawer`` hold the networks `relu` and `drawings`.
    """

    hands = traitlets.Unicode("").tag(sync=True)
    writer = traitlets.Unicode("").tag(sync=True)
    sample = traitlets.Unicode(read_only=True).tag(sync=True)
    ours = Data(read_only=True).tag(sync=True)
    drawer = Data(read_only=True).tag(sync=True)

    @traitlets.default("sample")
    def _somebody(self):
        return invented()

    @traitlets.default("ours")
    def _our_parameters(self):
        return compact(zoo.load("relu").parameters)

    @traitlets.default("drawer")
    def _drawers_parameters(self):
        return compact(zoo.load("drawings").parameters)

    @traitlets.validate("hands")
    def _readable(self, proposal):
        with refusing():
            if proposal["value"]:
                handwriting.hands_in(proposal["value"], "hands")
        return proposal["value"]

    @property
    def everybody(self):
        """All hands, a list of ``handwriting.Hand``."""
        return handwriting.hands_in(self.hands) if self.hands else []

    @property
    def hand(self):
        """The digits of the person who is looked at."""
        empty = handwriting.Hand(self.writer, np.zeros(0, int), np.zeros((0, 28, 28), np.uint8))
        return next((hand for hand in self.everybody if hand.writer == self.writer), empty)

    @property
    def images(self):
        """This person's digits as a network sees them: shape (n, 784)."""
        return handwriting.images_of(self.hand)

    @property
    def labels(self):
        """What each of them is meant to be, of shape (n,)."""
        return self.hand.labels
