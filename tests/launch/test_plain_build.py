"""``jupyter-book build .`` and nothing else: the site is whole, and keeps its rules."""

import base64
import re

from neuralnet.widgets import digit_files
from sphinx_ext import built_pages


def test_it_carries_the_digits_that_figures_fetch(fork_site):
    for name in digit_files.FILES:
        text = (fork_site / "_static" / "digits" / f"{name}.js").read_text(encoding="ascii")
        carried = base64.b64decode(re.search(r'"([^"]+)";\n$', text)[1])
        assert carried == digit_files.digit_file(name)


def test_every_page_has_a_policy_and_nothing_that_is_not_used(fork_site):
    pages = list(built_pages.pages(fork_site))
    assert len(pages) > 20
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert text.count('http-equiv="Content-Security-Policy"') == 1, path.name
        assert built_pages.without_unused(text) == text, path.name
