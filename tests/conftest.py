"""What all tests share."""

import os
import sys

import pytest
from hypothesis import settings
from playwright.sync_api import expect, sync_playwright

from tools import browser, kernels

# Before NumPy is loaded: networks that a test trains are those that a notebook trains.
os.environ.update(kernels.environment())

# jsonschema takes three seconds to prepare a format that no notebook asks for, if it finds this.
sys.modules["rfc3987_syntax"] = None

# No test may reach another host: what a page asks of one fails, and is said (see Problems).
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# How fast a test runs says nothing of what it tests.
expect.set_options(timeout=60_000)
settings.register_profile("book", deadline=None)
settings.load_profile("book")


@pytest.fixture(scope="session")
def chromium():
    """A browser, for all tests that need one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser.find(), args=[ALONE])
        yield opened
        opened.close()
