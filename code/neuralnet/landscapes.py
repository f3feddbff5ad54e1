"""Two small landscapes to roll down: a cost of one knob, and a cost of two.

They stand for the cost of a network, which has 13,002 knobs and cannot be drawn.
"""

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts
from neuralnet.training import SGD


@accepts(x=checks.knob)
def curve(x):
    """A cost with two valleys, the left one deeper: 0.1 x⁴ - 0.6 x² + 0.2 x + 1.5."""
    return 0.1 * x**4 - 0.6 * x**2 + 0.2 * x + 1.5


@accepts(x=checks.knob)
def curve_slope(x):
    """How fast ``curve`` rises at x, its derivative: 0.4 x³ - 1.2 x + 0.2."""
    return 0.4 * x**3 - 1.2 * x + 0.2


@accepts(point=checks.places)
def valley(point):
    """A long valley: (x² + 12 y²) / 2. ``point`` holds x and y along its last axis."""
    return 0.5 * (point[..., 0] ** 2 + 12 * point[..., 1] ** 2)


@accepts(point=checks.places)
def valley_slopes(point):
    """How fast ``valley`` rises in the directions of x and y, its gradient: x and 12 y."""
    return point * (1.0, 12.0)


@accepts(
    start=checks.array(),
    slope=checks.function,
    learning_rate=checks.number,
    momentum=checks.share,
    steps=checks.whole(0, 1_000_000),
)
def roll(start, slope, learning_rate, momentum=0.0, steps=20):
    """Roll downhill from ``start``; return all places, of shape (steps + 1, ...).

    ``slope`` gives the slope, or slopes, at a place. Each step is one of ``training.SGD``.
    """
    place, optimiser = np.array(start, np.float64), SGD(momentum)
    places = [place.copy()]
    for _ in range(steps):
        slopes = np.asarray(checks.floats(slope(place), "slope"))
        optimiser.step(place, slopes, learning_rate)
        places.append(place.copy())
    return np.array(places)
