"""What holds for every lab."""

import itertools
import json

import ipywidgets
import numpy as np
import pytest

from neuralnet import labs, plots
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab
from tests.unit.labs.conftest import unpacked
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
    assert {name.replace("-", "_") for name in chapters} == files - {
        "__init__",
        "__main__",
        "answer_files",
        "lab",
    }


def counting(count, share=0.5, odd=False, part=(0, 2)):
    return Answer(plots.bars, f"{count}", series={"share": [share]}, labels=["a"], xlabel="x")


def test_the_page_offers_all_values_of_its_sliders_or_those_that_are_named():
    lab = Lab(
        counting,
        count=ipywidgets.IntSlider(2, 0, 6, step=2),
        share=ipywidgets.FloatSlider(0.15, min=0, max=0.3, step=0.05),
        odd=ipywidgets.Checkbox(False),
        part=ipywidgets.IntRangeSlider(value=(0, 2), min=0, max=9),
        page={"part": (0, 2, 9)},
    )
    pairs = [(0, 2), (0, 9), (2, 9)]
    shares = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
    expected = itertools.product([0, 2, 4, 6], shares, [False, True], pairs)
    names = ("count", "share", "odd", "part")
    assert list(lab.offered()) == [dict(zip(names, values, strict=True)) for values in expected]
    assert [control["kind"] for control in lab.page["controls"]] == [
        "slider",
        "slider",
        "switch",
        "span",
    ]
    assert [control["at"] for control in lab.page["controls"]] == [1, 3, 0, 0]
    assert lab.page["controls"][1]["texts"][1] == "0.05"


def test_what_the_page_offers_has_the_value_at_which_the_slider_begins():
    slider = ipywidgets.IntSlider(3, 0, 9, description="how many")
    with pytest.raises(
        ValueError, match=r"how many: the page offers .* begins at 3, which must be"
    ):
        Lab(counting, count=slider, page={"count": [1, 2]})
    with pytest.raises(ValueError, match="page: there is no slider 'cuont', only count"):
        Lab(counting, count=slider, page={"cuont": [3]})


def test_an_answer_is_a_picture_that_the_page_can_draw():
    with pytest.raises(ValueError, match=r"expected one of plots\.bars, .* got <function"):
        Answer(plots.curve, "A curve.", x=[0, 1], y=[0, 1])
    with pytest.raises(TypeError, match="what answer returns: expected a neuralnet Answer"):
        Lab(lambda: plots.bars({"a": [1]}, ["b"], "x", "Bars."))


def plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else list(value)


LABS = [name for name in labs.__all__ if name.endswith("_lab")]


@pytest.mark.slow
@pytest.mark.parametrize("name", LABS)
def test_a_lab_at_rest_shows_the_same_on_the_page(name):
    lab = getattr(labs, name)()
    first = {slider: widget.value for slider, widget in lab.sliders.items()}
    assert first in list(lab.offered())
    answer = lab.answer(**first)
    ((shown, image),) = unpacked(lab.page["start"])
    assert shown.pop("says") == answer.says
    assert shown.pop("draw") == answer.draw.__name__
    for key, value in answer.shown.items():
        if key in ("image", "images"):
            images = np.reshape(value, (-1, 784))
            if answer.draw is plots.signed:
                images = (images / np.abs(images).max(axis=1, keepdims=True) + 1) * 7 / 15
            found = np.array([image(k) for k in shown.pop(key)])
            np.testing.assert_allclose(found, images, atol=1 / 30 + 1e-6)  # half a step of grey
        else:
            assert shown.pop(key) == json.loads(json.dumps(value, default=plain))
    assert shown == {}


def test_a_lab_wants_a_function_of_its_sliders():
    with pytest.raises(TypeError, match="answer must take the sliders' values by name: missing"):
        Lab(lambda count: None)
