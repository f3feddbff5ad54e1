"""Labs: sliders over the book's Python, for readers who run a chapter."""

import base64

import ipywidgets
import numpy as np

from neuralnet import baselines, plots, zoo
from neuralnet.datasets import CLIPS, NUMBER_WORDS, clip, mnist
from neuralnet.images import rotate, shift
from neuralnet.network import Network
from neuralnet.sound import log_mel
from neuralnet.training import SGD, train
from neuralnet.widgets.neuron_lab import edge


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


def titled(picture, title):
    """Write a title above a picture: on the published page a lab's words are not seen."""
    picture.set_figheight(picture.get_figheight() + 0.25)
    picture.suptitle(title, fontsize=11)
    return picture


def nearest_average(examples, draw, right):
    """Draw ten averages of so many examples each, and say how well they read.

    The examples are one of the ten draws of the curve of chapter 1, counted from 1. The
    averages read all test digits, moved ``right`` by so many pixels.
    """
    digits = mnist()
    images, labels = digits.train_images, digits.train_labels
    averages = baselines.few_averages(images, labels, examples, seed=draw - 1)
    answers = baselines.nearest(shift(digits.test_images, right), averages)
    share = (answers == digits.test_labels).mean()
    says = (
        f"Averages of {examples} examples of each digit, draw {draw} of 10, read {share:.1%} of "
        f"the test digits moved right by {right} pixels."
    )
    picture = plots.digits(averages, [str(digit) for digit in range(10)], says)
    return titled(picture, f"{examples} examples of each: reads {share:.1%}")


