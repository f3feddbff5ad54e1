"""Model cards: beside a stored network, in Markdown, what it is, can do, and how to rebuild it."""

import datetime

import numpy as np

from neuralnet.network import count_parameters


def card(title, about, settings, accuracies, notes, command, minutes):
    """Return a model card.

    ``about`` says in a sentence or two what the network is. ``settings`` maps the name of
    each setting to its value (see ``shape_of``). ``accuracies``, from 0 to 1, are mapped
    from what they were measured on: one number for one network, or a list, of which mean
    and standard deviation are told. ``notes`` says how they were measured.
    ``command`` builds the network again, in ``minutes``.
    """
    lines = [f"# {title}", "", about, ""]
    lines += _table("setting", "", settings)
    lines += ["", "## Accuracy", ""]
    lines += _table(
        "measured on", "accuracy", {row: _percent(value) for row, value in accuracies.items()}
    )
    lines += ["", notes, "", "## Rebuild", "", f"    {command}", ""]
    lines += [
        f"Built on {datetime.date.today():%Y-%m-%d} with NumPy {np.__version__} in "
        f"{max(minutes, 1):.0f} minutes, all seeds together. On the",
        "same machine the same numbers come out; another processor rounds differently, and its",
        "networks differ as those of other seeds do.",
        "",
    ]
    return "\n".join(lines)


def shape_of(network):
    """Return the first settings of a card: the network's layers and activations."""
    layers = "-".join(map(str, network.sizes))
    return {
        "layers": f"{layers}: {count_parameters(network.sizes):,} parameters",
        "activations": f"{network.hidden} in the hidden layers, {network.output} at the output",
    }


def _table(left, right, rows):
    head = [f"| {left} | {right} |" if right else f"| {left} | |", "|---|---|"]
    return head + [f"| {name} | {value} |" for name, value in rows.items()]


def _percent(values):
    values = 100 * np.array(values)
    if not values.ndim:
        return f"{values:.2f} %"
    return f"{values.mean():.2f} ± {values.std(ddof=1):.2f} %"
