"""The data sets of the book, from the folder ``data/``, checked when they are read."""

import functools
import gzip
import hashlib
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
    arrays = [read_idx(folder / name, shape, checksum) for name, shape, checksum in MNIST_FILES]
    images = [a.reshape(len(a), -1).astype(np.float32) / np.float32(255) for a in arrays[::2]]
    labels = [a.astype(np.int64) for a in arrays[1::2]]
    digits = Digits(images[0], labels[0], images[1], labels[1])
    for array in digits:
        array.flags.writeable = False
    return digits


def read_idx(path, shape, checksum):
    """Read a gzipped IDX file of bytes, the format in which MNIST is published.

    An IDX file starts with two zero bytes, the type of its numbers (8: unsigned bytes),
    the number of its dimensions, and their sizes, four bytes each, highest byte first.
    Raises DataError if the file is missing, cannot be unpacked, or is not the one that
    ``shape`` and ``checksum`` (SHA-256, unpacked) describe.
    """
    try:
        content = gzip.decompress(path.read_bytes())
    except FileNotFoundError:
        raise data_error(path, "a file", "none") from None
    except (OSError, EOFError, zlib.error) as error:
        raise data_error(path, "a complete gzip file", f"{error}") from error
    header = bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes()
    size = len(header) + int(np.prod(shape))
    if len(content) != size:
        raise data_error(path, f"{size:,} bytes when unpacked", f"{len(content):,}")
    found = hashlib.sha256(content).hexdigest()
    if found != checksum or not content.startswith(header):
        raise data_error(path, f"SHA-256 {checksum}", found)
    return np.frombuffer(content, np.uint8, offset=len(header)).reshape(shape)


def data_error(path, expected, found):
    return DataError(
        f"{path}: expected {expected}, found {found}. "
        f"To restore it in a clone: git checkout -- data/{path.parent.name}/{path.name}. "
        "Elsewhere: install the package neuralnet again."
    )
