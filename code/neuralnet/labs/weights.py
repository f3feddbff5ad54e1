"""The lab of chapter 3: where an edge lies, and the bias."""

import ipywidgets
import numpy as np

from neuralnet import plots
from neuralnet.checks import accepts, any_whole, number
from neuralnet.datasets import mnist
from neuralnet.features import EDGE_ROW, edge
from neuralnet.images import shift
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import DIGITS, Lab, by_digit


@accepts(row=any_whole, bias=number)
def moved_edge(row: int, bias: float) -> Answer:
    """Say for which digits an edge detector fires whose edge lies in ``row``, with a bias."""
    digits = mnist()
    weights = shift(edge()[np.newaxis], 0, row - EDGE_ROW)[0]
    fires = digits.test_images[:2000] @ weights + bias > 0
    shares = by_digit(fires, digits.test_labels[:2000])
    says = f"A horizontal edge in row {row} with a bias of {bias:g}, on 2,000 test digits."
    return Answer(
        plots.bars, says, series={"fires": shares}, labels=DIGITS, xlabel="share of each digit"
    )


def bias_lab() -> Lab:
    """In which row the edge lies, and the bias."""
    return Lab(
        moved_edge,
        row=ipywidgets.IntSlider(EDGE_ROW, 5, 22, description="edge in row"),
        bias=ipywidgets.FloatSlider(0.0, min=-30, max=30, step=1, description="bias"),
    )
