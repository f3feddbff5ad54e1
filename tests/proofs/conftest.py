"""What the proofs measure, kept for the page that says what each way costs."""

import json

import pytest

from tools import ROOT

MEASURED = ROOT / "_build" / "measured.json"
STATED = ROOT / "benchmarks" / "launch.json"


@pytest.fixture
def measured():
    """Note a number; what the book states of it must not be far away."""

    def note(name, value, within=None):
        known = json.loads(MEASURED.read_text()) if MEASURED.exists() else {}
        known[name] = round(value, 1)
        MEASURED.write_text(json.dumps(known, indent=2, sort_keys=True) + "\n")
        print(f"{name}: {value:.1f}")
        stated = json.loads(STATED.read_text())[name]
        if within:  # sizes, which no machine changes
            assert abs(value - stated) <= within * stated, f"{STATED.name} states {stated}"

    return note


# The built site in Chromium, as the tests of the site see it.
from tests.site.conftest import address, visit  # noqa: E402, F401
