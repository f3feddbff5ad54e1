"""CurveSum in Python: its sums, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import CurveSum


def test_without_activation_it_is_a_line():
    figure = CurveSum(function="identity")
    bends = np.diff(figure.answer(np.linspace(-4, 4, 9)), 2)
    np.testing.assert_allclose(bends, 0, atol=1e-12)
    assert "Mean squared difference" in figure.picture().words


def test_its_error_is_the_mean_of_squares():
    figure = CurveSum(neurons=[[0.0, 0.0, 0.0]], offset=0.75)
    x = np.linspace(-4, 4, 81)
    assert figure.error() == pytest.approx(np.mean((0.5 * np.sin(1.5 * x)) ** 2))


def test_its_picture_stacks_the_parts_up_to_the_sum():
    figure = CurveSum(neurons=[[3.0, 6.0, 0.5], [3.0, 0.0, -1.0]], offset=0.25)
    *edges, total, wanted = figure.picture().axes[0].lines
    x = total.get_xdata()
    np.testing.assert_allclose(total.get_ydata(), figure.answer(x))
    assert wanted.get_linestyle() == "--"
    first = CurveSum(neurons=figure.neurons[:1], offset=0.25).answer(x)
    found = edges[2].get_ydata()  # after the offset's two, of which one is nowhere
    np.testing.assert_allclose(found[np.isfinite(found)], first[np.isfinite(found)])
    takes = [line for line in edges if line.get_linestyle() == "--"]
    assert np.isfinite(takes[2].get_ydata()).any()


@pytest.mark.parametrize("neurons", [[], [[1.0, 2.0]], [[1, 1, 1]] * 7])
def test_it_refuses_other_sums(neurons):
    with pytest.raises(traitlets.TraitError, match="1 to 6 lists"):
        CurveSum(neurons=neurons)


@pytest.mark.parametrize("number", [np.nan, np.inf, "1"])
def test_it_refuses_what_is_no_finite_number(number):
    with pytest.raises(traitlets.TraitError, match="finite numbers"):
        CurveSum(neurons=[[1.0, number, 1.0]])
