"""Pin, with checksums, what the book is built, tested and launched with.

Writes requirements.txt (everything), binder/requirements.txt (what running a chapter needs)
and code/lite/requirements.txt (what runs in the browser), for every Python that the book
supports, from the ranges in pyproject.toml.
"""

import subprocess
import sys

from tools import ROOT

COMPILE = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
COMPILE += ["--generate-hashes", "--custom-compile-command", "make lock"]
EXTRAS = ["--extra", "lab", "--extra", "build", "--extra", "test"]


def main() -> None:
    run = [sys.executable, *COMPILE]
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    subprocess.run(
        [*run, "pyproject.toml", "--upgrade", *EXTRAS, "-o", "requirements.txt"],
        cwd=ROOT,
        check=True,
    )
    binder = ["--extra", "lab", "-c", "requirements.txt", "-o", "binder/requirements.txt"]
    subprocess.run([*run, "pyproject.toml", *binder], cwd=ROOT, check=True)
    # What runs in the browser goes with one old release: see the comment there.
    lite = ["requirements.in", "-o", "requirements.txt"]
    subprocess.run([*run, *lite], cwd=ROOT / "code" / "lite", check=True)


if __name__ == "__main__":
    main()
