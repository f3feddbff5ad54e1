"""What the figures that hold a network share."""

from typing import ClassVar

import numpy as np
import traitlets

from neuralnet import checks
from neuralnet.convolution import ConvolutionalNetwork
from neuralnet.network import Network, a_network, count_parameters
from neuralnet.random import mulberry32, normal
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


def as_any_traits(network):
    """Return the traits that hold a Network or a ConvolutionalNetwork; see ``as_traits``."""
    if not isinstance(network, ConvolutionalNetwork):
        return {"maps": [], **as_traits(network)}
    with refusing():
        return {
            "maps": list(network.maps),
            "sizes": list(network.sizes),
            "hidden": network.hidden,
            "output": network.output,
            "parameters": compact(network.parameters),
        }


@checks.accepts(network=a_network)
def at_random(network):
    """Return a network of the same layers with knobs set at random, the same ones as the page's.

    Raises TypeError for what is no Network.
    """
    fresh = Network(network.sizes, network.hidden, network.output, dtype=np.float64)
    uniform, gain = mulberry32(1), 2 if network.hidden == "relu" else 1
    for weights in fresh.weights:
        numbers = normal(weights.size, uniform).reshape(weights.shape)
        weights[:] = np.sqrt(gain / weights.shape[1]) * numbers
    return fresh


class NetworkTraits(traitlets.HasTraits):
    """A network as traits, so that the page can compute with it.

    ``network`` reads them as a Network and sets them from one; a copy is made either way.
    A figure says in ``takes`` which networks it shows, and in ``follow`` what becomes of
    its other traits when it gets a new one.
    """

    fields: ClassVar = ("sizes", "hidden", "output", "parameters")
    sizes = traitlets.List(traitlets.Int(), [784, 16, 16, 10]).tag(sync=True)
    hidden = traitlets.Unicode().tag(sync=True)
    output = traitlets.Unicode().tag(sync=True)
    parameters = Data().tag(sync=True)

    @traitlets.validate("sizes", "hidden", "output", "parameters")
    def _one_network(self, proposal):
        given = self._held() | {proposal["trait"].name: proposal["value"]}
        with refusing():
            self.takes(restored(**given))
        return proposal["value"]

    def takes(self, network):
        """Raise ValueError for a network that the figure does not show."""

    def follow(self, network):
        """Put those traits back that do not fit a new network."""

    def _held(self):
        return {name: getattr(self, name) for name in self.fields}

    @property
    def network(self):
        return restored(**self._held())

    @network.setter
    def network(self, network):
        traits = as_any_traits(network) if "maps" in self.fields else as_traits(network)
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in traits.items():
                setattr(self, name, value)
            self.follow(network)


class AnyNetworkTraits(NetworkTraits):
    """The same for a ConvolutionalNetwork too.

    ``maps`` says how many maps each of its layers has, and is empty for a Network.
    """

    fields: ClassVar = (*NetworkTraits.fields, "maps")
    maps = traitlets.List(traitlets.Int()).tag(sync=True)

    @traitlets.validate("maps")
    def _of_one_network(self, proposal):
        return self._one_network(proposal)


def _of_maps(maps, sizes, hidden, output):
    """Return a network of so many maps, whose parameters are to be set."""
    network = ConvolutionalNetwork(maps, dtype=np.float64)
    for name, given in {"sizes": tuple(sizes), "hidden": hidden, "output": output}.items():
        if given != getattr(network, name):
            raise ValueError(
                f"a network of {' and '.join(map(str, maps))} maps has the {name} "
                f"{getattr(network, name)}, got {given}; set network instead"
            )
    return network


@checks.accepts(parameters=checks.octets)
def restored(sizes, hidden, output, parameters, maps=()):
    """Return the network that traits hold. Raises ValueError if they do not fit each other."""
    network = _of_maps(maps, sizes, hidden, output) if maps else None
    count = network.parameters.size if maps else count_parameters(sizes)
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
    if network is None:
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
