"""The lab of widths."""

import pytest

from neuralnet.labs.layers import small_network
from tests.unit.labs.conftest import accuracy


@pytest.mark.parametrize(("hidden_layers", "neurons"), [(0, 64), (4, 1), (2, 16)])
def test_the_lab_of_widths_answers_at_its_sliders_ends(hidden_layers, neurons):
    picture = small_network(hidden_layers, neurons).picture()
    sizes = "-".join(["784", *[str(neurons)] * hidden_layers, "10"])
    assert f"A network {sizes}," in picture.words
    assert accuracy(picture) in picture.get_suptitle()
