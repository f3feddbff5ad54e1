"""The activation functions against mathematics, far out and near 0."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from neuralnet import activations
from neuralnet.activations import FUNCTIONS, SLOPES

NUMBERS = hnp.arrays(np.float64, st.integers(1, 8), elements=st.floats(-30, 30))
ANY_FLOAT = st.floats(allow_nan=False, width=32)


def test_sigmoid_has_the_values_of_its_formula():
    z = np.array([-5.0, -1.0, 0.0, 1.0, 5.0])
    np.testing.assert_allclose(activations.sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-14)
    assert activations.sigmoid(0.0) == 0.5


@given(ANY_FLOAT)
def test_sigmoid_never_overflows_and_stays_between_0_and_1(z):
    with np.errstate(all="raise", under="ignore"):
        assert 0 <= activations.sigmoid(z) <= 1
        assert 0 <= activations.sigmoid(np.float32(z)) <= 1


@given(NUMBERS)
def test_softmax_adds_up_to_1_and_ignores_a_common_shift(z):
    shares = activations.softmax(z)
    assert shares.sum() == pytest.approx(1)
    np.testing.assert_allclose(activations.softmax(z + 700), shares, rtol=1e-9)


def test_softmax_of_huge_sums_is_calm():
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_array_equal(activations.softmax([1e30, -1e30, 0]), [1, 0, 0])


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"softmax"}))
@given(z=NUMBERS)
def test_slopes_are_those_of_central_differences(name, z):
    z = np.where(np.abs(z) < 1e-3, 1e-3, z)  # ReLU has a corner at 0
    step = 1e-6
    function = FUNCTIONS[name]
    measured = (function(z + step) - function(z - step)) / (2 * step)
    np.testing.assert_allclose(SLOPES[name](function(z)), measured, atol=1e-8)


@given(z=NUMBERS)
def test_softmax_jacobians_are_those_of_central_differences(z):
    step = 1e-6 * np.eye(len(z))
    rows = (activations.softmax(z + step) - activations.softmax(z - step)) / 2e-6
    np.testing.assert_allclose(
        activations.softmax_jacobian(activations.softmax(z)), rows.T, atol=1e-8
    )


def test_relu_slope_at_the_corner_is_0():
    np.testing.assert_array_equal(activations.relu_slope(np.array([0.0, 2.0])), [0, 1])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_single_precision_stays_single(name):
    a = FUNCTIONS[name](np.ones((2, 3), np.float32))
    assert a.dtype == SLOPES[name](a).dtype == np.float32
