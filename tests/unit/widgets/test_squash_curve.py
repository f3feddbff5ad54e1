"""SquashCurve in Python: its slope, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import SquashCurve


@pytest.mark.parametrize("function", ["sigmoid", "tanh", "relu", "identity"])
def test_its_slope_is_a_slope(function):
    figure = SquashCurve(function=function, x=0.7, weight=1.3, bias=-0.2)
    below, above = figure.answer(np.array([0.7 - 1e-6, 0.7 + 1e-6]))
    assert figure.slope() == pytest.approx((above - below) / 2e-6, rel=1e-5)


def test_a_step_is_flat():
    figure = SquashCurve(function="step", x=-1.0)
    assert list(figure.answer(np.array([-1.0, 0.0, 1.0]))) == [0, 1, 1]
    assert figure.slope() == 0
    assert "slope 0" in figure.picture().words


@pytest.mark.parametrize(
    ("trait", "value"), [("x", 7), ("weight", -6), ("bias", 11), ("function", "softmax")]
)
def test_it_refuses_what_it_does_not_show(trait, value):
    figure = SquashCurve()
    with pytest.raises(traitlets.TraitError):
        setattr(figure, trait, value)
    assert figure.x == 1
