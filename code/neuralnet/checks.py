"""What a network and its training accept, and what they say about anything else.

Each function returns its argument in the form in which it is used, or raises TypeError or
ValueError: what was expected, what came, and what to do.
"""

import numpy as np

from neuralnet.activations import FUNCTIONS


def sizes(value):
    """Return the layers' sizes as a tuple of two or more whole numbers of at least 1."""
    value = tuple(value)
    if len(value) < 2 or not all(_is_whole(n) for n in value) or min(value) < 1:
        raise ValueError(
            "sizes must be two or more whole numbers of at least 1, such as [784, 16, 16, 10], "
            f"got {list(value)}"
        )
    return tuple(int(n) for n in value)


def choice(value, what, choices):
    """Return ``value`` if it is one of ``choices``; ``what`` names it for the reader."""
    if value not in choices:
        raise ValueError(f"unknown {what} {value!r}; expected one of: {', '.join(sorted(choices))}")
    return value


def activation(value):
    """Return the name of an activation function."""
    return choice(value, "activation function", FUNCTIONS)


def number_type(value):
    """Return float32 or float64 as a NumPy dtype."""
    if np.dtype(value) not in (np.float32, np.float64):
        raise TypeError(f"dtype must be float32 or float64, got {np.dtype(value)}")
    return np.dtype(value)


def images(value, network):
    """Return one image, of shape (inputs,), or many, (n, inputs), in the network's dtype."""
    value = _shaped(value, network)
    # Quickly: the sum of all squares is finite only if every number is. If not: one by one.
    if not np.isfinite(np.vdot(value, value)) and not np.isfinite(value).all():
        raise _not_finite(value)
    return value.astype(network.parameters.dtype, copy=False)


def _shaped(value, network):
    value = np.asarray(value)
    if value.dtype == np.uint8:
        raise TypeError(
            "images are bytes from 0 to 255; the network expects numbers from 0 to 1: "
            "divide them by 255"
        )
    if value.dtype.kind not in "fib":
        raise TypeError(f"images must be an array of real numbers, got dtype {value.dtype}")
    inputs = network.sizes[0]
    if value.ndim not in (1, 2) or value.shape[-1] != inputs:
        raise ValueError(
            f"expected one image of shape ({inputs},) or many of shape (n, {inputs}), "
            f"got {value.shape}"
        )
    return value


def _not_finite(value):
    return ValueError(f"images hold {np.sum(~np.isfinite(value))} NaN or infinite numbers")


def examples(value, labels, network):
    """Return images, of shape (n, inputs), and the outputs wanted, of shape (n, classes).

    Labels are n whole numbers from 0 to classes - 1, or the wanted outputs themselves.
    """
    value, labels = _shaped(value, network), np.asarray(labels)
    inputs, classes = network.sizes[0], network.sizes[-1]
    if value.ndim == 1:
        raise ValueError(
            f"expected many images, of shape (n, {inputs}), got one, of shape {value.shape}; "
            "for one image and its label, write images[np.newaxis] and [label]"
        )
    if not len(value):
        raise ValueError("no images: expected at least one")
    low, high = value.min(), value.max()  # both are NaN if any number is
    if not (np.isfinite(low) and np.isfinite(high)):
        raise _not_finite(value)
    if low >= 0 and high > 16:
        raise ValueError(
            f"expected images with numbers from 0 to 1, got numbers up to {high:g}: "
            "divide them by 255"
        )
    value = np.ascontiguousarray(value, network.parameters.dtype)
    count = len(labels) if labels.ndim else 1
    if count != len(value):
        raise ValueError(f"expected a label for each of {len(value):,} images, got {count:,}")
    if labels.ndim == 2:
        return value, _wanted(labels, classes).astype(value.dtype, copy=False)
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise TypeError(
            f"labels must be whole numbers, one an image, got shape {labels.shape} "
            f"of dtype {labels.dtype}"
        )
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError(
            f"labels must be from 0 to {classes - 1}, one for each of the network's {classes} "
            f"outputs, got {labels.min()} to {labels.max()}"
        )
    return value, np.eye(classes, dtype=value.dtype)[labels]


def pair(value):
    """Return a pair: images and labels."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise TypeError(f"expected a pair (images, labels), got {type(value).__name__}")
    return value


def _wanted(outputs, classes):
    if outputs.shape[1] != classes or outputs.dtype.kind not in "fiub":
        raise ValueError(
            f"the outputs wanted must be numbers of shape (n, {classes}), "
            f"got shape {outputs.shape} of dtype {outputs.dtype}"
        )
    if not np.isfinite(outputs).all():
        raise ValueError("the outputs wanted hold NaN or infinite numbers")
    return outputs


def cost(value, network, choices):
    """Return the name of a cost that goes with the network's last layer."""
    choice(value, "cost", choices)
    if value == "cross-entropy" and network.output != "softmax":
        raise ValueError(
            f"the cost 'cross-entropy' needs output='softmax', this network has "
            f"{network.output!r}: make it with output='softmax', or train it with cost='quadratic'"
        )
    return value


def positive_whole(value, name):
    """Return ``value`` if it is a whole number of at least 1; ``name`` is the setting's."""
    if not _is_whole(value) or value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, got {value!r}")
    return int(value)


def learning_rate(value):
    """Return the learning rate, a positive finite number."""
    if not _is_real(value) or not 0 < value < np.inf:
        raise ValueError(f"learning_rate must be a positive number, such as 0.1, got {value!r}")
    return float(value)


def share(value, name):
    """Return ``value`` if it is a number from 0 to below 1; ``name`` is the setting's."""
    if not _is_real(value) or not 0 <= value < 1:
        raise ValueError(f"{name} must be a number from 0 to below 1, got {value!r}")
    return float(value)


def _is_real(value):
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def _is_whole(value):
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
