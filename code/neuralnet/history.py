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

    def _add_batches(self, outputs, costs, right):
        """Note the means over each batch, given all its outputs, and each image's cost."""
        sizes = np.array([len(batch) for batch in outputs])
        starts = np.cumsum(sizes) - sizes
        self.batch_cost += (np.add.reduceat(costs, starts) / sizes).tolist()
        self.batch_accuracy += (np.add.reduceat(right, starts, dtype=float) / sizes).tolist()

    def _add_epoch(self, outputs, costs, right):
        """Note each batch, and the means of the epoch."""
        self._add_batches(outputs, costs, right)
        self.cost.append(float(costs.mean()))
        self.accuracy.append(float(right.mean()))
