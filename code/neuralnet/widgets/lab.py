"""Labs: sliders over the book's Python, for readers who run a chapter."""

import base64

import ipywidgets
import numpy as np

from neuralnet import beyond, networks, plots, readers
from neuralnet.datasets import CLIPS, NUMBER_WORDS, clip, mnist
from neuralnet.images import shift
from neuralnet.network import Network
from neuralnet.sound import log_mel
from neuralnet.training import SGD, train


class Lab(ipywidgets.VBox):
    """Sliders above a picture and a sentence, both computed in Python.

    ``answer`` takes the sliders' values by name and returns a ``plots.Picture``, whose
    words are shown too. Where no Python runs, as on the published page, readers see the
    picture that the sliders' first values give.
    """

    def __init__(self, answer, **sliders):
        self.answer, self.sliders = answer, sliders
        self.picture, self.words = ipywidgets.Image(format="png"), ipywidgets.HTML()
        for slider in sliders.values():
            slider.observe(self.update, "value")
        super().__init__([*sliders.values(), self.picture, self.words])
        self.update()

    def update(self, change=None):
        """Compute the picture and the words for where the sliders are."""
        picture = self.answer(**{name: slider.value for name, slider in self.sliders.items()})
        self.picture.value, self.words.value = picture.png(), picture.words

    def _repr_mimebundle_(self, **kwargs):
        data = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = self.words.value
        data["image/png"] = base64.b64encode(self.picture.value).decode()
        return data


def nearest_average(examples, right):
    """Draw ten averages of so many examples each, and say how well they read.

    They read the first 2,000 test digits, moved ``right`` by so many pixels.
    """
    digits = mnist()
    few = [(digits.train_labels == digit).nonzero()[0][:examples] for digit in range(10)]
    chosen = [place for places in few for place in places]
    averages = readers.averages(digits.train_images[chosen], digits.train_labels[chosen])
    images = shift(digits.test_images[:2000], right)
    share = (readers.nearest(images, averages) == digits.test_labels[:2000]).mean()
    says = (
        f"Averages of {examples} examples of each digit read {share:.1%} of 2,000 test digits "
        f"moved right by {right} pixels."
    )
    return plots.digits(averages, [str(digit) for digit in range(10)], says)


def nearest_average_lab():
    """The lab of chapter 1: how many examples, and how far the digits are moved."""
    return Lab(
        nearest_average,
        examples=ipywidgets.SelectionSlider(
            options=[1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000],
            value=10,
            description="examples",
            continuous_update=False,
        ),
        right=ipywidgets.IntSlider(0, 0, 8, description="moved right", continuous_update=False),
    )


def noisy_word(word, noise):
    """Draw a spoken digit with noise in it, and what the network of chapter 9 answers.

    ``noise`` is how many decibels the noise is weaker than the voice; below 0 it is stronger.
    """
    samples, rate = clip(word)
    loudness = np.sqrt(np.mean(samples**2)) * 10 ** (-noise / 20)
    noisy = samples + np.random.default_rng(0).normal(0, loudness, samples.size)
    picture = log_mel(noisy, rate)
    outputs = beyond.load("spoken").forward(picture)
    best = int(outputs.argmax())
    says = (
        f"The word {word}, with noise {noise} decibels weaker than the voice. The network hears "
        f"{NUMBER_WORDS[best]}: output {outputs[best]:.2f}."
    )
    return plots.answers(picture, outputs, NUMBER_WORDS, says)


def noise_lab():
    """The lab of chapter 9: which word, and how much noise."""
    return Lab(
        noisy_word,
        word=ipywidgets.Dropdown(options=CLIPS, description="word"),
        noise=ipywidgets.IntSlider(
            40, -20, 60, step=2, description="noise, dB weaker", continuous_update=False
        ),
    )


def small_network(hidden_layers, neurons):
    """Train a new network with such hidden layers on 10,000 digits; say how well it reads.

    Its accuracy is measured on 2,000 other training digits, kept for validation.
    """
    digits, rng = mnist(), np.random.default_rng(seed=1)
    network = Network([784, *[neurons] * hidden_layers, 10], "sigmoid", "softmax", rng)
    images, labels = digits.train_images, digits.train_labels
    train(
        network,
        images[:10_000],
        labels[:10_000],
        epochs=5,
        batch_size=20,
        learning_rate=0.1,
        optimiser=SGD(momentum=0.9),
        seed=rng,
        progress=False,
    )
    answers, right = network.predict(images[-2000:]), labels[-2000:]
    shares = [float((answers[right == digit] == digit).mean()) for digit in range(10)]
    says = (
        f"A network {'-'.join(map(str, network.sizes))}, trained on 10,000 digits for 5 epochs, "
        f"reads {(answers == right).mean():.1%} of 2,000 others."
    )
    names = [str(digit) for digit in range(10)]
    return plots.bars({"read correctly": shares}, names, "share of each digit", says)


def width_lab():
    """The lab of chapter 2: how many hidden layers, and how wide."""
    return Lab(
        small_network,
        hidden_layers=ipywidgets.IntSlider(
            2, 0, 4, description="hidden layers", continuous_update=False
        ),
        neurons=ipywidgets.SelectionSlider(
            options=[1, 2, 4, 8, 16, 32, 64],
            value=16,
            description="neurons each",
            continuous_update=False,
        ),
    )


def blend(first, second, share):
    """Read a mixture of two test digits: ``share`` of the second, the rest of the first."""
    digits, network = mnist(), networks.load("sigmoid-quadratic")
    mixed = (1 - share) * digits.test_images[first] + share * digits.test_images[second]
    picture = plots.reading(network, mixed)
    labels = digits.test_labels[first], digits.test_labels[second]
    picture.words = (
        f"{1 - share:.0%} of a {labels[0]} and {share:.0%} of a {labels[1]}. {picture.words}"
    )
    return picture


def blend_lab():
    """The lab of chapter 6: between two digits."""
    return Lab(
        blend,
        first=ipywidgets.IntSlider(4, 0, 99, description="first digit"),
        second=ipywidgets.IntSlider(7, 0, 99, description="second digit"),
        share=ipywidgets.FloatSlider(0.5, min=0, max=1, step=0.05, description="share"),
    )
