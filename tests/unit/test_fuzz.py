"""Everything public, called with values that nobody would expect, answers or says what it wants.

``python -m tests.fuzz 10000`` does so for as long as one likes.
"""

import contextlib
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import fuzz

FOUND = fuzz.entries()


@settings(derandomize=True, max_examples=300)
@given(st.sampled_from(sorted(FOUND)), st.integers(0, 10**6))
def test_no_error_comes_from_deep_inside(tmp_path_factory, name, seed):
    fuzz.FOLDER.mkdir(exist_ok=True)
    with contextlib.chdir(fuzz.FOLDER):  # a name is a path, and something may be written there
        assert fuzz.call(random.Random(seed), name, FOUND[name]) is None
