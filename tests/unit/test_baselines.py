"""What networks are compared with."""

import numpy as np
import pytest

from neuralnet import baselines

RNG = np.random.default_rng(0)


def test_averages_are_means_of_each_digit():
    images, labels = RNG.random((40, 784)), np.arange(40) % 10
    averages = baselines.averages(images, labels)
    for digit in range(10):
        np.testing.assert_allclose(averages[digit], images[digit::10].mean(axis=0))


def test_a_digit_without_images_is_named():
    with pytest.raises(ValueError, match=r"none of \[3, 7\]"):
        baselines.averages(RNG.random((8, 784)), [0, 1, 2, 4, 5, 6, 8, 9])


def test_a_few_averages_are_of_few_images_of_each_digit():
    images, labels = RNG.random((40, 784)), np.arange(40) % 10
    all_four = baselines.few_averages(images, labels, 4, seed=0)
    np.testing.assert_allclose(all_four, baselines.averages(images, labels))
    ones = baselines.few_averages(images, labels, 1, seed=0)
    for digit in range(10):
        assert (ones[digit] == images[digit::10]).all(axis=1).sum() == 1
    np.testing.assert_array_equal(ones, baselines.few_averages(images, labels, 1, seed=0))
    assert (ones != baselines.few_averages(images, labels, 1, seed=1)).any()


def test_more_images_than_there_are_cannot_be_drawn():
    with pytest.raises(ValueError, match="4 images of a 0, fewer than 5"):
        baselines.few_averages(RNG.random((40, 784)), np.arange(40) % 10, 5, seed=0)


def test_distances_are_those_of_the_formula():
    a, b = RNG.random((3, 784)), RNG.random((4, 784))
    slow = [[np.sqrt(((x - y) ** 2).sum()) for y in b] for x in a]
    np.testing.assert_allclose(baselines.distances(a, b), slow, rtol=1e-9)
    np.testing.assert_allclose(np.diag(baselines.distances(a, a)), 0, atol=1e-5)
    assert baselines.distances(np.ones((1, 784)), np.zeros((1, 784))) == 28


def test_the_nearest_is_found():
    others = np.eye(784)[:5]
    assert baselines.nearest(others + 0.1, others).tolist() == [0, 1, 2, 3, 4]


def test_the_nearest_example_is_counted():
    known = np.eye(784, dtype=np.float32)[:3], np.array([0, 1, 2])
    test = known[0] * 0.9, np.array([0, 1, 0])
    assert baselines.nearest_accuracy(known, test) == pytest.approx(2 / 3)
