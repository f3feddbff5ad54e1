"""ThreeInputs in Python: its sum, its words, and bad input."""

import pytest
import traitlets

from neuralnet.widgets import ThreeInputs


def test_it_sums_and_squashes():
    figure = ThreeInputs(inputs=[1, 0.5, 0], weights=[2, -1, 3], bias=-1.5)
    assert figure.sum == 0
    assert figure.activation == 0.5
    assert "bias: -1.50" in figure.picture().words


@pytest.mark.parametrize(
    ("trait", "value"), [("inputs", [0, 1]), ("inputs", [0, 1, 2]), ("weights", [4, 0, 0])]
)
def test_it_refuses_other_numbers(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(ThreeInputs(), trait, value)
