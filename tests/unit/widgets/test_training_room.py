"""TrainingRoom in Python: what its training brings, and the networks it takes."""

import re

import numpy as np
import pytest

from neuralnet.network import Network
from neuralnet.training import evaluate
from neuralnet.widgets import TrainingRoom
from neuralnet.widgets.digit_files import digit_set
from neuralnet.widgets.training_room import earlier_run


def test_training_room_shows_what_its_training_brings():
    room = TrainingRoom(learning_rate=0.2, batch_size=50)
    assert re.fullmatch(
        r"The cost falls from 2\.\d\d to 0\.\d\d over 30,000 images\..*", room.picture().words
    )
    assert "learning rate 0.2, batches of 50" in room.description()


def test_a_run_made_before_is_the_books_networks():
    room = TrainingRoom()
    images, costs, right = np.array(room.earlier).T
    assert (images[0], images[-1]) == (0, 50_000)
    assert (np.diff(images) > 0).all()
    assert (costs[0], right[0]) == pytest.approx(
        evaluate(room.network, *digit_set("validation")), abs=1e-4
    )
    assert right[-1] > 0.8
    np.testing.assert_allclose(room.earlier, earlier_run(), atol=0.02)  # what stands in the file
    room.network = Network([784, 8, 8, 10], "relu", "softmax", np.random.default_rng(1))
    assert room.earlier == []
    assert TrainingRoom(room.network).earlier == []


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
