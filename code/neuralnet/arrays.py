"""Where arrays lie, in memory and in files; products in slices and a second thread, for speed."""

import io
import math
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from neuralnet import checks


class Views(tuple):
    """Arrays that are views of one. What is assigned to one of them is written into it."""

    def __setitem__(self, place, value):
        if isinstance(place, slice):
            write(self[place], value)
        else:
            self[place][:] = checks.part(value, self[place], "weights or biases")

    def __iadd__(self, other):
        raise TypeError("one layer at a time: write [k] before the sign, as in weights[0] += 1")

    __isub__ = __imul__ = __itruediv__ = __iadd__


def write(arrays, values, name="weights or biases"):
    """Write values into arrays: into all of them, or into none if one does not fit."""
    for array, value in zip(arrays, checks.parts(values, arrays, name), strict=True):
        array[:] = value


class OneMemory:
    """What holds numbers for every weight and bias of a network, and holds them once.

    A subclass has ``shapes``, and names its one array in ``WHOLE``; ``weights`` and ``biases``
    are views of that array. Whatever is assigned to any of them is written into it; so what
    one of them shows is what all show, in copies too.
    """

    WHOLE = "parameters"

    def _hold(self, whole):
        """Let the views be views of ``whole``."""
        views = split(whole, self.shapes)
        vars(self).update(zip((self.WHOLE, "weights", "biases"), (whole, *views), strict=True))

    def __setattr__(self, name, value):
        if name == self.WHOLE and name in vars(self):
            getattr(self, name)[:] = checks.part(value, getattr(self, name), name)
        elif name in ("weights", "biases") and name in vars(self):
            write(getattr(self, name), value, name)
        else:
            super().__setattr__(name, value)

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if not isinstance(value, Views)}

    def __setstate__(self, state):
        vars(self).update(state)
        self._hold(state[self.WHOLE])

    def __copy__(self):
        copied = object.__new__(type(self))
        copied.__setstate__(self.__getstate__() | {self.WHOLE: getattr(self, self.WHOLE).copy()})
        return copied


def split(whole, shapes):
    """Return the views of an array: each layer's weights, and each layer's biases.

    ``shapes`` are those of the weights. A bias goes with each of their first axis.
    """
    weights, biases, start = [], [], 0
    for shape in shapes:
        end = start + math.prod(shape)
        weights.append(whole[start:end].reshape(shape))
        biases.append(whole[end : end + shape[0]])
        start = end + shape[0]
    return Views(weights), Views(biases)


def read_arrays(path, *names):
    """Return arrays from an ``.npz`` file of plain arrays that are not packed.

    Nothing is made larger than the file is. Raises an error of whatever kind if it is
    damaged or holds something else.
    """
    size = path.stat().st_size
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        return [_array(archive.getinfo(f"{name}.npy"), archive, size) for name in names]


def _array(entry, archive, size):
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > size:
        raise ValueError(f"{entry.filename} is packed, or longer than the file")
    file = io.BytesIO(archive.read(entry))
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError(f"{entry.filename} is not in version 1.0 of NumPy's format")
    shape, columns_first, dtype = np.lib.format.read_array_header_1_0(file)
    content = file.read()
    if dtype.hasobject or len(content) != math.prod(shape) * dtype.itemsize:
        raise ValueError(f"{entry.filename} does not hold what its header says")
    return np.frombuffer(content, dtype).reshape(shape, order="F" if columns_first else "C")


def aligned(shape, dtype):
    """Return zeros, as ``np.zeros`` does, that begin at an address divisible by 64.

    Processors read memory 64 bytes at a time: matrix products are up to a third quicker.
    """
    size = int(np.prod(shape)) * dtype.itemsize
    memory = np.zeros(size + 63, np.uint8)
    start = -memory.ctypes.data % 64
    return memory[start : start + size].view(dtype).reshape(shape)


def weighted_sums(inputs, weights):
    """Return ``inputs @ weights.T``."""
    if inputs.ndim == 1:
        return weights @ inputs
    sums = np.empty((len(inputs), len(weights)), inputs.dtype)
    for rows in slices(len(inputs), weights.size):
        np.matmul(inputs[rows], weights.T, out=sums[rows])
    return sums


def add_products(total, slopes, inputs):
    """Add ``slopes.T @ inputs`` to ``total``."""
    for rows in slices(len(inputs), total.size):
        total += slopes[rows].T @ inputs[rows]


def column_sums(values):
    """Return ``values.sum(axis=0)``."""
    return np.ones_like(values[:, 0]) @ values


def slices(rows, work):
    """Cut ``rows`` rows, of ``work`` multiplications each, into slices of a good size.

    NumPy's matrix product (OpenBLAS) has a quicker way for up to a million multiplications;
    the slices stay below it, unless they would be so thin that nothing is gained.
    """
    size = 810_000 // work
    if size < 32:
        size = max(rows, 1)
    return [slice(start, start + size) for start in range(0, rows, size)]


def in_advance(results):
    """Yield what an iterator gives; a second thread asks for the next while one is used.

    The iterator must not give None. Python in a browser has no threads: there it waits.
    """
    if sys.platform == "emscripten":
        yield from results
        return
    with ThreadPoolExecutor(max_workers=1) as thread:
        coming = thread.submit(next, results, None)
        while (result := coming.result()) is not None:
            coming = thread.submit(next, results, None)
            yield result
