"""The stored networks: whole, as their cards say, and made again by their recipes."""

import itertools
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from neuralnet import datasets, files, hands
from neuralnet.datasets import Digits, mnist
from neuralnet.files import DataError, data_folder
from neuralnet.images import drawn_again, preprocess, shift, trace
from neuralnet.network import Network
from neuralnet.zoo import (
    RECIPES,
    SUBJECTS,
    building,
    cards,
    distillation,
    load,
    measuring,
    neuron,
    store,
    subjects,
)
from neuralnet.zoo import __main__ as command
from neuralnet.zoo.building import fit
from neuralnet.zoo.distillation import Lessons, Shifted
from neuralnet.zoo.recipes import NAMES

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


SHAPES = {
    "book": ((784, 16, 16, 10), 13_002),
    "-flat": ((784, 10), 7_850),
    "convolution": ((784, 1152, 512, 10), 11_770),
}


@pytest.mark.parametrize("name", RECIPES)
def test_a_stored_network_reads_as_its_card_says(name):
    network = load(name)
    sizes, parameters = SHAPES.get(name.partition("-flat")[1] or name, SHAPES["book"])
    assert network.sizes == sizes
    assert network.parameters.size == parameters
    half = network.parameters.astype(np.float16)  # as a page carries them: nothing is lost
    np.testing.assert_array_equal(network.parameters, half.astype(np.float32))
    accuracy = 100 * accuracy_of(name, *SUBJECTS[RECIPES[name].subject].examples("test"))
    assert accuracy == pytest.approx(card_value(name, "this network, test images"), abs=0.1)


def accuracy_of(name, images, labels):
    return np.mean(load(name).predict(RECIPES[name].prepare(images)) == labels)


def test_the_convolutional_network_has_fewer_parameters_and_reads_more():
    assert load("convolution").parameters.size <= load("best").parameters.size
    assert accuracy_of("convolution", mnist().test_images, mnist().test_labels) > 0.992


@pytest.mark.thorough
def test_drawings_are_read_as_the_card_says():
    drawings, labels = drawn_again(mnist().test_images), mnist().test_labels
    for name in [name for name in RECIPES if RECIPES[name].subject == "digits"]:
        expected = card_value(name, "this network, drawings")
        assert 100 * accuracy_of(name, drawings, labels) == pytest.approx(expected, abs=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", hands.KINDS)
def test_hands_of_every_kind_are_read(kind):
    """As many as the card says, and at least 95%, of digits that no training has seen."""
    images, labels = hands.hands(kind, 1000, seed=1)
    right = 100 * accuracy_of("drawings", images, labels)
    assert right == pytest.approx(card_value("drawings", f"this network, hands: {kind}"), abs=0.1)
    assert right >= 95


def test_every_file_is_a_network_with_a_card_and_a_checksum():
    stored = {path.stem for path in FOLDER.glob("*.npz")}
    assert stored == set(NAMES)
    assert {path.stem for path in FOLDER.glob("*.md")} == stored | {"README"}
    listed = {f"{name}.npz" for name in stored} | {store.TRAININGS}
    assert set(files.checksums(FOLDER)) == listed


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_card_says_what_is_measured_today(name):
    """Word for word; numbers may differ as far as another processor rounds differently."""
    network, training = load(name), store.trainings(FOLDER)[name]
    if name == "seven":
        written = neuron.card_of(network, training)
    else:
        written = cards.card(name, network, training)
    stored = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    number = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
    assert number.sub("#", written).split() == number.sub("#", stored).split()
    found, expected = (
        [float(one.replace(",", "")) for one in number.findall(card)] for card in (written, stored)
    )
    assert found == pytest.approx(expected, abs=2)


def test_a_card_says_what_its_network_is_for_and_where_it_fails():
    for name in NAMES:
        card = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
        headings = re.findall("^## (.*)", card, re.MULTILINE)
        taught = ["Teachers"] if name in ("best", "deslanted", "drawings") else []
        expected = ["Use", "Accuracy", "Each class", "Where it fails", "How sure it is"]
        assert headings == [*expected, *taught, "Rebuild"]
        assert "**For** teaching" in card
        assert "**Not for** more." in card


def test_usual_mistakes_are_counted_by_class():
    answers = np.array([0, 1, 1, 2, 0, 1, 1, 2])
    labels = np.array([0, 0, 0, 0, 1, 1, 1, 2])
    found = measuring.by_class(np.eye(3)[answers], labels)
    assert found == [(4, 1, [(1, 2), (2, 1)]), (3, 2, [(0, 1)]), (1, 1, [])]


def test_sure_mistakes_are_held_against_what_confidence_promises():
    outputs = np.array([[0.95, 0.05], [0.92, 0.08], [0.6, 0.4], [0.2, 0.8]])
    wrong, sure, expected = measuring.sure_mistakes(outputs, np.array([0, 1, 1, 1]))
    assert (wrong, sure, expected) == (2, 1, pytest.approx(0.13))


def test_the_distance_from_calibration_counts_each_step_by_its_examples():
    outputs = np.array([[0.95, 0.05], [0.95, 0.05], [0.6, 0.4], [0.6, 0.4]])
    labels = np.array([0, 0, 0, 1])
    found = measuring.distance(outputs, labels)
    assert found == pytest.approx((2 * 0.05 + 2 * 0.1) / 4)


def test_what_was_measured_in_training_is_refused_if_altered(tmp_path):
    path = tmp_path / store.TRAININGS
    for content in ("{", "[]", '{"relu": 3}', '{"relu": {"seed": 1}}'):
        path.write_text(content)
        files.add_checksum(path)
        with pytest.raises(DataError, match="expected what was measured of each network"):
            store.trainings(tmp_path)
    path.write_text("{}")
    with pytest.raises(DataError, match="expected SHA-256"):
        store.trainings(tmp_path)


def test_a_built_network_is_stored_with_card_and_checksum(tmp_path, monkeypatch):
    digits = mnist()
    few = Digits(*(array[:n] for array, n in zip(digits, (600, 600, 50, 50), strict=True)))
    monkeypatch.setattr(datasets, "mnist", lambda: few)
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(subjects, "VALIDATION", 100)
    folder = tmp_path / "networks"
    folder.mkdir()
    for name in ("relu", "sigmoid"):
        monkeypatch.setitem(RECIPES, name, replace(RECIPES[name], epochs=4))
        building.build(name, folder)
    assert set(files.checksums(folder)) == {"relu.npz", "sigmoid.npz", store.TRAININGS}
    card = (folder / "relu.md").read_text(encoding="utf-8")
    accuracy = np.mean(load("relu").predict(few.test_images) == few.test_labels)
    assert f"| this network, test images | {100 * accuracy:.2f} % |" in card
    assert re.search(r"\| 3 seeds, validation images \| [0-9.]+ ± [0-9.]+ % \|", card)
    kept = int(re.search(r"\| seed \| (\d)", card)[1])
    again = fit(RECIPES["relu"], few.train_images, few.train_labels, kept)
    np.testing.assert_array_equal(store.rounded(again).parameters, load("relu").parameters)


def test_each_load_gives_a_network_of_its_own():
    first, second = load("relu"), load("relu")
    first.parameters[:] = 0
    assert second.parameters.any()


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match=r"unknown network 'rellu'.*relu"):
        load("rellu")
    with pytest.raises(ValueError, match=r"unknown network 'taste'.*fashion"):
        load("taste")


