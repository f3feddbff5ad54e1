"""Write a new figure or a new chapter that passes all tests, to be changed from there.

``python -m tools.skeleton figure SquareCounter`` and ``python -m tools.skeleton chapter 11-sounds``
(``make figure NAME=SquareCounter``, ``make chapter NAME=11-sounds``) copy what is in
code/tools/skeletons, under the new name, and enter it wherever it must be known.
"""

import re
import subprocess
import sys
from pathlib import Path

from tools import ROOT

SKELETONS = ROOT / "code" / "tools" / "skeletons"
KINDS = ("py", "js", "css")  # of files that make up a figure
PACKAGE, TESTS = ROOT / "code" / "neuralnet", ROOT / "tests"


def words_of(name: str) -> list[str]:
    """Return the words of a class's name: of SquareCounter, "square" and "counter"."""
    if not re.fullmatch(r"([A-Z][a-z]+){2,}", name):
        sys.exit(f"A figure is called like a class, such as SquareCounter; got {name!r}.")
    return [word.lower() for word in re.findall("[A-Z][a-z]+", name)]


def renamed(text: str, names: dict[str, str]) -> str:
    """Return a text with other names in it."""
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def copy(files: dict[str, Path], names: dict[str, str]) -> None:
    """Copy skeletons to their places, with other names in them. No file is overwritten."""
    if there := [path for path in files.values() if path.exists()]:
        sys.exit(f"{there[0].relative_to(ROOT)} is there already: choose another name.")
    for source, target in files.items():
        text = (SKELETONS / source).read_text(encoding="utf-8")
        target.write_text(renamed(text, names), encoding="utf-8")
        print(f"written: {target.relative_to(ROOT)}")


def enter(path: Path, lines: str, before: str) -> None:
    """Enter lines in a file, before the first place where a text stands."""
    head, found, tail = path.read_text(encoding="utf-8").partition(before)
    if not found:
        sys.exit(f"{path.relative_to(ROOT)} has no {before!r}, before which to enter:\n{lines}")
    path.write_text(head + lines + found + tail, encoding="utf-8")
    print(f"entered: {path.relative_to(ROOT)}")


def export(package: Path, module: str, name: str) -> None:
    """Let a package offer a name of one of its modules."""
    listing = package / "__init__.py"
    parts = [*package.relative_to(PACKAGE.parent).parts, module]
    enter(listing, f"from {'.'.join(parts)} import {name}\n", "\n__all__")
    enter(listing, f'    "{name}",\n', "]")
    sort = [sys.executable, "-m", "ruff", "check", "--quiet", "--select", "I,RUF022", "--fix"]
    subprocess.run([*sort, listing], check=True)


def figure(name: str) -> None:
    words = words_of(name)
    module = "_".join(words)
    files = {f"new_figure.{kind}": PACKAGE / "widgets" / f"{module}.{kind}" for kind in KINDS}
    files["unit_test_new_figure.py"] = TESTS / "unit" / "widgets" / f"test_{module}.py"
    files["site_test_new_figure.py"] = TESTS / "site" / f"test_{module}.py"
    copy(files, {"NewFigure": name, "new_figure": module, "new-figure": "-".join(words)})
    export(PACKAGE / "widgets", module, name)
    known = TESTS / "launch" / "test_jupyterlab.py"
    enter(known, f'    "{name}": ("side = 5", "25 pixels"),\n', "}\n\n\ndef test_every_figure")


def chapter(name: str) -> None:
    found = re.fullmatch(r"(\d\d)-([a-z]+(?:-[a-z]+)*)", name)
    if not found:
        sys.exit(f"A chapter is called by its number and a word or two: 11-sounds; got {name!r}.")
    number, words = str(int(found[1])), found[2]
    path, module = ROOT / "chapters" / f"{name}.ipynb", words.replace("-", "_")
    names = {
        "00-new-lesson": name,
        "## 0. New lesson": f"## {number}. {words.replace('-', ' ').capitalize()}",
        "chapter 0:": f"chapter {number}:",
        "new lessons": words.replace("-", " "),
        "new_lesson": module,
    }
    files = {
        "new_chapter.ipynb": path,
        "new_lesson.py": PACKAGE / "labs" / f"{module}.py",
        "unit_test_new_lesson.py": TESTS / "unit" / "labs" / f"test_{module}.py",
    }
    copy(files, names)
    export(PACKAGE / "labs", module, f"{module}_lab")
    enter(ROOT / "_toc.yml", f"      - file: chapters/{name}\n", "  - caption: Back matter")
    guide = renamed((SKELETONS / "teachers_guide.md").read_text(encoding="utf-8"), names)
    enter(ROOT / "back" / "teachers-guide.md", guide, "## If you find a better way")
    title = f"{number}. {words.replace('-', ' ').capitalize()}"
    question = f"What about {words.replace('-', ' ')}?"
    line = f'"| [{title}](chapters/{name}.ipynb) | {question} |\\n",\n    '
    enter(ROOT / "intro.ipynb", line, '"\\n",\n    "You need to be curious')
    subprocess.run([sys.executable, "-m", "tools.notebooks", "run", name], check=True)


def main() -> None:
    kinds = {"figure": figure, "chapter": chapter}
    if len(sys.argv) != 3 or sys.argv[1] not in kinds:
        sys.exit(__doc__)
    kinds[sys.argv[1]](sys.argv[2])


if __name__ == "__main__":
    main()
