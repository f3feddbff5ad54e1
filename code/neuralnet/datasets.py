"""The data sets of the book, from the folder ``data/``, checked when they are read."""

import functools
import gzip
import hashlib
import io
import wave
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np


class DataError(Exception):
    """A data file is missing, cut short or altered."""


class Digits(NamedTuple):
    """Images, one a row, and their labels; the training part and the test part."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray


class Spoken(NamedTuple):
    """Pictures of spoken digits, their labels, and the name of each one's voice."""

    train_images: np.ndarray
    train_labels: np.ndarray
    train_voices: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    test_voices: np.ndarray


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

# File, shape of its array, and SHA-256 of its uncompressed bytes. The same bytes have the
# MD5 sums published with the original files: see data/mnist/README.md.
MNIST_FILES = (
    (
        "train-images-idx3-ubyte.gz",
        (60_000, 28, 28),
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    ),
    (
        "train-labels-idx1-ubyte.gz",
        (60_000,),
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    ),
    (
        "t10k-images-idx3-ubyte.gz",
        (10_000, 28, 28),
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    ),
    (
        "t10k-labels-idx1-ubyte.gz",
        (10_000,),
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ),
)

FASHION_FILES = (
    (
        "train-images-idx3-ubyte.gz",
        (10_000, 28, 28),
        "227097184a6678eddb3b34d649ecae6466c083110e6afaacb915f9c4b452b476",
    ),
    (
        "train-labels-idx1-ubyte.gz",
        (10_000,),
        "a69f2dad024ca220a8c4d85f621fdf929042d40c444abde2868903e9220ad517",
    ),
    (
        "t10k-images-idx3-ubyte.gz",
        (10_000, 28, 28),
        "4106b4e199c724b35fa5000fb8a036a8639ebfc97d5b28e0ad001ccf1dead087",
    ),
    (
        "t10k-labels-idx1-ubyte.gz",
        (10_000,),
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ),
)
SPOKEN_FILES = (
    (
        "train-images-idx3-ubyte.gz",
        (5_320, 28, 28),
        "a4c4ee62a6a2dfbbe10f66ecd8b7432fffb0ff7908b77a5ad488f2e44103cb02",
    ),
    (
        "train-labels-idx2-ubyte.gz",
        (5_320, 2),
        "4d6db5255e724ac39da763edc19b59bcb1869d7b3b53a3a162a09870ce1f2601",
    ),
    (
        "test-images-idx3-ubyte.gz",
        (1_540, 28, 28),
        "7b92c8d57d7e11af68eb49718e57b4a286adc6bb69a32085c64669cf7395b3e1",
    ),
    (
        "test-labels-idx2-ubyte.gz",
        (1_540, 2),
        "9f2e9e53fa3532c1968812e9bbb665175598d3b942e8b84374b1755f57078c96",
    ),
)
# Other files, and the SHA-256 of their content, unpacked if they are packed.
SOUND_FILES = {
    "train-voices.txt": "6753b7ec030ee01428652c96c042dbe97c52c9c6f9770838cb7b4bce1632b990",
    "test-voices.txt": "cc3e749e4ed4968a63a8d283187535f075be5a60487204cb5fd59dcd24ac7dc9",
    "three.wav": "4a6ebe4cae3205c3091a991331381ec239b64a9cd78aac04902a1606319c7e50",
    "seven.wav": "fd18c488a4670d4eb8e242db6c67a95bfe528c8d1d6110d490455603fd26add6",
    "nine.wav": "05b73fa7353ee45f0b68c8eb1f42039d3b19086c2177976aefa513c6f91ed082",
    "five.wav": "95f5f79f6ec90a374f3570b79111ee09df48bb629a12b1464c955a75bb69dbe3",
    "zero.wav": "ec45802da5a87710a040e196a9aa214c294d9cfbd41af46aacf2c1c66c7791b0",
}
TEXT_FILES = {
    "train.txt.gz": "b4eff5893ec63a83a5a1ca779dbbec2464906ef87d3b4982d8aba05aa7fde57f",
    "test.txt.gz": "1d52757961403a51954e88105a8c138a23a446b2d2d6e916ea78e6fc98ec8cc9",
    "manual-pages.txt.gz": "bf966b6c87d85ff59f22fc20994aa437a32a5f2ad4a27d86e9d3effa9ea3056a",
    "everyday.txt.gz": "4512169e2947381893b515d9ff6d5cb346cf75138951f942822a1def758b09ba",
}


def data_folder():
    """Return the folder ``data``: a clone's own, or else the copy inside the package."""
    package = Path(__file__).resolve().parent
    clone = package.parents[1] / "data"
    return clone if (clone / "mnist").is_dir() else package / "data"


def mnist(folder=None):
    """Return MNIST: 60,000 training and 10,000 test images of handwritten digits.

    Images are float32 arrays of shape (n, 784): the 28 rows of 28 pixels one after the
    other, 0 for empty and 1 for full of ink. Labels are integers from 0 to 9, of shape
    (n,). The arrays are kept for the next call, so they cannot be written to; ``copy()``
    gives one that can.

    ``folder`` holds the four files; without it they are taken from the book's own data.
    Raises DataError if a file is missing, cut short or altered.

    Source: LeCun, Cortes and Burges, http://yann.lecun.com/exdb/mnist/
    """
    return _mnist(Path(folder) if folder is not None else data_folder() / "mnist")


