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
    if not outputs.shape[1]:
        raise ValueError(f"outputs must be of at least one class, got shape {outputs.shape}")
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


@accepts(entries=checks.inside(0, math.inf, None, 3))
def gap(entries):
    """Return how far confidence is from the share read right, on average over all images.

    ``entries`` are those of ``record``; each step counts as many times as it has images.

    Source: Guo and others (2017), "On calibration of modern neural networks".
    """
    counts, right, confidence = np.transpose(entries)
    return float(np.abs(counts * confidence - right).sum() / max(counts.sum(), 1))
