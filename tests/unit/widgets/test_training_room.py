"""TrainingRoom in Python: what its training brings, and the networks it takes."""

import re

import pytest

from neuralnet.network import Network
from neuralnet.widgets import (
    TrainingRoom,
)


def test_training_room_shows_what_its_training_brings():
    room = TrainingRoom(learning_rate=0.2, batch_size=50)
    assert re.fullmatch(
        r"The cost falls from 2\.\d\d to 0\.\d\d over 30,000 images\..*", room.picture().words
    )
    assert "learning rate 0.2, batches of 50" in room.description()


@pytest.mark.parametrize(
    ("sizes", "hidden", "output", "words"),
    [
        ([784, 16, 10], "relu", "softmax", "two hidden layers"),
        ([784, 40, 16, 10], "relu", "softmax", "at most 32"),
        ([784, 16, 16, 10], "identity", "softmax", "identity and softmax"),
        ([784, 16, 16, 10], "relu", "sigmoid", "relu and sigmoid"),
    ],
)
def test_training_room_refuses_other_networks(sizes, hidden, output, words):
    with pytest.raises(ValueError, match=words):
        TrainingRoom(Network(sizes, hidden, output))
