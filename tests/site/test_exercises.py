"""Exercises done in the page: nothing of it where the site was built without Python beside it."""

import pytest

from tests.site.conftest import pages
from tools import serve

WITH_PYTHON = (serve.SITE / "lite").exists()


@pytest.mark.parametrize("name", [name for name in pages() if name.startswith("chapters/")])
def test_a_chapter_offers_to_run_only_what_is_there(name):
    text = (serve.SITE / name).read_text(encoding="utf-8")
    assert text.count('<div class="run-here"') == (2 if WITH_PYTHON else 0)
    assert text.count('href="#run-chapter"') == (1 if WITH_PYTHON else 0)
    assert ("exercises.js" in text) == WITH_PYTHON
    assert ("frame-src 'self'" in text) == WITH_PYTHON


def test_a_page_without_exercises_carries_none_of_it():
    text = (serve.SITE / "back" / "glossary.html").read_text(encoding="utf-8")
    assert "exercises.js" not in text
    assert "frame-src" not in text
