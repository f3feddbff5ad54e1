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
