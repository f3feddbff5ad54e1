"""PowersZoom in Python: its words, and bad input."""

import pytest
import traitlets

from neuralnet.widgets import PowersZoom


def test_its_words_follow():
    figure = PowersZoom(sight=60_000_000)
    assert "power of 7.8 knobs, 4,615 times" in figure.description()
    assert "LeNet-5: 60,000; AlexNet: 60,000,000." in figure.picture().words


@pytest.mark.parametrize(
    ("trait", "value"), [("sight", 100), ("sight", 1e12), ("landmarks", [["none", 1900, 0]])]
)
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(PowersZoom(), trait, value)
