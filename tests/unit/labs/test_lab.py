"""What holds for every lab."""

from neuralnet import labs
from tools import ROOT


def test_the_lab_follows_its_sliders():
    shown = labs.nearest_average_lab()
    before = shown.words.value
    shown.sliders["right"].value = 4
    assert shown.words.value != before
    assert "moved right by 4 pixels" in shown._repr_mimebundle_()["text/plain"]


def test_each_chapter_has_its_lab_in_a_file_of_its_name():
    chapters = {path.stem.partition("-")[2] for path in (ROOT / "chapters").glob("*.ipynb")}
    files = {path.stem for path in (ROOT / "code" / "neuralnet" / "labs").glob("*.py")}
    assert {name.replace("-", "_") for name in chapters} == files - {"__init__", "lab"}
