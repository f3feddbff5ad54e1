"""The book's data files: where they are, and their content, checked when it is read.

Beside the files of a folder stands ``SHA256SUMS``, a list of their checksums in the form that
``sha256sum -c`` reads.
"""

import gzip
import hashlib
import math
import zlib
from pathlib import Path

import numpy as np

from neuralnet.checks import accepts, octets, path, told

SUMS = "SHA256SUMS"


class DataError(Exception):
    """A data file is missing, cut short or altered."""


def _said(value, _):
    return value if isinstance(value, str | int) else told(value)


@accepts(path=path, expected=_said, found=_said)
def data_error(path, expected, found):
    """Return a DataError that says what was expected, what was found, and what to do."""
    return DataError(
        f"{path}: expected {expected}, found {found}. "
        f"To restore it in a clone: git checkout -- data/{path.parent.name}/{path.name}. "
        "Elsewhere: install the package neuralnet again."
    )


def data_folder():
    """Return the folder ``data``: a clone's own, or else the copy inside the package."""
    package = Path(__file__).resolve().parent
    clone = package.parents[1] / "data"
    return clone if (clone / "mnist").is_dir() else package / "data"


@accepts(folder=path)
def checksums(folder):
    """Return the SHA-256 of each file, by its name, from the folder's list."""
    lines = _bytes(folder / SUMS).decode(errors="replace").splitlines()
    for line in lines:
        if len(line.split()) != 2:
            raise data_error(folder / SUMS, "a checksum and a name in each line", repr(line[:80]))
    return {name: value for value, name in map(str.split, lines)}


@accepts(path=path)
def add_checksum(path):
    """Enter a file's checksum in its folder's list, in place of an earlier one."""
    sums = checksums(path.parent) if (path.parent / SUMS).exists() else {}
    sums[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{value}  {name}\n" for name, value in sorted(sums.items())]
    (path.parent / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


@accepts(path=path)
def read(path):
    """Return a file's content, unpacked if its name ends in ".gz".

    Raises DataError if the file is missing, cannot be unpacked, or has another checksum than
    the one in its folder's list.
    """
    return _checked(path, lambda content: content)


@accepts(path=path)
def read_idx(path):
    """Return the array of bytes in a packed IDX file, the format in which MNIST is published.

    Raises DataError as ``read`` does.
    """
    return _checked(path, lambda content: unpack_idx(content, path))


@accepts(content=octets, path=path)
def unpack_idx(content, path):
    """Return the array in the content of an IDX file of bytes; ``path`` names it in errors.

    An IDX file starts with two zero bytes, the type of its numbers (8: unsigned bytes),
    the number of its dimensions, and their sizes, four bytes each, highest byte first.
    Raises DataError if the content is not as long as its sizes say.
    """
    start = 4 + 4 * content[3] if len(content) > 3 else 4
    if len(content) < start:
        raise data_error(path, f"at least {start} bytes when unpacked", len(content))
    if content[:3] != bytes([0, 0, 8]) or content[3] > 8:
        raise data_error(path, "an IDX file of bytes", f"one that begins with {content[:4]}")
    shape = np.frombuffer(content[4:start], ">u4").tolist()
    size = start + math.prod(shape)
    if len(content) != size:
        raise data_error(path, f"{size:,} bytes when unpacked", f"{len(content):,}")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _checked(path, make):
    """Return what ``make`` makes of a file's content, and compare the file's checksum."""
    expected = checksums(path.parent).get(path.name)
    if expected is None:
        raise data_error(path.parent / SUMS, f"a line for {path.name}", "none")
    stored = _bytes(path)
    made = make(_unpacked(path, stored) if path.suffix == ".gz" else stored)
    found = hashlib.sha256(stored).hexdigest()
    if found != expected:
        raise data_error(path, f"SHA-256 {expected}", found)
    return made


def _unpacked(path, stored):
    try:
        return gzip.decompress(stored)
    except (OSError, EOFError, zlib.error) as error:
        raise data_error(path, "a complete gzip file", f"{error}") from error


def _bytes(path):
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise data_error(path, "a file", "none") from None
