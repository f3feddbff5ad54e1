"""What the kernels are started with that run the book's notebooks."""

import os
import platform
import sys
from pathlib import Path


def environment() -> dict[str, str]:
    """Return the environment for a kernel, or for a program that starts kernels.

    Small matrices are multiplied faster by one thread. And every processor of this kind shall
    round products alike, so that networks trained in the chapters come out with the same numbers
    everywhere. Matplotlib lists its fonts with this environment: the user's list may name those of
    another, which is gone by now, and then its warnings stand below every picture. What is set
    already stays.
    """
    wanted = {"OPENBLAS_NUM_THREADS": "1", "MPLCONFIGDIR": str(Path(sys.prefix) / "matplotlib")}
    if platform.machine() in ("x86_64", "AMD64"):
        wanted["OPENBLAS_CORETYPE"] = "Haswell"
    return {**wanted, **os.environ}
