"""The data sets of the book, from the folder ``data/``, checked when they are read."""

import functools
import io
import wave
from typing import NamedTuple

import numpy as np

from neuralnet import checks
from neuralnet.files import data_folder, read, read_idx
from neuralnet.handwriting import LONGEST, MOST_BYTES, hands_in, images_of

GARMENTS = (
    "T-shirt",
    "trousers",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
LANGUAGES = {
    "en": "English",
    "de": "German",
    "nl": "Dutch",
    "sv": "Swedish",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "fi": "Finnish",
    "hu": "Hungarian",
}
CLIPS = ("three", "seven", "nine", "five", "zero")  # spoken digits that can be heard


class Digits(NamedTuple):
    """Images, one a row, and their labels; the training part and the test part."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray

    @checks.accepts(count=checks.positive_whole)
    def first(self, count):
        """Return the first ``count`` training images and their labels, or all if there are fewer.

        Where data are fetched when they are read, in the browser, only these are fetched.
        """
        return self.train_images[:count], self.train_labels[:count]


class Spoken(NamedTuple):
    """Pictures of spoken digits, their labels, and the name of each one's voice."""

    train_images: np.ndarray
    train_labels: np.ndarray
    train_voices: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    test_voices: np.ndarray


class Own(NamedTuple):
    """Images of digits, one a row, their labels, and the name of each one's writer."""

    images: np.ndarray
    labels: np.ndarray
    writers: np.ndarray


class Languages(NamedTuple):
    """Texts in ten languages: each field is a list, one entry a language of LANGUAGES.

    An entry is itself a list of texts: of ``train`` and ``test``, the pages of a manual;
    of ``manual_pages``, excerpts of 200 characters about commands; of ``everyday``, ten
    sentences, in the same order in each language.
    """

    train: list
    test: list
    manual_pages: list
    everyday: list


def data_set(load):
    """Make ``load``, a function of a folder, keep its answer, and find its folder in ``data``.

    The folder is called like the function. Arrays are kept for the next call, so nobody can
    write to them.
    """

    @functools.lru_cache(maxsize=1)
    def kept(folder):
        answer = load(folder)
        for part in answer:
            if isinstance(part, np.ndarray):
                part.flags.writeable = False
        return answer

    @functools.wraps(load)
    @checks.accepts(folder=checks.or_none(checks.path))
    def find(folder=None):
        return kept(data_folder() / load.__name__ if folder is None else folder)

    return find


@data_set
def mnist(folder=None):
    """Return MNIST: 60,000 training and 10,000 test images of handwritten digits.

    Images are float32 arrays of shape (n, 784): the 28 rows of 28 pixels one after the
    other, 0 for empty and 1 for full of ink. Labels are integers from 0 to 9, of shape
    (n,). The arrays are kept for the next call, so they cannot be written to; ``copy()``
    gives one that can.

    ``folder`` holds the four files; without it they are taken from the book's own data.
    Raises ``files.DataError`` if a file is missing, cut short or altered.

    Source: LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/
    """
    return labelled_images(folder)


@data_set
def fashion(folder=None):
    """Return pictures of clothes: 10,000 to train with and 10,000 to test with.

    As ``mnist()`` in all else; GARMENTS names the labels. They are the first 10,000
    training images and all test images of Fashion-MNIST, with 8 levels of grey.

    Source: Xiao, Rasul and Vollgraf (2017), https://arxiv.org/abs/1708.07747
    """
    return labelled_images(folder)


@data_set
def spoken(folder=None):
    """Return 5,320 pictures of spoken digits to train with, and 1,540 to test with.

    Images and labels as in ``mnist()``; the images are those of ``sound.log_mel``, with 16
    levels of grey. No voice of the test, and no voice related to one, was trained with.

    Source: made for this book with the synthesiser espeak-ng, see data/spoken/README.md
    """
    parts = []
    for part in ("train", "test"):
        labels = whole_numbers(folder / f"{part}-labels-idx2-ubyte.gz")  # a digit and a voice
        voices = np.array(read(folder / f"{part}-voices.txt").decode().splitlines())
        parts.append(images(folder / f"{part}-images-idx3-ubyte.gz"))
        parts += [labels[:, 0].copy(), voices[labels[:, 1]]]
    return Spoken(*parts)


@data_set
def languages(folder=None):
    """Return texts in the ten LANGUAGES.

    No page of the test was trained with in any language, and no paragraph is in both.
    Raises ``files.DataError`` if a file is missing, cut short or altered.

    Source: GNOME's user documentation and others, see data/languages/README.md
    """
    parts = []
    for part in Languages._fields:
        texts = {code: {} for code in LANGUAGES}
        name = f"{part.replace('_', '-')}.txt.gz"
        for line in read(folder / name).decode().splitlines():
            code, page, paragraph = line.split("\t")
            texts[code].setdefault(page, []).append(paragraph)
        parts.append([[" ".join(page) for page in texts[code].values()] for code in LANGUAGES])
    return Languages(*parts)


@checks.accepts(path=checks.path)
def own(path):
    """Return digits that readers wrote, from a file that a page of the book has saved.

    ``path`` may also be a folder: all its files whose names end in ".json" are read, in the
    order of their names. A writer without a name is called like the file, and where two have
    one name the second becomes "Ada (2)". Images and labels are as in ``mnist()``, the images
    preprocessed and in float64, as the page has them. Raises ValueError, naming the file, for
    one that holds something else or is damaged, and for a folder without any.
    """
    paths = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not paths:
        raise ValueError(f"{path} has no file that ends in .json")
    images, labels, writers = [], [], []
    for file in paths:
        for hand in _hands(file):
            images.append(images_of(hand))
            labels.append(hand.labels)
            writers.append(_free(hand.writer or file.stem[:LONGEST], writers))
    if not writers:
        raise ValueError(f"{path} holds no digits")
    counts = [len(some) for some in labels]
    return Own(np.concatenate(images), np.concatenate(labels), np.repeat(writers, counts))


def _hands(path):
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(
            f"{path} holds no handwriting of this book: expected at most {MOST_BYTES:,} bytes, "
            f"got {path.stat().st_size:,}"
        )
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} holds no handwriting of this book: {error}") from error
    return hands_in(text, str(path))


