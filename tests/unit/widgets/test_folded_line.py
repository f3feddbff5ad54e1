"""FoldedLine in Python: what bends a line, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import FoldedLine


@pytest.mark.parametrize("count", range(1, 7))
def test_without_activation_it_stays_a_line(count):
    figure = FoldedLine(count=count)
    steps = np.diff(figure.answer(np.linspace(-4, 4, 9)))
    np.testing.assert_allclose(steps, steps[0], rtol=1e-9)
    assert figure.bends == 0


def test_relu_bends_it_and_more_layers_more_often():
    bends = [FoldedLine(count=count, relu=True).bends for count in (1, 3)]
    assert 0 < bends[0] <= 6
    assert bends[1] > bends[0]
    assert (
        f"3 layers with ReLU: {bends[1]} bends." in FoldedLine(count=3, relu=True).picture().words
    )


def test_its_picture_shows_both_what_it_is_first():
    for relu, names in ((False, ["no ReLU", "with ReLU"]), (True, ["with ReLU", "no ReLU"])):
        figure = FoldedLine(relu=relu)
        solid, dashed = figure.picture().axes[0].lines
        bends = [np.abs(np.diff(line.get_ydata(), 2)).max() > 1e-6 for line in (solid, dashed)]
        assert bends == [relu, not relu]
        assert [note.get_text() for note in figure.picture().axes[0].texts] == names


@pytest.mark.parametrize(("trait", "value"), [("count", 0), ("count", 7), ("layers", [])])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(FoldedLine(), trait, value)
