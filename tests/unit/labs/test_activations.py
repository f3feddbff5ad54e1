"""The lab of depth."""

import pytest

from neuralnet.labs.activations import depth


@pytest.mark.parametrize(("function", "layers", "rate"), [("identity", 1, 0.01), ("relu", 8, 1.0)])
def test_the_lab_of_depth_answers_at_its_sliders_ends(function, layers, rate):
    assert f"{layers} hidden layers of {function}" in depth(function, layers, rate).words
