"""Model cards: beside a stored network, in Markdown, what it is, is for, can do and cannot.

Source: Mitchell and others (2019), "Model cards for model reporting".
"""

import textwrap

import numpy as np

from neuralnet import calibration, checks
from neuralnet.checks import accepts, text
from neuralnet.convolution import WINDOW, ConvolutionalNetwork
from neuralnet.network import any_network
from neuralnet.zoo import distillation, measuring
from neuralnet.zoo.recipes import RECIPES, SEEDS, Recipe
from neuralnet.zoo.store import Training
from neuralnet.zoo.subjects import SUBJECTS

FOR = {
    "digits": "It reads one digit at a time, prepared as those of MNIST are: bright ink on dark, "
    "20 pixels high or wide, its centre of mass in the middle of 28 by 28 pixels.",
    "fashion": "It reads a picture of one piece of clothing as Fashion-MNIST has them: a shop's "
    "photograph, upright, filling 28 by 28 pixels, grey on black.",
    "spoken": "It reads one English word of ten, spoken by the synthesiser espeak-ng and made "
    "into a picture by `sound.log_mel`.",
    "languages": "It reads a text in one of ten languages, made into a picture by "
    "`text.letter_pairs`; fifty letters or more.",
}
NOT_FOR = {
    "digits": "Do not use it where a mistake costs somebody something: amounts, addresses, "
    "forms, marks. It has no answer for a picture that shows no digit, or several.",
    "fashion": "Do not use it to sort real goods, or to say anything of people and what they "
    "wear. It has no answer for anything but ten kinds of clothes, named as one "
    "shop named them.",
    "spoken": "Do not use it on people's voices: it never heard one. It has no answer for any "
    "other word, for two words, or for silence.",
    "languages": "Do not use it to decide anything about people by the language that they write. "
    "It has no answer for an eleventh language, for a mixture, or for what is no "
    "language.",
}
UNKNOWN = {
    "digits": "Not measured: hands of other countries than the United States, of children and "
    "of the old; other pens and scanners. The files do not say who wrote a digit. "
    "The two halves of the test digits come from two groups, high school students "
    "and employees of the Census Bureau: they are counted apart below.",
    "fashion": "Not measured: photographs by others, clothes on people, clothes of other years.",
    "spoken": "Not measured: a single person. One program made all voices, most of them male.",
    "languages": "Not measured: chats, names, verse, dialects, speech written down.",
}
ALSO = {
    "deslanted": "Whatever it is to read goes through `images.deslant` first.",
    "drawings": "It is the network that reads what readers draw, prepared by "
    "`images.preprocess`, and knows digits as hands around the world write them; "
    "with these it was measured only as `hands` makes them, by rules and by chance.",
}
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
RANGES = (
    "In brackets: where the share lies with 95 % confidence (Wilson 1927), if every {example} was "
    "drawn on its own. {alike}, so in truth less is certain."
)
EXAMPLES = {
    "digits": ("digit", "Digits by the same hand are alike"),
    "fashion": ("picture", "Some garments are nearly alike"),
    "spoken": ("word", "Words of one voice are alike"),
    "languages": ("text", "Texts from the same page are alike"),
}


@accepts(
    name=text,
    about=text,
    settings=checks.mapping(checks.anything),
    sections=checks.mapping(checks.items(text)),
    training=checks.one(Training),
)
def page(name, about, settings, sections, training):
    """Return a card in Markdown.

    ``about`` says in a sentence or two what the network is. ``settings`` maps the name of
    each setting to its value. ``sections`` maps headings to paragraphs and tables.
    """
    blocks = [f"# {name}", about, table(["setting", ""], settings.items())]
    for heading, parts in sections.items():
        blocks += [f"## {heading}", *parts]
    minutes = training.minutes
    return "\n\n".join(
        [
            *blocks,
            "## Rebuild",
            f"    python -m neuralnet.zoo {name}",
            f"Built on {training.date} with NumPy {training.numpy} in {minutes} "
            f"minute{'s' * (minutes > 1)}. On the same\n"
            "machine the same numbers come out; another processor rounds differently, and its "
            "networks\ndiffer as those of other seeds do.",
            f"    python -m neuralnet.zoo --cards {name}",
            "measures the stored network and writes this card anew.\n",
        ]
    )


@accepts(name=checks.one_of(*RECIPES), network=any_network, training=checks.one(Training))
def card(name, network, training):
    """Return the card of a recipe's network: what it is for, and everything measured of it."""
    recipe = RECIPES[name]
    kept = f"{training.seed}: of {len(SEEDS)}, the lowest cost on what it learned from"
    settings = shape_of(network) | settings_of(recipe) | {"seed": kept}
    outputs, labels = measuring.test_outputs(network, name)
    classes = SUBJECTS[recipe.subject].classes
    sections = {
        "Use": use_of(name),
        "Accuracy": [accuracy_table(training), _filled(notes_of(recipe))],
        "Each class": _each_class(outputs, labels, classes, recipe.subject),
        "Where it fails": _failures(name, network, outputs, labels),
        "How sure it is": _sureness(outputs, labels, recipe),
    }
    if training.teachers:
        sections["Teachers"] = [_filled(teachers_of(name, training.teachers))]
    return page(name, recipe.about, settings, sections, training)


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


