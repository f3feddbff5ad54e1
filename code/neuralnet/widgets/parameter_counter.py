"""ParameterCounter: how many parameters a network has, and where they sit."""

from typing import ClassVar

import traitlets

from neuralnet import plots
from neuralnet.network import count_parameters
from neuralnet.widgets import links
from neuralnet.widgets.live_figure import LiveFigure, script, style

# Name, year and parameters, as the publications themselves say (see chapter 5).
LANDMARKS = (
    ("LeNet-5", 1998, 60_000),
    ("AlexNet", 2012, 60_000_000),
    ("BERT-large", 2019, 340_000_000),
    ("GPT-3", 2020, 175_000_000_000),
)


class ParameterCounter(LiveFigure):
    """Add, remove and widen layers, and see how many weights and biases there are.

    Trait, which can be read, set and observed from Python: ``sizes``, two to eight whole
    numbers from 1 to 100,000, the inputs first. ``count`` is the number of parameters.
    Raises traitlets.TraitError for other sizes.
    """

    _esm = script("parameter_counter")
    _css = style("parameter_counter")
    heights = traitlets.List(traitlets.Int(), [436, 436, 500]).tag(sync=True)
    sizes = traitlets.List(traitlets.Int(), [784, 16, 16, 10]).tag(sync=True)
    landmarks = traitlets.List([list(entry) for entry in LANDMARKS]).tag(sync=True)
    linked: ClassVar = {"sizes": links.several(2, 8, 1, 100_000)}

    @traitlets.validate("sizes")
    def _possible(self, proposal):
        sizes = proposal["value"]
        if not (2 <= len(sizes) <= 8 and all(1 <= size <= 100_000 for size in sizes)):
            raise traitlets.TraitError(
                f"sizes must be 2 to 8 whole numbers from 1 to 100,000, got {sizes}"
            )
        return sizes

    @property
    def count(self):
        return count_parameters(self.sizes)

    def picture(self):
        return plots.parameters(self.sizes, self.landmarks, self.description())

    def description(self):
        return (
            f"A network of {'-'.join(map(str, self.sizes))} neurons has {self.count:,} parameters."
        )
