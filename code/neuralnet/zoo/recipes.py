"""Recipes: all that decides what a network becomes, except the images and the seed."""

from dataclasses import dataclass, replace

from neuralnet import checks
from neuralnet.activations import FUNCTIONS
from neuralnet.images import deslant

SIZES = (784, 16, 16, 10)
SEEDS, VALIDATION_SEEDS = range(5), range(3)


@dataclass(frozen=True)
class Recipe:
    """The settings of a network's training.

    ``subject`` is what it learns to read, one of ``subjects.SUBJECTS``. ``start`` is
    "scaled" (see Network) or "normal": every weight and bias drawn with mean 0 and
    variance 1. ``lessons`` is "plain", the images as they are; "warped", the images bent
    anew; "deslanted", these with their slant taken out; "drawings", bent ones and images
    redrawn as a reader might: see ``distillation.Lessons``; or "shifted", the images moved by
    up to a pixel: see ``distillation.Shifted``. ``maps`` are those of a convolutional network
    (``sizes`` then says nothing), or none.
    """

    about: str
    hidden: str
    cost: str
    epochs: int
    batch_size: int
    learning_rate: float
    momentum: float = 0.0
    schedule: str = "constant"
    start: str = "scaled"
    lessons: str = "plain"
    subject: str = "digits"
    sizes: tuple = SIZES
    maps: tuple = ()

    def __post_init__(self):
        one_of = checks.one_of
        for name, check in {
            "about": checks.text,
            "hidden": one_of(*FUNCTIONS),
            "cost": one_of("cross-entropy", "quadratic"),
            "epochs": checks.positive_whole,
            "batch_size": checks.positive_whole,
            "learning_rate": checks.learning_rate,
            "momentum": checks.share,
            "schedule": one_of("constant", "cosine"),
            "start": one_of("scaled", "normal"),
            "lessons": one_of("plain", "warped", "deslanted", "drawings", "shifted"),
            "subject": one_of("digits", "fashion", "spoken", "languages"),
            "sizes": checks.sizes,
            "maps": lambda value, name: value == () or checks.map_counts(value, name),
        }.items():
            check(getattr(self, name), name)

    @property
    def output(self):
        """The activation function of the last layer: the one that goes with the cost."""
        return "softmax" if self.cost == "cross-entropy" else "sigmoid"

    def prepare(self, images):
        """Return images as this recipe's network is to read them."""
        return deslant(images) if self.lessons == "deslanted" else images


QUADRATIC = Recipe(
    "Sigmoid neurons and the quadratic cost, in the shape of Sanderson's lessons (2017), trained "
    "as Nielsen (2015, chapter 1) trains one of shape 784-30-10: every weight and bias starts at a "
    "number drawn with mean 0 and variance 1.",
    hidden="sigmoid",
    cost="quadratic",
    epochs=30,
    batch_size=10,
    learning_rate=3.0,
    start="normal",
)
SIGMOID = Recipe(
    "Sigmoid neurons, with a softmax output and the cross-entropy cost.",
    hidden="sigmoid",
    cost="cross-entropy",
    epochs=40,
    batch_size=100,
    learning_rate=0.1,
    momentum=0.9,
    schedule="cosine",
)
RELU = replace(
    SIGMOID,
    about="ReLU neurons, with a softmax output and the cross-entropy cost.",
    hidden="relu",
    learning_rate=0.05,
)
BEST = replace(
    RELU,
    about="The most accurate network of this shape that we could make for digits as they are: ReLU "
    "neurons, taught by larger networks on digits that are bent anew, for five times as long.",
    epochs=200,
    lessons="warped",
)
DESLANTED = replace(
    BEST,
    about="As the best one, for images whose slant has been taken out: what it learns from, and "
    "what it reads, goes through `images.deslant` first.",
    lessons="deslanted",
)
DRAWINGS = replace(
    BEST,
    about="The network that reads what readers draw: as the best one, and taught on digits "
    "redrawn in other sizes and with other pens besides, half of them as hands around the world "
    "write them (see `hands`); at the end it learns from labels instead of teachers.",
    epochs=100,
    lessons="drawings",
)
CONVOLUTION = replace(
    RELU,
    about="A convolutional network: the same windows of 5 by 5 weights at every place, and fewer "
    "parameters than the book's network has. It learned from digits moved by up to a pixel.",
    epochs=10,
    batch_size=50,
    lessons="shifted",
    maps=(8, 32),
)
FASHION = replace(
    RELU,
    about="Which of ten kinds of clothes is in the picture?",
    epochs=20,
    subject="fashion",
)
SPOKEN = replace(
    RELU,
    about="Which digit is spoken? The picture shows pitches from moment to moment.",
    epochs=60,
    learning_rate=0.02,
    subject="spoken",
)
LANGUAGES = replace(
    RELU,
    about="Which of ten languages is a text in? The picture shows its pairs of letters.",
    epochs=20,
    subject="languages",
)


@checks.accepts(recipe=checks.one(Recipe))
def without_hidden_layers(recipe):
    """Return the recipe for a network 784-10, all else the same."""
    about = f"The network `{recipe.subject}` without its hidden layers, to compare it with."
    return replace(recipe, about=about, sizes=(SIZES[0], SIZES[-1]))


RECIPES = {
    "sigmoid-quadratic": QUADRATIC,
    "sigmoid": SIGMOID,
    "relu": RELU,
    "best": BEST,
    "deslanted": DESLANTED,
    "drawings": DRAWINGS,
    "convolution": CONVOLUTION,
    "fashion": FASHION,
    "fashion-flat": without_hidden_layers(FASHION),
    "spoken": SPOKEN,
    "spoken-flat": without_hidden_layers(SPOKEN),
    "languages": LANGUAGES,
    "languages-flat": without_hidden_layers(LANGUAGES),
}
SEVEN = "seven"  # one neuron: see ``neuron``
NAMES = (*RECIPES, SEVEN)
