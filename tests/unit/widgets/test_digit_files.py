"""The digits that a figure asks for."""

import pytest

from neuralnet.widgets import (
    DigitReader,
    digit_files,
)


def test_figures_are_sent_the_digits_that_they_ask_for():
    reader, sent = DigitReader(), []
    reader.send = lambda content, buffers: sent.append((content, buffers))
    for message in ({"digits": "test"}, {"digits": "../secret"}, {"digits": []}, "nonsense", None):
        digit_files.answer(reader, message, [])
    assert sent == [({"digits": "test"}, [digit_files.digit_file("test")])]
    with pytest.raises(ValueError, match="'other'"):
        digit_files.digit_file("other")
