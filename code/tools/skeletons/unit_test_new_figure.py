"""NewFigure in Python: its numbers, its words, and bad input."""

import pytest
import traitlets

from neuralnet.widgets import NewFigure


def test_it_counts_pixels():
    figure = NewFigure(side=3)
    assert figure.pixels == 9
    assert figure.description() == "A square of 3 by 3 has 9 pixels."
    assert "pixels: 9; of: 784" in figure.picture().words


@pytest.mark.parametrize("side", [0, 29])
def test_it_refuses_another_side(side):
    figure = NewFigure()
    with pytest.raises(traitlets.TraitError, match=str(side)):
        figure.side = side
    assert figure.side == 28
