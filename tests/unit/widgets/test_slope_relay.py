"""SlopeRelay in Python: what is left of a slope, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import SlopeRelay
from neuralnet.widgets.squashing import relay, squash


@pytest.mark.parametrize("function", ["sigmoid", "tanh", "relu", "identity"])
def test_what_is_left_at_the_first_is_the_slope_of_the_whole_row(function):
    def last(x):
        for _ in range(4):
            x = squash(function, np.array([1.3 * x]))[0]
        return x

    figure = SlopeRelay(function=function, x=0.7, weight=1.3, count=4, passed=4)
    rise = last(0.7 + 1e-6) - last(0.7 - 1e-6)
    assert figure.arrived() == pytest.approx(rise / 2e-6, rel=1e-5)


def test_each_hands_back_a_share():
    activations, factors, left = relay("sigmoid", 0.0, 1.0, 3)
    assert activations[0] == 0.5
    assert factors[0] == 0.25
    np.testing.assert_allclose(left, [factors.prod(), factors[1] * factors[2], factors[2]])
    assert SlopeRelay(x=0.0, count=3, passed=1).arrived() == pytest.approx(factors[2])
    assert SlopeRelay(passed=0).arrived() == 1


def test_its_words_follow():
    assert "1 is left after 0 of them" in SlopeRelay().description()
    figure = SlopeRelay(function="step", count=2, passed=2)
    assert "0 is left after 2 of them" in figure.description()
    assert figure.picture().words.endswith("the first one first: 0, 0.")


@pytest.mark.parametrize(("trait", "value"), [("count", 13), ("passed", -1), ("weight", 6)])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(SlopeRelay(), trait, value)
