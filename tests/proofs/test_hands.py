"""Random hands, for a short time in each engine; ``python -m tests.hands`` plays for longer."""

import pytest

from tests import hands

pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
SECONDS = 60


@pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])
def test_random_hands_find_nothing(engine):
    found, done = hands.play(engine, SECONDS, seed=1)
    assert found == {}
    assert done > 20