def test_loading_a_network_imports_nothing_of_the_training():
    code = (
        "import sys; from neuralnet import zoo; print(zoo.load('relu')); "
        "print(*sorted(name for name in sys.modules if name.startswith('neuralnet')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    printed, imported = done.stdout.splitlines()
    assert "13,002 parameters" in printed
    assert "neuralnet.zoo.store" in imported.split()
    for name in ("training", "history", "zoo.distillation", "zoo.building", "zoo.neuron"):
        assert f"neuralnet.{name}" not in imported.split()


def test_rounding_leaves_the_network_as_it_was_and_returns_a_copy():
    network = Network((3, 2), "tanh", "softmax", np.random.default_rng(0))
    network.parameters[:] = [1 + 2**-10, 1 + 2**-11, -(2**-12), 0, 1, -1, 0.5, 3]
    before = network.parameters.copy()
    copy = store.rounded(network)
    np.testing.assert_array_equal(network.parameters, before)
    np.testing.assert_array_equal(copy.parameters, [*before[:1], 1, *before[2:]])
    assert (copy.sizes, copy.hidden, copy.output) == ((3, 2), "tanh", "softmax")


def test_a_missing_or_altered_file_says_how_to_restore_it(tmp_path, monkeypatch):
    folder = tmp_path / "networks"
    folder.mkdir()
    monkeypatch.setattr(files, "data_folder", lambda: tmp_path)
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


@pytest.mark.parametrize("name", ["sigmoid-quadratic", "relu", "spoken", "spoken-flat"])
def test_a_recipe_gives_the_same_parameters_again(name):
    recipe = replace(RECIPES[name], epochs=3)
    images, labels = (array[:500] for array in SUBJECTS[recipe.subject].examples("learn"))
    first, again, other = (fit(recipe, images, labels, seed).parameters for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("name", ["digits", "fashion", "spoken"])
def test_validation_and_learning_share_nothing(name):
    learn, validation, train = (
        SUBJECTS[name].examples(part)[0] for part in ("learn", "validation", "train")
    )
    assert len(learn) + len(validation) == len(train)
    assert len(validation) > 500
    if name == "spoken":
        voices = datasets.spoken().train_voices
        kept = {voice.lower() for voice in voices if voice[0].lower() <= "e"}
        others = {voice.lower() for voice in voices} - kept
        assert not {v.rstrip("0123456789") for v in kept} & {v.rstrip("0123456789") for v in others}


@pytest.mark.parametrize("kind", ["warped", "deslanted", "drawings"])
def test_lessons_hold_every_version_with_its_answers(kind, monkeypatch):
    """Short: a few images, and teachers that learned next to nothing."""
    for name in ("TEACHER", "DRAWINGS_TEACHER", "FINISH"):
        monkeypatch.setattr(distillation, name, replace(getattr(distillation, name), epochs=1))
    monkeypatch.setattr(distillation, "WRITTEN", 20)
    digits, recipe = mnist(), replace(RECIPES["best"], lessons=kind, epochs=2)
    images, labels = digits.train_images[:60], digits.train_labels[:60]
    lessons = Lessons(recipe, images, labels)
    counts = (16, 16) if kind == "drawings" else (14, 19)
    assert (len(lessons.strong), len(lessons.light)) == counts
    for version, answers in lessons.strong + lessons.light:
        assert version.shape == (60, 784)
        assert version.dtype == np.uint8
        np.testing.assert_allclose(answers.sum(axis=1), 1, rtol=1e-5)
    plain = np.rint(np.minimum(recipe.prepare(images), 1) * 255)
    plains = [version for version, _ in lessons.light if np.array_equal(version, plain)]
    assert len(plains) == (0 if kind == "drawings" else 1)
    first, again = (fit(recipe, images, labels, 0, lessons).parameters for _ in range(2))
    np.testing.assert_array_equal(first, again)


def test_shifted_images_are_moved_by_up_to_a_pixel_each_in_its_own_way():
    images = mnist().train_images[:200]
    moved, labels = Shifted(images, mnist().train_labels[:200]).draw(0, np.random.default_rng(0))
    moves = [(right, down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    versions = np.array([shift(images, *move) for move in moves])
    found = (versions == moved).all(axis=2)
    assert found.any(axis=0).all()
    assert found.any(axis=1).all(), "every move is made"
    np.testing.assert_array_equal(labels, mnist().train_labels[:200])


def test_a_recipe_with_maps_makes_a_convolutional_network():
    digits, recipe = mnist(), replace(RECIPES["convolution"], maps=(2, 3), epochs=1)
    images, labels = digits.train_images[:100], digits.train_labels[:100]
    lessons = building.lessons_of(recipe, images, labels)
    (network,) = building.fit_all(recipe, images, labels, [0], lessons)
    assert network.maps == (2, 3)
    again = fit(recipe, images, labels, 0, Shifted(images, labels))
    np.testing.assert_array_equal(again.parameters, network.parameters)
    half = store.rounded(network).parameters
    np.testing.assert_array_equal(half, network.parameters.astype(np.float16))
    assert cards.shape_of(network)["layers"].startswith("2 and 3 maps, windows of 5 by 5, 784-288")


def test_the_stored_neuron_is_right_as_its_card_says():
    seven, digits = load("seven"), mnist()
    assert seven.sizes == (784, 1)
    assert np.abs(seven.weights[0]).max() == 1
    accuracy = neuron.accuracy(seven, digits.test_images, digits.test_labels)
    assert 100 * accuracy == pytest.approx(card_value("seven", "test images"), abs=0.05)


def test_the_stored_neuron_is_built_again(tmp_path):
    """Another processor may round its last digits differently."""
    neuron.build(tmp_path)
    again = store.read(tmp_path / "seven.npz")
    np.testing.assert_allclose(again.parameters, load("seven").parameters, atol=1e-3)


def test_one_command_builds_every_network(monkeypatch, tmp_path):
    built = []
    monkeypatch.setattr(building, "build", lambda name, folder: built.append((name, folder)))
    monkeypatch.setattr(neuron, "build", lambda folder: built.append(("seven", folder)))
    monkeypatch.setattr(
        sys, "argv", ["zoo", "relu", "fashion-flat", "seven", "--to", str(tmp_path)]
    )
    command.main()
    assert built == [(name, tmp_path) for name in ("relu", "fashion-flat", "seven")]
    monkeypatch.setattr(sys, "argv", ["zoo", "taste", "--to", str(tmp_path)])
    with pytest.raises(ValueError, match="unknown network 'taste'"):
        command.main()


def test_cards_are_written_anew_without_training(monkeypatch, tmp_path):
    for name in ("relu", "seven"):
        shutil.copy(FOLDER / f"{name}.npz", tmp_path)
    for name in (store.TRAININGS, "SHA256SUMS"):
        shutil.copy(FOLDER / name, tmp_path)
    monkeypatch.setattr(sys, "argv", ["zoo", "--cards", "relu", "seven", "--to", str(tmp_path)])
    command.main()
    for name in ("relu", "seven"):
        card = (tmp_path / f"{name}.md").read_text(encoding="utf-8")
        assert "## Where it fails" in card
        assert "| 1 | 1,135 |" in card


def test_labels_of_the_end_for_drawings_are_looked_at():
    digits = mnist()
    with pytest.raises(TypeError, match="labels must be whole numbers"):
        distillation.finish(load("relu"), digits.train_images[:3], np.array([0.5, 1, 2]))
