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


def test_its_picture_shows_first_what_it_is_and_gives_no_bend_away():
    for relu, names, bent in (
        (False, ["3 layers", "2 layers", "1 layer"], [False] * 3),
        (True, ["with ReLU", "no ReLU"], [True, False]),
    ):
        axes = FoldedLine(relu=relu).picture().axes[0]
        bends = [np.abs(np.diff(line.get_ydata(), 2)).max() > 1e-6 for line in axes.lines]
        assert bends == bent
        assert [note.get_text() for note in axes.texts] == names
        assert [line.get_linestyle() for line in axes.lines[1:]] == ["--" if relu else "-"] * (
            len(bent) - 1
        )


@pytest.mark.parametrize(("trait", "value"), [("count", 0), ("count", 7), ("layers", [])])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(FoldedLine(), trait, value)
