"""``make watch``: what an author changes is soon in the page, which loads itself anew."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from tools import ROOT


@pytest.fixture
def book(tmp_path):
    """A copy of the book, with what has been built of it."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z"]
    for name in subprocess.check_output(git, text=True).rstrip("\0").split("\0"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "_build" / ".jupyter_cache", tmp_path / "_build" / ".jupyter_cache")
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def wait_for(address):
    """Wait until a server listens at an address, which it says just before."""
    parts = urlsplit(address)
    with socket.socket() as line:
        while line.connect_ex((parts.hostname, parts.port)):
            time.sleep(0.1)


def test_a_sentence_and_a_figure_s_style_are_seen_when_they_are_saved(book, chromium):
    environment = os.environ | {"PYTHONPATH": str(book / "code")}
    watch = subprocess.Popen(
        [sys.executable, "-m", "tools.watch"],
        cwd=book,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    page = chromium.new_page()
    try:
        address = next(found[0] for line in watch.stdout if (found := re.search(r"http\S+/", line)))
        wait_for(address)
        page.goto(f"{address}back/glossary.html")
        change(book / "back" / "glossary.md", "\n\n", "\n\nA sentence that is new.\n\n")
        page.get_by_text("A sentence that is new.").wait_for()
        page.goto(f"{address}chapters/05-parameters.html")
        figure = page.locator(".nn-knob-wall")
        figure.wait_for()
        style = book / "code" / "neuralnet" / "widgets" / "knob_wall.css"
        style.write_text(style.read_text(encoding="utf-8") + "\n.nn-knob-wall { opacity: 0.5; }\n")
        page.wait_for_function(
            "document.querySelector('.nn-knob-wall') &&"
            "getComputedStyle(document.querySelector('.nn-knob-wall')).opacity === '0.5'"
        )
    finally:
        page.close()
        watch.terminate()
        watch.wait()
