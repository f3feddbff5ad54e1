"""ActivationLab in Python: its slopes, its sums, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import (
    ActivationLab,
)


@pytest.mark.parametrize("function", ["sigmoid", "tanh", "relu", "identity"])
def test_activation_lab_s_slope_is_a_slope(function):
    for view in ("one", "row"):
        lab = ActivationLab(view=view, function=function, x=0.7, weight=1.3, bias=-0.2, count=4)
        rise = lab.answer(0.7 + 1e-6) - lab.answer(0.7 - 1e-6)
        assert lab.slope() == pytest.approx(rise / 2e-6, rel=1e-5)


def test_activation_lab_without_activation_is_a_line():
    lab = ActivationLab(view="sum", function="identity")
    bends = np.diff(lab.answer(np.linspace(-4, 4, 9)), 2)
    np.testing.assert_allclose(bends, 0, atol=1e-12)
    assert ActivationLab(function="step", x=-1.0).answer(-1.0) == 0
    assert ActivationLab(function="step").slope() == 0
    assert "Mean squared difference" in lab.picture().words


@pytest.mark.parametrize("neurons", [[], [[1.0, 2.0]], [[1, 1, 1]] * 7])
def test_activation_lab_refuses_other_sums(neurons):
    with pytest.raises(traitlets.TraitError, match="1 to 6 lists"):
        ActivationLab(neurons=neurons)


@pytest.mark.parametrize("number", [np.nan, np.inf, "1"])
def test_activation_lab_refuses_what_is_no_finite_number(number):
    with pytest.raises(traitlets.TraitError, match="finite numbers"):
        ActivationLab(neurons=[[1.0, number, 1.0]])
