"""The digits that a figure asks for."""

import gzip
import zlib

import pytest

from neuralnet.widgets import (
    DigitReader,
    digit_files,
)
from neuralnet.widgets.modules import FOLDER


def test_figures_are_sent_the_digits_that_they_ask_for():
    reader, sent = DigitReader(), []
    reader.send = lambda content, buffers: sent.append((content, buffers))
    for message in ({"digits": "test"}, {"digits": "../secret"}, {"digits": []}, "nonsense", None):
        digit_files.answer(reader, message, [])
    assert sent == [({"digits": "test"}, [digit_files.digit_file("test")])]
    with pytest.raises(ValueError, match="'other'"):
        digit_files.digit_file("other")


@pytest.mark.parametrize("name", digit_files.FILES)
def test_the_page_knows_the_checksum_of_what_is_sent(name):
    packed = gzip.decompress(digit_files.digit_file(name))
    known = (FOLDER / "js" / "fetching.js").read_text(encoding="utf-8")
    assert f"sum: 0x{zlib.crc32(packed):08x} }}" in known
