"""What a link may set: what a figure says that it takes, it takes, and no more."""

import pytest
import traitlets

from neuralnet import widgets
from neuralnet.network import Network

FIGURES = [getattr(widgets, name) for name in widgets.__all__]
EACH = [(figure, trait) for figure in FIGURES for trait in figure.linked]


def inside(takes):
    """Return values at the ends of what a trait takes."""
    match takes["kind"]:
        case "whole" | "number":
            return takes["ends"]
        case "wholes":
            return [[end] * count for end in takes["ends"] for count in takes["count"]]
        case "numbers":
            return [[pair[k] for pair in takes["limits"]] for k in (0, 1)]
        case "switch":
            return [False, True]
        case "choice":
            return takes["of"]
        case "text":
            return ["", "x" * takes["longest"]]
        case "bits":
            return [bytes(takes["count"]), b"\xff" * takes["count"]]


@pytest.mark.parametrize(("figure", "trait"), EACH)
def test_a_figure_takes_what_it_says_that_it_takes(figure, trait):
    shown = figure()
    for value in inside(shown.reach[trait]):
        setattr(shown, trait, value)
        assert getattr(shown, trait) == value
        assert shown.description()


def test_what_a_figure_takes_follows_what_it_holds():
    narrow = widgets.DigitReader(Network([784, 10]))
    assert narrow.reach["layer"]["ends"] == [0, 1]
    assert narrow.reach["neuron"]["ends"] == [0, 9]
    assert len(widgets.DescentLab("valley").reach["start"]["limits"]) == 2


def test_every_figure_of_the_book_can_be_moved_by_a_link():
    assert [figure.__name__ for figure in FIGURES if not figure.linked] == []


def test_a_trait_without_ends_must_be_given_some(monkeypatch):
    monkeypatch.setattr(widgets.PixelGrid, "linked", {"index": None})
    with pytest.raises(ValueError, match="say in linked how far index goes"):
        widgets.PixelGrid()


@pytest.mark.parametrize("name", ["Reader", "1", "a b", "a?b", '"'])
def test_a_name_is_one_that_an_address_can_hold(name):
    figure = widgets.PixelGrid(name="grid")
    with pytest.raises(traitlets.TraitError, match="small letters"):
        figure.name = name
    assert figure.name == "grid"
