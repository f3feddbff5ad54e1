"""What is measured while a network learns."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class History:
    """What was measured in training.

    One number an epoch: mean ``cost`` and ``accuracy`` (0 to 1) over the training images,
    each read just before the network learned from it; ``validation_cost`` and
    ``validation_accuracy`` after the epoch; ``seconds``, validation left out. One number a
    batch: ``batch_cost`` and ``batch_accuracy``. ``interrupted`` says if it was stopped.
    """

    cost: list = field(default_factory=list)
    accuracy: list = field(default_factory=list)
    validation_cost: list = field(default_factory=list)
    validation_accuracy: list = field(default_factory=list)
    seconds: list = field(default_factory=list)
    batch_cost: list = field(default_factory=list)
    batch_accuracy: list = field(default_factory=list)
    interrupted: bool = False

    def add_batches(self, outputs, targets, cost):
        """Note each batch's mean cost and accuracy; return every image's cost and rightness.

        ``outputs`` holds the batches' outputs, ``targets`` what was wanted, in that order;
        ``cost`` is a cost function.
        """
        sizes = np.array([len(batch) for batch in outputs])
        outputs = np.concatenate(outputs)
        targets = targets[: len(outputs)]
        costs = cost(outputs, targets)
        right = outputs.argmax(axis=-1) == targets.argmax(axis=-1)
        starts = np.cumsum(sizes) - sizes
        self.batch_cost += (np.add.reduceat(costs, starts) / sizes).tolist()
        self.batch_accuracy += (np.add.reduceat(right, starts, dtype=float) / sizes).tolist()
        return costs, right

    def add_epoch(self, outputs, targets, cost, seconds):
        """Note each batch, and the means of the epoch."""
        costs, right = self.add_batches(outputs, targets, cost)
        self.cost.append(float(costs.mean()))
        self.accuracy.append(float(right.mean()))
        self.seconds.append(seconds)
