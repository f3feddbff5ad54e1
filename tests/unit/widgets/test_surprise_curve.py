"""SurpriseCurve in Python: its cost, its words, and bad input."""

import pytest
import traitlets

from neuralnet.training import cross_entropy
from neuralnet.widgets import SurpriseCurve


def test_its_cost_is_the_cross_entropy():
    figure = SurpriseCurve(y=0.1)
    assert figure.cost == pytest.approx(cross_entropy([[0.1, 0.9]], [[1, 0]]))
    assert "is 2.30" in figure.picture().words


@pytest.mark.parametrize("y", [0, 1.1])
def test_it_refuses_another_output(y):
    figure = SurpriseCurve()
    with pytest.raises(traitlets.TraitError):
        figure.y = y
    assert figure.y == 0.5