def nearest_average_lab():
    """The lab of chapter 1: how many examples, which, and how far the digits are moved."""
    return Lab(
        nearest_average,
        examples=ipywidgets.SelectionSlider(
            options=[1, 3, 10, 30, 100, 300, 1000, 5000],
            value=10,
            description="examples",
            continuous_update=False,
        ),
        draw=ipywidgets.IntSlider(1, 1, 10, description="draw", continuous_update=False),
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
    outputs = zoo.load("spoken").forward(picture)
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
    name, accuracy = "-".join(map(str, network.sizes)), (answers == right).mean()
    says = (
        f"A network {name}, trained on 10,000 digits for 5 epochs, reads {accuracy:.1%} of 2,000 "
        "others."
    )
    names = [str(digit) for digit in range(10)]
    picture = plots.bars({"read correctly": shares}, names, "share of each digit", says)
    return titled(picture, f"{name}: reads {accuracy:.1%}")


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
    digits, network = mnist(), zoo.load("sigmoid-quadratic")
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


def learning(learning_rate, batch_size):
    """Train a new ReLU network on 5,000 digits for 5 epochs; draw its accuracy.

    It is measured after each epoch on 2,000 other training digits, kept for validation.
    """
    digits, rng = mnist(), np.random.default_rng(seed=1)
    network = Network([784, 16, 16, 10], "relu", "softmax", rng)
    images, labels = digits.train_images, digits.train_labels
    history = train(
        network,
        images[:5_000],
        labels[:5_000],
        epochs=5,
        batch_size=batch_size,
        learning_rate=learning_rate,
        validation=(images[-2_000:], labels[-2_000:]),
        seed=rng,
        progress=False,
    )
    says = (
        f"Learning rate {learning_rate:g}, batches of {batch_size}: after 5 epochs it reads "
        f"{history.validation_accuracy[-1]:.1%} of 2,000 other digits."
    )
    series = {"training": history.accuracy, "validation": history.validation_accuracy}
    return plots.lines(range(1, 6), series, "epoch", "accuracy", says, percent=True)


def learning_lab():
    """The lab of chapter 7: learning rate and batch size."""
    return Lab(
        learning,
        learning_rate=ipywidgets.SelectionSlider(
            options=[0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0],
            value=0.1,
            description="learning rate",
            continuous_update=False,
        ),
        batch_size=ipywidgets.SelectionSlider(
            options=[1, 4, 10, 32, 100, 500, 5000],
            value=32,
            description="batch size",
            continuous_update=False,
        ),
    )


def moved_edge(row, bias):
    """Say for which digits an edge detector fires whose edge lies in ``row``, with a bias."""
    digits = mnist()
    weights = shift(edge()[np.newaxis], 0, row - 9)[0]
    fires = digits.test_images[:2000] @ weights + bias > 0
    labels = digits.test_labels[:2000]
    shares = [float(fires[labels == digit].mean()) for digit in range(10)]
    says = f"A horizontal edge in row {row} with a bias of {bias:g}, on 2,000 test digits."
    names = [str(digit) for digit in range(10)]
    return plots.bars({"fires": shares}, names, "share of each digit", says)


def bias_lab():
    """The lab of chapter 3: where the edge lies, and the bias."""
    return Lab(
        moved_edge,
        row=ipywidgets.IntSlider(9, 5, 22, description="edge in row"),
        bias=ipywidgets.FloatSlider(0.0, min=-30, max=30, step=1, description="bias"),
    )


def break_knobs(share, smallest, seed):
    """Set a share of the ReLU network's knobs to 0, at random or the smallest; measure."""
    digits, network = mnist(), zoo.load("relu")
    parameters = network.parameters
    order = np.random.default_rng(seed).permutation(parameters.size)
    if smallest:
        order = np.argsort(np.abs(parameters))
    lost = order[: round(share * parameters.size)]
    parameters[lost] = 0
    right = network.predict(digits.test_images[:2000]) == digits.test_labels[:2000]
    which = "the smallest" if smallest else "chosen by dice"
    what = f"{len(lost):,} knobs at 0, {which}"
    says = (
        f"With {what}, it reads {right.mean():.1%} of 2,000 test digits. The weights of its first "
        "layer:"
    )
    return titled(plots.weights(network, says), f"{what}: reads {right.mean():.1%}")


def breaking_lab():
    """The lab of chapter 5: how many knobs break, and which."""
    return Lab(
        break_knobs,
        share=ipywidgets.FloatSlider(0.1, min=0, max=1, step=0.05, description="share broken"),
        smallest=ipywidgets.Checkbox(False, description="the smallest first"),
        seed=ipywidgets.IntSlider(0, 0, 20, description="dice"),
    )


def depth(function, hidden_layers, learning_rate):
    """Train a network of this depth on 5,000 digits for 5 epochs; draw its accuracy."""
    digits, rng = mnist(), np.random.default_rng(seed=1)
    network = Network([784, *[16] * hidden_layers, 10], function, "softmax", rng)
    images, labels = digits.train_images, digits.train_labels
    history = train(
        network,
        images[:5_000],
        labels[:5_000],
        epochs=5,
        learning_rate=learning_rate,
        validation=(images[-2_000:], labels[-2_000:]),
        seed=rng,
        progress=False,
    )
    says = (
        f"{hidden_layers} hidden layers of {function}: after 5 epochs it reads "
        f"{history.validation_accuracy[-1]:.1%} of 2,000 other digits."
    )
    series = {"training": history.accuracy, "validation": history.validation_accuracy}
    return plots.lines(range(1, 6), series, "epoch", "accuracy", says, percent=True)


def depth_lab():
    """The lab of chapter 4: activation function, depth and learning rate."""
    return Lab(
        depth,
        function=ipywidgets.Dropdown(
            options=["sigmoid", "tanh", "relu", "identity"], value="relu", description="function"
        ),
        hidden_layers=ipywidgets.IntSlider(
            2, 1, 8, description="hidden layers", continuous_update=False
        ),
        learning_rate=ipywidgets.SelectionSlider(
            options=[0.01, 0.03, 0.1, 0.3, 1.0],
            value=0.1,
            description="learning rate",
            continuous_update=False,
        ),
    )


def moved_digits(name, right, degrees):
    """Read 2,000 test digits, turned and moved; say how often and how surely."""
    digits, network = mnist(), zoo.load(name)
    images = shift(digits.test_images[:2000], right)
    if degrees:
        images = np.array([rotate(image, degrees) for image in images])
    outputs = network.forward(images)
    answers, labels = outputs.argmax(axis=1), digits.test_labels[:2000]
    accuracy, confidence = (answers == labels).mean(), outputs.max(axis=1).mean()
    says = (
        f"Moved by {right} pixels and turned by {degrees} degrees, {name} reads {accuracy:.1%} "
        f"of 2,000 test digits, with a confidence of {confidence:.2f} on average. The first ten:"
    )
    titles = [f"{labels[k]} → {answers[k]}" for k in range(10)]
    picture = plots.digits(images[:10], titles, says)
    return titled(picture, f"{name} reads {accuracy:.1%}, mean confidence {confidence:.2f}")


def moving_lab():
    """The lab of chapter 8: digits moved and turned."""
    return Lab(
        moved_digits,
        name=ipywidgets.Dropdown(
            options=["sigmoid", "relu", "best", "drawings"], value="relu", description="network"
        ),
        right=ipywidgets.IntSlider(3, 0, 8, description="moved right"),
        degrees=ipywidgets.IntSlider(0, -90, 90, step=5, description="turned"),
    )


def window(rows, columns):
    """Train a network that sees a window of each of 10,000 digits; say how well it reads.

    ``rows`` and ``columns`` are pairs: where the window begins, and where it has ended. It
    reads 2,000 other training digits through the same window.
    """
    digits, rng = mnist(), np.random.default_rng(seed=1)
    seen = np.zeros((28, 28), np.float32)
    seen[slice(*rows), slice(*columns)] = 1
    images, labels = digits.train_images, digits.train_labels
    network = Network([784, 16, 16, 10], "relu", "softmax", rng)
    train(
        network,
        images[:10_000] * seen.ravel(),
        labels[:10_000],
        epochs=5,
        batch_size=50,
        learning_rate=0.05,
        optimiser=SGD(momentum=0.9),
        schedule="cosine",
        seed=rng,
        progress=False,
    )
    unseen, right = images[-2000:] * seen.ravel(), labels[-2000:]
    answers = network.predict(unseen)
    shares = [(answers[right == digit] == digit).mean() for digit in range(10)]
    accuracy, pixels = (answers == right).mean(), int(seen.sum())
    says = (
        f"Through a window of {rows[1] - rows[0]} rows and {columns[1] - columns[0]} columns, "
        f"{pixels} pixels, it reads {accuracy:.1%} of 2,000 other digits. One of each, with the "
        "share of its kind that is read correctly:"
    )
    examples = unseen[[(right == digit).argmax() for digit in range(10)]]
    titles = [f"{digit}: {share:.0%}" for digit, share in enumerate(shares)]
    return titled(plots.digits(examples, titles, says), f"{pixels} pixels: reads {accuracy:.1%}")


def window_lab():
    """The lab of chapter 10: how much of a digit the network may see."""
    edges = {"min": 0, "max": 28, "continuous_update": False}
    return Lab(
        window,
        rows=ipywidgets.IntRangeSlider(value=(0, 14), description="rows", **edges),
        columns=ipywidgets.IntRangeSlider(value=(0, 28), description="columns", **edges),
    )
