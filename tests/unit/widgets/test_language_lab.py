"""LanguageLab in Python: what it reads, and the networks it takes."""

import numpy as np
import pytest
import traitlets

from neuralnet.network import Network
from neuralnet.widgets import (
    LanguageLab,
)


def test_language_lab_reads_what_is_written():
    lab = LanguageLab(text="Die Kinder spielen im Garten.")
    assert lab.names[int(lab.answers.argmax())] == "German"
    assert "as German (" in lab.description()
    lab.text = ""
    assert "No text" in lab.description()
    assert np.isfinite(lab.answers).all()
    with pytest.raises(traitlets.TraitError, match=r"at most 10,000 characters, got 10,001"):
        lab.text = "x" * 10_001
    assert lab.text == ""


def test_language_lab_begins_where_the_next_letter_turns_the_answer():
    lab = LanguageLab()
    (sentence,) = (whole for whole in lab.examples if whole.startswith(lab.text))
    first, second = np.sort(lab.answers)[:-3:-1]
    assert first - second < 0.1
    before = lab.answers.argmax()
    lab.text = sentence[: len(lab.text) + 1]
    assert lab.answers.argmax() != before


def test_language_lab_begins_with_a_sentence_where_no_letter_turns_any():
    network = Network([784, 3, 2], "relu", "softmax", np.random.default_rng(0))
    network.parameters[:] = 0
    lab = LanguageLab(network, ["one", "two"])
    assert lab.text == lab.examples[0]


def test_language_lab_takes_a_network_and_its_names():
    network = Network([784, 3, 2], "relu", "softmax", np.random.default_rng(0))
    assert "read by a network of 784-3-2" in LanguageLab(network, ["one", "two"]).description()
    with pytest.raises(ValueError, match="3 outputs, one a name"):
        LanguageLab(network, ["one", "two", "three"])


def test_the_picture_shows_what_each_pair_says_of_the_language_in_the_lead():
    lab = LanguageLab()
    (pairs,) = lab.picture().axes[0].images
    shown, used = np.ravel(pairs.get_array()), lab.inputs > 0
    assert np.abs(shown[used]).min() >= 0.5 > np.abs(shown[~used]).max() > 0.4

    def weighted_sum(inputs):
        network = lab.network
        before = network.activations(inputs)[-2]
        return (network.weights[-1] @ before + network.biases[-1])[lab.answers.argmax()]

    for place in np.flatnonzero(used | (np.abs(shown) > 0.3)):
        more = lab.inputs.astype(float)
        more[place] += 1e-3
        assert np.sign(weighted_sum(more) - weighted_sum(lab.inputs)) == np.sign(shown[place])
