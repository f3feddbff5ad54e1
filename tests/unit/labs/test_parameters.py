"""The lab of breaking knobs."""

import pytest

from neuralnet.labs.parameters import break_knobs
from tests.unit.labs.conftest import accuracy


@pytest.mark.parametrize(("share", "smallest", "seed"), [(0.0, False, 0), (1.0, True, 20)])
def test_the_lab_of_breaking_answers_at_its_sliders_ends(share, smallest, seed):
    picture = break_knobs(share, smallest, seed).picture()
    assert f"With {round(13_002 * share):,} knobs at 0" in picture.words
    assert accuracy(picture) in picture.get_suptitle()
