"""Sound as a picture: how strong each pitch is, from moment to moment."""

import base64
import html
import io
import wave

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts
from neuralnet.images import SIDE

WINDOW = 512  # samples in which pitches are measured: 23 ms at 22,050 samples a second
LOWEST, HIGHEST = 80.0, 8000.0  # hertz: the pitches of the lowest and the highest row
RANGE = 50.0  # decibels between the brightest pixel and a dark one
RATE = checks.whole(1000, 10_000_000)  # samples a second


@accepts(hertz=checks.inside(0, 1e6))
def mel(hertz):
    """Return pitches in mels: equal steps sound about equal (O'Shaughnessy 1987, page 150)."""
    return 2595 * np.log10(1 + hertz / 700)


@accepts(mels=checks.inside(0, 1e4))
def hertz(mels):
    """Return pitches in hertz, vibrations a second: the inverse of ``mel``."""
    return 700 * (10 ** (mels / 2595) - 1)


@accepts(rate=RATE)
def bands(rate):
    """Return how much each of 28 bands hears of each frequency: shape (28, frequencies).

    Each band is a triangle: it hears its own pitch wholly and the next bands' not at all.
    Their pitches go in equal steps of mel. ``rate`` is in samples a second.
    """
    frequencies = np.fft.rfftfreq(WINDOW, 1 / rate)
    corners = hertz(np.linspace(mel(LOWEST), mel(HIGHEST), SIDE + 2))
    low, middle, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising = (frequencies - low) / (middle - low)
    falling = (high - frequencies) / (high - middle)
    return np.maximum(np.minimum(rising, falling), 0)


@accepts(samples=checks.samples, rate=RATE)
def sounding(samples, rate):
    """Return where a sound begins and ends, as two places in ``samples``.

    It begins and ends where 10 ms are louder than a hundredth of the loudest 10 ms, in
    energy: 20 decibels below. Raises ValueError if there is no sound.
    """
    step = rate // 100
    pieces = samples[: len(samples) // step * step].reshape(-1, step)
    energy = (pieces**2).sum(axis=1)
    if not energy.size or energy.max() == 0:
        raise ValueError("expected a sound of at least 10 ms that is not silent throughout")
    loud = np.flatnonzero(energy > 0.01 * energy.max())
    return int(loud[0] * step), int((loud[-1] + 1) * step)


@accepts(samples=checks.samples, rate=RATE)
def log_mel(samples, rate, part=None):
    """Return a sound as a picture of 784 numbers from 0 to 1, float32.

    Its 28 columns are moments in equal steps, from where the sound begins to where it
    ends, or over the ``part`` given, two places in ``samples``. Its 28 rows are bands of
    pitch, the highest at the top. A pixel of 1 is as strong as the strongest in the
    picture, one of 0 is 50 decibels weaker or more. The sound is stretched or squeezed to
    fit, as MNIST's digits were: a picture does not say how long it lasted.

    ``samples`` has shape (n,), in any unit, ``rate`` is in samples a second.
    """
    if part is None:
        part = sounding(samples, rate)
    start, end = checks.part_of(part, len(samples), WINDOW // 2)
    middles = start + (np.arange(SIDE) + 0.5) * (end - start) / SIDE
    padded = np.pad(samples, WINDOW)
    places = np.rint(middles).astype(int)[:, None] + WINDOW // 2 + np.arange(WINDOW)
    power = np.abs(np.fft.rfft(padded[places] * np.hanning(WINDOW))) ** 2
    energy = bands(rate) @ power.T
    if energy.max() == 0:
        raise ValueError("expected a sound that is not silent throughout")
    decibels = 10 * np.log10(np.maximum(energy / energy.max(), 1e-12))
    picture = np.clip(1 + decibels / RANGE, 0, 1)
    return picture[::-1].astype(np.float32).ravel()


@accepts(samples=checks.waves, rate=RATE)
def wav(samples, rate):
    """Return samples from -1 to 1 as the bytes of a WAV file, 16 bits a sample."""
    buffer, levels = io.BytesIO(), np.clip(np.rint(samples * 32768), -32768, 32767)
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(levels.astype("<i2").tobytes())
    return buffer.getvalue()


class Player:
    """Sounds to listen to: in a notebook and on the page, a row of players with labels.

    ``sounds`` maps each label to samples from -1 to 1, and their rate. Nothing plays by
    itself, and the page carries the sounds: it fetches nothing.
    """

    @accepts(sounds=checks.mapping(checks.pair))
    def __init__(self, sounds):
        self.sounds = sounds

    def _repr_mimebundle_(self, **kwargs):
        rows = []
        for label, (samples, rate) in self.sounds.items():
            label, data = html.escape(label), base64.b64encode(wav(samples, rate)).decode()
            rows.append(
                f'<p>{label}<br><audio controls preload="metadata" aria-label="{label}" '
                f'src="data:audio/wav;base64,{data}" style="max-width: 100%"></audio></p>'
            )
        words = f"{len(self.sounds)} sounds to play: {', '.join(self.sounds)}."
        return {"text/plain": words, "text/html": "\n".join(rows)}
