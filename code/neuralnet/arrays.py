"""Where arrays lie in memory, products in slices, a second thread: what is only for speed."""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np


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
