"""WindowSchool in Python: what it begins with, what it learns, its words, and bad input."""

import re

import numpy as np
import pytest
import traitlets

from neuralnet import convolution
from neuralnet.features import explained, window_bank
from neuralnet.widgets import WindowSchool, window_school
from neuralnet.widgets.digit_files import digit_set


def test_it_begins_with_the_page_s_random_weights():
    school = WindowSchool(seed=4)
    start = convolution.start((8, 16), 4)
    np.testing.assert_array_equal(school.network.parameters, start.parameters)
    windows = start.weights[0].reshape(8, 25)
    np.testing.assert_allclose(school.shares, explained(windows, window_bank()).max(axis=1))


def test_what_the_page_learned_is_its_network():
    school, learned = WindowSchool(), convolution.start((8, 16), 7)
    school.learned, school.images_seen = learned.parameters.tobytes(), 50
    np.testing.assert_array_equal(school.network.parameters, learned.parameters)


def test_windows_become_edges_where_neighbours_stay_together():
    together, apart = WindowSchool(), WindowSchool(shuffled=True)
    found = [
        [int(share) for share in re.findall(r"(\d+)%", words)]
        for words in (together.description(), apart.description())
    ]
    assert found[0][0] == found[1][0]  # the same start
    assert found[0][1] > found[0][0] + 5
    assert found[0][1] > found[1][1]
    assert "digits whose pixels are shuffled" in apart.description()
    assert "start 1, start 2" in together.picture().words


def test_shuffled_pixels_are_all_there():
    images = digit_set("train")[0][:5]
    order = window_school.pixel_order()
    np.testing.assert_array_equal(np.sort(images[:, order]), np.sort(images))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("seed", -1, "-1"),
        ("seed", 10_000, "10000"),
        ("shuffled", 2, "2"),
        ("learned", b"12", "5,994 parameters"),
        ("learned", np.full(5994, np.nan).tobytes(), "nan"),
    ],
)
def test_it_refuses_what_it_cannot_show(name, value, words):
    school = WindowSchool(seed=3)
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(school, name, value)
    assert (school.seed, school.learned) == (3, b"")
