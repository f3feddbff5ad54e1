"""TemperatureDial in Python: what a temperature changes and what not, and bad input."""

import numpy as np
import pytest
import traitlets

from neuralnet.widgets import TemperatureDial
from neuralnet.widgets.temperature_dial import cooled

OUTPUTS = np.tile([[0.9, 0.1], [0.2, 0.8]], (20, 1))
LABELS = [0, 1, 0, 0] * 10


def test_a_temperature_divides_the_sums():
    sums = np.array([[3.0, 1.0, -2.0]])
    powers = np.exp(sums)
    wanted = np.exp(sums / 2)
    np.testing.assert_allclose(
        cooled(powers / powers.sum(), 2.0), wanted / wanted.sum(), rtol=1e-12
    )
    np.testing.assert_allclose(cooled(OUTPUTS, 1.0), OUTPUTS)


def test_it_changes_confidence_and_no_answer():
    figure = TemperatureDial(OUTPUTS, LABELS)
    right = [sum(good for _, good, _ in record) for record in figure.records]
    assert set(right) == {30}
    at_one = figure.gap
    assert at_one == pytest.approx(abs(0.9 - 1 / 1) / 2 + abs(0.8 - 0.5) / 2, abs=0.11)
    figure.step = 50
    assert figure.gap != at_one
    assert "at the temperature 3.00" in figure.picture().words


@pytest.mark.parametrize(("trait", "value"), [("step", 51), ("step", -1), ("records", [])])
def test_it_refuses_what_it_does_not_show(trait, value):
    with pytest.raises(traitlets.TraitError):
        setattr(TemperatureDial(OUTPUTS, LABELS), trait, value)


def test_it_refuses_what_are_no_outputs():
    with pytest.raises(ValueError, match="outputs"):
        TemperatureDial([[2.0, 0.0]], [0])
