"""The lab of windows."""

import numpy as np
import pytest

from neuralnet.features import edge_window
from neuralnet.labs.neighbours import found


@pytest.mark.parametrize(("number", "degrees", "right"), [(0, 0, -6), (99, 345, 6)])
def test_the_lab_of_windows_answers_at_its_sliders_ends(number, degrees, right):
    picture = found(number, degrees, right).picture()
    assert f"turned by {degrees} degrees, on a digit moved by {right} pixels" in picture.words
    assert "largest sum" in picture.get_suptitle()


def test_a_window_of_edges_turns_clockwise():
    rows = np.array([-1.0, -1, 0, 1, 1]) / 10
    np.testing.assert_allclose(edge_window(0), np.tile(rows[:, np.newaxis], (1, 5)))
    for degrees in (0, 30):
        np.testing.assert_allclose(
            edge_window(degrees + 90), np.rot90(edge_window(degrees), -1), atol=1e-12
        )
