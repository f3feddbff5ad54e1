"""Sound as a picture, from tones whose picture is known; and players of sounds."""

import base64
import io
import re
import wave

import numpy as np
import pytest

from neuralnet.sound import HIGHEST, LOWEST, Player, bands, hertz, log_mel, mel, sounding, wav

RATE = 22_050


def tone(pitch, seconds=0.5):
    return 0.5 * np.sin(2 * np.pi * pitch * np.arange(int(RATE * seconds)) / RATE)


def test_mel_has_its_known_values_and_is_undone_by_hertz():
    assert mel(0) == 0
    assert mel(1000) == pytest.approx(1000, abs=0.1)  # so the scale was made
    pitches = np.array([80.0, 440, 8000])
    np.testing.assert_allclose(hertz(mel(pitches)), pitches)


def test_each_band_hears_its_own_pitch_most():
    hears = bands(RATE)
    assert hears.shape == (28, 257)
    assert hears.min() == 0
    assert 0 < hears.max() <= 1
    assert (np.diff(hears[8:].argmax(axis=1)) > 0).all()


@pytest.mark.parametrize("pitch", [500, 1000, 3000, 6000])
def test_a_tone_is_a_line_at_its_pitch(pitch):
    picture = log_mel(tone(pitch), RATE).reshape(28, 28)
    corners = np.linspace(mel(LOWEST), mel(HIGHEST), 30)[1:-1]
    expected = 27 - np.abs(corners - mel(pitch)).argmin()  # the highest band is the top row
    assert (picture.argmax(axis=0) == expected).all()
    assert picture.dtype == np.float32
    assert (picture.min(), picture.max()) == (0, 1)


def test_time_runs_to_the_right():
    low_then_high = np.concatenate([tone(400), tone(4000)])
    rows = log_mel(low_then_high, RATE).reshape(28, 28).argmax(axis=0)
    assert (rows[:13] > rows[15:].max()).all()


def test_loudness_silence_around_and_length_do_not_matter():
    expected = log_mel(tone(1000), RATE)
    quiet = 0.01 * tone(1000)
    np.testing.assert_allclose(log_mel(quiet, RATE), expected, atol=1e-5)
    quiet = np.pad(quiet, RATE // 2)
    inside = (slice(None), slice(2, 26))  # where the sound is cut, columns differ a little
    np.testing.assert_allclose(
        log_mel(quiet, RATE).reshape(28, 28)[inside], expected.reshape(28, 28)[inside], atol=0.05
    )
    start, end = sounding(quiet, RATE)
    assert abs(start - RATE // 2) <= RATE // 100
    assert abs(end - RATE) <= RATE // 50
    assert log_mel(tone(1000, 1.5), RATE).reshape(28, 28).argmax(axis=0).tolist() == (
        expected.reshape(28, 28).argmax(axis=0).tolist()
    )


@pytest.mark.parametrize("samples", [np.zeros(RATE), np.zeros(0), np.ones(5)])
def test_a_sound_without_sound_is_refused(samples):
    with pytest.raises(ValueError, match="not silent"):
        log_mel(samples, RATE)


def test_a_player_carries_its_sounds_with_labels():
    samples = tone(440, 0.01)
    data = Player({"a < b": (samples, RATE), "two": (samples, RATE)})._repr_mimebundle_()
    assert data["text/plain"] == "2 sounds to play: a < b, two."
    assert re.findall(r'aria-label="(.*?)"', data["text/html"]) == ["a &lt; b", "two"]
    assert data["text/html"].count("<audio controls") == 2
    assert "autoplay" not in data["text/html"]
    packed = base64.b64decode(re.search(r"base64,(.*?)\"", data["text/html"])[1])
    with wave.open(io.BytesIO(packed)) as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    np.testing.assert_allclose(heard, samples, atol=1 / 32768)


def test_too_loud_samples_are_cut_and_do_not_turn_over():
    content = wav(np.array([2.0, -2.0]), RATE)
    assert np.frombuffer(content[-4:], "<i2").tolist() == [32767, -32768]
