"""The lab of the reader's own hand."""

import re

import pytest

from neuralnet.labs.your_hand import strangers


@pytest.mark.parametrize(
    ("people", "digits", "says"),
    [(0, 10, "Untaught, it reads"), (1, 60, "Taught by 1 people, 60 digits each, it reads")],
)
def test_the_lab_answers_at_its_sliders_ends(people, digits, says):
    assert strangers(people, digits).picture().words.startswith(says)


@pytest.mark.slow
def test_thirty_strangers_help():
    few, many = (
        float(re.search(r"reads (\d+\.\d)%", strangers(people, 60).picture().words)[1])
        for people in (0, 30)
    )
    assert many > few
