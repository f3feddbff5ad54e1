"""A figure takes what it can show, at any time; of all else it says why, and stays as it was."""

import json

import numpy as np
import pytest
import traitlets

from neuralnet.network import Network
from neuralnet.widgets import (
    ConfidenceLab,
    CurveSum,
    DescentLab,
    DigitReader,
    KnobWall,
    LanguageLab,
    NeuronLab,
    PixelGrid,
    SquashCurve,
    TrainingRoom,
)
from neuralnet.widgets.live_figure import LiveFigure
from tests.fuzz import shared, shown

RNG = np.random.default_rng(0)


def a_network(*sizes, hidden="relu", output="softmax"):
    return Network([784, *sizes], hidden, output, RNG)


def huge():
    network = a_network(16, 16, 10)
    network.parameters[5] = 1e30
    return network


def spoilt():
    network = a_network(16, 16, 10)
    network.parameters[5] = np.nan
    return network


def refused(figure, name, value):
    before = figure.get_state(shared(figure))
    with pytest.raises(traitlets.TraitError):
        setattr(figure, name, value)
    assert figure.get_state(shared(figure)) == before


@pytest.mark.parametrize(
    ("figure", "others"),
    [
        (ConfidenceLab, [(16, 11), (100, 9), (16, 10, {"output": "tanh"})]),
        (KnobWall, [(16, 10), (17, 16, 10), (16, 16, 11), (4, 4, 4, 10)]),
        (DigitReader, [(16, 11), (65, 10), (4, 4, 4, 4, 4, 4, 4, 10)]),
        (LanguageLab, [(16, 9), (16, 1)]),
        (TrainingRoom, [(16, 10), (33, 16, 10), (8, 8, 10, {"output": "sigmoid"})]),
    ],
)
def test_a_network_that_a_figure_does_not_show_is_refused_at_any_time(figure, others):
    made = figure()
    for sizes in others:
        settings = sizes[-1] if isinstance(sizes[-1], dict) else {}
        network = a_network(*[size for size in sizes if size is not settings], **settings)
        refused(made, "network", network)
        with pytest.raises(traitlets.TraitError):
            figure(network)
    for network in (huge(), spoilt(), "relu", None, Network):
        refused(made, "network", network)


@pytest.mark.parametrize("figure", [ConfidenceLab, KnobWall, DigitReader, LanguageLab])
def test_the_parts_of_a_network_cannot_be_set_apart(figure):
    made = figure()
    for name, value in [
        ("sizes", [784, 10]),
        ("sizes", [784, 0, 10]),
        ("sizes", []),
        ("hidden", "rleu"),
        ("output", ""),
        ("parameters", b""),
        ("parameters", made.parameters[:-2]),
        ("parameters", b"\xff" * len(made.parameters)),
    ]:
        refused(made, name, value)


def test_one_more_network_takes_with_it_what_was_picked_in_another():
    reader = DigitReader(layer=3, neuron=9)
    reader.network = a_network(10)
    assert (reader.layer, reader.neuron) == (0, 9)
    reader.layer = 1
    reader.network = a_network(10, 10)
    assert (reader.layer, reader.neuron) == (1, 9)
    wall = KnobWall(knob=13_001, turned={"13001": 2.0}, smashed=[13_000], silenced=[[2, 15]])
    wall.network = a_network(4, 4, 10)
    assert (wall.knob, wall.turned, wall.smashed, wall.silenced) == (0, {}, [], [])
    shown(wall)


def test_a_network_reaches_the_page_in_one_message(monkeypatch):
    reader, sent = DigitReader(layer=3), []
    monkeypatch.setattr(type(reader), "send_state", lambda self, key=None: sent.append(set(key)))
    reader.network = a_network(10, hidden="tanh", output="sigmoid")
    assert sent == [{"sizes", "hidden", "output", "parameters", "layer"}]


def test_a_record_is_of_the_network_that_is_shown():
    lab = ConfidenceLab()
    before = lab.record
    lab.hidden = "tanh"
    assert lab.record != before
    refused(lab, "record", before)


@pytest.mark.parametrize("sizes", [(10,), (64,) * 6 + (10,), (1, 10), (64, 1, 64, 10)])
@pytest.mark.parametrize("output", ["softmax", "identity"])
def test_every_network_that_is_accepted_has_its_picture(sizes, output):
    network = a_network(*sizes, hidden="identity", output=output)
    network.weights[-1] *= 300
    reader = DigitReader(network, index=3)
    shown(reader)
    assert reader.answers[-1].shape == (10,)


