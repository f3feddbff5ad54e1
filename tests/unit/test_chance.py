"""How far a measured share may be off."""

import numpy as np
import pytest

from neuralnet import chance


def test_a_share_lies_where_wilson_says():
    """Against the examples of Newcombe (1998), "Two-sided confidence intervals", method 3."""
    for right, count, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert chance.share_interval(right, count) == pytest.approx((low, high), abs=5e-5)
    assert chance.share_interval(20, 20)[1] == pytest.approx(1)


def test_no_more_can_be_right_than_there_are():
    with pytest.raises(ValueError, match="right must be at most count, 3, got 4"):
        chance.share_interval(4, 3)


def test_the_interval_of_a_mean_holds_it_as_often_as_it_says():
    """Groups of ten alike values: the true mean, 0, lies inside about 95 times in 100."""
    rng, hits = np.random.default_rng(0), 0
    groups = np.repeat(np.arange(40), 10)
    for _ in range(100):
        values = np.repeat(rng.normal(size=40), 10)
        low, high = chance.mean_interval(values, groups, 0)
        hits += low < 0 < high
    assert 89 <= hits <= 99


def test_what_is_alike_within_a_group_is_less_certain_than_it_looks():
    rng = np.random.default_rng(0)
    values = np.repeat(rng.integers(0, 2, 20), 50)
    low, high = chance.mean_interval(values, np.repeat(np.arange(20), 50), 0)
    alone = chance.share_interval(int(values.sum()), len(values))
    assert high - low > 4 * (alone[1] - alone[0])


def test_groups_must_fit():
    with pytest.raises(ValueError, match="a group for each of 3 values, got 2"):
        chance.mean_interval([1, 2, 3], ["a", "b"], 0)
    with pytest.raises(ValueError, match="two groups or more, got 1"):
        chance.mean_interval([1, 2, 3], ["a", "a", "a"], 0)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(27, 30, 0.7347, 0.9789), (0, 10, 0, 0.3085), (10, 10, 0.6915, 1), (50, 100, 0.3983, 0.6017)],
)
def test_the_exact_interval_is_clopper_and_pearsons(right, count, low, high):
    assert chance.exact_interval(right, count) == pytest.approx((low, high), abs=5e-5)


def test_more_than_all_cannot_be_right():
    with pytest.raises(ValueError, match="right must be at most count, 3, got 4"):
        chance.exact_interval(4, 3)
