"""The lab of moved digits."""

import pytest

from neuralnet.labs.inside import moved_digits
from tests.unit.labs.conftest import accuracy


@pytest.mark.parametrize(("name", "right", "degrees"), [("best", 0, -90), ("sigmoid", 8, 90)])
def test_the_lab_of_moving_answers_at_its_sliders_ends(name, right, degrees):
    picture = moved_digits(name, right, degrees).picture()
    moved = f"Moved by {right} pixels and turned by {degrees} degrees, {name}"
    assert picture.words.startswith(moved)
    assert accuracy(picture) in picture.get_suptitle()
