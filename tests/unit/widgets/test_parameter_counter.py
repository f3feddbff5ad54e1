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


@pytest.mark.parametrize(
    ("sizes", "lines", "words"),
    [
        ([784, 16, 16, 10], [251, 5, 3], "a line for 50 weights"),
        ([20, 10, 6], [200, 60], "a line for each weight"),
        ([100_000, 100_000, 1], [200, 1], "a line for 50,000,000 weights"),
    ],
)
def test_the_picture_has_a_line_for_each_weight_or_for_equally_many(sizes, lines, words):
    axes = ParameterCounter(sizes=sizes).picture().axes[0]
    woven = [collection.get_segments() for collection in axes.collections]
    assert [len({tuple(line.ravel()) for line in band}) for band in woven] == lines
    assert axes.get_title("left") == words
