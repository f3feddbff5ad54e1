"""TenLamps in Python: its outputs, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import TenLamps


def test_softmax_shares_and_sigmoids_do_not():
    figure = TenLamps(sums=[0.0] * 10)
    np.testing.assert_allclose(figure.outputs, 0.5)
    figure.output = "softmax"
    np.testing.assert_allclose(figure.outputs, 0.1)
    assert "Together they make 1.00" in figure.picture().words


def test_pulling_one_leaves_the_other_sigmoids_and_dims_the_others_of_softmax():
    for output, others_move in (("sigmoid", False), ("softmax", True)):
        figure = TenLamps(output=output)
        before = figure.outputs
        figure.sums = [6.0, *figure.sums[1:]]
        assert figure.outputs[0] > before[0]
        assert (figure.outputs[1:] < before[1:]).all() == others_move


@pytest.mark.parametrize("sums", [[0.0] * 9, [7.0] * 10, [np.nan] * 10])
def test_it_refuses_other_sums(sums):
    with pytest.raises(traitlets.TraitError):
        TenLamps(sums=sums)
