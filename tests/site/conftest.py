"""The built site in a real Chromium, cut off from every other host."""

import threading
from contextlib import contextmanager

import pytest

from tools import figure_page, serve

PATIENCE = 120_000  # milliseconds, for what may take long on a busy machine
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def looks(turn):
    """Test in two looks: each width and each theme once, what depends on one not on the other.

    ``make test`` takes that whose turn it is, 0 (wide and light) or 1 (narrow and dark), so that
    each is taken often; ``make proofs`` takes the other.
    """
    both = [("wide-light", WIDE, "light"), ("narrow-dark", NARROW, "dark")]
    marks = [pytest.mark.thorough]
    return pytest.mark.parametrize(
        ("viewport", "theme"),
        [
            pytest.param(*look, id=name, marks=marks * (place != turn))
            for place, (name, *look) in enumerate(both)
        ],
    )


STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What axe checks. Without preload axe asks for no style sheets of its own.
# It says everything of what is wrong, and so needs not collect all that is right.
OPTIONS = {"runOnly": STANDARDS, "preload": False, "resultTypes": ["violations"]}


def in_turn(names, turn):
    """Return names for ``parametrize``: ``make test`` takes every second, ``make proofs`` all.

    Where there are two ways to look at each name, they take turns, 0 and 1, so that ``make test``
    takes each way often and looks at each name.
    """
    return [
        pytest.param(name, marks=[pytest.mark.thorough] * (place % 2 != turn))
        for place, name in enumerate(names)
    ]


@pytest.fixture(scope="session")
def address():
    """The address at which the built site is served."""
    if not (serve.SITE / "index.html").exists():
        pytest.fail("the site is not built; run: make site")
    with serve.server(0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


class Problems(list):
    """What a page must not do: say an error, fail a request, ask another host."""

    def watch(self, page, address, scripts=True):
        self.scripts = scripts

        def request(asked):
            if not asked.url.startswith((address, "data:", "blob:")):
                self.append(f"asked another host: {asked.url}")

        def console(message):
            if message.type in ("error", "warning"):
                self.append(f"console {message.type}: {message.text}")

        page.on("request", request)
        page.on("console", console)
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("requestfailed", self.failed)
        page.on("response", self.response)

    def failed(self, request):
        # Without scripts a browser drops those that the page asked for in advance.
        if self.scripts or request.resource_type != "script":
            self.append(f"failed: {request.url}")

    def response(self, response):
        if response.status >= 400:
            self.append(f"status {response.status}: {response.url}")


@contextmanager
def opened(chromium, address, name, viewport, theme, options, clock=False):
    """Open a page in a context of its own; at the end, it must have caused no problem.

    With ``clock``, its time is the test's to drive.
    """
    context = chromium.new_context(viewport=viewport, color_scheme=theme, **options)
    context.set_default_timeout(PATIENCE)
    page, problems = context.new_page(), Problems()
    if clock:
        page.clock.install()
    problems.watch(page, address, options.get("java_script_enabled", True))
    page.goto(f"{address}/{name}", wait_until="networkidle")
    page.wait_for_load_state()  # a busy machine may be quiet before all has been asked for
    try:
        yield page
    finally:
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def visit(chromium, address):
    """Open a page of the site; at the end, it must have caused no problem."""

    def open_page(name="intro.html", viewport=WIDE, theme="light", clock=False, **options):
        return opened(chromium, address, name, viewport, theme, options, clock)

    return open_page


@pytest.fixture(scope="session")
def figure_site(tmp_path_factory):
    """A folder for pages of one figure, and its address."""
    folder = tmp_path_factory.mktemp("figures")
    figure_page.add_static(folder / "_static")
    with serve.server(0, folder) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield folder, f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


@pytest.fixture(scope="session")
def show(chromium, figure_site):
    """Open a page with nothing but a figure, given as it is in Python: show(NeuronLabPage, lab).

    The page needs no built site, and its picture is drawn only where no script hides it. At the
    end, it must have caused no problem.
    """

    @contextmanager
    def open_page(kind, python, viewport=WIDE, theme="light", **options):
        folder, address = figure_site
        name = f"{kind.__name__}.html"
        drawn = not options.get("java_script_enabled", True)
        (folder / name).write_text(figure_page.page(python, drawn), encoding="utf-8")
        with opened(chromium, address, name, viewport, theme, options) as page:
            yield kind(page)

    return open_page


def lines(root):
    """Return the lines of text that stand on bars in a figure."""
    text = "\n".join(root.locator(".nn-lines p").all_inner_texts())
    return text.replace("\N{MINUS SIGN}", "-").split("\n")


def settle(page):
    """Wait until figures have drawn: a frame to be seen, a frame to draw, and one more.

    Then the words follow: see ``writeSoon`` in element.js.
    """
    page.evaluate(
        """async () => {
          for (let k = 0; k < 3; k++) await new Promise(requestAnimationFrame);
          await new Promise((done) => setTimeout(done, 20));
        }"""
    )


def pages():
    """Return the names of all pages of the built site."""
    found = sorted(path.relative_to(serve.SITE).as_posix() for path in serve.SITE.rglob("*.html"))
    return [name for name in found if not name.startswith(("_static/", "lite/"))]
