"""A real JupyterLab, with a copy of the book's notebooks, in Chromium."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tools import ROOT, kernels

PATIENCE = 300_000  # milliseconds, for what may take long on a busy machine
FORK = "https://github.com/a-teacher/her-fork"
HUB = "https://hub.school.example"
FORK_SITE = "https://a-teacher.github.io/her-fork/"


@pytest.fixture(scope="session")
def fork_site(tmp_path_factory):
    """The site as a fork's own build makes it, from what this clone has already run."""
    folder = tmp_path_factory.mktemp("fork")
    for kept in (".jupyter_cache", ".labs"):
        shutil.copytree(ROOT / "_build" / kept, folder / "_build" / kept)
    program = Path(sys.executable).with_name("jupyter-book")
    environment = {
        **kernels.environment(),
        "BOOK_REPOSITORY": f"{FORK}.git",
        "BOOK_BRANCH": "spring",
    }
    environment |= {"BOOK_HUB": HUB, "BOOK_LITE": "yes", "BOOK_SITE": ""}
    done = subprocess.run(
        [program, "build", ".", "-W", "-n", "--keep-going", "--path-output", folder],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "html"


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """A copy of the book's pages, which JupyterLab may write to."""
    folder = tmp_path_factory.mktemp("book")
    for name in ("chapters", "back"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "intro.ipynb", folder)
    return folder


@pytest.fixture(scope="session")
def lab(book, tmp_path_factory):
    """The address of a JupyterLab server whose root is the copy of the book."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("lab") / "log"
    options = {
        "ServerApp.port": port,
        "ServerApp.root_dir": book,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": "",
        "LabApp.news_url": None,
    }
    # All cells are drawn at once, so that a test can read those that are out of sight.
    settings = tmp_path_factory.mktemp("settings")
    (settings / "@jupyterlab" / "notebook-extension").mkdir(parents=True)
    (settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings").write_text(
        '{"windowingMode": "none"}'
    )
    environment = kernels.environment() | {"JUPYTERLAB_SETTINGS_DIR": str(settings)}
    # The environment that the kernel runs in may be another one: see tests/proofs.
    program = Path(os.environ.get("BOOK_LAB_PYTHON", sys.executable)).with_name("jupyter")
    words = [f"--{name}={value}" for name, value in options.items()]
    with log.open("w") as output:
        server = subprocess.Popen(
            [program, "lab", *words], env=environment, stdout=output, stderr=output
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api")
                break
            except urllib.error.URLError:
                time.sleep(0.5)
        else:
            pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")
        yield address
    finally:
        server.terminate()
        server.wait()


class LabPage:
    """A notebook open in JupyterLab."""

    def __init__(self, page, address, name):
        self.page = page
        page.set_default_timeout(PATIENCE)
        page.add_locator_handler(page.locator("dialog.jp-Dialog"), self._decline)
        page.goto(f"{address}/lab/tree/{name}?reset")
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first
        idle.wait_for(state="attached")  # the kernel has answered

    def _decline(self, dialog):
        """Close what JupyterLab asks when the machine is busy, as a reader would."""
        print("JupyterLab asked:", dialog.inner_text())  # which pytest shows if the test fails
        dialog.locator("button").first.click()

    def run(self, cell):
        """Run the code cell with this number, from 0, and wait until it has run."""
        code = self.page.locator(".jp-CodeCell").nth(cell)
        prompt = code.locator(".jp-InputPrompt")
        for _ in range(10):
            code.locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            with contextlib.suppress(AssertionError):  # until JupyterLab is ready for the key
                expect(prompt).not_to_have_text(re.compile(r"\[ \]:"), timeout=1000)
                break
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=PATIENCE)
        return code

    def run_all(self):
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_text("Run All Cells", exact=True).click()


SIZE = {"width": 1200, "height": 1000}


@pytest.fixture
def open_lab(chromium, lab):
    with contextlib.ExitStack() as pages:

        def open_notebook(name):
            page = pages.enter_context(chromium.new_page(viewport=SIZE))
            return LabPage(page, lab, name)

        yield open_notebook


@pytest.fixture(scope="module")
def chapter(chromium, lab):
    """Chapter 1, as it opens; who runs it comes last."""
    with chromium.new_page(viewport=SIZE) as page:
        yield LabPage(page, lab, "chapters/01-digits.ipynb")
