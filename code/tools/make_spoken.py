"""Make ``data/spoken/`` anew: the digits zero to nine, spoken by a synthesiser.

``python -m tools.make_spoken`` runs espeak-ng, version 1.51 (Debian's package
espeak-ng, 1.51+dfsg-10+deb12u2), and writes the same bytes each time. It takes a few
minutes.
"""

import argparse
import io
import re
import subprocess
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from neuralnet.files import add_checksum
from neuralnet.sound import log_mel, sounding, wav
from tools import ROOT
from tools.idx import Bytes, greys, write_idx

Samples = npt.NDArray[np.float64]

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
ACCENTS = (
    "en-gb",
    "en-us",
    "en-029",
    "en-gb-scotland",
    "en-gb-x-gbclan",
    "en-gb-x-gbcwmd",
    "en-gb-x-rp",
    "en-us-nyc",
)
# The variants of one voice, by the beginning of their names, where numbers do not tell.
FAMILIES = {"anika": "anika", "anxiousandy": "andy", "robosoft": "robosoft", "whisper": "whisper"}
LEFT_OUT = {"fast", "caleb", "klatt6"}  # the last two sound exactly like klatt
TAKES = 7  # of each digit, by each voice
TEST_FAMILIES = 12
LEVELS = 16  # of grey
CLIPS = {  # to be heard: voice, accent, word, speed, pitch; all are voices of the test
    "three": ("m1", "en-gb", 150, 50),
    "seven": ("Alicia", "en-us", 150, 55),
    "nine": ("belinda", "en-gb-scotland", 150, 50),
    "five": ("adam", "en-us-nyc", 150, 40),
    "zero": ("Demonic", "en-gb-x-rp", 150, 50),
}


def voices() -> dict[str, str]:
    """Return the names of espeak-ng's voice variants, and the family of each."""
    done = subprocess.run(
        ["espeak-ng", "--voices=variant"], capture_output=True, text=True, check=True
    )
    # A line ends in the variant's file, such as "!v/adam", and sometimes a language in brackets.
    names = set(re.findall(r"!v/(.+?)\s*(?:\(.*)?$", done.stdout, re.MULTILINE))
    return {name: family(name) for name in sorted(names - LEFT_OUT)}


def family(name: str) -> str:
    name = name.lower()
    found = [kin for start, kin in FAMILIES.items() if name.startswith(start)]
    return found[0] if found else name.rstrip("0123456789")


def speak(voice: str, accent: str, word: str, speed: int, pitch: int) -> tuple[Samples, int]:
    """Return a word as espeak-ng says it: samples from -1 to 1, and their rate."""
    command = ["espeak-ng", "-v", f"{accent}+{voice}", "-s", str(speed), "-p", str(pitch)]
    done = subprocess.run([*command, "--stdout", word], capture_output=True, check=True)
    with wave.open(io.BytesIO(done.stdout)) as file:
        rate = file.getframerate()
    return np.frombuffer(done.stdout[44:], "<i2") / 32768, rate


def disturbed(samples: Samples, rate: int, rng: np.random.Generator) -> Samples:
    """Return a sound's picture with noise in it, cut a little too early or too late."""
    start, end = sounding(samples, rate)
    jitter = rng.uniform(-0.04, 0.04, 2) * (end - start)
    quieter = rng.uniform(15, 45)  # decibels by which the noise is weaker
    loudness = np.sqrt(np.mean(samples[start:end] ** 2))
    noise = rng.normal(0, loudness * 10 ** (-quieter / 20), len(samples))
    picture: Samples = log_mel(samples + noise, rate, (start + jitter[0], end + jitter[1]))
    return picture


def takes(names: list[str]) -> tuple[Bytes, Bytes]:
    """Return the pictures and labels of every digit, spoken by each voice.

    A label is a digit and the voice's place in ``names``.
    """
    plans = []
    for place, name in enumerate(names):
        for digit, word in enumerate(WORDS):
            for take in range(TAKES):
                rng = np.random.default_rng([take, digit, *name.encode()])
                accent = ACCENTS[rng.integers(len(ACCENTS))]
                speed, pitch = int(rng.integers(120, 231)), int(rng.integers(20, 81))
                plans.append((digit, place, rng, (name, accent, word, speed, pitch)))
    with ThreadPoolExecutor() as pool:
        spoken = pool.map(lambda plan: speak(*plan[3]), plans)
        pictures = [disturbed(*sound, plan[2]) for plan, sound in zip(plans, spoken, strict=True)]
    labels = np.array([plan[:2] for plan in plans], np.uint8)
    return greys(np.array(pictures), LEVELS).reshape(-1, 28, 28), labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "spoken")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    families = voices()
    kept = np.random.default_rng(0).choice(
        sorted(set(families.values())), TEST_FAMILIES, replace=False
    )
    names = {
        "train": [name for name in families if families[name] not in kept],
        "test": [name for name in families if families[name] in kept],
    }
    for part in names:
        pictures, labels = takes(names[part])
        write_idx(folder / f"{part}-images-idx3-ubyte.gz", pictures)
        write_idx(folder / f"{part}-labels-idx2-ubyte.gz", labels)
        voices_file = folder / f"{part}-voices.txt"
        voices_file.write_text("\n".join(names[part]) + "\n")
        add_checksum(voices_file)
        print(f"{part}: {len(pictures):,} pictures of {len(names[part])} voices")
    for word, (voice, accent, speed, pitch) in CLIPS.items():
        samples, rate = speak(voice, accent, word, speed, pitch)
        start, end = sounding(samples, rate)
        pause = rate // 20
        spoken = samples[max(start - pause, 0) : end + pause]
        clip = folder / f"{word}.wav"
        clip.write_bytes(wav(spoken, rate))
        add_checksum(clip)


if __name__ == "__main__":
    main()
