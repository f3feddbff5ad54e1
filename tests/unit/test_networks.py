"""The stored networks: whole, as their cards say, and made again by their recipes."""

import re

import numpy as np
import pytest

from neuralnet import networks as module
from neuralnet.datasets import DataError, data_folder, mnist
from neuralnet.networks import RECIPES, fit, load, read_drawings

FOLDER = data_folder() / "networks"


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
    digits = mnist()
    accuracy = 100 * np.mean(network.predict(digits.test_images) == digits.test_labels)
    assert accuracy == pytest.approx(card_value(name, "this network, test images"), abs=0.1)


def test_drawings_are_read_as_the_card_says():
    digits = mnist()
    networks = [load(name) for name in RECIPES]
    accuracies = read_drawings(networks, digits.test_images, digits.test_labels)
    for name, accuracy in zip(RECIPES, accuracies, strict=True):
        expected = card_value(name, "this network, drawings")
        assert 100 * accuracy == pytest.approx(expected, abs=0.1)


def test_every_file_is_a_network_with_a_card_and_a_checksum():
    stored = {path.stem for path in FOLDER.glob("*.npz")}
    assert stored == set(RECIPES)
    assert {path.stem for path in FOLDER.glob("*.md")} == stored | {"README"}
    assert set(module.checksums(FOLDER)) == {f"{name}.npz" for name in stored}


def test_each_load_gives_a_network_of_its_own():
    first, second = load("relu"), load("relu")
    first.parameters[:] = 0
    assert second.parameters.any()


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"unknown network 'rellu'.*relu"):
        load("rellu")


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
