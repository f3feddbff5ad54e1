"""What the figures that hold a network share."""

import numpy as np
import traitlets

from neuralnet import checks
from neuralnet.network import Network, a_network, count_parameters
from neuralnet.widgets.state import Data, refusing

LARGEST = 1e6  # a parameter: nothing that the page computes from such becomes infinite
LAYERS = 8


def as_traits(network):
    """Return the traits that hold this network.

    Raises Refused for anything else, and for parameters that are not finite or too large.
    """
    with refusing():
        a_network(network, "network")
        return {
            "sizes": list(network.sizes),
            "hidden": network.hidden,
            "output": network.output,
            "parameters": compact(network.parameters),
        }


class NetworkTraits(traitlets.HasTraits):
    """A network as traits, so that the page can compute with it.

    ``network`` reads them as a Network and sets them from one; a copy is made either way.
    A figure says in ``takes`` which networks it shows, and in ``follow`` what becomes of
    its other traits when it gets a new one.
    """

    sizes = traitlets.List(traitlets.Int(), [784, 16, 16, 10]).tag(sync=True)
    hidden = traitlets.Unicode().tag(sync=True)
    output = traitlets.Unicode().tag(sync=True)
    parameters = Data().tag(sync=True)

    @traitlets.validate("sizes", "hidden", "output", "parameters")
    def _one_network(self, proposal):
        given = {name: getattr(self, name) for name in ("sizes", "hidden", "output", "parameters")}
        given[proposal["trait"].name] = proposal["value"]
        with refusing():
            self.takes(restored(**given))
        return proposal["value"]

    def takes(self, network):
        """Raise ValueError for a network that the figure does not show."""

    def follow(self, network):
        """Put those traits back that do not fit a new network."""

    @property
    def network(self):
        return restored(self.sizes, self.hidden, self.output, self.parameters)

    @network.setter
    def network(self, network):
        traits = as_traits(network)
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in traits.items():
                setattr(self, name, value)
            self.follow(network)


@checks.accepts(parameters=checks.octets)
def restored(sizes, hidden, output, parameters):
    """Return the network that traits hold. Raises ValueError if they do not fit each other."""
    count = count_parameters(sizes)
    width = len(parameters) // count
    if width not in (2, 4, 8) or len(parameters) != width * count:
        raise ValueError(
            f"a network of {'-'.join(map(str, sizes))} neurons has {count:,} parameters, of 2, 4 "
            f"or 8 bytes each, got {len(parameters):,} bytes; set network instead"
        )
    values = np.frombuffer(parameters, f"<f{width}").astype(np.float64)
    if len(sizes) > LAYERS or not (np.abs(values) <= LARGEST).all():
        raise ValueError(
            f"a figure shows networks of at most {LAYERS - 2} hidden layers, with parameters of "
            f"at most {LARGEST:,.0f}, got {len(sizes) - 2} layers, and up to "
            f"{np.abs(values).max():g}"
        )
    network = Network(sizes, hidden, output, dtype=np.float64)
    network.parameters[:] = values
    return network


@checks.accepts(numbers=checks.floats)
def compact(numbers):
    """Return numbers as the bytes of the smallest floating-point type that holds them exactly.

    Raises ValueError if one is NaN or infinite.
    """
    numbers = np.asarray(numbers)
    if not np.isfinite(numbers).all():
        raise ValueError("some parameters are NaN or infinite")
    with np.errstate(over="ignore"):
        kinds = [kind for kind in ("<f2", "<f4") if np.array_equal(numbers.astype(kind), numbers)]
    return numbers.astype([*kinds, "<f8"][0]).tobytes()
