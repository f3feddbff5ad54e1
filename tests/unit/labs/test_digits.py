"""The lab of the nearest average."""

import pytest

from neuralnet.labs.digits import nearest_average
from tests.unit.labs.conftest import accuracy


@pytest.mark.parametrize(("examples", "choice", "right"), [(1, 1, 0), (10, 1, 0), (5000, 10, 8)])
def test_the_lab_answers_at_its_sliders_ends(examples, choice, right):
    picture = nearest_average(examples, choice, right).picture()
    assert f"Averages of {examples} examples of each digit, choice {choice} of 10" in picture.words
    assert accuracy(picture) in picture.get_suptitle()
