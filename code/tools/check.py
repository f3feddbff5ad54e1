"""Check everything, the quick things first: ``make test``."""

import subprocess
import sys
import time

from tools import ROOT, kernels
from tools.notebooks import book_notebooks

PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-q"]
# A kernel that a notebook's test starts is not our code: its warnings are not errors.
NBVAL = [
    *PYTEST,
    "--nbval",
    "--nbval-sanitize-with",
    "tests/notebooks/sanitize.cfg",
    "-W",
    "default",
]


def stages() -> list[tuple[str, list[str], bool]]:
    """Return (what is checked, command, whether the later stages need it)."""
    notebooks = [str(path.relative_to(ROOT)) for path in book_notebooks()]
    return [
        ("style", [PYTHON, "-m", "ruff", "check", "."], False),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."], False),
        ("spelling", [PYTHON, "-m", "codespell_lib"], False),
        ("types", [PYTHON, "-m", "mypy"], False),
        ("JavaScript: types", [PYTHON, "-m", "tools.javascript", "types"], False),
        ("JavaScript: style", [PYTHON, "-m", "tools.javascript", "style"], False),
        ("JavaScript: mathematics", [PYTHON, "-m", "tools.javascript", "mathematics"], False),
        ("code", [*PYTEST, "tests/unit"], False),
        ("notebooks, as stored", [*PYTEST, "tests/notebooks"], False),
        ("notebooks, run again", [*NBVAL, *notebooks], False),
        ("a browser for the tests", [PYTHON, "-m", "tools.browser"], True),
        ("the site, built", [PYTHON, "-m", "tools.build"], True),
        ("the site, in a browser", [*PYTEST, "tests/site"], False),
        ("the launches", [*PYTEST, "tests/launch"], False),
    ]


def main() -> None:
    failed, start = [], time.monotonic()
    for name, command, needed in stages():
        print(f"\n== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=kernels.environment()).returncode != 0:
            failed.append(name)
            if needed:
                break
    minutes = (time.monotonic() - start) / 60
    if failed:
        print(f"\nFailed after {minutes:.1f} minutes: {'; '.join(failed)}. The details are above.")
        sys.exit(1)
    print(f"\nEverything passed, in {minutes:.1f} minutes.")


if __name__ == "__main__":
    main()
