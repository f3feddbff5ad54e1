"""How often a network is right, against how sure it is."""

import numpy as np
import pytest

from neuralnet import calibration


def test_a_record_counts_what_is_right_by_steps_of_confidence():
    outputs = np.array([[0.25, 0.2], [0.1, 0.29], [0.95, 0.05], [0.0, 1.0], [0.0, 0.9]])
    found = calibration.record(outputs, np.array([0, 0, 0, 0, 1]))
    expected = [[0, 0, 0]] * 10
    expected[2] = [2, 1, pytest.approx(0.27)]
    expected[9] = [3, 2, pytest.approx(0.95)]
    assert found == expected


def test_steps_may_be_wider():
    outputs = np.array([[0.4, 0.6], [0.55, 0.45], [0.5, 0.3]])
    found = calibration.record(outputs, np.array([1, 1, 0]), bins=2)
    assert found == [[0, 0, 0], [3, 2, pytest.approx(0.55)]]


def test_certainty_lies_in_the_last_step():
    assert calibration.step(1.0) == calibration.step(0.999) == 9
    assert calibration.step([0.0, 0.099, 0.1]).tolist() == [0, 0, 1]


def test_outputs_of_no_class_have_no_record():
    with pytest.raises(ValueError, match="at least one class"):
        calibration.record(np.zeros((3, 0)), np.zeros(3, int))
