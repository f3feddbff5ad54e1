"""What a film's captions say of the figure is so when Python is put into the same state."""

import re
from urllib.parse import parse_qsl

import nbformat
import numpy as np
import pytest

from neuralnet import landscapes
from neuralnet.features import edge
from neuralnet.widgets import DescentLab, DigitReader, NeuronLab
from tests.notebooks.test_stored import MOVES, value_in_link
from tools import notebooks

FILM = re.compile(r'^<div class="film">\n\n(.+?)\n\n</div>$', re.DOTALL | re.MULTILINE)
NOTEBOOKS = {path.stem: path for path in notebooks.book_notebooks()}


def films(name):
    """Return the films of a notebook, each as its captions."""
    cells = nbformat.read(NOTEBOOKS[name], as_version=4).cells
    found = [film for cell in cells for film in FILM.findall(cell.source)]
    return [re.findall(r"^\d+\. (.+)$", film, re.MULTILINE) for film in found]


def states(captions, figure):
    """Yield each caption with the figure in its state."""
    for caption in captions:
        for _, state in MOVES.findall(caption):
            for trait, text in parse_qsl(state):
                setattr(figure, trait, value_in_link(text, figure.reach[trait]))
        yield caption, figure


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_step_moves_the_one_figure_of_its_film(name):
    for captions in films(name):
        assert len(captions) >= 5
        assert len({figure for caption in captions for figure, _ in MOVES.findall(caption)}) == 1
        assert all(len(MOVES.findall(caption)) == 1 for caption in captions)
        assert max(map(len, captions)) < 330, "one or two sentences, or three short ones"


def test_what_the_first_page_s_film_says_of_the_machine():
    seen = []
    for _, reader in states(films("intro")[0], DigitReader()):
        layers = reader.answers
        own = layers[reader.layer][reader.neuron] if reader.layer else None
        seen.append((reader.label, layers, own))
    assert {label for label, *_ in seen[:9]} == {3}
    assert seen[0][1][-1].argmax() == 3
    assert seen[2][2] == seen[2][1][1].max(), "the brightest of its layer"
    assert seen[4][2] == 0, "it stays dark"
    assert seen[6][2] == seen[6][1][2].max() > 0
    assert seen[7][2] == seen[7][1][3].max()
    assert np.sum(seen[8][1][-1]) == pytest.approx(1), "shares of a whole"
    label, layers, _ = seen[9]
    assert label == layers[-1].argmax() != 3
    label, layers, _ = seen[10]
    assert label == 5 != layers[-1].argmax(), "it is not always right"
    label, layers, _ = seen[12]
    assert (label, layers[-1].argmax()) == (3, 5), "knobs set at random"
    assert layers[-1].max() < 0.2, "it hardly prefers any answer"
    assert seen[13][1][-1].argmax() == 3


def test_what_chapter_3_s_film_says_of_the_neuron():
    seen = []
    for _, neuron in states(films("03-weights")[0], NeuronLab(edge(), bias=-3.0)):
        products = neuron.image.ravel() * neuron.weights.ravel()
        adds, takes = products[products > 0].sum(), -products[products < 0].sum()
        seen.append((neuron.label, adds, takes, adds - takes + neuron.bias))
    assert [label for label, *_ in seen] == [7, 7, 5, 5, 5, 5, 5]
    assert seen[1][1] < seen[1][2], "orange is longer"
    assert seen[2][1] > 3 * seen[2][2], "little of it lies on the orange"
    assert seen[3][3] > 0 > seen[4][3], "with -3 it fires, with -20 the same 5 is not enough"


def test_what_chapter_7_s_film_says_of_the_ball():
    ends = []
    for _, ball in states(films("07-learning")[0], DescentLab("curve")):
        path = ball.path.ravel()
        ends.append((path[-1], abs(landscapes.curve_slope(path[-1]))))
    slopes = [slope for _, slope in ends]
    assert slopes[1] > slopes[2] > slopes[3] > slopes[4]
    assert slopes[4] < 0.05
    here, there = ends[4][0], ends[5][0]
    assert landscapes.curve(there) < landscapes.curve(here)
    assert abs(ends[6][0]) > 3, "it has left the picture"