@accepts(name=checks.one_of(*RECIPES))
def use_of(name):
    """Return what a network is for, what it is not for, and what nobody has measured."""
    subject = RECIPES[name].subject
    meant = f"**For** teaching, in this book and in projects that begin with it. {FOR[subject]}"
    if name in ALSO:
        meant = f"{meant} {ALSO[name]}"
    return [
        _filled(part) for part in (meant, f"**Not for** more. {NOT_FOR[subject]}", UNKNOWN[subject])
    ]


@accepts(name=checks.one_of(*RECIPES), read=checks.items(checks.real(0, 100)))
def teachers_of(name, read):
    """Return who taught a network, and which percentage of the test images each of them reads."""
    drawings = RECIPES[name].lessons == "drawings"
    recipe = distillation.DRAWINGS_TEACHER if drawings else distillation.TEACHER
    shape, many = "-".join(map(str, recipe.sizes)), len(read) > 1
    count = "the" if drawings else sum(count for _, count in distillation.STRONG)
    shares = " and ".join(f"{share:.2f} %" for share in read)
    words = (
        f"{'Two larger networks' if many else 'A larger network'}, {shape}, learned from labels, "
        f"in {recipe.epochs} epochs, each on one of {count} strongly bent versions of the same "
        f"training images. {'They read' if many else 'It reads'} {shares} of the test images. This "
        f"network learned from {'their mean' if many else 'its'} outputs in place of labels, "
        "softened by their square root (a temperature of 2), as Hinton, Vinyals and Dean (2015, "
        "arXiv:1503.02531) proposed."
    )
    if drawings:
        words += f" At the end it learned for {distillation.FINISH.epochs} epochs from labels."
    stored = "They are not kept." if many else "It is not kept."
    return f"{words} What a teacher got wrong was taught too. {stored}"


@accepts(training=checks.one(Training))
def accuracy_table(training):
    """Return the table of what was measured when a network was built."""
    rows = [(row, _percent(value)) for row, value in training.accuracy.items()]
    return table(["measured on", "accuracy"], rows)


@accepts(head=checks.items(text), rows=checks.items(checks.items(checks.anything)))
def table(head, rows):
    """Return a table in Markdown, one row a line."""
    lines = [head, ["---"] * len(head), *rows]
    edged = ["| " + " | ".join(map(str, line)) + " |" for line in lines]
    return (
        "\n".join(edged).replace("| --- ", "|---").replace("|  |", "| |").replace("--- |", "---|")
    )


def _each_class(outputs, labels, classes, subject):
    rows = []
    for name, (count, right, mistakes) in zip(
        classes, measuring.by_class(outputs, labels), strict=True
    ):
        usual = ", ".join(f"{classes[k]} ({times})" for k, times in mistakes) or "nothing"
        share = measuring.percent(right, count) if count else "none shown"
        rows.append((name, f"{count:,}", share, usual))
    example, alike = EXAMPLES[subject]
    return [
        table(["", "test images", "read right", "most often taken for"], rows),
        _filled(RANGES.format(example=example, alike=alike)),
    ]


def _failures(name, network, outputs, labels):
    rows = []
    for what, (count, right, confidence) in measuring.elsewhere(network, name).items():
        share = "nothing to read" if right is None else measuring.percent(right, count)
        rows.append((what, f"{count:,}", share, f"{confidence:.2f}"))
    wrong, sure, expected = measuring.sure_mistakes(outputs, labels)
    return [
        table(["shown", "images", "read right", "mean confidence"], rows),
        _filled(
            "Confidence is the largest output. Whatever is shown gets one of the answers, often a "
            f"sure one. Of its {wrong:,} mistakes on the test images it makes {sure:,} with a "
            f"confidence over {measuring.SURE:g}; if confidence were probability, {expected:,.0f} "
            "would be expected there."
        ),
    ]


def _sureness(outputs, labels, recipe):
    record, rows = calibration.record(outputs, labels), []
    for place, (count, right, confidence) in enumerate(record):
        if count:
            low, high = place / len(record), (place + 1) / len(record)
            share = measuring.percent(right, count)
            rows.append((f"{low:.1f} to {high:.1f}", f"{count:,}", f"{confidence:.3f}", share))
    off = measuring.distance(outputs, labels)
    says = (
        "On the test images. Averaged over all of them, confidence and the share read right are "
        f"{off:.3f} apart (the expected calibration error, over steps of a tenth). The mean hides "
        "what the steps show."
    )
    if recipe.output == "sigmoid":
        says += (
            " The outputs of this network do not add up to 1; nothing makes the largest a share."
        )
    return [table(["confidence", "images", "mean", "read right"], rows), _filled(says)]


def _filled(words):
    return textwrap.fill(words, 88, break_on_hyphens=False, break_long_words=False)


def _percent(value):
    if np.ndim(value):
        return "{:.2f} ± {:.2f} %".format(*value)
    return f"{value:.2f} %"
