"""What all tests share."""

import os

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from tools import browser, kernels

# Before NumPy is loaded: networks that a test trains are those that a notebook trains.
os.environ.update(kernels.environment())

# How fast a test runs says nothing of what it tests.
settings.register_profile("book", deadline=None)
settings.load_profile("book")


@pytest.fixture(scope="session")
def chromium():
    """A browser, for all tests that need one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser.find())
        yield opened
        opened.close()
