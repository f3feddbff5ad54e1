"""A network as a figure carries it."""

import numpy as np
import pytest

from neuralnet.network import Network
from neuralnet.widgets import (
    DigitReader,
)


def test_parameters_of_every_kind_are_kept_exactly():
    rng = np.random.default_rng(0)
    for kind, size in ((np.float16, 2), (np.float32, 4), (np.float64, 8)):
        network = Network([784, 3, 10], rng=rng, dtype=np.float64)
        network.parameters[:] = rng.normal(size=network.parameters.size).astype(kind)
        reader = DigitReader(network)
        assert len(reader.parameters) == size * network.parameters.size
        np.testing.assert_array_equal(reader.network.parameters, network.parameters)
    network.parameters[0] = np.inf
    with pytest.raises(ValueError, match="NaN or infinite"):
        DigitReader(network)
