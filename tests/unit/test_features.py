"""Loops, boxes and ink of small pictures whose answers can be seen."""

import numpy as np
import pytest

from neuralnet import features


def picture(*lines, top=10, left=10):
    """One digit from lines of text: # is ink."""
    ink = np.zeros((1, 28, 28), bool)
    for row, line in enumerate(lines):
        for column, mark in enumerate(line):
            ink[0, top + row, left + column] = mark == "#"
    return ink


EIGHT = ("###", "# #", "###", "# #", "###")
SIX = ("#  ", "#  ", "###", "# #", "###")
THREE = ("###", "  #", "###", "  #", "###")
# Paper that touches other paper only at a corner is inside: no way goes diagonally.
CORNER = (" # ", "# #", " # ")


@pytest.mark.parametrize(
    ("lines", "count", "height"),
    [(EIGHT, 2, 0.5), (SIX, 1, 0.7), (THREE, 0, 0.5), (CORNER, 1, 0.5)],
)
def test_loops_are_counted_and_placed(lines, count, height):
    ink = picture(*lines)
    assert features.count_loops(ink) == [count]
    assert features.loop_height(ink) == pytest.approx([height])


def test_a_loop_at_the_picture_s_edge_is_still_a_loop():
    assert features.count_loops(picture(*EIGHT, top=0, left=0)) == [2]
    assert features.count_loops(picture(*EIGHT, top=23, left=25)) == [2]


def test_digits_do_not_disturb_each_other():
    ink = np.concatenate([picture(*EIGHT), picture(*THREE), picture(*SIX)])
    assert features.count_loops(ink).tolist() == [2, 0, 1]
    assert features.loops(ink).sum(axis=(1, 2)).tolist() == [2, 0, 1]


def test_the_box_is_the_smallest():
    box = features.box(picture(*EIGHT, top=3, left=20))
    assert [int(part[0]) for part in box] == [3, 20, 5, 3]


def test_no_ink_has_no_box():
    with pytest.raises(ValueError, match="no ink"):
        features.box(np.zeros((1, 28, 28), bool))


def test_ink_is_measured_inside_the_box():
    ink = picture("##", "##", "#.", "#.")
    assert features.ink_in(ink, (0, 0.5), (0, 1)) == [1]
    assert features.ink_in(ink, (0.5, 1), (0, 1)) == [0.5]
    assert features.ink_in(ink, (0, 1), (0.5, 1)) == [0.5]


def test_an_edge_is_bright_below_and_turns_clockwise():
    upright = features.clean_edge(0.0).reshape(28, 28)
    assert (upright[14:17, 7:21] == 1).all()
    assert (upright[11:14, 7:21] == -1).all()
    assert np.count_nonzero(upright) == 2 * 3 * 14
    turned = features.clean_edge(90.0).reshape(28, 28)
    np.testing.assert_array_equal(turned, np.rot90(upright, -1))
    moved = features.clean_edge(0.0, right=2.0, down=-3.0).reshape(28, 28)
    np.testing.assert_array_equal(moved, np.roll(upright, (-3, 2), (0, 1)))


def test_an_edge_explains_itself_and_its_negative_and_little_of_scrambled_weights():
    bank = np.array([features.clean_edge(*row) for row in features.edge_bank()])
    assert len(np.unique(bank, axis=0)) > 2000
    some = bank[::300]
    shares = features.explained(np.concatenate([some, 3 - 5 * some]), bank)
    np.testing.assert_allclose(shares.max(axis=1), 1)
    scrambled = np.random.default_rng(0).permuted(some, axis=1)
    assert features.explained(scrambled, bank).max() < 0.2
    assert (features.explained(np.ones((1, 784)), bank) == 0).all()


def test_pictures_of_two_sizes_are_not_compared():
    with pytest.raises(ValueError, match="as many pixels"):
        features.explained(np.ones((1, 4)), np.ones((1, 9)))
