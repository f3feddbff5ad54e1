"""What the package accepts where one number is wanted."""

import numpy as np
import pytest

from neuralnet import checks


@pytest.mark.parametrize(
    ("check", "number"),
    [
        (checks.real(), np.float32(0.1)),
        (checks.real(0, 1), np.float16(0.5)),
        (checks.real(), np.int8(3)),
        (checks.whole(1), np.int8(3)),
        (checks.whole(0, 1000), np.uint8(200)),
    ],
)
def test_numpy_s_small_numbers_are_compared_with_large_limits(check, number):
    assert check(number, "n") == number


@pytest.mark.parametrize("number", [np.float32("nan"), np.float64("inf"), np.bool_(True), "3"])
def test_what_is_no_finite_number_is_refused(number):
    with pytest.raises(ValueError, match="n must be a number"):
        checks.real()(number, "n")


def test_something_must_be_in_an_array_of_which_something_is_asked():
    check = checks.some(checks.inside(0, 1, None, None))
    assert check(np.ones((2, 1)), "outputs").shape == (2, 1)
    with pytest.raises(ValueError, match=r"outputs must hold numbers, got shape \(3, 0\)"):
        check(np.zeros((3, 0)), "outputs")