@functools.lru_cache(maxsize=1)
def _mnist(folder):
    return _locked(Digits(*_arrays(folder, MNIST_FILES)))


def _arrays(folder, files):
    """Return what IDX files hold: images as numbers from 0 to 1, one a row, and labels."""
    arrays = []
    for name, shape, checksum in files:
        array = read_idx(folder / name, shape, checksum)
        if len(shape) == 3:
            arrays.append(array.reshape(len(array), -1).astype(np.float32) / np.float32(255))
        else:
            arrays.append(array.astype(np.int64))
    return arrays


def _locked(arrays):
    for array in arrays:
        array.flags.writeable = False
    return arrays


def fashion(folder=None):
    """Return pictures of clothes: 10,000 to train with and 10,000 to test with.

    As ``mnist()`` in all else; GARMENTS names the labels. They are the first 10,000
    training images and all test images of Fashion-MNIST, with 8 levels of grey.

    Source: Xiao, Rasul and Vollgraf (2017), https://arxiv.org/abs/1708.07747
    """
    return _fashion(Path(folder) if folder is not None else data_folder() / "fashion")


@functools.lru_cache(maxsize=1)
def _fashion(folder):
    return _locked(Digits(*_arrays(folder, FASHION_FILES)))


def spoken(folder=None):
    """Return 5,320 pictures of spoken digits to train with, and 1,540 to test with.

    Images and labels as in ``mnist()``; the images are those of ``sound.log_mel``, with 16
    levels of grey. No voice of the test, and no voice related to one, was trained with.

    Source: made for this book with the synthesiser espeak-ng, see data/spoken/README.md
    """
    return _spoken(Path(folder) if folder is not None else data_folder() / "spoken")


@functools.lru_cache(maxsize=1)
def _spoken(folder):
    arrays = _arrays(folder, SPOKEN_FILES)
    parts = []
    for part, images, labels in zip(("train", "test"), arrays[::2], arrays[1::2], strict=True):
        names = _content(folder, f"{part}-voices.txt", SOUND_FILES).decode().splitlines()
        parts += [images, labels[:, 0].copy(), np.array(names)[labels[:, 1]]]
    return _locked(Spoken(*parts))


def clip(word, folder=None):
    """Return a spoken digit that can be heard, one of CLIPS: its samples and their rate.

    Samples are numbers from -1 to 1, of shape (n,); the rate is how many there are a second.
    Raises ValueError for another word, and DataError as the data sets do.
    """
    if word not in CLIPS:
        raise ValueError(f"expected one of {', '.join(CLIPS)}, got {word!r}")
    folder = Path(folder) if folder is not None else data_folder() / "spoken"
    with wave.open(io.BytesIO(_content(folder, f"{word}.wav", SOUND_FILES))) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return samples / 32768, file.getframerate()


def languages(folder=None):
    """Return texts in the ten LANGUAGES.

    No page of the test was trained with in any language, and no paragraph is in both.
    Raises DataError if a file is missing, cut short or altered.

    Source: GNOME's user documentation and others, see data/languages/README.md
    """
    return _languages(Path(folder) if folder is not None else data_folder() / "languages")


@functools.lru_cache(maxsize=1)
def _languages(folder):
    parts = []
    for name in TEXT_FILES:
        texts = {code: {} for code in LANGUAGES}
        for line in _content(folder, name, TEXT_FILES).decode().splitlines():
            code, page, paragraph = line.split("\t")
            texts[code].setdefault(page, []).append(paragraph)
        parts.append([[" ".join(page) for page in texts[code].values()] for code in LANGUAGES])
    return Languages(*parts)


def _content(folder, name, checksums):
    """Return the bytes of a file, unpacked if it is packed, after comparing its checksum."""
    path = folder / name
    content = unpacked(path) if path.suffix == ".gz" else _bytes(path)
    found = hashlib.sha256(content).hexdigest()
    if found != checksums[name]:
        raise data_error(path, f"SHA-256 {checksums[name]}", found)
    return content


def read_idx(path, shape, checksum):
    """Read a gzipped IDX file of bytes, the format in which MNIST is published.

    An IDX file starts with two zero bytes, the type of its numbers (8: unsigned bytes),
    the number of its dimensions, and their sizes, four bytes each, highest byte first.
    Raises DataError if the file is missing, cannot be unpacked, or is not the one that
    ``shape`` and ``checksum`` (SHA-256, unpacked) describe.
    """
    content = unpacked(path)
    header = bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes()
    size = len(header) + int(np.prod(shape))
    if len(content) != size:
        raise data_error(path, f"{size:,} bytes when unpacked", f"{len(content):,}")
    found = hashlib.sha256(content).hexdigest()
    if found != checksum or not content.startswith(header):
        raise data_error(path, f"SHA-256 {checksum}", found)
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape)


def unpacked(path):
    """Return the content of a gzip file. Raises DataError if it is missing or cut short."""
    try:
        return gzip.decompress(_bytes(path))
    except (OSError, EOFError, zlib.error) as error:
        raise data_error(path, "a complete gzip file", f"{error}") from error


def _bytes(path):
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise data_error(path, "a file", "none") from None


def data_error(path, expected, found):
    return DataError(
        f"{path}: expected {expected}, found {found}. "
        f"To restore it in a clone: git checkout -- data/{path.parent.name}/{path.name}. "
        "Elsewhere: install the package neuralnet again."
    )
