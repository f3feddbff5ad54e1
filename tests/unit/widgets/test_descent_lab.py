"""DescentLab in Python: it rolls as the network's optimiser does."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import (
    DescentLab,
)


def test_descent_lab_rolls_as_the_network_s_optimiser_does():
    lab = DescentLab("valley", learning_rate=0.1, momentum=0.5, steps=2)
    first = np.array([-3.6, 1.2]) - 0.1 * np.array([-3.6, 14.4])
    velocity = 0.5 * np.array([-3.6, 14.4]) + first * (1, 12)
    np.testing.assert_allclose(lab.path, [[-3.6, 1.2], first, first - 0.1 * velocity])
    assert "after 2 steps" in lab.description()
    assert "A ball takes 2 steps" in lab.picture().words
    assert "a cost with two valleys" in DescentLab(steps=200).description()


@pytest.mark.parametrize(
    ("landscape", "start"), [("curve", [3.5]), ("curve", [1.0, 1.0]), ("valley", [0.0, 2.5])]
)
def test_descent_lab_refuses_a_start_outside(landscape, start):
    with pytest.raises(traitlets.TraitError, match="start must be"):
        DescentLab(landscape, start=start)