def test_hundreds_of_outputs_are_named_and_drawn():
    names = [f"language {k}" for k in range(300)]
    shown(LanguageLab(a_network(300, output="identity"), names))


@pytest.mark.parametrize(
    ("figure", "name", "value"),
    [
        (KnobWall, "knob", 13_002),
        (KnobWall, "turned", {"13002": 1.0}),
        (KnobWall, "turned", {"knob": 1.0}),
        (KnobWall, "turned", {"3": np.nan}),
        (KnobWall, "turned", {"3": "1"}),
        (KnobWall, "smashed", [-1]),
        (KnobWall, "smashed", [13_002]),
        (KnobWall, "silenced", [[9, 99]]),
        (KnobWall, "silenced", [[1, 16]]),
        (KnobWall, "silenced", [[3, 0]]),
        (KnobWall, "silenced", [1]),
        (KnobWall, "seed", 2**70),
        (KnobWall, "seed", True),
        (KnobWall, "broken", 10**400),
        (DescentLab, "start", [1.0, 1.0]),
        (DescentLab, "landscape", ["valley"]),
        (DigitReader, "greeting", [[1, 2, 3]]),
        (DigitReader, "greeting", [[1, 99]]),
        (DigitReader, "greeting", "hello"),
        (DigitReader, "fools", b""),
        (DigitReader, "pixels", b""),
        (DigitReader, "labels", [1]),
        (PixelGrid, "labels", [11] * 100),
        (PixelGrid, "index", 1.5),
        (PixelGrid, "index", np.arange(3)),
        (PixelGrid, "heights", [-5]),
        (CurveSum, "picked", 3),
        (CurveSum, "neurons", [[1, 2], [3]]),
        (CurveSum, "neurons", [[1, 2, 1e300]]),
        (CurveSum, "neurons", [[True, 2, 1]]),
        (SquashCurve, "function", np.array(["relu", "tanh"])),
        (NeuronLab, "painted", b""),
        (NeuronLab, "painted", bytes(784)),
        (NeuronLab, "painted", np.full(784, 1.5, "<f4").tobytes()),
        (NeuronLab, "painted", np.full(784, np.nan, "<f4").tobytes()),
        (LanguageLab, "names", ["one"]),
        (LanguageLab, "text", "\ud800"),
        (LanguageLab, "text", object()),
    ],
)
def test_a_value_that_cannot_be_shown_is_refused_and_changes_nothing(figure, name, value):
    refused(figure(), name, value)


@pytest.mark.parametrize(
    ("figure", "name", "value", "found"),
    [
        (KnobWall, "knob", np.int32(7), 7),
        (KnobWall, "broken", np.float32(0.5), 0.5),
        (KnobWall, "turned", {3: np.float64(1.5)}, {"3": 1.5}),
        (KnobWall, "silenced", np.array([[1, 3]]), [[1, 3]]),
        (DescentLab, "start", np.array([1.5]), [1.5]),
        (PixelGrid, "only_numbers", np.bool_(True), True),
        (DigitReader, "drawing", bytearray(784), bytes(784)),
    ],
)
def test_numbers_of_numpy_become_what_the_page_can_have(figure, name, value, found):
    made = figure()
    setattr(made, name, value)
    assert getattr(made, name) == found
    json.dumps(getattr(made, name), default=bytes.hex)
    shown(made)


def test_a_ball_on_another_landscape_begins_where_its_balls_do(monkeypatch):
    lab, sent = DescentLab(start=[1.0], steps=5), []
    monkeypatch.setattr(type(lab), "send_state", lambda self, key=None: sent.append(set(key)))
    lab.landscape = "valley"
    assert lab.start == [-3.6, 1.2]
    assert {"landscape", "start"} in sent
    shown(lab)
    assert DescentLab("valley", start=[1.0, 1.0]).start == [1.0, 1.0]


def test_what_comes_from_the_page_is_looked_at_too():
    wall = KnobWall()
    before = wall.get_state(shared(wall))
    for state in ({"knob": 5, "silenced": [[9, 9]]}, {"knob": True}, {"seed": 10**400}):
        with pytest.raises(traitlets.TraitError):
            wall.set_state(state)
        assert wall.get_state(shared(wall)) == before


def test_no_figure_has_a_trait_that_it_does_not_know():
    for figure in LiveFigure.__subclasses__():
        with pytest.raises(traitlets.TraitError, match="no trait colour"):
            figure(colour="red")
