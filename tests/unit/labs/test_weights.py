"""The lab of an edge."""

import pytest

from neuralnet.labs.weights import moved_edge


@pytest.mark.parametrize(("row", "bias"), [(5, -30), (22, 30)])
def test_the_lab_of_the_edge_answers_at_its_sliders_ends(row, bias):
    words = moved_edge(row, bias).picture().words
    assert words.startswith(f"A horizontal edge in row {row} with a bias of {bias}")
