"""TemperatureDial: what a temperature does to a network's confidence."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots, zoo
from neuralnet.calibration import gap, record
from neuralnet.datasets import mnist
from neuralnet.widgets.live_figure import LiveFigure, script, style

TEMPERATURES = [round(0.5 + 0.05 * k, 2) for k in range(51)]  # from 0.5 to 3
LEAST = 10  # digits that a step of confidence needs to be drawn


@checks.accepts(outputs=checks.inside(0, 1, None, None), temperature=checks.real(0.01, 100))
def cooled(outputs, temperature):
    """Return softmax outputs, of shape (n, classes), at another temperature.

    Dividing the weighted sums by it means taking a root of each output. Source: Guo and others
    (2017), "On calibration of modern neural networks".
    """
    powers = np.maximum(outputs, 1e-30) ** (1 / temperature)
    return powers / powers.sum(axis=1, keepdims=True)


class TemperatureDial(LiveFigure):
    """Turn the temperature, and see the record of confidence walk to the diagonal.

    ``outputs`` are those of a network with softmax, of shape (n, 10), ``labels`` what is right; by
    default those of the stored network `relu` for the first 1,000 test digits. Traits, all of which
    can be read, set and observed from Python:

    - ``step``: which of ``temperatures`` is set, from 0; 10 is the temperature 1;
    - ``records``: for each temperature what ``calibration.record`` says.

    Raises traitlets.TraitError for a step that is none.
    """

    _esm = script("temperature_dial")
    _css = style("temperature_dial")
    heights = traitlets.List(traitlets.Int(), [480, 480, 482]).tag(sync=True)
    linked: ClassVar = {"step": None}
    step = traitlets.Int(10, min=0, max=len(TEMPERATURES) - 1).tag(sync=True)
    temperatures = traitlets.List(TEMPERATURES, read_only=True).tag(sync=True)
    records = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self, outputs=None, labels=None, **traits):
        super().__init__(**traits)
        if outputs is None:
            digits = mnist()
            outputs = zoo.load("relu").forward(digits.test_images[:1000])
            labels = digits.test_labels[:1000]
        outputs = checks.inside(0, 1, None, None)(outputs, "outputs")
        records = [record(cooled(outputs, t), labels) for t in TEMPERATURES]
        self.set_trait("records", records)

    @property
    def gap(self):
        """How far confidence is from the share read right, on average over all digits."""
        return gap(self.records[self.step])

    def picture(self):
        return plots.calibration({"now": self.records[self.step]}, self.description())

    def description(self):
        temperature = self.temperatures[self.step]
        return (
            f"How often a network is right against how sure it is, at the temperature "
            f"{temperature:.2f}: on average {self.gap:.3f} off."
        )
