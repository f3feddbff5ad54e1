"""The lab of mixtures."""

import pytest

from neuralnet.labs.function import blend


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_the_lab_of_mixtures_answers_at_its_sliders_ends(share):
    words = blend(7, 9, share).picture().words
    assert words.startswith(f"{1 - share:.0%} of a 7 and {share:.0%} of a 9.")
