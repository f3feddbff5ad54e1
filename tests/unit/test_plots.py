"""Pictures: complete in words, opaque, and without a trace in Matplotlib's global state."""

import io

import matplotlib.image
import matplotlib.pyplot
import numpy as np
import pytest

from neuralnet import plots

IMAGES = np.random.default_rng(0).random((12, 784))
PICTURES = {
    "pixel_grid": lambda: plots.pixel_grid(IMAGES[0], pixel=(3, 4), numbers=True),
    "digits": lambda: plots.digits(IMAGES, [f"digit {k}" for k in range(12)], "Twelve."),
    "bars": lambda: plots.bars({"a": [0, 1], "b": [0.25, 0.5]}, ["x", "y"], "share", "Two."),
    "curve": lambda: plots.curve(
        [1, 10, 1000],
        [0.1, 0.5, 0.625],
        "count",
        "accuracy",
        "One.",
        levels={"chance": 0.1},
        percent=True,
        logarithmic=True,
    ),
}
WORDS = {
    "pixel_grid": ["28 by 28 pixels, 784 of them not 0"],
    "digits": ["Twelve.", "digit 0", "digit 11"],
    "bars": ["Two.", "a: x 0%, y 100%", "b: x 25%, y 50%"],
    "curve": ["One.", "count 1: 10.0%", "count 1,000: 62.5%", "chance: 10.0%"],
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_its_numbers_in_words(name):
    picture = PICTURES[name]()
    for words in WORDS[name]:
        assert words in picture.words
    assert picture._repr_mimebundle_()["text/plain"] == picture.words


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_opaque_drawn_and_leaves_no_global_state(name):
    pixels = matplotlib.image.imread(io.BytesIO(PICTURES[name]().png()))
    assert (pixels[..., 3] == 1).all()
    assert pixels[..., :3].std() > 0.05
    assert matplotlib.pyplot.get_fignums() == []
