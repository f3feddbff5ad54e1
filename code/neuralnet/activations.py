"""Activation functions and their slopes.

An activation function turns a neuron's weighted sum ``z`` into its activation ``a``.
Every function here works element by element on an array of any shape, except
``softmax``, which works on a whole layer at once: the last axis.

A slope says how fast ``a`` changes when ``z`` does. For each of these functions the
slope can be had from ``a`` itself, so that is what the slope functions take:
``sigmoid_slope(sigmoid(z))`` is the slope of the sigmoid at ``z``.
"""

import numpy as np

from neuralnet.checks import accepts, floats, layer, unchecked


@accepts(z=floats)
def sigmoid(z):
    """Squash any number to between 0 and 1: 1 / (1 + exp(-z)).

    Written with tanh, which is the same function, shifted and stretched, and which
    cannot overflow: 1 / (1 + exp(-z)) = (1 + tanh(z / 2)) / 2.
    """
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(z)))


@accepts(a=floats)
def sigmoid_slope(a):
    """Slope of the sigmoid where its value is ``a``: at most 1/4, where ``a`` is 1/2."""
    return a * (1.0 - a)


@accepts(z=floats)
def tanh(z):
    """Squash any number to between -1 and 1."""
    return np.tanh(z)


@accepts(a=floats)
def tanh_slope(a):
    """Slope of tanh where its value is ``a``."""
    return 1.0 - a * a


@accepts(z=floats)
def relu(z):
    """Rectified linear unit: keep what is positive, replace the rest by 0."""
    return np.maximum(z, 0)


@accepts(a=floats)
def relu_slope(a):
    """Slope of ReLU where its value is ``a``: 1 where it is positive, else 0.

    At a weighted sum of exactly 0 there is a corner and no slope; 0 is the custom.
    """
    return (np.asarray(a) > 0).astype(np.result_type(a))


@accepts(z=floats)
def identity(z):
    """No activation function at all: the weighted sum as it is."""
    return np.asarray(z)


@accepts(a=floats)
def identity_slope(a):
    """Slope of the identity: 1 everywhere."""
    return np.ones_like(a)


@accepts(z=layer)
def softmax(z):
    """Turn a layer's sums into positive numbers that add up to 1: exp(z) / sum of exp(z).

    The largest sum is taken off first. That changes nothing in the result, and keeps
    exp from overflowing. Inside, the last axis is put first, because NumPy finds the
    largest of many layers faster when it can compare whole rows.
    """
    z = np.array(z.T, order="C")
    z -= z.max(axis=0)
    powers = np.exp(z)
    powers /= powers.sum(axis=0)
    return powers.T


@accepts(a=layer)
def softmax_jacobian(a):
    """The Jacobian of softmax, all its slopes, where its values are ``a``, of shape (..., n).

    Each output depends on every sum, so the answer is a matrix, of shape (..., n, n):
    entry ``[i, j]`` says how fast output ``i`` changes with sum ``j``.
    """
    a = np.asarray(a)
    return a[..., :, np.newaxis] * (np.eye(a.shape[-1], dtype=a.dtype) - a[..., np.newaxis, :])


# For the network, which has looked at its images: nothing is looked at again.
FUNCTIONS = {
    "sigmoid": unchecked(sigmoid),
    "tanh": unchecked(tanh),
    "relu": unchecked(relu),
    "identity": unchecked(identity),
    "softmax": unchecked(softmax),
}

SLOPES = {
    "sigmoid": unchecked(sigmoid_slope),
    "tanh": unchecked(tanh_slope),
    "relu": unchecked(relu_slope),
    "identity": unchecked(identity_slope),
    "softmax": unchecked(softmax_jacobian),
}
