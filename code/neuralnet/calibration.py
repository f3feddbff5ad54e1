"""Calibration: how often a network is right, against how sure it is."""

import math

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts

BINS = 10


@accepts(outputs=checks.inside(0, 1, None, None), bins=checks.whole(1, 1000))
def record(outputs, labels, bins=BINS):
    """Return, for each of so many steps of confidence, what came of the images in it.

    ``outputs``, from 0 to 1, have shape (n, classes); an image's confidence is the largest
    of its outputs. Each entry is [how many images, how many of them read right, their mean
    confidence, 0 where there are none].

    Source: DeGroot and Fienberg (1983), "The comparison and evaluation of forecasters".
    """
    right = outputs.argmax(axis=1) == checks.labels(labels, *outputs.shape)
    confidence = outputs.max(axis=1).astype(float)
    steps = step(confidence, bins)
    counts = np.bincount(steps, minlength=bins)
    good = np.bincount(steps[right], minlength=bins)
    means = np.bincount(steps, confidence, minlength=bins) / np.maximum(counts, 1)
    columns = counts.tolist(), good.tolist(), means.round(4).tolist()
    return [list(entry) for entry in zip(*columns, strict=True)]


@accepts(confidence=checks.inside(0, 1), bins=checks.whole(1, 1000))
def step(confidence, bins=BINS):
    """Return in which step, from 0, a confidence lies; a whole 1 lies in the last."""
    return np.minimum((confidence * bins).astype(int), bins - 1)


@accepts(right=checks.whole(0), count=checks.whole(1, 1_000_000))
def interval(right, count):
    """Return between which accuracies a reader lies that reads so many of ``count`` images right.

    Two numbers from 0 to 1: with an accuracy below the first it would read as many, or more, in
    fewer than 25 of 1,000 such samples; with one above the second, as few or fewer. Raises
    ValueError if more are right than there are.

    Source: Clopper and Pearson (1934), *Biometrika* 26(4), 404 to 413.
    """
    if right > count:
        raise ValueError(f"right must be at most count, {count:,}, got {right:,}")
    # Reading k of n right is reading n - k wrong: the upper end is a lower end of the mistakes.
    return _least_accuracy(right, count), 1 - _least_accuracy(count - right, count)


def _least_accuracy(right, count):
    """Return the accuracy with which ``right`` or more of ``count`` come in 25 of 1,000 samples."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if _at_least(right, count, middle) < 0.025:
            low = middle
        else:
            high = middle
    return low if right else 0.0


def _at_least(right, count, accuracy):
    """Return the probability that at least so many of ``count`` are read right."""
    if right == 0 or accuracy == 1:
        return 1.0
    logs = math.log(accuracy), math.log1p(-accuracy)
    return math.fsum(
        math.exp(_log_ways(k, count) + k * logs[0] + (count - k) * logs[1])
        for k in range(right, count + 1)
    )


def _log_ways(k, count):
    return math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1)
