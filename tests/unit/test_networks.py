"""The stored networks: whole, as their cards say, and made again by their recipes."""

import itertools
import re

import numpy as np
import pytest

from neuralnet import cards
from neuralnet import networks as module
from neuralnet.datasets import DataError, Digits, data_folder, mnist
from neuralnet.images import preprocess, trace
from neuralnet.network import Network
from neuralnet.networks import RECIPES, drawn_again, fit, load, prepared

FOLDER = data_folder() / "networks"

# How a finger draws each digit: lines of points, down and right, in pixels of 28.
STROKES = [
    [[(6, 14), (8, 10), (14, 8), (20, 10), (22, 14), (20, 18), (14, 20), (8, 18), (6, 14)]],
    [[(5, 15), (22, 13)]],
    [[(9, 9), (6, 12), (6, 16), (9, 18), (13, 16), (18, 11), (21, 8), (21, 20)]],
    [[(6, 9), (6, 16), (9, 18), (12, 15), (13, 12), (14, 16), (17, 19), (21, 16), (21, 9)]],
    [[(5, 10), (14, 8), (15, 20)], [(5, 18), (23, 17)]],
    [[(6, 19), (6, 10), (12, 10), (12, 16), (16, 19), (20, 16), (21, 9)]],
    [[(5, 16), (10, 11), (16, 9), (21, 11), (21, 16), (17, 18), (14, 15), (16, 10)]],
    [[(6, 8), (6, 20), (12, 17), (22, 13)]],
    [
        [(8, 18), (5, 14), (8, 10), (12, 13), (16, 18), (20, 17), (22, 13), (19, 9), (14, 12)],
        [(14, 12), (10, 17), (7, 18)],
    ],
    [[(10, 18), (6, 15), (7, 11), (11, 10), (13, 14), (10, 18), (16, 17), (22, 16)]],
]


def drawn(strokes, size, place, width):
    """Return the picture that a pen leaves along strokes, resized about the middle and moved."""
    points = [
        np.linspace(start, end, 40)
        for line in strokes
        for start, end in itertools.pairwise(np.array(line, float))
    ]
    return trace((np.concatenate(points) - 14) * size + 14 + place, width)


@pytest.mark.parametrize("size", [0.6, 1, 1.2])
@pytest.mark.parametrize("place", [(0, 0), (-3, 2), (2, 3)])
def test_recorded_strokes_are_read(size, place):
    for width in (2, 2.8):
        images = [preprocess(drawn(strokes, size, place, width)) for strokes in STROKES]
        np.testing.assert_array_equal(load("drawings").predict(np.array(images)), range(10))


def card_value(name, row):
    """Return the percentage in a row of a network's card."""
    card = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    found = re.search(rf"\| {re.escape(row)} \| ([0-9.]+) % \|", card)
    assert found, f"{name}.md has no row {row!r}"
    return float(found[1])


@pytest.mark.parametrize("name", RECIPES)
def test_a_stored_network_reads_as_its_card_says(name):
    network = load(name)
    assert network.sizes == (784, 16, 16, 10)
    assert network.parameters.size == 13_002
    half = network.parameters.astype(np.float16)  # as a page carries them: nothing is lost
    np.testing.assert_array_equal(network.parameters, half.astype(np.float32))
    accuracy = 100 * accuracy_of(name, mnist().test_images)
    assert accuracy == pytest.approx(card_value(name, "this network, test images"), abs=0.1)


def accuracy_of(name, images):
    images = prepared(RECIPES[name].lessons, images)
    return np.mean(load(name).predict(images) == mnist().test_labels)


def test_drawings_are_read_as_the_card_says():
    drawings = drawn_again(mnist().test_images)
    for name in RECIPES:
        expected = card_value(name, "this network, drawings")
        assert 100 * accuracy_of(name, drawings) == pytest.approx(expected, abs=0.1)


