"""LanguageLab: write a sentence, and see which language the network takes it for."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import plots, zoo
from neuralnet.activations import SLOPES
from neuralnet.datasets import LANGUAGES, languages
from neuralnet.text import NAMES, letter_pairs
from neuralnet.widgets import links
from neuralnet.widgets.live_figure import LiveFigure, Refused, script, style
from neuralnet.widgets.network_traits import NetworkTraits, as_traits
from neuralnet.widgets.state import refusing

LONGEST = 10_000  # characters
SHORTEST = 8  # characters of a sentence with which a figure begins


def _unsettled(network, sentences):
    """Return the beginning of a sentence whose answer the next letter turns, the closest such.

    Closest is where the two largest outputs are. The first sentence, if no letter turns any.
    """
    found = {}
    for sentence in sentences:
        beginnings = [sentence[:end] for end in range(SHORTEST, len(sentence) + 1)]
        if not beginnings:
            continue
        outputs = network.forward(np.array([letter_pairs(text) for text in beginnings]))
        answers = outputs.argmax(axis=1)
        lead = np.diff(np.sort(outputs, axis=1)[:, -2:]).ravel()
        for place in np.flatnonzero(answers[1:] != answers[:-1]):
            found[beginnings[place]] = lead[place]
    return min(found, key=found.get, default=sentences[0])


def _slopes(network, inputs, output):
    """Return how fast an output's weighted sum grows with each input, a row for each of them."""
    layers = network.activations(inputs)
    slopes = np.tile(network.weights[-1][output], (len(inputs), 1))
    for weights, values in zip(network.weights[-2::-1], layers[-2:0:-1], strict=True):
        slopes = (slopes * SLOPES[network.hidden](values)) @ weights
    return slopes


class LanguageLab(NetworkTraits, LiveFigure):
    """A network that guesses the language of what is written, from its pairs of letters.

    Without arguments it holds the book's network for ten languages;
    ``LanguageLab(network, names)`` takes one of the reader's own, with 784 inputs, and the
    names of its outputs.

    ``text`` is what is written, at most 10,000 characters, and can be read, set and
    observed. At first it is the beginning of an example where two languages are close, and the
    next letter turns the answer. ``examples`` holds the sentences that its buttons show,
    ``example_names`` what these buttons are called, as far as it is not how a sentence begins;
    ``inputs`` is what the network sees, ``answers`` its outputs. Raises traitlets.TraitError
    for a network of another shape and for a text that is too long.
    """

    _esm = script("language_lab")
    _css = style("language_lab")
    heights = traitlets.List(traitlets.Int(), [592, 592, 852]).tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    examples = traitlets.List(traitlets.Unicode()).tag(sync=True)
    example_names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    linked: ClassVar = {"text": links.text(200)}

    def __init__(self, network=None, names=None, **traits):
        network = zoo.load("languages") if network is None else network
        names = list(LANGUAGES.values()) if names is None else names
        # A sentence in each language, each about something else.
        sentences = [of_language[place] for place, of_language in enumerate(languages().everyday)]
        given = {"examples": sentences, "names": names, **as_traits(network)}
        if "examples" not in traits:
            given["example_names"] = list(LANGUAGES.values())
        super().__init__(**{**given, **traits})
        if "text" not in traits:
            self.text = _unsettled(self.network, sentences)

    def takes(self, network):
        self._judge(network.sizes, self.names)

    @traitlets.validate("names")
    def _one_a_name(self, proposal):
        with refusing():
            self._judge(self.sizes, proposal["value"])
        return proposal["value"]

    def _judge(self, sizes, names):
        if sizes[0] != 784 or sizes[-1] != len(names) or len(names) < 2:
            raise ValueError(
                f"expected a network with 784 inputs and {len(names)} outputs, one a name, at "
                f"least 2, got {tuple(sizes)}"
            )

    @traitlets.validate("text")
    def _short(self, proposal):
        if len(proposal["value"]) > LONGEST:
            raise Refused(
                f"text must have at most {LONGEST:,} characters, got {len(proposal['value']):,}"
            )
        return proposal["value"]

    @property
    def inputs(self):
        """What the network sees: 784 numbers."""
        return letter_pairs(self.text)

    @property
    def answers(self):
        """The network's outputs, one a language."""
        return self.network.forward(self.inputs)

    def picture(self):
        picture = plots.answers(
            self.inputs, self.answers, self.names, self.description(), symbols=NAMES
        )
        (pairs,) = picture.axes[0].images
        pairs.set(data=self._spoken().reshape(28, 28), cmap=plots.GLOW, clim=(-1, 1))
        return picture

    def _spoken(self):
        """What each pair says of the language in the lead, from -1 to 1; faintly if unused."""
        network, lead, inputs = self.network, self.answers.argmax(), self.inputs
        texts = np.array([letter_pairs(text) for text in [*self.examples, ""]])
        field = _slopes(network, texts, lead).sum(axis=0)
        terms = _slopes(network, inputs[np.newaxis], lead)[0] * inputs
        field, terms = (values / max(np.abs(values).max(), 1e-12) for values in (field, terms))
        faint = 0.42 * np.sign(field) * np.abs(field) ** 0.7
        bright = np.sign(terms) * (0.5 + 0.5 * np.sqrt(np.abs(terms)))
        return np.where(inputs > 0, bright, faint)

    def description(self):
        answers = self.answers
        order = np.argsort(answers)[::-1]
        quoted = self.text if len(self.text) <= 100 else self.text[:100] + "…"
        what = f"“{quoted}”, as a picture of its pairs of letters" if self.text else "No text"
        first, second = (f"{self.names[k]} ({answers[k]:.2f})" for k in order[:2])
        return (
            f"{what}, {np.count_nonzero(self.inputs)} different ones, read by a network of "
            f"{'-'.join(map(str, self.sizes))} neurons as {first}, then {second}."
        )
