"""nbval, which others use for this, runs the stored notebooks and finds that they say the same.

``make test`` compares one run of each with what is stored, and keeps that run for the site; this is
the plain way, with a run of its own.
"""

import subprocess
import sys

import pytest

from tools import ROOT, kernels, notebooks

PYTEST = [sys.executable, "-m", "pytest", "-q", "-W", "default", "--nbval"]
SANITIZED = ["--nbval-sanitize-with", "tests/notebooks/sanitize.cfg"]
NOTEBOOKS = {path.stem: path for path in notebooks.book_notebooks()}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_nbval_finds_what_is_stored(name):
    path = NOTEBOOKS[name].relative_to(ROOT)
    done = subprocess.run(
        [*PYTEST, *SANITIZED, str(path)],
        cwd=ROOT,
        env=kernels.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-3000:]
