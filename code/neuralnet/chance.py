"""Chance: how far a measured share may be off, since other examples could have been drawn."""

import math

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts

REACH = 1.96  # standard deviations to both sides of the mean hold 95% of a normal distribution
TIMES = 10_000  # as often the groups are drawn anew


@accepts(right=checks.whole(0), count=checks.positive_whole)
def share_interval(right, count):
    """Return the ends of the interval of a share, of which ``right`` of ``count`` were seen.

    It lies between them with 95% confidence, if every example was drawn on its own: two numbers
    from 0 to 1. Raises ValueError if more are right than there are.

    Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
    """
    if right > count:
        raise ValueError(f"right must be at most count, {count}, got {right}")
    share, doubt = right / count, REACH**2 / count
    middle = share + doubt / 2
    half = math.sqrt(doubt * share * (1 - share) + doubt**2 / 4)
    return max((middle - half) / (1 + doubt), 0.0), min((middle + half) / (1 + doubt), 1.0)


@accepts(right=checks.whole(0), count=checks.whole(1, 1_000_000))
def exact_interval(right, count):
    """Return the ends of the interval of a share, exactly, for counts however small.

    Two numbers from 0 to 1: were the share below the first, as many as ``right`` of ``count``, or
    more, would come in fewer than 25 of 1,000 such samples; were it above the second, as few or
    fewer. Where much was counted, ``share_interval`` comes to nearly the same. Raises
    ValueError if more are right than there are.

    Source: Clopper and Pearson (1934), *Biometrika* 26(4), 404 to 413.
    """
    if right > count:
        raise ValueError(f"right must be at most count, {count:,}, got {right:,}")
    # Reading k of n right is reading n - k wrong: the upper end is a lower end of the mistakes.
    return _least_share(right, count), 1 - _least_share(count - right, count)


def _least_share(right, count):
    """Return the share with which ``right`` or more of ``count`` come in 25 of 1,000 samples."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if _at_least(right, count, middle) < 0.025:
            low = middle
        else:
            high = middle
    return low if right else 0.0


def _at_least(right, count, share):
    """Return the probability that at least so many of ``count`` come."""
    if right == 0 or share == 1:
        return 1.0
    logs = math.log(share), math.log1p(-share)
    return math.fsum(
        math.exp(_log_ways(k, count) + k * logs[0] + (count - k) * logs[1])
        for k in range(right, count + 1)
    )


def _log_ways(k, count):
    return math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1)


@accepts(values=checks.array(None), groups=checks.items(checks.anything), seed=checks.generator)
def mean_interval(values, groups, seed):
    """Return the ends of the interval in which the mean of ``values`` lies, with 95% confidence.

    ``groups`` holds the name of each value's group, such as the family of a voice. Whole groups
    are drawn anew, with repetition, 10,000 times (a bootstrap), since what one group brings is
    alike: more of the same voice would not tell much more. Raises ValueError if there are not as
    many names as values, or fewer than two groups.

    Source: Efron (1979), "Bootstrap methods: another look at the jackknife".
    """
    if len(groups) != len(values):
        raise ValueError(f"expected a group for each of {len(values)} values, got {len(groups)}")
    names, place = np.unique([str(group) for group in groups], return_inverse=True)
    if len(names) < 2:
        raise ValueError(f"expected two groups or more, got {len(names)}")
    sums, counts = np.bincount(place, values), np.bincount(place)
    drawn = seed.integers(len(names), size=(TIMES, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
