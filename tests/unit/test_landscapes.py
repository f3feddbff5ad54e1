"""The landscapes: their slopes are slopes."""

import numpy as np
import pytest

from neuralnet import landscapes


@pytest.mark.parametrize("x", [-3.0, -1.0, 0.3, 2.6])
def test_the_landscapes_slopes_are_slopes(x):
    little = 1e-6
    rise = landscapes.curve(x + little) - landscapes.curve(x - little)
    assert landscapes.curve_slope(x) == pytest.approx(rise / (2 * little), abs=1e-6)
    for step in np.eye(2) * little:
        rise = landscapes.valley(np.add((x, 0.5), step)) - landscapes.valley((x, 0.5) - step)
        slopes = landscapes.valley_slopes((x, 0.5))
        assert slopes @ step / little == pytest.approx(rise / (2 * little), abs=1e-5)
