"""What all tests share."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "code" / "tools"))


@pytest.fixture(scope="session")
def chromium():
    """A browser, for all tests that need one."""
    import browser

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser.find())
        yield opened
        opened.close()
