"""TwoReaders in Python: its numbers, its words, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet import zoo
from neuralnet.hands import person
from neuralnet.images import preprocess, rotate, shift, to_bytes
from neuralnet.widgets import TwoReaders


def test_both_networks_read_the_digit_as_it_is_shown():
    figure = TwoReaders(index=7, right=-3, down=8, degrees=20.0)
    image = shift(rotate(figure.image, 20), -3, 8)
    np.testing.assert_array_equal(figure.shown, image)
    for name, outputs in zip(("relu", "convolution"), figure.outputs, strict=True):
        np.testing.assert_allclose(outputs, zoo.load(name).forward(image), atol=1e-5)
    ours, other = figure.answers
    assert "turned by 20° and moved by -3 pixels to the right and 8 down" in figure.description()
    assert (
        f" {ours} ({figure.outputs[0].max():.2f}), the network of windows" in figure.description()
    )
    assert f" {other} ({figure.outputs[1].max():.2f})." in figure.description()
    assert figure.picture().words.startswith(figure.description())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("right", 9),
        ("down", -9),
        ("degrees", 61.0),
        ("index", 100),
        ("index", -2),
        ("drawing", b"1"),
        ("ours", b"1"),
        ("windows", b""),
    ],
)
def test_it_refuses_what_it_cannot_show(name, value):
    figure = TwoReaders()
    before = getattr(figure, name)
    with pytest.raises(traitlets.TraitError):
        setattr(figure, name, value)
    assert getattr(figure, name) == before


def test_it_reads_a_drawing():
    drawing = to_bytes(person([4], 3)[0])
    figure = TwoReaders(index=-1, drawing=drawing.tobytes(), right=2)
    np.testing.assert_array_equal(figure.shown, shift(preprocess(drawing / 255), 2))
    assert figure.description().startswith("A drawing, turned by 0° and moved by 2 pixels")


def test_it_says_an_8():
    figure = TwoReaders(index=16, right=4)
    assert (figure.label, figure.answers) == (9, (8, 9))
    assert figure.description().startswith("A 9, turned")
    assert "neurons reads an 8 (0.88), the network of windows a 9 (1.00)." in figure.description()
