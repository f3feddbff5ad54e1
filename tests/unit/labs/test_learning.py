"""The lab of learning."""

import pytest

from neuralnet.labs.learning import learning


@pytest.mark.slow
@pytest.mark.parametrize(("rate", "batch_size"), [(0.001, 1), (3.0, 5000)])
def test_the_lab_of_learning_answers_at_its_sliders_ends(rate, batch_size):
    assert f"batches of {batch_size}: after 5 epochs" in learning(rate, batch_size).picture().words
