"""The data are the published ones, and damage to them is noticed and named."""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile

import numpy as np
import pytest

from neuralnet import files
from neuralnet.datasets import mnist
from neuralnet.files import DataError
from tools import ROOT


def test_mnist_has_its_known_shapes_types_and_counts():
    digits = mnist()
    assert digits.train_images.shape == (60_000, 784)
    assert digits.test_images.shape == (10_000, 784)
    for images in (digits.train_images, digits.test_images):
        assert images.dtype == np.float32
        assert (images.min(), images.max()) == (0, 1)
    # How often each digit occurs, as LeCun, Cortes and Burges's files have it.
    counts = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    np.testing.assert_array_equal(np.bincount(digits.train_labels), counts)
    counts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    np.testing.assert_array_equal(np.bincount(digits.test_labels), counts)
    assert digits.test_labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]


def test_the_first_training_digits_are_the_first_of_all():
    digits = mnist()
    images, labels = digits.first(30)
    np.testing.assert_array_equal(images, digits.train_images[:30])
    assert labels.tolist() == digits.train_labels[:30].tolist()
    assert len(digits.first(100_000)[0]) == 60_000
    with pytest.raises(ValueError, match="count must be a whole number of at least 1"):
        digits.first(0)


def test_the_arrays_are_shared_so_nobody_can_write_to_them():
    assert mnist() is mnist()
    with pytest.raises(ValueError, match="read-only"):
        mnist().test_images[0, 0] = 1


@pytest.fixture
def copy(tmp_path):
    """A copy of the data that a test may damage."""
    folder = tmp_path / "mnist"
    shutil.copytree(ROOT / "data" / "mnist", folder)
    return folder


FILES = [
    f"{part}-{what}-ubyte.gz"
    for part in ("train", "t10k")
    for what in ("images-idx3", "labels-idx1")
]


def damage(path, change):
    path.write_bytes(change(path.read_bytes()))


def repacked(change):
    return lambda packed: gzip.compress(change(gzip.decompress(packed)), 1)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda packed: packed[:-100], "expected a complete gzip file"),
        (lambda packed: b"", "when unpacked, found 0"),
        (lambda packed: b"<html>not found</html>", "expected a complete gzip file"),
        (lambda packed: packed[:50] + b"\0\0" + packed[52:], "expected"),
        pytest.param(
            repacked(lambda content: content[:-1]),
            "bytes when unpacked, found",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            repacked(lambda content: content[:-1] + b"\x09"),
            "expected SHA-256",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(copy, name, change, expected):
    damage(copy / name, change)
    with pytest.raises(DataError, match=expected) as caught:
        mnist(copy)
    assert name in str(caught.value)
    assert f"git checkout -- data/mnist/{name}" in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named_with_what_to_do(copy, name):
    (copy / name).unlink()
    with pytest.raises(DataError, match=f"{name}: expected a file, found none.*git checkout"):
        mnist(copy)


def test_the_files_are_the_published_ones():
    folder = ROOT / "data" / "mnist"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for name in FILES:
        content = gzip.decompress((folder / name).read_bytes())
        found = hashlib.md5(content, usedforsecurity=False).hexdigest()
        assert f"| `{name.removesuffix('.gz')}` | `{found}` |" in readme


@pytest.mark.parametrize("name", ["mnist", "fashion", "spoken", "languages", "networks"])
def test_every_data_file_is_in_the_list_of_checksums(name):
    folder = ROOT / "data" / name
    stored = [path for path in folder.iterdir() if path.suffix != ".md" and path.name != files.SUMS]
    assert files.checksums(folder) == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in stored
    }
    assert "sha256sum -c SHA256SUMS" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_missing_list_or_line_of_checksums_is_named(copy):
    (copy / files.SUMS).write_text("")
    with pytest.raises(
        DataError, match=r"SHA256SUMS: expected a line for train-images.*git checkout"
    ):
        mnist(copy)
    (copy / files.SUMS).unlink()
    with pytest.raises(DataError, match=r"SHA256SUMS: expected a file, found none.*git checkout"):
        mnist(copy)


def test_a_checksum_is_entered_in_place_of_an_earlier_one(tmp_path):
    for content in (b"first", b"second"):
        for name in ("b", "a"):
            (tmp_path / name).write_bytes(content)
            files.add_checksum(tmp_path / name)
    expected = hashlib.sha256(b"second").hexdigest()
    assert (tmp_path / files.SUMS).read_text() == f"{expected}  a\n{expected}  b\n"


def test_a_clone_uses_its_own_data():
    assert files.data_folder() == ROOT / "data"


@pytest.mark.slow
def test_the_installed_package_carries_the_data(tmp_path):
    """As on Binder: a wheel, unpacked elsewhere, used from any working directory."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path / "site")
    code = (
        "import neuralnet.datasets as d; print(d.__file__); "
        "print(d.mnist().test_labels[:3].tolist())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path / "site") in done.stdout
    assert "[7, 2, 1]" in done.stdout
