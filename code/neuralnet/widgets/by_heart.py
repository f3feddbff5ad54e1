"""ByHeart: digits learned from and digits not seen, for few examples and for many."""

import functools
import json
from pathlib import Path
from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks, plots
from neuralnet.datasets import mnist
from neuralnet.history import History
from neuralnet.network import Network
from neuralnet.training import train
from neuralnet.widgets import links
from neuralnet.widgets.live_figure import LiveFigure, Refused, script, style

COUNTS = [50, 100, 200, 500, 1000, 2000, 5000, 10_000]
READ = ("accuracy", "validation_accuracy", "cost", "validation_cost")


STORED = Path(__file__).with_suffix(".json")


def small_runs():
    """Return short trainings, for a figure that is given none: it reads them from a file.

    ``python -c "from neuralnet.widgets import by_heart; by_heart.write()"`` trains them anew.
    """
    digits, runs = mnist(), {}
    kept = digits.train_images[-1000:], digits.train_labels[-1000:]
    for count in COUNTS:
        network = Network([784, 16, 16, 10], "relu", "softmax", np.random.default_rng(1))
        known = digits.train_images[:count], digits.train_labels[:count]
        settings = {"batch_size": 10, "validation": kept, "seed": 1, "progress": False}
        runs[f"{count:,} examples"] = train(network, *known, epochs=5, **settings)
    return runs


def _takes_a_history(value, name):
    if not (isinstance(value, History) and len(value.validation_cost) == len(value.cost) > 0):
        raise TypeError(f"{name} must be a History with validation, got {value!r:.40}")
    return value


@checks.accepts(runs=checks.mapping(_takes_a_history, 1))
def recorded(runs):
    """Return the names of runs, and of each what ``records`` of ByHeart holds.

    Raises ValueError if they are not equally long.
    """
    records = [[getattr(run, name) for name in READ] for run in runs.values()]
    if len({len(record[0]) for record in records}) > 1:
        raise ValueError("runs must all have the same number of epochs")
    return list(runs), np.round(np.array(records, float), 4).tolist()


def write():
    """Train the short runs, and write the file that a figure reads that is given none."""
    STORED.write_text(json.dumps(recorded(small_runs())) + "\n", encoding="utf-8")


@functools.cache
def _stored():
    names, records = json.loads(STORED.read_text(encoding="utf-8"))
    return names, records


class ByHeart(LiveFigure):
    """Choose what a network learns from, and see what it reads of that and of other digits.

    ``runs`` maps names, such as "500 examples", to a History, each with the same number of epochs.
    Traits, all of which can be read, set and observed from Python:

    - ``run``: which of ``names``, from 0; ``epoch``, from 1;
    - ``measure``: "accuracy" or "cost";
    - ``records``: for each run its accuracy on training and on validation digits, and its cost on
      both, each one number an epoch, to four places.

    ``gap`` is how far the two lie apart. Raises TypeError for runs that are no histories, and
    traitlets.TraitError for a value outside its range.
    """

    _esm = script("by_heart")
    _css = style("by_heart")
    heights = traitlets.List(traitlets.Int(), [510, 510, 538]).tag(sync=True)
    linked: ClassVar = {
        "run": lambda figure: links.between(0, len(figure.names) - 1),
        "epoch": lambda figure: links.between(1, figure.epochs),
        "measure": None,
    }
    run = traitlets.Int(0).tag(sync=True)
    epoch = traitlets.Int(1).tag(sync=True)
    measure = traitlets.Enum(["accuracy", "cost"], "accuracy").tag(sync=True)
    names = traitlets.List(traitlets.Unicode(), read_only=True).tag(sync=True)
    records = traitlets.List(read_only=True).tag(sync=True)

    def __init__(self, runs=None, **traits):
        names, records = _stored() if runs is None else recorded(runs)
        self.set_trait("names", names)
        self.set_trait("records", records)
        super().__init__(**{"epoch": self.epochs} | traits)

    @property
    def epochs(self):
        return len(self.records[0][0]) if self.records else 1

    @traitlets.validate("run", "epoch")
    def _one_of_them(self, proposal):
        name, value = proposal["trait"].name, proposal["value"]
        low, high = (0, len(self.names) - 1) if name == "run" else (1, self.epochs)
        if not low <= value <= high:
            raise Refused(f"{name} must be from {low} to {high}, got {value}")
        return value

    @property
    def shown(self):
        """The two curves: on training digits and on validation digits, one number an epoch."""
        return np.array(self.records[self.run][:2] if self.measure == "accuracy"
                        else self.records[self.run][2:])  # fmt: skip

    @property
    def gap(self):
        return float(abs(np.subtract(*self.shown[:, self.epoch - 1])))

    def picture(self):
        curves = dict(zip(("training", "validation"), self.shown, strict=True))
        return plots.lines(
            range(1, self.epochs + 1),
            curves,
            "epoch",
            self.measure,
            self.description(),
            percent=self.measure == "accuracy",
        )

    def description(self):
        known, other = self.shown[:, self.epoch - 1]
        form = "{:.1%}" if self.measure == "accuracy" else "{:.2f}"
        return (
            f"{self.names[self.run]}, after epoch {self.epoch}: {self.measure} "
            f"{form.format(known)} on what it learned from, {form.format(other)} on digits that "
            "it has not seen."
        )
