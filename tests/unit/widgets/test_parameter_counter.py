"""ParameterCounter in Python: its counts, and bad input."""

import pytest
import traitlets

from neuralnet.widgets import (
    ParameterCounter,
)


def test_parameter_counter_counts():
    counter = ParameterCounter(sizes=[784, 30, 10])
    assert counter.count == 784 * 30 + 30 * 10 + 30 + 10
    assert "23,860 parameters" in counter.description()
    assert "layer 1: 784 x 30 weights: 23,520" in counter.picture().words


@pytest.mark.parametrize("sizes", [[5], [784, 0, 10], [1] * 9, [784, 100_001]])
def test_parameter_counter_refuses_other_sizes(sizes):
    with pytest.raises(traitlets.TraitError, match="2 to 8 whole numbers"):
        ParameterCounter(sizes=sizes)
