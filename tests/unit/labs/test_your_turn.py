"""The lab of windows."""

import pytest

from neuralnet.labs.your_turn import window
from tests.unit.labs.conftest import accuracy


@pytest.mark.parametrize(
    ("rows", "columns", "pixels"),
    [((0, 28), (0, 28), 784), ((14, 14), (0, 28), 0), ((27, 28), (0, 1), 1)],
)
def test_the_lab_of_windows_answers_at_its_sliders_ends(rows, columns, pixels):
    picture = window(rows, columns).picture()
    assert f" {pixels} pixels, it reads" in picture.words
    assert accuracy(picture) in picture.get_suptitle()


def test_the_lab_of_windows_hides_what_is_outside():
    """Through a window without ink nothing can be read; through all of it, most."""
    share = {}
    for rows in ((0, 2), (0, 28)):
        words = window(rows, (0, 28)).picture().words
        share[rows] = float(words.partition("it reads ")[2].partition("%")[0])
    assert share[0, 2] < 20
    assert share[0, 28] > 85
