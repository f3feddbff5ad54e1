"""Write arrays in the IDX format, which ``neuralnet.files.read_idx`` reads."""

import gzip
from pathlib import Path

import numpy as np
import numpy.typing as npt

from neuralnet.files import add_checksum

Bytes = npt.NDArray[np.uint8]


def write_idx(path: Path, array: Bytes) -> None:
    """Write an array of bytes to ``path``, packed, and its checksum into the folder's list.

    The same array gives the same file.
    """
    if array.dtype != np.uint8:
        raise TypeError(f"expected an array of uint8, got {array.dtype}")
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    path.write_bytes(gzip.compress(header + array.tobytes(), 9, mtime=0))
    add_checksum(path)


def greys(images: npt.NDArray[np.float64], levels: int) -> Bytes:
    """Return images of numbers from 0 to 1 as bytes with so many levels of grey, 0 to 255."""
    return np.rint(np.rint(images * (levels - 1)) * (255 / (levels - 1))).astype(np.uint8)
