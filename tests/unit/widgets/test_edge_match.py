"""EdgeMatch in Python: shares, the best edges, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import zoo
from neuralnet.features import clean_edge, edge_bank, explained
from neuralnet.widgets import EdgeMatch


def test_an_edge_explains_itself():
    figure = EdgeMatch(clean_edge(45.0, 2.0, -1.0, 5.0)[None], ["an edge"])
    figure.degrees, figure.right, figure.down, figure.length = 45, 2, -1, 5
    assert figure.share == pytest.approx(1)
    figure.degrees = 225  # bright and dark are exchanged
    assert figure.share == pytest.approx(1)
    figure.degrees = 135
    assert figure.share < 0.1


def test_its_best_edges_are_the_bank_s():
    figure = EdgeMatch()
    weights = zoo.load("relu").weights[0].astype(float)
    bank = np.array([clean_edge(*row) for row in edge_bank()])
    highest = explained(weights, bank).max(axis=1)
    assert figure.names[-2:] == ["a mixture", "a clean edge"]
    for which in (0, 9):
        figure.which = which
        assert figure.explains(figure.best[which]) == pytest.approx(highest[which], abs=0.003)
    words = figure.picture().words
    assert words.startswith(f"Neuron 10: this edge explains {figure.share:.0%} of it")


@pytest.mark.parametrize(("trait", "value"), [("which", 18), ("degrees", 361), ("length", 1)])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(EdgeMatch(), trait, value)


def test_it_refuses_what_are_no_pictures():
    with pytest.raises(ValueError, match="pictures must have shape"):
        EdgeMatch(np.zeros((2, 4)))
    with pytest.raises(ValueError, match="names"):
        EdgeMatch(np.zeros((2, 784)), ["one"])
