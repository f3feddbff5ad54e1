"""What a link in the text may set of a figure: some of its traits, and how far each goes.

``[neuron 6](#reader?layer=1&neuron=5)`` sets two traits of the figure named ``reader``. The page
knows what each trait takes, and leaves out what a trait does not take.
"""

import traitlets

from neuralnet import checks


def between(low, high, kind="whole"):
    """A number from ``low`` to ``high``, of the kind "whole" or "number"."""
    return {"kind": kind, "ends": [low, high]}


def several(least, most, low, high):
    """From ``least`` to ``most`` whole numbers, each from ``low`` to ``high``: ``784,16,10``."""
    return {"kind": "wholes", "ends": [low, high], "count": [least, most]}


@checks.accepts(limits=checks.items(checks.pair))
def places(limits):
    """As many numbers as there are pairs in ``limits``, each between the two of its pair."""
    return {"kind": "numbers", "limits": [list(pair) for pair in limits]}


def bits(count):
    """A drawing of ``count`` bytes, each 0 or 255; an empty text stands for an empty drawing."""
    return {"kind": "bits", "count": count}


def text(longest):
    """Any text of at most ``longest`` characters."""
    return {"kind": "text", "longest": longest}


def reach(figure):
    """Return what a link may set of a figure: for each trait that it names what that takes.

    A figure names them in ``linked``: {trait: one of the above, or what makes one of them of the
    figure, or None where the trait says so itself, by its ends or its choices}.
    """
    return {name: _takes(figure, name, takes) for name, takes in figure.linked.items()}


def _takes(figure, name, takes):
    if takes is None:
        return _own(getattr(type(figure), name))
    return takes(figure) if callable(takes) else takes


def _own(trait):
    if isinstance(trait, traitlets.Bool):
        return {"kind": "switch"}
    if isinstance(trait, traitlets.Enum):
        return {"kind": "choice", "of": list(trait.values)}
    if trait.min is None or trait.max is None:
        raise ValueError(f"say in linked how far {trait.name} goes: it has no ends of its own")
    return between(trait.min, trait.max, "whole" if isinstance(trait, traitlets.Int) else "number")
