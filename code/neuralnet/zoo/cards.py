"""Model cards: beside a stored network, in Markdown, what it is, can do, and how to rebuild it.

Source: Mitchell and others (2019), "Model cards for model reporting".
"""

import datetime
import textwrap

import numpy as np

from neuralnet import checks
from neuralnet.checks import accepts, text
from neuralnet.convolution import WINDOW, ConvolutionalNetwork
from neuralnet.network import any_network
from neuralnet.zoo.recipes import Recipe
from neuralnet.zoo.subjects import SUBJECTS

NOTES = (
    "Mean and standard deviation over the seeds. For the row *validation images* the networks "
    "learned from all training images but {kept}, on which they were measured; for the others "
    "they learned from all. Every setting was chosen on the validation images; the test images "
    "were read after that. {also} *This network* is read as it is stored: its parameters rounded "
    "to 16 bits."
)
DRAWINGS = (
    "*Drawings* are the test images drawn again with a pen of 2.8 pixels, at 0.55 to 1.3 times "
    "their size and up to 4 pixels off the middle, and prepared by `images.preprocess` (see "
    "`images.drawn_again`)."
)
HANDS = (
    "*Hands* are 1,000 digits of a kind, written by `hands.hands` with other random numbers than "
    "those that the networks learned from."
)
NEAREST = (
    "*Nearest example* is no network: it answers with the label of the training image that is "
    "most like the one to read."
)


@accepts(
    name=text,
    about=text,
    settings=checks.mapping(checks.anything),
    accuracies=checks.mapping(checks.inside(0, 1)),
    notes=text,
    minutes=checks.real(0, 1e6),
)
def card(name, about, settings, accuracies, notes, minutes):
    """Return a model card.

    ``about`` says in a sentence or two what the network is. ``settings`` maps the name of
    each setting to its value (see ``shape_of`` and ``settings_of``). ``accuracies``, from 0
    to 1, are mapped from what they were measured on: one number for one network, or a list,
    of which mean and standard deviation are given. ``notes`` says how they were measured.
    ``minutes`` is how long the building took.
    """
    lines = [f"# {name}", "", about, ""]
    lines += _table("setting", "", settings)
    lines += ["", "## Accuracy", ""]
    lines += _table(
        "measured on", "accuracy", {row: _percent(value) for row, value in accuracies.items()}
    )
    lines += [
        "",
        textwrap.fill(notes, 88),
        "",
        "## Rebuild",
        "",
        f"    python -m neuralnet.zoo {name}",
        "",
    ]
    minutes = max(round(minutes), 1)
    lines += [
        f"Built on {datetime.date.today():%Y-%m-%d} with NumPy {np.__version__} in "
        f"{minutes} minute{'s' * (minutes > 1)}. On the same",
        "machine the same numbers come out; another processor rounds differently, and its networks",
        "differ as those of other seeds do.",
        "",
    ]
    return "\n".join(lines)


@accepts(network=any_network)
def shape_of(network):
    """Return the first settings of a card: the network's layers and activations."""
    layers = "-".join(map(str, network.sizes))
    if isinstance(network, ConvolutionalNetwork):
        maps = " and ".join(map(str, network.maps))
        layers = f"{maps} maps, windows of {WINDOW} by {WINDOW}, {layers}"
    hidden = f"{network.hidden} in the hidden layers, " if len(network.sizes) > 2 else ""
    return {
        "layers": f"{layers}: {network.parameters.size:,} parameters",
        "activations": f"{hidden}{network.output} at the output",
    }


@accepts(recipe=checks.one(Recipe))
def settings_of(recipe):
    """Return a recipe's settings as a card gives them."""
    lessons = "" if recipe.lessons == "plain" else f", {recipe.lessons}"
    return {
        "outputs": ", ".join(SUBJECTS[recipe.subject].classes),
        "learns from": f"{recipe.subject}{lessons}",
        "cost": recipe.cost,
        "start": recipe.start,
        "epochs": recipe.epochs,
        "batch size": recipe.batch_size,
        "learning rate": f"{recipe.learning_rate:g}, {recipe.schedule}",
        "momentum": f"{recipe.momentum:g}",
    }


@accepts(recipe=checks.one(Recipe))
def notes_of(recipe):
    """Return how the accuracies of a recipe's networks were measured."""
    also = DRAWINGS if recipe.subject == "digits" else NEAREST
    if recipe.lessons == "drawings":
        also = f"{also} {HANDS}"
    return NOTES.format(kept=SUBJECTS[recipe.subject].kept, also=also)


def _table(left, right, rows):
    head = [f"| {left} | {right} |" if right else f"| {left} | |", "|---|---|"]
    return head + [f"| {name} | {value} |" for name, value in rows.items()]


def _percent(values):
    values = 100 * np.array(values)
    if not values.ndim:
        return f"{values:.2f} %"
    return f"{values.mean():.2f} ± {values.std(ddof=1):.2f} %"
