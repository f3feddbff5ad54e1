"""Random numbers that Python and the page draw alike: the same ones from the same seed."""

import numpy as np

from neuralnet.checks import accepts, stream, whole


@accepts(seed=whole(0))
def mulberry32(seed):
    """Yield random numbers from 0 to 1, evenly spread, without end.

    Source: mulberry32, by Tommy Ettinger (2017).
    """
    state, low = seed & 0xFFFFFFFF, 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & low
        t = (state ^ (state >> 15)) * (state | 1) & low
        t ^= (t + ((t ^ (t >> 7)) * (t | 61) & low)) & low
        yield ((t ^ (t >> 14)) & low) / 2**32


@accepts(count=whole(0, 10_000_000), uniform=stream)
def shuffled(count, uniform):
    """Return the numbers below ``count`` in a random order (Fisher and Yates).

    ``uniform`` yields the numbers from 0 to 1 that it is drawn with, as ``mulberry32`` does.
    """
    order = list(range(count))
    for k in range(count - 1, 0, -1):
        other = int(next(uniform) * (k + 1))
        order[k], order[other] = order[other], order[k]
    return order


@accepts(count=whole(0, 10_000_000), uniform=stream)
def normal(count, uniform):
    """Return normally distributed numbers, of mean 0 and variance 1 (Box and Muller 1958)."""
    pairs = np.array([(next(uniform), next(uniform)) for _ in range(count)]).reshape(-1, 2)
    return np.sqrt(-2 * np.log(1 - pairs[:, 0])) * np.cos(2 * np.pi * pairs[:, 1])
