"""What all tests share."""

import pytest
from playwright.sync_api import sync_playwright

from tools import browser


@pytest.fixture(scope="session")
def chromium():
    """A browser, for all tests that need one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser.find())
        yield opened
        opened.close()
