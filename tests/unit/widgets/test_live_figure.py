"""What holds for every live figure in Python."""

import numpy as np
import pytest
import traitlets

from neuralnet import widgets
from neuralnet.datasets import mnist
from neuralnet.training import Gradient
from neuralnet.widgets import (
    ConfidenceLab,
    DescentLab,
    DigitReader,
    KnobWall,
    NeuronLab,
    PixelGrid,
    SquashCurve,
)
from neuralnet.widgets.live_figure import LiveFigure
from neuralnet.widgets.modules import FOLDER, script


def test_a_figure_comes_with_its_picture_and_its_words():
    grid = PixelGrid(index=30)
    data, _ = grid._repr_mimebundle_()
    assert data["text/plain"] == grid.description()
    assert data["image/png"].startswith("iVBORw0KGgo")  # PNG's first bytes, as base64
    assert "application/vnd.jupyter.widget-view+json" in data


def test_every_figure_has_its_two_files_and_one_module_text():
    for figure in LiveFigure.__subclasses__():
        name = figure.__module__.rpartition(".")[2]
        assert (FOLDER / f"{name}.js").exists()
        assert figure._esm == script(name)
        assert script(name).count("export default") == 1
        assert figure.__doc__


def test_no_figure_trains_when_it_is_made(monkeypatch):
    def refuse(*arguments):
        raise AssertionError("a figure trains")

    monkeypatch.setattr(Gradient, "of", refuse)
    made = [figure() for figure in LiveFigure.__subclasses__()]
    assert len(made) == len(widgets.__all__)


@pytest.mark.parametrize("figure", [PixelGrid, ConfidenceLab, KnobWall, NeuronLab, DigitReader])
def test_figures_that_hold_digits_know_which_there_are(figure):
    shown = figure(index=30)
    np.testing.assert_array_equal(shown.digit(30).astype("f4"), mnist().test_images[30])
    assert shown.label == 3
    lowest = -1 if figure is DigitReader else 0
    for index in (lowest - 1, 100):
        with pytest.raises(
            traitlets.TraitError, match=f"index must be {lowest} to 99, got {index}"
        ):
            shown.index = index
    assert shown.index == 30


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_figure_takes_a_number_that_is_none(value):
    for figure, name in ((SquashCurve(), "x"), (NeuronLab(), "bias"), (KnobWall(), "noise")):
        before = getattr(figure, name)
        with pytest.raises(traitlets.TraitError):
            setattr(figure, name, value)
        assert getattr(figure, name) == before
    with pytest.raises(traitlets.TraitError):
        DescentLab(start=[value])
