"""ConfidenceLab in Python: spoiled digits, its record, and the networks it takes."""

import numpy as np
import pytest

from neuralnet import zoo
from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.widgets import (
    ConfidenceLab,
)


@pytest.mark.parametrize("kind", ["noise", "blank", "rotated", "blended", "inverted"])
def test_confidence_lab_spoils_from_nothing_to_all(kind):
    lab, image = ConfidenceLab(kind=kind), mnist().test_images[0]
    np.testing.assert_allclose(lab.shown, image, atol=1e-6)
    lab.amount = 1.0
    if kind == "inverted":
        np.testing.assert_allclose(lab.shown, 1 - image, atol=1e-6)
    if kind == "rotated":
        np.testing.assert_allclose(lab.shown, image[::-1], atol=1e-6)
    if kind == "blended":
        np.testing.assert_allclose(lab.shown, mnist().test_images[1], atol=1e-6)
    assert 0 <= lab.shown.min() <= lab.shown.max() <= 1
    turned = " = 180°" if kind == "rotated" else ""
    assert f"{kind} to 100%{turned}:" in lab.description()


def test_confidence_lab_s_record_counts_every_test_digit():
    record = np.array(ConfidenceLab().record)
    assert record[:, 0].sum() == 10_000
    outputs = zoo.load("relu").forward(mnist().test_images)
    assert record[:, 1].sum() == (outputs.argmax(axis=1) == mnist().test_labels).sum()
    filled = record[:, 0] > 0
    assert (np.floor(record[filled, 2] * 10) == np.flatnonzero(filled)).all()
    mean = (record[:, 0] * record[:, 2]).sum() / 10_000
    assert mean == pytest.approx(outputs.max(axis=1).mean(), abs=1e-4)


def test_confidence_lab_measures_a_network_that_is_set():
    figure = ConfidenceLab()
    figure.network = zoo.load("best")
    assert figure.record == ConfidenceLab(zoo.load("best")).record


@pytest.mark.parametrize(
    ("sizes", "output", "words"),
    [([784, 9], "softmax", "10 outputs"), ([784, 10], "identity", "outputs from 0 to 1")],
)
def test_confidence_lab_refuses_other_networks(sizes, output, words):
    with pytest.raises(ValueError, match=words):
        ConfidenceLab(Network(sizes, output=output))
