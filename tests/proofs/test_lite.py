"""Python in the reader's browser, with every other host out of reach."""

import functools
import threading
import time

import nbformat
import pytest
from playwright.sync_api import expect

from tests.site.conftest import Problems
from tools import ROOT, notebooks, serve

LITE = ROOT / "_build" / "lite"
NOTEBOOKS = [path.relative_to(ROOT).as_posix() for path in notebooks.book_notebooks()]
PATIENCE = 120_000  # milliseconds, for a machine that has other things to do
ERROR = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']"


@pytest.fixture(scope="module")
def lite():
    """The address of the built JupyterLite, in a folder, as on the published site."""
    if not (LITE / "lab" / "index.html").exists():
        pytest.fail("it is not built; run: make lite")

    class Handler(serve.Handler):
        def translate_path(self, path):
            return super().translate_path(path.removeprefix("/her-fork/lite"))

    handler = functools.partial(Handler, directory=LITE)
    with serve.http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/her-fork/lite"
        serving.shutdown()


class Browser:
    """A notebook open in the browser's JupyterLab."""

    def __init__(self, chromium, address, name, instead=None):
        """``instead`` is the text of another notebook, to be found under that name."""
        view = {"width": 1200, "height": 1000}
        self.page = chromium.new_page(viewport=view, service_workers="block")
        self.problems, self.bytes = Problems(), 0
        self.problems.watch(self.page, address.removesuffix("/her-fork/lite"))
        self.page.on("response", self.count)
        if instead:
            self.page.route(f"**/files/{name}*", lambda route: route.fulfill(body=instead))
        self.began = time.monotonic()
        self.page.goto(f"{address}/lab/index.html?path={name}", timeout=PATIENCE)
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE)

    def count(self, response):
        self.bytes += int(response.headers.get("content-length", 0))

    def run_all(self, seconds):
        """Run all cells and wait until the last one has run."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        menu = self.page.locator("#jp-mainmenu-run")
        menu.get_by_text("Run All Cells", exact=True).click()
        waiting = self.page.locator(".jp-CodeCell .jp-InputPrompt", has_text="*")
        waiting.first.wait_for(timeout=PATIENCE)
        expect(waiting).to_have_count(0, timeout=1000 * seconds)

    def asked_elsewhere(self):
        return [problem for problem in self.problems if "another host" in problem]


PROOF = """
from time import perf_counter
import numpy
import neuralnet
from neuralnet.datasets import mnist
from neuralnet.network import Network
from neuralnet.training import train

digits = mnist()
network = Network(
    [784, 16, 16, 10], hidden="relu", output="softmax", rng=numpy.random.default_rng(1)
)
began = perf_counter()
history = train(
    network, digits.train_images, digits.train_labels, epochs=2, seed=1, progress=False
)
print(f"trained for {perf_counter() - began:.1f} seconds")
answers = network.predict(digits.test_images)
print(f"read {(answers == digits.test_labels).mean():.3f} of the test digits")
print(f"NumPy {numpy.__version__}; the first is a {answers[0]}, meant was {digits.test_labels[0]}")
"""


def test_python_starts_trains_and_reads_a_digit(chromium, lite, measured):
    cells = [nbformat.v4.new_code_cell(PROOF)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "xeus-python", "display_name": "Python (XPython)"}
    browser = Browser(chromium, lite, "intro.ipynb", nbformat.writes(notebook))
    opened = time.monotonic() - browser.began
    browser.run_all(180)
    output = browser.page.locator(".jp-OutputArea-output")
    said = output.all_inner_texts()
    total = time.monotonic() - browser.began
    print(f"\nopen after {opened:.1f} s, trained and read after {total:.1f} s")
    measured("lite_megabytes", browser.bytes / 1e6, within=0.15)
    measured("lite_seconds", total)
    print("\n".join(said))
    said = "\n".join(said)
    assert "the first is a 7, meant was 7" in said
    share = float(said.split("read ")[1].split()[0])
    assert share > 0.9
    assert "Warning" not in said
    assert browser.page.locator(ERROR).count() == 0
    assert browser.asked_elsewhere() == []
    browser.page.close()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_chapter_runs_to_its_end(chromium, lite, name):
    browser = Browser(chromium, lite, name)
    browser.page.locator("strong", has_text="You run this chapter").wait_for()
    browser.run_all(1200)  # as long as the site's build waits for a cell
    assert browser.page.locator(ERROR).all_inner_texts() == []
    assert browser.asked_elsewhere() == []
    browser.page.close()
