"""What the kernels are started with that run the book's notebooks."""

import os
import platform


def environment() -> dict[str, str]:
    """Return the environment for a kernel, or for a program that starts kernels.

    Small matrices are multiplied faster by one thread. And every processor of this kind shall
    round products alike, so that networks trained in the chapters come out with the same numbers
    everywhere. What is set already stays.
    """
    wanted = {"OPENBLAS_NUM_THREADS": "1"}
    if platform.machine() in ("x86_64", "AMD64"):
        wanted["OPENBLAS_CORETYPE"] = "Haswell"
    return {**wanted, **os.environ}