def _free(name, taken):
    """Return a name that is not taken: itself, or with the next number behind it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[: LONGEST - 5]} ({number})"
    return free


@checks.accepts(folder=checks.or_none(checks.path))
def clip(word, folder=None):
    """Return a spoken digit that can be heard, one of CLIPS: its samples and their rate.

    Samples are numbers from -1 to 1, of shape (n,); the rate is how many there are a second.
    Raises ValueError for another word, and DataError as the data sets do.
    """
    if not isinstance(word, str) or word not in CLIPS:
        raise ValueError(f"expected one of {', '.join(CLIPS)}, got {checks.told(word)}")
    folder = data_folder() / "spoken" if folder is None else folder
    with wave.open(io.BytesIO(read(folder / f"{word}.wav"))) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return samples / 32768, file.getframerate()


@checks.accepts(folder=checks.path)
def labelled_images(folder):
    """Return the images and labels of a folder with files named like MNIST's."""
    parts = []
    for part in ("train", "t10k"):
        parts.append(images(folder / f"{part}-images-idx3-ubyte.gz"))
        parts.append(whole_numbers(folder / f"{part}-labels-idx1-ubyte.gz"))
    return Digits(*parts)


def images(path):
    """Return the images of an IDX file as numbers from 0 to 1, one a row, float32."""
    pixels = read_idx(path)
    return pixels.reshape(len(pixels), -1).astype(np.float32) / np.float32(255)


@checks.accepts(digit=checks.whole(0))
def a_digit(digit):
    """Return a digit with its article: "a 3", "an 8"."""
    return f"an {digit}" if digit == 8 else f"a {digit}"


def whole_numbers(path):
    """Return the numbers of an IDX file as integers."""
    return read_idx(path).astype(np.int64)
