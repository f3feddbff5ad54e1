"""Ways to read digits that are not networks, for a network to be compared with."""

import numpy as np


def averages(images, labels):
    """Return the average image of each digit, 0 to 9: shape (10, 784).

    Raises ValueError if one of the ten digits has no image.
    """
    labels = np.asarray(labels)
    missing = sorted(set(range(10)) - set(labels.tolist()))
    if missing:
        raise ValueError(f"every digit needs an image to average; there is none of {missing}")
    return np.stack([images[labels == digit].mean(axis=0) for digit in range(10)])


def few_averages(images, labels, count, seed):
    """Return the average of ``count`` images of each digit, drawn at random: shape (10, 784).

    Raises ValueError if one of the ten digits has fewer images.
    """
    rng = np.random.default_rng(seed)
    drawn = []
    for digit in range(10):
        places = np.flatnonzero(np.asarray(labels) == digit)
        if len(places) < count:
            raise ValueError(f"there are {len(places)} images of a {digit}, fewer than {count}")
        drawn.append(images[rng.choice(places, count, replace=False)].mean(axis=0))
    return np.stack(drawn)


def distances(images, others):
    """Return how far apart images are: shape (n, m) for n images and m others.

    The distance of two images is the square root of the sum of the squared differences of
    their pixels: 0 for equal images, 28 for a black and a white one.
    """
    # (a - b)² = a² - 2ab + b²: one matrix product in place of n times m subtractions.
    squared = (images**2).sum(axis=1)[:, None] - 2 * images @ others.T + (others**2).sum(axis=1)
    return np.sqrt(np.maximum(squared, 0))


def nearest(images, others):
    """Return, for each image, which of the others is nearest to it: shape (n,)."""
    return distances(images, others).argmin(axis=1)


def nearest_accuracy(known, test):
    """Return how often the nearest of the known images has the right label, from 0 to 1.

    ``known`` and ``test`` are pairs of images and labels.
    """
    right = 0
    for start in range(0, len(test[0]), 500):  # few at a time, to save memory
        rows = slice(start, start + 500)
        right += (known[1][nearest(test[0][rows], known[0])] == test[1][rows]).sum()
    return float(right / len(test[0]))
