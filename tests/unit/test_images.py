"""Pictures: made like MNIST's, moved, bent and redrawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from neuralnet import images, zoo
from neuralnet.datasets import mnist
from neuralnet.images import deslant, preprocess, redraw, shift, thin, trace, warp

MIDDLES = np.arange(28) + 0.5


def centre_of_mass(image):
    picture = image.reshape(28, 28)
    return MIDDLES @ picture.sum(axis=1) / picture.sum(), MIDDLES @ picture.sum(
        axis=0
    ) / picture.sum()


def some_digits(n=100):
    return mnist().train_images[:n]


def a_seven():
    """A 7 of two strokes, drawn with a broad pen near a corner of a canvas of 90 by 120."""
    drawing = np.zeros((90, 120))
    drawing[10:16, 60:90] = 1
    for row in range(16, 50):
        drawing[row, 84 - row // 2 : 90 - row // 2] = 1
    drawing[16, 60:90] = 0.5
    return drawing


def test_an_empty_canvas_gives_an_empty_image():
    for shape in ((28, 28), (1, 1), (280, 280), (0, 0), (0, 5)):
        image = preprocess(np.zeros(shape))
        assert image.shape == (784,)
        assert not image.any()


@pytest.mark.parametrize("shape", [(28, 28), (1, 1), (280, 280), (7, 7)])
def test_a_full_canvas_gives_a_square_of_20_in_the_middle(shape):
    image = preprocess(np.ones(shape)).reshape(28, 28)
    line = np.zeros(28)
    line[5:24], line[[4, 24]] = 1, 0.5  # from 4.5 to 24.5
    np.testing.assert_allclose(image, np.outer(line, line), atol=1e-12)


def test_a_single_line_keeps_its_shape():
    drawing = np.zeros((100, 100))
    drawing[10:90, 30:34] = 1  # 80 by 4 becomes 20 by 1
    image = preprocess(drawing).reshape(28, 28)
    np.testing.assert_allclose(image[5:24, 14], 1)
    np.testing.assert_allclose(image.sum(), 20)


def test_area_averaging_worked_by_hand():
    # 5 by 1 becomes 20 by 4. The masses 1, 0, 0, 0, 1 have their centre in the middle, so that
    # the rows begin at 4.5 and the columns, of 4 pixels, at 12.5.
    image = preprocess(np.array([[1.0], [0], [0], [0], [1]])).reshape(28, 28)
    rows = np.zeros(28)
    rows[[4, 8, 20, 24]], rows[5:8], rows[21:24] = 0.5, 1, 1
    columns = np.zeros(28)
    columns[[12, 16]], columns[13:16] = 0.5, 1
    np.testing.assert_allclose(image, np.outer(rows, columns), atol=1e-12)


def test_the_centre_of_mass_comes_to_the_middle_unless_ink_would_be_lost():
    np.testing.assert_allclose(centre_of_mass(preprocess(a_seven())), 14.5, atol=0.02)
    drawing = np.zeros((20, 20))  # heavy in a corner, with a thin line to the other
    drawing[np.arange(20), np.arange(20)] = 0.01
    drawing[0:3, 0:3] = 1
    image = preprocess(drawing)
    assert image.sum() == pytest.approx(drawing.sum())
    heavy = np.full((1, 200), 1e-6)
    heavy[0, :90] = 1  # so much that none of the rest counts as paper
    heavy[0, 91::2] = 0.51
    assert preprocess(heavy).sum() == pytest.approx(heavy.sum() / 100)


def test_the_size_of_the_canvas_and_the_place_on_it_do_not_matter():
    expected = preprocess(a_seven())
    moved = np.zeros((200, 300))
    moved[100:190, 20:140] = a_seven()
    np.testing.assert_allclose(preprocess(moved), expected, atol=1e-12)
    finer = a_seven().repeat(3, axis=0).repeat(3, axis=1)
    np.testing.assert_allclose(preprocess(finer), expected, atol=1e-12)


DRAWINGS = arrays(
    float, st.tuples(st.integers(1, 40), st.integers(1, 40)), elements=st.floats(0, 1)
)


@settings(max_examples=60)
@given(DRAWINGS)
def test_every_drawing_gives_an_image(drawing):
    image = preprocess(drawing)
    assert image.shape == (784,)
    assert image.dtype == np.float64
    assert image.min() >= 0
    assert image.max() <= 1 + 1e-9


@settings(max_examples=60)
@given(DRAWINGS, st.floats(0.1, 1))
def test_an_image_holds_the_ink_of_a_drawing_in_one_piece(drawing, frame):
    drawing = np.pad(drawing, 1, constant_values=frame)  # all ink hangs on its frame
    drawing = np.pad(np.where(drawing > 0.5, drawing, 0), 60)  # on much clean paper
    rows, columns = np.nonzero(drawing)
    image = preprocess(drawing)
    if frame > 0.5:
        longer = max(np.ptp(rows), np.ptp(columns)) + 1
        assert image.sum() == pytest.approx(drawing.sum() * (20 / longer) ** 2)


SPOILERS = {
    "grey paper": lambda drawing, rng: np.maximum(drawing, 0.02),
    "greyer paper": lambda drawing, rng: 0.4 + 0.6 * drawing,
    "a shadow from the left": lambda drawing, rng: np.linspace(0.3, 0, 28) + 0.7 * drawing,
    "a scanner's noise": lambda drawing, rng: np.clip(
        0.1 + 0.9 * drawing + rng.normal(0, 0.05, (28, 28)), 0, 1
    ),
    "a stray dot": lambda drawing, rng: np.maximum(
        drawing, trace(rng.choice([2.0, 26.0], (1, 2)), images.PEN)
    ),
    "one dark pixel in a corner": lambda drawing, rng: np.maximum(
        drawing, np.arange(784).reshape(28, 28) == 756
    ),
    "dust in a corner": lambda drawing, rng: np.where(
        (np.add.outer(MIDDLES, MIDDLES) < 12) & (rng.random((28, 28)) < 0.08), 0.8, drawing
    ),
    "specks all over": lambda drawing, rng: np.where(rng.random((28, 28)) < 0.01, 1, drawing),
}


def read_right(drawings):
    """Return the share of drawings of the last examples that are read right."""
    read = zoo.load("drawings").predict(np.array([preprocess(drawing) for drawing in drawings]))
    return np.mean(read == mnist().train_labels[-1000:])


@pytest.fixture(scope="module")
def drawn():
    """The last examples, drawn again; the share that is read right; how the numbers drawn go on."""
    rng = np.random.default_rng(3)
    drawings = redraw(mnist().train_images[-1000:], rng)
    return drawings, read_right(drawings), rng.bit_generator.state


@pytest.mark.parametrize("what", SPOILERS)
def test_paper_and_specks_hardly_cost_an_answer(drawn, what):
    drawings, right, state = drawn
    rng = np.random.default_rng()
    rng.bit_generator.state = state
    assert read_right([SPOILERS[what](drawing, rng) for drawing in drawings]) > right - 0.02


def test_an_empty_sheet_is_empty_whatever_its_tone():
    assert not preprocess(np.full((28, 28), 0.3)).any()


def test_pieces_of_a_digit_are_no_specks():
    drawing = np.zeros((28, 28))
    drawing[4:7, 5:15] = 1  # the bar of a 5, drawn for itself
    drawing[9:24, 16:19] = 1
    assert preprocess(drawing).sum() == pytest.approx(drawing.sum())  # 20 rows: not enlarged


def test_mnist_s_own_digits_hardly_change():
    digits = some_digits()
    again = np.array([preprocess(digit.reshape(28, 28)) for digit in digits])
    # They are moved by up to half a pixel, because MNIST moved them by whole ones.
    assert np.abs(again - digits).mean() < 0.04
    alike = np.array([np.corrcoef(a, b)[0, 1] for a, b in zip(again, digits, strict=True)])
    dusty = 29  # a 7 with a fleck at its left, which MNIST measured along, and we do not
    assert (np.delete(alike, dusty) > 0.85).all()
    assert alike[dusty] > 0.7


def test_mnist_s_centres_of_mass_lie_where_the_documentation_says():
    centres = np.array([centre_of_mass(digit) for digit in some_digits(2000)])
    assert ((centres > 13.97) & (centres < 15.01)).all()
    np.testing.assert_allclose(centres.mean(axis=0), 14.5, atol=0.03)


@pytest.mark.parametrize(
    ("drawing", "error", "words"),
    [
        (np.zeros((28, 28), np.uint8), TypeError, "divide them by 255"),
        (np.full((28, 28), 255.0), ValueError, "from 0"),
        (np.full((28, 28), -0.1), ValueError, "from 0"),
        (np.full((28, 28), np.nan), ValueError, "from 0"),
        (np.zeros(784), ValueError, r"\(784,\).*reshape\(28, 28\)"),
        (np.zeros((28, 28, 3)), ValueError, r"\(28, 28, 3\)"),
        ([["a"]], TypeError, "real numbers"),
    ],
)
def test_what_is_not_a_drawing_is_refused(drawing, error, words):
    with pytest.raises(error, match=words):
        preprocess(drawing)


@pytest.mark.parametrize(("right", "down"), [(0, 0), (2, 0), (-3, 1), (0, -4), (28, 0), (5, 28)])
def test_a_shift_moves_and_fills_with_nothing(right, down):
    digits = np.random.default_rng(0).random((3, 784))
    moved = shift(digits, right, down).reshape(3, 28, 28)
    for row in range(28):
        for column in range(28):
            if 0 <= row - down < 28 and 0 <= column - right < 28:
                source = digits.reshape(3, 28, 28)[:, row - down, column - right]
            else:
                source = 0
            np.testing.assert_array_equal(moved[:, row, column], source)


def test_a_slanted_stroke_is_set_upright():
    slanted, upright = (
        trace(np.linspace((5, 14 + lean), (23, 14 - lean), 50), 3).reshape(1, 784)
        for lean in (6, 0)
    )
    # The stroke, cut straight across its rows, is as much broader as it was slanted.
    together = deslant(slanted).reshape(28, 28)
    assert np.corrcoef(together.ravel(), upright.ravel())[0, 1] > 0.95
    columns = together.sum(axis=0).nonzero()[0]
    assert np.ptp(columns) < 7 < np.ptp(slanted.reshape(28, 28).sum(axis=0).nonzero()[0])


def test_deslanting_leaves_no_slant_no_move_and_no_other_ink():
    digits = some_digits(200)
    upright = deslant(digits)
    inside = ~upright.reshape(-1, 28, 28)[:, :, [0, 27]].any(axis=(1, 2))  # nothing cut off
    assert inside.sum() > 150
    digits, upright = digits[inside], upright[inside]
    np.testing.assert_allclose(upright.sum(axis=1), digits.sum(axis=1), rtol=1e-5)
    rows = (image.reshape(-1, 28, 28).sum(axis=2) for image in (upright, digits))
    np.testing.assert_allclose(*rows, atol=1e-5)
    for image, before in zip(upright, digits, strict=True):
        np.testing.assert_allclose(centre_of_mass(image), centre_of_mass(before), atol=0.02)
    np.testing.assert_allclose(deslant(upright), upright, atol=0.02)
    assert not deslant(np.zeros((2, 784))).any()


def test_a_warp_of_nothing_changes_nothing():
    digits = some_digits(5)
    np.testing.assert_allclose(warp(digits, np.random.default_rng(0), 0), digits, atol=1e-6)


def test_a_warp_changes_a_little_and_is_reproducible():
    digits = some_digits(250)
    warped = warp(digits, np.random.default_rng(1))
    np.testing.assert_array_equal(warped, warp(digits, np.random.default_rng(1)))
    assert not np.array_equal(warped, warp(digits, np.random.default_rng(2)))
    assert warped.dtype == digits.dtype
    assert warped.min() >= 0
    assert warped.max() <= 1 + 1e-6
    np.testing.assert_allclose(warped.sum(axis=1), digits.sum(axis=1), rtol=0.35)
    before = np.array([centre_of_mass(digit) for digit in digits])
    after = np.array([centre_of_mass(digit) for digit in warped])
    assert np.abs(after - before).max() < 3
    assert np.abs(after - before).mean() > 0.2


def test_resampling_between_pixels():
    image = np.zeros((1, 784), np.float32)
    image[0, 28 * 10 + 10] = 1
    origins = np.indices((28, 28)).reshape(2, -1) + np.array([[0.25], [0.5]])
    out = np.empty_like(image)
    images._resample(image, origins, out)
    out = out.reshape(28, 28)
    np.testing.assert_allclose(out[9:11, 9:11], [[0.125, 0.125], [0.375, 0.375]])
    assert out.sum() == pytest.approx(1)


def test_thinning_leaves_lines_of_one_pixel():
    picture = np.zeros((28, 28))
    picture[4:24, 12:16] = 1
    lines = thin(picture.reshape(1, 784))[0]
    assert lines.shape == (56, 56)
    assert lines[16:40].sum(axis=1).max() == 1
    assert lines.any(axis=1).sum() > 28
    assert not thin(np.zeros((1, 784))).any()


def test_a_pen_leaves_a_round_dot_with_a_soft_border():
    dot = trace(np.array([[14.5, 10.5]]), 3)
    assert dot[14, 10] == dot[13, 10] == dot[14, 11] == 1
    assert dot[14, 12] == 0  # two pixels from the middle, where the border ends
    assert dot[13, 11] == pytest.approx(2 - np.sqrt(2))
    np.testing.assert_array_equal(dot, np.flip(dot, axis=0)[[27, *range(27)]])


def test_a_redrawn_digit_stays_on_the_canvas_at_the_size_asked_for():
    drawings = redraw(some_digits(60), np.random.default_rng(0), size=(0.5, 0.5), offset=0)
    assert drawings.shape == (60, 28, 28)
    for drawing, digit in zip(drawings, some_digits(60), strict=True):
        assert 0 <= drawing.min() <= drawing.max() <= 1
        height = np.ptp(np.nonzero(drawing > 0.5)[0]) + 1
        was = np.ptp(np.nonzero(digit.reshape(28, 28) > 0.5)[0]) + 1
        assert abs(height - (was / 2 + 1.4)) <= 2.6  # half of the lines, and the pen around them
    outermost = redraw(some_digits(60), np.random.default_rng(1), size=(1.3, 1.3), offset=20)
    assert (outermost.sum(axis=(1, 2)) > 20).all()


def test_redrawing_is_reproducible_and_copes_with_an_empty_image():
    digits = np.concatenate([some_digits(3), np.zeros((1, 784))])
    first, again = (redraw(digits, np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert not first[3].any()
    assert first[:3].any(axis=(1, 2)).all()


@pytest.mark.parametrize("right", [0, 1, 8])
def test_a_shift_to_the_right_alone(right):
    images = np.random.default_rng(0).random((2, 784))
    moved = shift(images, right).reshape(2, 28, 28)
    before = images.reshape(2, 28, 28)
    np.testing.assert_array_equal(moved[:, :, right:], before[:, :, : 28 - right])
    assert not moved[:, :, :right].any()


@pytest.mark.parametrize(
    "drawing", [[[1, 0], [0]], object(), np.ma.masked_less(np.eye(28), 0.5), [["a", "b"]]]
)
def test_what_is_no_drawing_is_refused_in_words(drawing):
    with pytest.raises((TypeError, ValueError), match="the drawing"):
        preprocess(drawing)
