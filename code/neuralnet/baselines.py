"""Ways to read digits that are not networks, for a network to be compared with."""

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts, many_images


@accepts(images=many_images)
def averages(images, labels):
    """Return the average image of each digit, 0 to 9: shape (10, 784).

    Raises ValueError if one of the ten digits has no image.
    """
    labels = checks.labels(labels, len(images))
    missing = sorted(set(range(10)) - set(labels.tolist()))
    if missing:
        raise ValueError(f"every digit needs an image to average; there is none of {missing}")
    return np.stack([images[labels == digit].mean(axis=0) for digit in range(10)])


@accepts(images=many_images, count=checks.positive_whole, seed=checks.generator)
def few_averages(images, labels, count, seed):
    """Return the average of ``count`` images of each digit, drawn at random: shape (10, 784).

    Raises ValueError if one of the ten digits has fewer images.
    """
    labels, drawn = checks.labels(labels, len(images)), []
    for digit in range(10):
        places = np.flatnonzero(labels == digit)
        if len(places) < count:
            raise ValueError(f"there are {len(places)} images of a {digit}, fewer than {count}")
        drawn.append(images[seed.choice(places, count, replace=False)].mean(axis=0))
    return np.stack(drawn)


@accepts(images=many_images, others=many_images)
def distances(images, others):
    """Return how far apart images are: shape (n, m) for n images and m others.

    The distance of two images is the square root of the sum of the squared differences of
    their pixels: 0 for equal images, 28 for a black and a white one.
    """
    # (a - b)² = a² + b² - 2ab: one matrix product in place of n times m subtractions.
    squared = _squares(images)[:, None] + (_squares(others) - 2 * images @ others.T)
    return np.sqrt(np.maximum(squared, 0))


def _squares(images):
    """Return the sum of the squared pixels of each image: shape (n,)."""
    return np.einsum("ij,ij->i", images, images)


@accepts(images=many_images, others=many_images)
def nearest(images, others):
    """Return, for each image, which of the others is nearest to it: shape (n,)."""
    pieces = [images[k : k + 500] for k in range(0, len(images), 500)]  # to save memory
    sizes = _squares(others)  # and no image's own: it is the same for all others
    found = [(sizes - 2 * piece @ others.T).argmin(axis=1) for piece in pieces]
    return np.concatenate(found or [np.empty(0, int)])


def nearest_accuracy(known, test):
    """Return how often the nearest of the known images has the right label, from 0 to 1.

    ``known`` and ``test`` are pairs of images and labels.
    """
    (known, known_labels), (test, test_labels) = map(checks.examples_of_digits, (known, test))
    return float((known_labels[nearest(test, known)] == test_labels).mean())
