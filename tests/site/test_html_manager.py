"""The figures under Jupyter's own html-manager, so that nothing depends on the book's host.

nbconvert, nbviewer and other sites show widgets with it. It and require.js come from the
npm registry; anywidget's own module comes from its Python package.
"""

import re
from pathlib import Path

import anywidget

from neuralnet.widgets import PixelGrid
from tests.site.test_pixel_grid import Grid
from tools import figure_page, npm

PAGE = """<!doctype html><html lang="en"><title>html-manager</title><body>
<script src="/require.js"></script>
<script src="/embed-amd.js"></script>
{view}
{state}
</body></html>"""


def test_the_standard_manager_shows_the_figure(chromium, address):
    # Of a page with one figure: what several share, the site's own host joins.
    built = figure_page.page(PixelGrid(index=30, row=9, column=13))
    scripts = r'<script type="application/vnd\.jupyter\.widget-{}\+json">.*?</script>'
    state = re.search(scripts.format("state"), built, re.DOTALL)[0]
    view = re.search(scripts.format("view"), built, re.DOTALL)[0]
    manager = npm.fetch("@jupyter-widgets/html-manager", "1.0.14") / "dist" / "embed-amd.js"
    require = npm.fetch("requirejs", "2.3.7") / "require.js"
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
    figure = Grid(page)
    assert figure.digit() == (30, 3)
    figure.button("Next ▶").click()
    assert figure.digit()[0] == 31
    figure.canvas.focus()
    page.keyboard.press("ArrowLeft")
    assert figure.picked()[:2] == (9, 12)
    page.close()
