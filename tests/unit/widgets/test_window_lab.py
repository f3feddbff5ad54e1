"""WindowLab in Python: its numbers, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import zoo
from neuralnet.features import edge_window
from neuralnet.widgets import WindowLab


def test_its_map_holds_the_weighted_sum_of_every_window():
    weights = np.random.default_rng(0).uniform(-1, 1, (5, 5))
    lab = WindowLab(weights, index=7, row=23, column=4)
    np.testing.assert_array_equal(lab.weights, weights)
    image = lab.image.reshape(28, 28)
    for row, column in ((0, 0), (23, 23), (23, 4), (10, 12)):
        expected = (weights * image[row : row + 5, column : column + 5]).sum()
        assert lab.map[row, column] == pytest.approx(expected)
    assert lab.weighted_sum == lab.map[23, 4]
    assert f"on a {lab.label}." in lab.description()
    assert f"row 23, column 4, its weighted sum is {lab.weighted_sum:.2f}" in lab.description()
    assert lab.picture().words.startswith(lab.description())


def test_it_begins_with_upper_edges_and_holds_the_learned_windows():
    lab = WindowLab()
    np.testing.assert_allclose(lab.weights, 10 * edge_window(0))
    presets = np.frombuffer(lab.presets).reshape(-1, 5, 5)
    learned = zoo.load("convolution").weights[0][:, 0]
    assert len(presets) == 3 + len(learned)
    for preset, window in zip(presets[3:], learned, strict=True):
        np.testing.assert_allclose(preset * np.abs(window).max(), window, rtol=1e-6)
        assert np.abs(preset).max() == 1


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("row", 24, "24"),
        ("column", -1, "-1"),
        ("paint", 2, "2"),
        ("index", 100, "index must be 0 to 99"),
        ("painted", b"12", "bytes of weights, got 2"),
        ("painted", np.full(25, 2.0).tobytes(), "from -1 to 1"),
        ("painted", np.full(25, np.nan).tobytes(), "from -1 to 1"),
        ("presets", b"", "bytes of weights, got 0"),
    ],
)
def test_it_refuses_what_it_cannot_show(name, value, words):
    lab = WindowLab()
    before = getattr(lab, name)
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(lab, name, value)
    assert getattr(lab, name) == before


def test_it_refuses_other_weights():
    with pytest.raises(ValueError, match="25 weights, got 9"):
        WindowLab(np.ones((3, 3)))
    with pytest.raises(ValueError, match="from -1 to 1"):
        WindowLab(np.full((5, 5), 1.5))
