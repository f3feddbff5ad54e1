"""The lab of new lessons."""

import pytest

from neuralnet.labs.new_lesson import read_digits


@pytest.mark.parametrize(("count", "says"), [(10, "Of 10 test"), (10_000, "Of 10,000 test")])
def test_the_lab_answers_at_its_slider_s_ends(count, says):
    assert read_digits(count).picture().words.startswith(says)
