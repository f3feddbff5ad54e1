"""MovedDigit in Python: its distances, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.datasets import mnist
from neuralnet.images import shift
from neuralnet.widgets import MovedDigit


def test_it_is_as_far_from_itself_as_its_pixels_say():
    assert MovedDigit().distance == 0
    figure = MovedDigit(right=3, down=-2)
    image = mnist().test_images[30].astype(float)
    distance = np.linalg.norm(image - shift(image, 3, -2))
    assert figure.distance == pytest.approx(distance, abs=1e-6)
    assert f"is {distance:.1f} from itself" in figure.picture().words


def test_other_digits_are_further_off_than_it_is_from_itself_at_first():
    names, distances = zip(*MovedDigit().marks, strict=True)
    assert names == ("another 3", "an 8")
    assert 5 < distances[0] < distances[1] < 15


REFUSED = [
    ("right", 9),
    ("down", -9),
    ("pixels", b"1"),
    ("marks", ["another 3"]),
    ("marks", [[7.5, "an 8"]]),
    ("marks", [["an 8", float("nan")]]),
]


@pytest.mark.parametrize(("trait", "value"), REFUSED)
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(MovedDigit(), trait, value)
