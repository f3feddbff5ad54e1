"""Write THIRD-PARTY.md: what the book is built with, and under which licences."""

import importlib.metadata
import re
from collections.abc import Iterator

from tools import ROOT

TARGET = ROOT / "THIRD-PARTY.md"
HEAD = """\
# What others made

The book stands on the work of many people. `make lock` writes this list anew.

## In the published pages

| part | licence |
|---|---|
| sphinx-book-theme, pydata-sphinx-theme, Sphinx's own scripts | BSD-3-Clause, BSD-2-Clause |
| Bootstrap, in the theme | MIT |
| Font Awesome Free, in the theme | icons CC BY 4.0, code MIT |
| clipboard.js, in sphinx-copybutton | MIT |
| STIX Two Math, in part | SIL Open Font License 1.1: `code/sphinx_ext/static/OFL.txt` |
| MNIST's digits | CC BY-SA 3.0 |

## In the browser's JupyterLab, which is published beside them

JupyterLite and JupyterLab (BSD-3-Clause), xeus-python (BSD-3-Clause), CPython (PSF-2.0),
NumPy (BSD-3-Clause), IPython and ipywidgets (BSD-3-Clause), anywidget (MIT), tqdm (MPL-2.0 AND
MIT). What is in each script is listed in `third-party-licenses.json` beside it.

## Python packages that build, test and run the book

Those of `requirements.txt`, as installed on Linux; none of them is part of the published pages.

| package | version | licence |
|---|---|---|
"""


def pins() -> list[tuple[str, str]]:
    """Return (name, version) of every package in requirements.txt."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)


def licence(package: str) -> str:
    """Return a package's licence in a line, from the most exact place that names it."""
    about = importlib.metadata.metadata(package)
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [
        words.split(" :: ")[-1]
        for words in about.get_all("Classifier") or []
        if words.startswith("License :: ") and not words.endswith("OSI Approved")
    ]
    text = about["License"].strip().split("\n")[0] if "License" in about else ""
    return ", ".join(classifiers) or text[:60] or "see its own files"


def rows() -> Iterator[str]:
    for name, version in pins():
        try:
            yield f"| {name} | {version} | {licence(name)} |"
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system


def main() -> None:
    TARGET.write_text(HEAD + "\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