def test_every_file_is_a_network_with_a_card_and_a_checksum():
    stored = {path.stem for path in FOLDER.glob("*.npz")}
    assert stored == set(RECIPES)
    assert {path.stem for path in FOLDER.glob("*.md")} == stored | {"README"}
    assert set(module.checksums(FOLDER)) == {f"{name}.npz" for name in stored}


@pytest.mark.parametrize("name", RECIPES)
def test_a_card_tells_the_recipe(name):
    stored = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    recipe = RECIPES[name]
    settings = cards.shape_of(load(name)) | module.settings_of(recipe)
    written = cards.card(name, recipe.about, settings, {}, module.NOTES, "command", 1)
    assert stored.startswith(written[: written.index("\n\n## Accuracy")])
    assert module.NOTES in stored


def test_a_built_network_is_stored_with_card_and_checksum(tmp_path, monkeypatch):
    digits = mnist()
    few = Digits(*(array[:n] for array, n in zip(digits, (600, 600, 50, 50), strict=True)))
    monkeypatch.setattr(module.datasets, "mnist", lambda: few)
    monkeypatch.setattr(module.datasets, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(module, "VALIDATION", 100)
    folder = tmp_path / "networks"
    folder.mkdir()
    for name in ("relu", "sigmoid"):
        module.build(name, folder)
    assert set(module.checksums(folder)) == {"relu.npz", "sigmoid.npz"}
    card = (folder / "relu.md").read_text(encoding="utf-8")
    accuracy = np.mean(load("relu").predict(few.test_images) == few.test_labels)
    assert f"| this network, test images | {100 * accuracy:.2f} % |" in card
    assert re.search(r"\| 3 seeds, validation images \| [0-9.]+ ± [0-9.]+ % \|", card)
    kept = int(re.search(r"seed of this network \| (\d)", card)[1])
    again = fit(RECIPES["relu"], few.train_images, few.train_labels, kept)
    np.testing.assert_array_equal(module.rounded(again).parameters, load("relu").parameters)


def test_each_load_gives_a_network_of_its_own():
    first, second = load("relu"), load("relu")
    first.parameters[:] = 0
    assert second.parameters.any()


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"unknown network 'rellu'.*relu"):
        load("rellu")


def test_rounding_leaves_the_network_as_it_was_and_returns_a_copy():
    network = Network((3, 2), "tanh", "softmax", np.random.default_rng(0))
    network.parameters[:] = [1 + 2**-10, 1 + 2**-11, -(2**-12), 0, 1, -1, 0.5, 3]
    before = network.parameters.copy()
    copy = module.rounded(network)
    np.testing.assert_array_equal(network.parameters, before)
    np.testing.assert_array_equal(copy.parameters, [*before[:1], 1, *before[2:]])
    assert (copy.sizes, copy.hidden, copy.output) == ((3, 2), "tanh", "softmax")


def test_a_missing_or_altered_file_says_how_to_restore_it(tmp_path, monkeypatch):
    folder = tmp_path / "networks"
    folder.mkdir()
    monkeypatch.setattr(module.datasets, "data_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"found none.*git checkout -- data/networks/SHA256SUMS"):
        load("relu")
    (folder / "SHA256SUMS").write_bytes((FOLDER / "SHA256SUMS").read_bytes())
    with pytest.raises(DataError, match=r"relu\.npz: expected a file, found none"):
        load("relu")
    content = bytearray((FOLDER / "relu.npz").read_bytes())
    content[5000] ^= 1
    (folder / "relu.npz").write_bytes(content)
    with pytest.raises(DataError, match="expected SHA-256"):
        load("relu")
    (folder / "SHA256SUMS").write_text("")
    with pytest.raises(DataError, match=r"a line for relu\.npz"):
        load("relu")


@pytest.mark.parametrize("name", ["sigmoid-quadratic", "relu"])
def test_a_recipe_gives_the_same_parameters_again(name):
    digits = mnist()
    images, labels = digits.train_images[:500], digits.train_labels[:500]
    first, again, other = (
        fit(RECIPES[name], images, labels, seed).parameters for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
