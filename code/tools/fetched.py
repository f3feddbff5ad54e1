"""Measure how much a reader fetches to run a notebook in a page, into _build/lite/fetched.json.

Chromium opens an exercise's frame and runs it: so much is fetched for Python and its notebook,
whichever it is. What an exercise's cells read besides is found by running them here, with each
data file fetched as in the browser. A chapter's cells read what they read: that comes on top.
"""

import contextlib
import importlib.util
import io
import json
import shutil
import sys
import tempfile
import threading
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tools import ROOT, browser, exercises, notebooks, serve
from tools.lite import DATA, LITE, SOURCE, sent

FETCHED = LITE / "fetched.json"
PATIENCE = 120_000  # milliseconds
RUN = """async () => {
  await jupyterapp.shell.currentWidget.sessionContext.ready;
  jupyterapp.commands.execute("notebook:run-all-cells");
}"""


def opened(notebook: str) -> set[str]:
    """Return the files that Chromium fetches when it opens a notebook and runs it."""
    asked = set()
    with serve.server(0, LITE) as serving, sync_playwright() as playwright:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{serving.server_port}"
        chromium = playwright.chromium.launch(executable_path=browser.find())
        page = chromium.new_page()
        page.on("request", lambda request: asked.add(urlsplit(request.url).path.lstrip("/")))
        page.goto(f"{address}/notebooks/index.html?path={notebook}")
        page.locator(".jp-CodeCell").last.wait_for(timeout=PATIENCE)
        page.evaluate(RUN)
        check = page.locator(".jp-CodeCell").last
        check.locator(".jp-OutputArea-output").first.wait_for(timeout=PATIENCE)
        chromium.close()
        serving.shutdown()
    return asked


def in_browser(data: Path, whole: Path) -> tuple[ModuleType, list[str]]:
    """Return what the package does otherwise in the browser, and the list of what it fetches.

    Into ``data`` it fetches from ``whole``, where the data lie as the browser finds them.
    """
    from neuralnet import files  # slow, and nothing else here needs it

    for sums in whole.glob("*/SHA256SUMS"):
        (data / sums.parent.name).mkdir()
        shutil.copy(sums, data / sums.parent.name)
    sys.modules["pyjs"] = ModuleType("pyjs")  # the browser's own
    described = importlib.util.spec_from_file_location("in_browser", SOURCE / "in_browser.py")
    assert described
    assert described.loader
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    fetched: list[str] = []

    def fetch(path: Path) -> bytes:
        fetched.append(path.relative_to(data).as_posix())
        return Path(whole, fetched[-1]).read_bytes()

    files.data_folder = module.datasets.data_folder = lambda: data
    vars(module)["fetch"] = fetch
    return module, fetched


def read_by(module: ModuleType, fetched: list[str], codes: list[str], data: Path) -> list[str]:
    """Return the data files that an exercise's cells read, when none has been fetched yet."""
    for name in fetched:
        (data / name).unlink(missing_ok=True)
    fetched.clear()
    for load in (module.datasets.mnist, module.datasets.fashion):
        load.cache_clear()
    space: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        for code in codes:
            exec(code, space)
    return list(fetched)


def main() -> None:
    every = dict(exercises.every())
    first = next(iter(every))
    needed = opened(first)
    kept = [LITE / name for name in needed if not (LITE / name).is_relative_to(DATA)]
    base = sum(sent(file) for file in kept if file.is_file())
    found = {path.as_posix(): base for path in map(relative, notebooks.book_notebooks())}
    with tempfile.TemporaryDirectory() as folder:
        module, fetched = in_browser(Path(folder), DATA)
        for name, notebook in every.items():
            codes = [cell.source for cell in notebook.cells]
            files = read_by(module, fetched, codes, Path(folder))
            found[name] = base + sum(sent(DATA / file) for file in files)
    FETCHED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    most = max(found, key=lambda name: found[name])
    print(f"A notebook in a page fetches {base / 1e6:.1f} MB, {most} {found[most] / 1e6:.1f} MB")


def relative(path: Path) -> Path:
    return path.relative_to(ROOT)


if __name__ == "__main__":
    main()
