"""The same dice as in the page: random numbers that ``core.js`` draws too."""

import numpy as np


def dice(seed):
    """Yield random numbers from 0 to 1, the same for the same seed, without end.

    Source: mulberry32, by Tommy Ettinger (2017).
    """
    state, low = seed & 0xFFFFFFFF, 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & low
        t = (state ^ (state >> 15)) * (state | 1) & low
        t ^= (t + ((t ^ (t >> 7)) * (t | 61) & low)) & low
        yield ((t ^ (t >> 14)) & low) / 2**32


def shuffled(count, throws):
    """Return the numbers below ``count`` in a random order (Fisher and Yates)."""
    order = list(range(count))
    for k in range(count - 1, 0, -1):
        other = int(next(throws) * (k + 1))
        order[k], order[other] = order[other], order[k]
    return order


def bell(count, throws):
    """Return numbers of a bell curve with mean 0 and variance 1 (Box and Muller 1958)."""
    pairs = np.array([(next(throws), next(throws)) for _ in range(count)])
    return np.sqrt(-2 * np.log(1 - pairs[:, 0])) * np.cos(2 * np.pi * pairs[:, 1])
