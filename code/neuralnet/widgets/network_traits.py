"""What the figures that hold a network share."""

import numpy as np
import traitlets

from neuralnet.network import Network
from neuralnet.widgets.live_figure import Data


class NetworkTraits(traitlets.HasTraits):
    """A network as traits, so that the page can compute with it.

    ``network`` reads them as a Network and sets them from one; a copy is made either way.
    """

    sizes = traitlets.List(traitlets.Int(), [784, 16, 16, 10]).tag(sync=True)
    hidden = traitlets.Unicode().tag(sync=True)
    output = traitlets.Unicode().tag(sync=True)
    parameters = Data().tag(sync=True)

    @property
    def network(self):
        network = Network(self.sizes, self.hidden, self.output, dtype=np.float64)
        width = len(self.parameters) // network.parameters.size
        network.parameters[:] = np.frombuffer(self.parameters, f"<f{width}")
        return network

    @network.setter
    def network(self, network):
        if not isinstance(network, Network):
            raise TypeError(f"expected a neuralnet Network, got {type(network).__name__}")
        with self.hold_trait_notifications():
            self.sizes = list(network.sizes)
            self.hidden, self.output = network.hidden, network.output
            self.parameters = compact(network.parameters)


def compact(numbers):
    """Return numbers as the bytes of the smallest floating-point type that holds them exactly.

    Raises ValueError if one is NaN or infinite.
    """
    if not np.isfinite(numbers).all():
        raise ValueError("some parameters are NaN or infinite")
    with np.errstate(over="ignore"):
        kinds = [kind for kind in ("<f2", "<f4") if np.array_equal(numbers.astype(kind), numbers)]
    return numbers.astype([*kinds, "<f8"][0]).tobytes()
