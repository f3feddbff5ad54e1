"""KnobWall in Python: broken, turned and silenced knobs."""

import numpy as np
import pytest

from neuralnet import zoo
from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.widgets import (
    KnobWall,
)


def test_knob_wall_breaks_turns_and_silences():
    wall = KnobWall(broken=0.25, turned={"3": 2.0}, silenced=[[1, 4], [2, 0]])
    network = wall.current_network
    assert (network.parameters == 0).mean() > 0.24
    assert not network.weights[1][:, 4].any()
    assert not network.weights[2][:, 0].any()
    wall.broken = 0.0
    assert wall.current_network.parameters[3] == 2.0
    assert "Knob 407 stands at" in wall.description()
    wall.noise = 0.5
    before, after = wall.network.weights[0], wall.current_network.weights[0]
    spread = np.std(after - before) / np.sqrt(np.mean(before**2))
    assert spread == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("sizes", [[784, 16, 10], [784, 17, 16, 10], [100, 16, 16, 10]])
def test_knob_wall_refuses_other_networks(sizes):
    with pytest.raises(ValueError, match="two hidden layers of at most 16"):
        KnobWall(Network(sizes))


def test_knob_wall_knows_what_its_network_read_as_it_was():
    digits = mnist()
    images, labels = digits.test_images[:1000], digits.test_labels[:1000]
    wall = KnobWall(broken=0.3)
    assert wall.trained == (zoo.load("relu").predict(images) == labels).sum()
    other = Network([784, 16, 16, 10], rng=np.random.default_rng(1))
    wall.network = other
    assert wall.trained == (other.predict(images) == labels).sum()


def test_broken_knobs_are_holes_in_the_picture_too():
    counts = [
        [len(axes.lines[0].get_xdata()) for axes in one.picture().axes]
        for one in (KnobWall(), KnobWall(broken=0.2), KnobWall(smashed=[5, 784 * 15 + 3, 13_001]))
    ]
    assert counts[0] == [0] * 16
    assert sum(counts[1]) == pytest.approx(0.2 * 16 * 784, rel=0.1)
    assert counts[2] == [1, *[0] * 14, 1]
