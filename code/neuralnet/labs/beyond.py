"""The lab of chapter 10: spoken digits with noise in them."""

import ipywidgets
import numpy as np

from neuralnet import plots, zoo
from neuralnet.checks import accepts, whole
from neuralnet.datasets import CLIPS, NUMBER_WORDS, clip
from neuralnet.labs.answer_files import Answer
from neuralnet.labs.lab import Lab
from neuralnet.sound import log_mel


@accepts(noise=whole(-100, 100))
def noisy_word(word: str, noise: int) -> Answer:
    """Show a spoken digit with noise in it, and what the network of chapter 10 answers.

    ``noise`` is how many decibels the noise is weaker than the voice; below 0 it is stronger.
    """
    samples, rate = clip(word)
    loudness = np.sqrt(np.mean(samples**2)) * 10 ** (-noise / 20)
    noisy = samples + np.random.default_rng(0).normal(0, loudness, samples.size)
    image = log_mel(noisy, rate)
    outputs = zoo.load("spoken").forward(image)
    best = int(outputs.argmax())
    says = (
        f"The word {word}, with noise {noise} decibels weaker than the voice. The network hears "
        f"{NUMBER_WORDS[best]}: output {outputs[best]:.2f}."
    )
    return Answer(plots.answers, says, image=image, outputs=outputs, names=NUMBER_WORDS)


def noise_lab() -> Lab:
    """Which word, and how much noise."""
    return Lab(
        noisy_word,
        word=ipywidgets.Dropdown(options=CLIPS, description="word"),
        noise=ipywidgets.IntSlider(
            40, -20, 60, step=2, description="noise, dB weaker", continuous_update=False
        ),
    )
