"""PixelGrid in Python: its traits, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.datasets import mnist
from neuralnet.widgets import (
    PixelGrid,
)


def test_pixel_grid_holds_the_first_hundred_test_digits():
    grid, digits = PixelGrid(index=30), mnist()
    np.testing.assert_array_equal(grid.image.ravel().astype("f4"), digits.test_images[30])
    assert grid.label == digits.test_labels[30] == 3
    assert len(grid.labels) == 100
    assert set(grid.labels) == set(range(10))


def test_pixel_grid_says_the_value_of_the_picked_pixel():
    grid = PixelGrid(index=30, row=9, column=14)
    assert grid.value == grid.image[9, 14]
    grid.threshold = 0.5
    assert grid.value == float(grid.image[9, 14] >= 0.5)
    lit = np.count_nonzero(grid.image >= 0.5)
    assert f"{lit} of the 784 hold at least 0.50" in grid.description()
    assert "Row 9, column 14, place 266:" in grid.description()


def test_pixel_grid_keeps_the_answer_to_itself():
    answers = []
    for index in (30, 31):
        grid = PixelGrid(index=index, only_numbers=True)
        grid.pixels = bytes(100 * 784)  # two digits that differ in nothing but their labels
        answers.append((grid.description(), grid.picture().words, grid.picture().png()))
    assert answers[0] == answers[1]


def test_pixel_grid_takes_images_of_the_reader_s_own():
    images = np.random.default_rng(0).integers(0, 256, (3, 784)) / 255
    grid = PixelGrid(images, [1, 2, 9], index=2)
    np.testing.assert_array_equal(grid.image.ravel(), images[2])
    assert grid.label == 9


def test_pixel_grid_can_be_observed():
    seen = []
    grid = PixelGrid()
    grid.observe(lambda change: seen.append((change["name"], change["new"])), ["row", "index"])
    grid.row, grid.index = 3, 7
    assert seen == [("row", 3), ("index", 7)]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("index", 100, "index must be 0 to 99, got 100"),
        ("index", -1, "index must be 0 to 99, got -1"),
        ("row", 28, "row must be 0 to 27, got 28"),
        ("column", -1, "column must be 0 to 27, got -1"),
        ("threshold", 1.5, "1.5"),
        ("row", "three", "row"),
    ],
)
def test_pixel_grid_refuses_a_trait_outside_its_range(name, value, words):
    grid = PixelGrid()
    before = getattr(grid, name)
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(grid, name, value)
    assert getattr(grid, name) == before


@pytest.mark.parametrize(
    ("images", "labels", "words"),
    [
        (np.zeros((1, 28, 28)), [1], r"\(n, 784\), got \(1, 28, 28\)"),
        (np.zeros((0, 784)), [], r"\(n, 784\)"),
        (np.full((1, 784), 255), [1], "from 0 to 1, got 255"),
        (np.full((1, 784), np.nan), [1], "from 0 to 1"),
        (np.zeros((2, 784)), [1], "2 labels from 0 to 9"),
        (np.zeros((1, 784)), [11], "labels from 0 to 9.*11"),
    ],
)
def test_pixel_grid_refuses_bad_images_in_words(images, labels, words):
    with pytest.raises(ValueError, match=words):
        PixelGrid(images, labels)
