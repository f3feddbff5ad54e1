"""The scripts that make the data anew, on small examples made up here."""

import gzip

import numpy as np
import pytest

from neuralnet.files import read_idx
from tools import idx, make_languages, make_spoken

PAGE = """<page xmlns="http://projectmallard.org/1.0/"><title>Files</title>
<p>Open the <gui>Files</gui> window,
   type <cmd>ls -l</cmd> and wait a little.</p><p>Too short.</p></page>"""
MANUAL = r""".TH LS 1
.SH NAME
\fBls\fR \- list \*(lqfiles\*(rq
.\" a remark
of a folder\&.
"""


def test_an_idx_file_is_read_back_and_is_the_same_each_time(tmp_path):
    array = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    idx.write_idx(tmp_path / "one.gz", array)
    idx.write_idx(tmp_path / "two.gz", array)
    content = (tmp_path / "one.gz").read_bytes()
    assert content == (tmp_path / "two.gz").read_bytes()
    np.testing.assert_array_equal(read_idx(tmp_path / "one.gz"), array)
    with pytest.raises(TypeError, match="expected an array of uint8, got float64"):
        idx.write_idx(tmp_path / "three.gz", array / 2)


def test_greys_are_rounded_to_the_nearest_level():
    assert idx.greys(np.array([0, 0.24, 0.26, 0.5, 1]), 3).tolist() == [0, 0, 128, 128, 255]


def test_a_page_gives_its_paragraphs_without_commands(tmp_path):
    path = tmp_path / "files.page"
    path.write_text(PAGE)
    assert make_languages.paragraphs(path) == ["Open the Files window, type and wait a little."]


def test_pages_are_split_once_and_for_all():
    names = [f"{k}.page" for k in range(40)]
    train, test = make_languages.split(names)
    assert len(test) == 10
    assert sorted(train + test) == sorted(names)
    assert make_languages.split(reversed(names)) == (train, test)


def test_a_paragraph_is_kept_once_and_counts_as_english_where_it_is(tmp_path):
    for language in ("C", *make_languages.LANGUAGES[1:]):
        folder = tmp_path / language / "gnome-help"
        folder.mkdir(parents=True)
        # Nobody has translated the page into any language but German.
        text = "Öffne das Fenster" if language == "de" else "Open the window"
        page = PAGE.replace("Open the", text)
        (folder / "files.page").write_text(page, encoding="utf-8")
    kept = make_languages.lines(tmp_path, ["files.page"], set())
    assert [line.split("\t")[:2] for line in kept] == [["en", "files"], ["de", "files"]]


def test_a_manual_page_loses_its_markup(tmp_path):
    path = tmp_path / "ls.1.gz"
    path.write_bytes(gzip.compress(MANUAL.encode()))
    assert make_languages.manual_page(path) == "ls - list files of a folder."


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("RicishayMax3", "ricishaymax"),
        ("robosoft8", "robosoft"),
        ("anikaRobot", "anika"),
        ("AnxiousAndy", "andy"),
        ("whisperf", "whisper"),
        ("m7", "m"),
    ],
)
def test_voices_belong_to_families(name, family):
    assert make_spoken.family(name) == family


def test_noise_and_cuts_are_the_same_for_the_same_seed():
    sound = np.sin(np.arange(8000) / 5)
    first, again, other = (
        make_spoken.disturbed(sound, 22_050, np.random.default_rng(seed)) for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)
