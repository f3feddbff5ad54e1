"""What must be known in several places is known in all: a test says by name what is missing."""

import json
import re

import nbformat
import pytest

from neuralnet import widgets
from neuralnet.widgets.live_figure import LiveFigure
from tests.launch.test_jupyterlab import FIGURES
from tools import ROOT, notebooks

WIDGETS = ROOT / "code" / "neuralnet" / "widgets"
CLASS = re.compile(r"^class (\w+)\((?:\w+, )*LiveFigure\b", re.MULTILINE)
FOUND = {
    found[1]: path.stem
    for path in sorted(WIDGETS.glob("*.py"))
    if (found := CLASS.search(path.read_text(encoding="utf-8")))
}
CHAPTERS = [path for path in notebooks.book_notebooks() if path.parent.name == "chapters"]


@pytest.mark.parametrize("name", FOUND)
def test_a_figure_is_known_wherever_it_must_be(name):
    module, missing = FOUND[name], []
    if name not in widgets.__all__:
        missing.append(f"an import and its name in {WIDGETS / '__init__.py'}")
    for path in (
        WIDGETS / f"{module}.js",
        ROOT / "tests" / "unit" / "widgets" / f"test_{module}.py",
        ROOT / "tests" / "site" / f"test_{module}.py",
    ):
        if not path.exists():
            missing.append(f"the file {path}")
    if name not in FIGURES and name != "PixelGrid":  # which has a test of its own there
        missing.append("an entry in FIGURES in tests/launch/test_jupyterlab.py")
    assert not missing, f"{name} lacks {'; '.join(missing)}"


def test_every_live_figure_is_found():
    assert {figure.__name__ for figure in LiveFigure.__subclasses__()} == set(FOUND)


def test_no_figure_is_measured_that_is_no_more():
    stated = json.loads((ROOT / "benchmarks" / "figures.json").read_text(encoding="utf-8"))
    rows = "\n".join(stated["figures_events"] + stated["figures_memory"])
    measured = re.findall(r"^\| [^|]+ \| (\w+):", rows, re.MULTILINE)
    assert measured
    assert set(measured) <= {*FOUND, "Lab"}, "run benchmarks/figures.py and figures_long.py again"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_is_known_wherever_it_must_be(path):
    address, missing = f"chapters/{path.name}", []
    heading = nbformat.read(path, as_version=4).cells[0].source.split("\n")[0].removeprefix("# ")
    introduction = (ROOT / "intro.ipynb").read_text(encoding="utf-8")
    if not re.search(rf"\({address}\) \| {re.escape(heading)} \|", introduction):
        missing.append(f'a line with "{heading}" in the table of intro.ipynb')
    if f"[{heading}](../{address})" not in (ROOT / "back" / "teachers-guide.md").read_text():
        missing.append(f'a section with "[{heading}](../{address})" in back/teachers-guide.md')
    lab = path.stem.partition("-")[2].replace("-", "_")
    if not (ROOT / "code" / "neuralnet" / "labs" / f"{lab}.py").exists():
        missing.append(f"its lab, code/neuralnet/labs/{lab}.py")
    if not (ROOT / "tests" / "unit" / "labs" / f"test_{lab}.py").exists():
        missing.append(f"its lab's test, tests/unit/labs/test_{lab}.py")
    assert not missing, f"{path.name} lacks {'; '.join(missing)}"


def test_a_class_s_limit_of_memory_is_the_same_in_words_and_in_settings():
    text = (ROOT / "back" / "classes.md").read_text(encoding="utf-8")
    words = re.search(r"at ([\d.]+) GB of memory if one notebook is open", text)[1]
    settings = re.findall(r"(?:limits\.memory|^ +limit:) ([\d.]+)G$", text, re.MULTILINE)
    assert settings == [words, words]
