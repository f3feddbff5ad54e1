"""Pictures: complete in words, opaque, and without a trace in Matplotlib's global state."""

import io

import matplotlib.image
import matplotlib.pyplot
import numpy as np
import pytest

from neuralnet import plots, text
from tools import ROOT

IMAGES = np.random.default_rng(0).random((12, 784))
ATTENTION = [[0.9375, *[0.0625 / 6] * 6]]
PICTURES = {
    "pixel_grid": lambda: plots.pixel_grid(IMAGES[0], pixel=(3, 4)),
    "digits": lambda: plots.digits(IMAGES, [f"digit {k}" for k in range(12)], "Twelve."),
    "letters": lambda: plots.digits(IMAGES[:1], ["pairs"], "One.", 1, symbols=text.NAMES),
    "bars": lambda: plots.bars({"a": [0, 1], "b": [0.25, 0.5]}, ["x", "y"], "share", "Two."),
    "one bar": lambda: plots.bars({"a": [0.949]}, ["x"], "share", "One."),
    "ranges": lambda: plots.bars(
        {"a": [0.5], "b": [0.2]}, ["x"], "share", "One.", ranges={"a": [(0.25, 0.625)]}
    ),
    "fence": lambda: plots.fence(
        IMAGES[1] - 0.5, -3.0, IMAGES[0], 0.7, np.arange(10.0), np.arange(10) > 4
    ),
    "shades": lambda: plots.shades(ATTENTION, ["it"], ["the", *"abcdef"], "row", "column", "It."),
    "curve": lambda: plots.curve(
        [1, 10, 1000],
        [0.1, 0.5, 0.625],
        "count",
        "accuracy",
        "One.",
        levels={"chance": 0.1},
        percent=True,
        logarithmic=True,
    ),
}
WORDS = {
    "pixel_grid": ["28 by 28 pixels, 784 of them not 0"],
    "digits": ["Twelve.", "digit 0", "digit 11"],
    "letters": ["One.", "pairs"],
    "bars": ["Two.", "a: x 0.0%, y 100.0%", "b: x 25.0%, y 50.0%"],
    "one bar": ["a: x 94.9%."],
    "ranges": ["a: x 50.0% (25.0% to 62.5%).", "b: x 20.0%."],
    "fence": ["right on 9 of 10 images"],
    "shades": ["row it: 0.94, 0.01,"],
    "curve": ["One.", "count 1: 10.0%", "count 1,000: 62.5%", "chance: 10.0%"],
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_says_its_numbers_in_words(name):
    picture = PICTURES[name]()
    for words in WORDS[name]:
        assert words in picture.words
    assert picture._repr_mimebundle_()["text/plain"] == picture.words


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_opaque_drawn_and_leaves_no_global_state(name):
    pixels = matplotlib.image.imread(io.BytesIO(PICTURES[name]().png()))
    assert (pixels[..., 3] == 1).all()
    assert pixels[..., :3].std() > 0.05
    assert matplotlib.pyplot.get_fignums() == []


@pytest.mark.parametrize("name", ["bars", "curve", "lines", "calibration", "answers"])
def test_no_axis_of_shares_runs_beyond_1(name):
    draw = {
        **PICTURES,
        "curve": lambda: plots.curve([1, 2], [0, 1], "x", "y", "One.", percent=True),
        "lines": lambda: plots.lines([1, 2], {"a": [0, 1]}, "x", "y", "One.", percent=True),
        "calibration": lambda: plots.calibration({"a": [[10, 10, 0.95]]}, "One."),
        "answers": lambda: plots.answers(IMAGES[0], [0, 1], ["x", "y"], "Two."),
    }
    axes = draw[name]().axes[-1]
    across = name in ("bars", "answers")
    assert (axes.get_xlim() if across else axes.get_ylim()) == (0, 1)


def test_percents_of_an_axis_tell_its_lines_apart():
    axes = plots.lines([1, 2], {"a": [0.94, 0.96]}, "x", "y", "One.", percent=True).axes[0]
    form = axes.yaxis.get_major_formatter()
    assert [form(share) for share in (0.945, 0.95, 1)] == ["94.5%", "95%", "100%"]


def test_only_several_series_need_a_legend():
    axes = PICTURES["one bar"]().axes[0]
    assert axes.get_legend() is None
    assert axes.get_xlabel() == "a: share"
    assert PICTURES["bars"]().axes[0].get_legend() is not None


def test_a_range_is_drawn_from_its_lowest_to_its_highest():
    (drawn,) = PICTURES["ranges"]().axes[0].collections
    assert [end for end, _ in drawn.get_segments()[0]] == [0.25, 0.625]


@pytest.mark.parametrize(
    ("ranges", "says"),
    [
        ({"b": [(0, 1)]}, "must be of a, got 'b'"),
        ({"a": [(0.6, 1)]}, "'a' must hold its shares"),
        ({"a": [(0, 0.4)]}, "'a' must hold its shares"),
        ({"a": [(0, 1), (0, 1)]}, "as many of each"),
    ],
)
def test_ranges_that_do_not_fit_their_bars_are_refused(ranges, says):
    with pytest.raises(ValueError, match=says):
        plots.bars({"a": [0.5]}, ["x"], "share", "One.", ranges=ranges)


def test_shades_write_what_adds_up():
    written = [float(shown.get_text()) for shown in PICTURES["shades"]().axes[0].texts]
    assert sum(written) == pytest.approx(1)


def test_rows_and_columns_bear_their_letters():
    axes = PICTURES["letters"]().axes[0]
    for labels in (axes.get_xticklabels(), axes.get_yticklabels()):
        assert [label.get_text() for label in labels] == text.NAMES


def test_numbers_alone_hide_grey_and_are_equally_long():
    image = np.where(np.arange(784) % 2, 1, 0)
    axes = plots.pixel_grid(image, alone=True).axes[0]
    numbers = [shown for shown in axes.texts if "." in shown.get_text()[:2]]
    assert len(numbers) == 49
    assert {shown.get_text() for shown in numbers} == {".00", "1.0"}
    assert {shown.get_color() for shown in numbers} == {"white"}
    assert not any(shown.get_array().any() for shown in axes.images)


def test_drawn_for_a_page_it_takes_the_page_s_colours(monkeypatch):
    picture = plots.lines([1, 2], {"a": [0, 1], "b": [1, 0]}, "x", "y", "Two.")
    drawn = picture.svg()
    assert drawn.startswith("<svg")
    for token in ("--nn-add", "--nn-take", "--nn-ink-2", "--nn-hairline"):
        assert f"var({token})" in drawn
    assert "#ffffff" not in drawn  # it has no ground of its own
    assert drawn == picture.svg()
    assert "image/svg+xml" not in picture._repr_mimebundle_()
    monkeypatch.setenv("BOOK_PICTURES", "svg")
    assert picture._repr_mimebundle_()["image/svg+xml"] == drawn


def test_the_stage_keeps_its_own_colours():
    drawn = PICTURES["pixel_grid"]().svg()
    assert "var(--nn" not in drawn
    assert plots.STAGE in drawn


def test_a_picture_of_pixels_keeps_them_at_any_size():
    drawn = PICTURES["digits"]().svg()
    assert drawn.count("image-rendering:pixelated") == 12


def test_tokens_of_pictures_are_those_of_the_page():
    style = (ROOT / "code/neuralnet/widgets/tokens.css").read_text(encoding="utf-8")
    light = style[style.index(":root") : style.index("}")]
    for colour, name in plots.TOKENS.items():
        assert f"--nn-{name}: {colour};" in light


def test_names_of_lines_stand_apart_at_their_ends():
    series = {"a": [0, 0.5], "b": [0, 0.51], "c": [0, 0.52], "far": [0, 1]}
    picture = plots.lines([1, 2], series, "x", "y", "Four.")
    picture.png()
    places = {note.get_text(): note.xy[1] for note in picture.axes[0].texts}
    assert list(places) == list(series)
    heights = sorted(places.values())
    assert min(np.diff(heights)) > 0.05
    assert max(heights) <= 1
    assert places["a"] < places["b"] < places["c"] < places["far"]
