"""A reader's own handwriting: its file, good and bad, and lessons in it."""

import base64
import json
import zlib

import numpy as np
import pytest

from neuralnet import datasets, hands, handwriting, teaching, zoo
from neuralnet.images import preprocess
from neuralnet.network import Network
from neuralnet.random import mulberry32
from neuralnet.training import SGD, Gradient

LABELS = [7, 0, 7, 3]


def hand(writer="Ada", labels=LABELS, seed=0):
    drawings = np.rint(255 * hands.person(labels, seed)).astype(np.uint8)
    return handwriting.Hand(writer, np.array(labels), drawings)


def changed(**entries):
    """Return the text of a hand in which something is changed, or left out where it is None."""
    found = json.loads(handwriting.as_text([hand()]))
    for name, value in entries.items():
        part = found if name in found else found["hands"][0]
        part[name] = value
        if value is None:
            del part[name]
    return json.dumps(found)


def test_what_is_written_is_read_again():
    some = [hand(), hand("", [1, 1], 3), hand("Emmy", [], 0)]
    found = handwriting.hands_in(handwriting.as_text(some))
    assert [one.writer for one in found] == ["Ada", "", "Emmy"]
    for one, other in zip(found, some, strict=True):
        np.testing.assert_array_equal(one.labels, other.labels)
        np.testing.assert_array_equal(one.drawings, other.drawings)


ZEROS = base64.b64encode(bytes(784)).decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected JSON"),
        ("[" * 100_000, "recursion|JSON"),
        ("[]", "expected \"format\""),
        ("null", "expected \"format\""),
        (changed(format="other"), "expected \"format\""),
        (changed(version=2), "expected version 1, got 2"),
        (changed(hands=3), "a list"),
        (changed(hands=[3]), "got 3"),
        (changed(writer="a" * 41), "up to 40 letters"),
        (changed(writer=None), "up to 40 letters, got None"),
        (changed(labels="70x3"), "must be digits"),
        (changed(labels=[7, 0, 7, 3]), "must be digits"),
        (changed(labels="707"), "784 bytes for each of the 3 digits of 'Ada', got 3,136"),
        (changed(drawings="?"), "are damaged"),
        (changed(drawings=None), "are damaged"),
        (changed(drawings=4 * ZEROS, writer=""), "without a name are damaged"),
        (changed(sum=None), "checksum is another"),
        (changed(hands=2 * json.loads(changed())["hands"]), "two writers have one name"),
        (changed(labels="7" * 4001, drawings=base64.b64encode(bytes(784 * 4001)).decode(),
                 sum=zlib.crc32(bytes(784 * 4001))), "at most 4,000 digits"),
        (" " * 8_000_001, "at most 8,000,000 characters"),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_with_a_text(text, words):
    with pytest.raises(
        ValueError, match=f"^my.json holds no handwriting of this book: .*({words})"
    ):
        handwriting.hands_in(text, "my.json")


def test_own_reads_a_file_as_the_page_has_it(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(handwriting.as_text([hand("")]))
    own = datasets.own(path)
    assert own.labels.tolist() == LABELS
    assert own.writers.tolist() == ["mine"] * 4
    for image, drawing in zip(own.images, hand().drawings, strict=True):
        np.testing.assert_array_equal(image, preprocess(drawing / 255))


def test_own_reads_the_files_of_a_class(tmp_path):
    for name, some in (("b", [hand("Ada")]), ("a", [hand("Ada"), hand("", [2])]), ("c", [])):
        (tmp_path / f"{name}.json").write_text(handwriting.as_text(some))
    own = datasets.own(tmp_path)
    assert own.writers.tolist() == ["Ada"] * 4 + ["a"] + ["Ada (2)"] * 4
    assert len(own.images) == len(own.labels) == 9


def test_own_names_the_file_that_it_cannot_read(tmp_path):
    with pytest.raises(ValueError, match=r"no file that ends in \.json"):
        datasets.own(tmp_path)
    for content, words in ((b"\xff", "can't decode"), (b"{}", "format"), (b" " * 8_000_001, "8,0")):
        (tmp_path / "x.json").write_bytes(content)
        with pytest.raises(ValueError, match=rf"x\.json holds no handwriting.*{words}"):
            datasets.own(tmp_path)
    with pytest.raises(FileNotFoundError):
        datasets.own(tmp_path / "none.json")
    (tmp_path / "x.json").write_text(handwriting.as_text([]))
    with pytest.raises(ValueError, match="holds no digits"):
        datasets.own(tmp_path)


def test_halves_take_every_other_one_of_each_digit():
    learned = teaching.halves([7, 7, 0, 7, 0, 7, 1])
    assert learned.tolist() == [True, False, True, True, False, False, True]


def test_a_lesson_is_steps_downhill_from_small_batches():
    own, others = handwriting.images_of(hand()), handwriting.images_of(hand("", [5, 2, 9], 4))
    network = Network([784, 4, 10], "relu", "softmax", 0, dtype=np.float64)
    twin = Network([784, 4, 10], "relu", "softmax", 0, dtype=np.float64)
    teaching.teach(network, (own, LABELS), (others, [5, 2, 9]), steps=3, learning_rate=0.1, seed=8)
    uniform, gradient, optimiser = mulberry32(8), Gradient(twin), SGD()
    for _ in range(3):
        mine = [int(next(uniform) * 4) for _ in range(10)]
        rest = [int(next(uniform) * 3) for _ in range(30)]
        labels = np.concatenate([np.array(LABELS)[mine], np.array([5, 2, 9])[rest]])
        gradient.of(np.concatenate([own[mine], others[rest]]), np.eye(10)[labels])
        optimiser.step(twin.parameters, gradient.values, 0.1)
    np.testing.assert_allclose(network.parameters, twin.parameters, rtol=1e-12)


def test_a_network_learns_a_persons_hand_and_forgets_a_little():
    labels = 6 * list(range(10))
    drawings = hands.person(labels, 21)
    images = np.array([preprocess(drawing) for drawing in drawings])
    learned, labels = teaching.halves(labels), np.array(labels)
    mnist, network = datasets.mnist(), zoo.load("relu")
    rights = []
    for _ in range(2):
        rights.append((network.predict(images[~learned]) == labels[~learned]).sum())
        rights.append((network.predict(mnist.test_images) == mnist.test_labels).mean())
        teaching.teach(network, (images[learned], labels[learned]))
    before, of_mnist, after, of_mnist_after = rights
    assert after > before
    assert of_mnist - 0.1 < of_mnist_after < of_mnist
