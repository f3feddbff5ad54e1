"""The figures under Jupyter's own html-manager, so that nothing depends on the book's host.

nbconvert, nbviewer and other sites show widgets with it. It and require.js come from the
npm registry; anywidget's own module comes from its Python package.
"""

import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import anywidget
import pytest

from tests.conftest import ROOT
from tests.site.test_pixel_grid import Figure

PACKAGES = {"@jupyter-widgets/html-manager": "1.0.14", "requirejs": "2.3.7"}
KEPT = ROOT / "_build" / "npm"


@pytest.fixture(scope="session")
def npm():
    """A folder with the packages' files."""
    for name, version in PACKAGES.items():
        folder = KEPT / f"{name.replace('/', '-')}-{version}"
        if folder.exists():
            continue
        folder.parent.mkdir(parents=True, exist_ok=True)
        program = shutil.which("npm") or Path(sys.executable).with_name("npm")
        done = subprocess.run(
            [program, "pack", "--silent", f"{name}@{version}"],
            cwd=KEPT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"npm could not fetch {name}: {done.stderr}"
        archive = KEPT / done.stdout.split()[-1]
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        archive.unlink()
    return KEPT


PAGE = """<!doctype html><html lang="en"><title>html-manager</title><body>
<script src="/require.js"></script>
<script src="/embed-amd.js"></script>
{view}
{state}
</body></html>"""


def test_the_standard_manager_shows_the_figure(chromium, address, npm):
    built = (ROOT / "_build" / "html" / "chapters" / "01-digits.html").read_text(encoding="utf-8")
    scripts = r'<script type="application/vnd\.jupyter\.widget-{}\+json">.*?</script>'
    state = re.search(scripts.format("state"), built, re.DOTALL)[0]
    view = re.search(scripts.format("view"), built, re.DOTALL)[0]
    manager = npm / "@jupyter-widgets-html-manager-1.0.14" / "package" / "dist" / "embed-amd.js"
    require = npm / "requirejs-2.3.7" / "package" / "require.js"
    anywidget_js = Path(anywidget.__file__).parent / "nbextension" / "index.js"
    files = {
        "/require.js": require,
        "/embed-amd.js": manager,
        "anywidget": anywidget_js,
    }

    page, other = chromium.new_page(), []

    def answer(route):
        url = route.request.url
        if url == f"{address}/manager.html":
            body = PAGE.format(view=view, state=state)
            return route.fulfill(body=body, content_type="text/html")
        for ending, path in files.items():
            if url.endswith(ending) or f"/{ending}" in url:
                return route.fulfill(path=path, content_type="text/javascript")
        if not url.startswith(("blob:", "data:")):
            other.append(url)
        return route.abort()

    page.route("**/*", answer)
    page.goto(f"{address}/manager.html")
    figure = Figure(page)
    assert figure.title() == (30, 3)
    figure.button("Next ▶").click()
    assert figure.title()[0] == 31
    figure.canvas.focus()
    page.keyboard.press("ArrowLeft")
    assert figure.readout()[:2] == (9, 12)
    page.close()
