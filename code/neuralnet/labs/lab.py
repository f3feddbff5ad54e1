"""What all labs share: sliders, a picture and a sentence, and one way to train in a moment."""

import base64
import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import ipywidgets
import numpy as np
import traitlets

from neuralnet import checks, plots
from neuralnet.checks import accepts, array, function, one, positive_whole, text
from neuralnet.datasets import mnist
from neuralnet.history import History
from neuralnet.labs.answer_files import Answer, pack
from neuralnet.network import Network
from neuralnet.training import evaluate, train

DIGITS = [str(digit) for digit in range(10)]
EPOCHS = 5  # of a training that a reader waits for
OTHERS = slice(-2_000, None)  # the training digits that such a network is measured on


# How high a picture is on the page, where there are at least 620 pixels of width, and where less.
PICTURES = {
    "answers": (280, 450),
    "bars": (280, 280),
    "digits": (96, 196),
    "lines": (242, 242),
    "signed": (166, 166),
}


class Lab(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Sliders above a picture and a sentence, both computed in Python.

    ``answer`` takes the sliders' values by name and returns an ``Answer``. Where no Python runs,
    as on the published page, the same sliders step through answers that were computed when
    the book was built: for all their values, or for those that ``page`` names, a list by the
    slider's name. Of a slider with two thumbs these are where the thumbs can stand.
    """

    page = traitlets.Dict().tag(sync=True)  # what the published page knows of the lab at rest

    @accepts(answer=function, page=checks.or_none(checks.mapping(checks.items(checks.anything))))
    def __init__(
        self,
        answer: Callable[..., Answer],
        page: Mapping[str, Sequence[Any]] | None = None,
        **sliders: ipywidgets.Widget,
    ) -> None:
        self.answer, self.sliders = answer, sliders
        self.name = answer.__module__.rpartition(".")[2]
        try:
            inspect.signature(answer).bind(**sliders)
        except (TypeError, ValueError) as error:
            raise TypeError(f"answer must take the sliders' values by name: {error}") from error
        offered = page or {}
        if unknown := [name for name in offered if name not in sliders]:
            raise ValueError(f"page: there is no slider {unknown[0]!r}, only {', '.join(sliders)}")
        self.offers = {name: _Offer(slider, offered.get(name)) for name, slider in sliders.items()}
        self.picture, self.words = ipywidgets.Image(format="png"), ipywidgets.HTML()
        for slider in sliders.values():
            slider.observe(self.update, "value")
        super().__init__([*sliders.values(), self.picture, self.words])
        first = self.update()
        self.page = {
            "name": self.name,
            "controls": [offer.control() for offer in self.offers.values()],
            "heights": self.heights(first.draw.__name__),
            "start": base64.b64encode(pack([first])).decode(),
        }

    def update(self, change: object = None) -> Answer:
        """Compute the picture and the words for where the sliders are."""
        values = {name: slider.value for name, slider in self.sliders.items()}
        answer: Answer = one(Answer)(self.answer(**values), "what answer returns")
        picture = answer.picture()
        self.picture.value, self.words.value = picture.png(), picture.words
        self.drawn = picture
        return answer

    def offered(self) -> Iterator[dict[str, Any]]:
        """Yield the sliders' values by name, for each answer of the page: the last one's first."""
        for values in itertools.product(*(offer.values for offer in self.offers.values())):
            yield dict(zip(self.sliders, values, strict=True))

    def heights(self, picture: str) -> list[int]:
        """Return how high the lab is on the page, at three widths, as a live figure says it."""
        controls = sum(2 if offer.kind == "span" else 1 for offer in self.offers.values())
        middle, narrow = PICTURES[picture]
        middle += 126 + 72 * -(-controls // 3) - 8
        return [middle, middle, narrow + 191 + 72 * controls - 8]

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        data: dict[str, str] = super()._repr_mimebundle_(**kwargs)
        data.update(self.drawn._repr_mimebundle_())
        return data


class _Offer:
    """The values of a slider that the published page offers, and the control that steps through.

    ``values`` are all that the slider can have, unless others are given. Of a slider with two
    thumbs they are pairs of the places given, the smaller first.
    """

    def __init__(self, slider: ipywidgets.Widget, values: Sequence[Any] | None = None) -> None:
        self.slider = slider
        if values is None:
            values = _values(slider)
        self.places = list(values)
        self.values = self.places
        if isinstance(slider, ipywidgets.Checkbox):
            self.kind = "switch"
        elif isinstance(slider, ipywidgets.Dropdown):
            self.kind = "menu"
        elif isinstance(slider, ipywidgets.IntRangeSlider):
            self.kind, self.values = "span", list(itertools.combinations(self.places, 2))
        else:
            self.kind = "slider"
        if slider.value not in self.values:
            raise ValueError(
                f"{slider.description}: the page offers {checks.told(self.places)}; the slider "
                f"begins at {slider.value!r}, which must be among them"
            )

    def control(self) -> dict[str, Any]:
        """Return what the page needs to know: kind, label, the values as text, which is first."""
        at = self.values.index(self.slider.value)
        texts = [f"{v:g}" if isinstance(v, float) else str(v) for v in self.places]
        return {"kind": self.kind, "label": self.slider.description, "texts": texts, "at": at}


def _values(slider: ipywidgets.Widget) -> list[Any]:
    """Return all values that a slider can have, in their order."""
    if isinstance(slider, ipywidgets.Checkbox):
        return [False, True]
    if hasattr(slider, "options"):
        return list(slider.options)
    steps = round((slider.max - slider.min) / slider.step)
    # As the slider itself rounds them: 0.15 and not 0.15000000000000002.
    return [round(slider.min + k * slider.step, 10) for k in range(steps + 1)]


@accepts(values=array(None))
def by_digit(values: np.ndarray, labels: np.ndarray) -> list[float]:
    """Return the mean of the values of each digit, 0 to 9."""
    labels = checks.labels(labels, len(values))
    return [float(values[labels == digit].mean()) for digit in range(10)]


@accepts(count=positive_whole, pixels=checks.for_each_pixel)
def short_training(
    sizes: list[int],
    hidden: str,
    count: int,
    pixels: np.ndarray | float = 1.0,
    **settings: Any,
) -> tuple[Network, History]:
    """Train a new network on the first ``count`` training digits for 5 epochs.

    After each epoch it is measured on OTHERS. Images are multiplied by ``pixels`` first;
    ``settings`` are those of ``training.train``. Returns the network and its History; where the
    cost became infinite, the History of one that stands still, ``interrupted``.
    """
    digits, rng = mnist(), np.random.default_rng(seed=1)
    network, seen = Network(sizes, hidden, "softmax", rng), np.asarray(pixels, np.float32)
    examples = digits.train_images[:count] * seen, digits.train_labels[:count]
    others = digits.train_images[OTHERS] * seen, digits.train_labels[OTHERS]
    try:
        history = train(
            network,
            *examples,
            epochs=EPOCHS,
            validation=others,
            seed=rng,
            progress=False,
            **settings,
        )
    except FloatingPointError:  # the network is as it was before
        read = [[evaluate(network, *digits)[1]] * EPOCHS for digits in (examples, others)]
        history = History(accuracy=read[0], validation_accuracy=read[1], interrupted=True)
    return network, history


@accepts(history=one(History), what=text)
def learning_curve(history: History, what: str) -> Answer:
    """Answer with the accuracy after each epoch of a short training; ``what`` says which it was."""
    when = f"after {EPOCHS} epochs it reads"
    if history.interrupted:
        when = "the cost grew beyond all numbers, so training was given up. Untrained, it reads"
    says = f"{what}: {when} {history.validation_accuracy[-1]:.1%} of 2,000 other digits."
    series = {"training": history.accuracy, "validation": history.validation_accuracy}
    return Answer(
        plots.lines,
        says,
        x=range(1, EPOCHS + 1),
        series=series,
        xlabel="epoch",
        ylabel="accuracy",
        percent=True,
    )
