"""Write what the published page asks for when a lab is touched: its answers, as files.

``python -m neuralnet.labs FOLDER KEPT`` is what a site runs when it is built. Answers are computed
for every value that the labs' pages offer, by all processors; those in the folder KEPT are taken
from there, as long as the code and the data that they come from are the same.
"""

import ast
import hashlib
import inspect
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from neuralnet import files, labs
from neuralnet.labs.answer_files import script

NAMES = [name for name in labs.__all__ if name.endswith("_lab")]
PACKAGE = Path(__file__).parents[2]
LEFT_OUT = {"plots", "checks"}  # modules that no number comes from


def sources(path: Path) -> set[Path]:
    """Return a module's file, and those of the package that its numbers come from."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        path = waiting.pop()
        if path in found or path.stem in LEFT_OUT or not path.is_relative_to(PACKAGE / "neuralnet"):
            continue
        found.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                base = PACKAGE.joinpath(*node.module.split("."))
                for name in (base, *(base / alias.name for alias in node.names)):
                    places = (name.with_suffix(".py"), name / "__init__.py")
                    waiting += [place for place in places if place.exists()]
    return found


def key(path: Path) -> str:
    """Return a short name for all that the answers of the lab in a file come from."""
    lists = sorted(files.data_folder().glob("*/SHA256SUMS"))  # of the data
    content = [place.read_bytes() for place in (*sorted(sources(path)), *lists)]
    return hashlib.sha256(b"".join([np.__version__.encode(), *content])).hexdigest()[:16]


def place(name: str, kept: Path) -> Path:
    """Return where the file of a lab, such as "bias_lab", is kept: called like its chapter."""
    make = getattr(labs, name)
    return kept / f"{make.__module__.rpartition('.')[2]}-{key(Path(inspect.getfile(make)))}.js"


def compute(names: list[str], kept: Path) -> None:
    """Compute the answers of these labs, and keep their files."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        made = {name: getattr(labs, name)() for name in names}
        coming = {
            name: [pool.submit(lab.answer, **values) for values in lab.offered()]
            for name, lab in made.items()
        }
        for name, answers in coming.items():
            text = script(made[name].name, [answer.result() for answer in answers])
            for old in kept.glob(f"{made[name].name}-*.js"):
                old.unlink()
            place(name, kept).write_text(text, encoding="ascii")
            print(f"{name}: {len(answers):,} answers, {len(text) / 1000:.0f} kB", flush=True)


def main(folder: Path, kept: Path, names: list[str] = NAMES) -> None:
    """Write the files of these labs into a folder."""
    for needed in (folder, kept):
        needed.mkdir(parents=True, exist_ok=True)
    if missing := [name for name in names if not place(name, kept).exists()]:
        compute(missing, kept)
    for path in (place(name, kept) for name in names):
        shutil.copy(path, folder / f"{path.stem.rpartition('-')[0]}.js")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Name two folders, for the files and for those kept: FOLDER KEPT")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
