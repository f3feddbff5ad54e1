"""Random numbers that Python and the page draw alike."""

import numpy as np
import pytest

from neuralnet.random import mulberry32, normal, shuffled


def test_random_numbers_are_even_shuffled_and_normal():
    uniform = mulberry32(3)
    many = np.array([next(uniform) for _ in range(20_000)])
    assert 0 <= many.min() < many.max() < 1
    np.testing.assert_allclose(np.histogram(many, 10, (0, 1))[0], 2000, rtol=0.1)
    assert sorted(shuffled(50, uniform)) == list(range(50))
    numbers = normal(20_000, uniform)
    assert numbers.mean() == pytest.approx(0, abs=0.03)
    assert numbers.std() == pytest.approx(1, abs=0.03)
