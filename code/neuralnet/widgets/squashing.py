"""Neurons with one input: alone, in a row, and in a sum."""

import numpy as np

from neuralnet import checks
from neuralnet.activations import FUNCTIONS, SLOPES

NAMES = ["sigmoid", "tanh", "relu", "step", "identity"]
FUNCTION = checks.one_of(*NAMES)
# From where to where the sum is compared with the curve that it is to meet.
COMPARED = np.linspace(-4, 4, 81)


@checks.accepts(name=FUNCTION, z=checks.array(None))
def squash(name, z):
    """Return activations of weighted sums, of one shape; "step" is 1 from 0 on, else 0."""
    return np.float64(z >= 0) if name == "step" else FUNCTIONS[name](z)


@checks.accepts(name=FUNCTION, a=checks.array(None))
def slope_of(name, a):
    """Return the slopes where the activations are ``a``; a step is flat wherever it has one."""
    return np.zeros_like(a) if name == "step" else SLOPES[name](a)


@checks.accepts(name=FUNCTION, x=checks.number, weight=checks.number, count=checks.whole(1, 100))
def relay(name, x, weight, count):
    """Send a number through a row of neurons, and a slope of 1 back from its end.

    All have one weight and no bias. Returns three arrays of shape (count,): the activations; by
    what each neuron multiplies the slope, its weight times its own slope (the chain rule); and
    what is left of the slope behind each neuron.
    """
    activations = []
    for _ in range(count):
        x = float(squash(name, np.array([weight * x]))[0])
        activations.append(x)
    factors = weight * slope_of(name, np.array(activations))
    return np.array(activations), factors, np.cumprod(factors[::-1])[::-1]


@checks.accepts(x=checks.array(None))
def wanted(x):
    """Return the curve that the sum is to meet, at ``x`` of any length."""
    return 0.75 + 0.5 * np.sin(1.5 * x)


@checks.accepts(name=FUNCTION, neurons=checks.array(None, 3), offset=checks.number)
def sum_at(name, neurons, offset, x):
    """Return the sum of neurons, each [weight, bias, share], and an offset, at ``x``."""
    x = checks.array(None)(x, "x")
    return sum(share * squash(name, w * x + b) for w, b, share in neurons) + offset
