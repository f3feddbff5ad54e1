"""The site as it is published: its policy, any address, its missing pages, its links."""

import functools
import re
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from sphinx_ext import edition
from tests.site.conftest import Problems, pages, settle
from tools import ROOT, serve

NOT_IN_CONTENTS = {"404.html", "index.html", "search.html"}


def policy(page):
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    return dict(part.split(" ", 1) for part in found[1].split("; "))


@pytest.mark.parametrize("name", pages())
def test_every_page_has_a_policy_that_lets_no_other_host_in(name):
    rules = policy((serve.SITE / name).read_text(encoding="utf-8"))
    assert rules["default-src"] == "'none'"
    for sources in rules.values():
        for source in sources.split():
            assert source in ("data:", "blob:") or re.fullmatch(r"'[\w+/=-]+'", source), source
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"]


@pytest.mark.parametrize("name", pages())
def test_what_comes_later_on_a_page_changes_no_style_of_what_stands_above(name):
    """A style in a page's body has a browser work out all the page's styles once more."""
    body = (serve.SITE / name).read_text(encoding="utf-8").partition("<body")[2]
    assert not re.search(r'<style|<link [^>]*rel="stylesheet"', body)


def test_the_policy_refuses_what_was_not_there_when_the_page_was_built(chromium, address):
    with chromium.new_page() as page:
        page.goto(f"{address}/intro.html")
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "globalThis.intruder = true";
              document.head.append(script);
            }"""
        )
        assert page.evaluate("globalThis.intruder") is None
        made_of_text = page.evaluate(  # later, since what a test evaluates may evaluate more
            """() => new Promise((tell) => setTimeout(() => {
              try { new Function("1")(); tell("ran"); } catch { tell("refused"); }
            }))"""
        )
        assert made_of_text == "refused"


def alive(page):
    """All figures of the page have come to life."""
    settle(page)
    boxes = page.locator(".live-figure")
    for box in boxes.all():
        box.and_(page.locator("[data-live]")).wait_for(state="attached")
    return boxes.count()


def with_figures():
    return [name for name in pages() if 'class="live-figure"' in (serve.SITE / name).read_text()]


@pytest.fixture(scope="module")
def sub_path():
    """The address of the site in a folder of its host, as GitHub Pages shows a repository."""

    class Handler(serve.Handler):
        def translate_path(self, path):
            assert path.startswith("/deep/her-fork/"), path
            return super().translate_path(path.removeprefix("/deep/her-fork"))

    handler = functools.partial(Handler, directory=serve.SITE)
    with serve.http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/deep/her-fork"
        serving.shutdown()


def figures_live(chromium, base, name):
    with chromium.new_page() as page:
        problems = Problems()
        problems.watch(page, base)
        page.goto(f"{base}/{name}")
        assert alive(page) > 0
        assert problems == []


@pytest.mark.parametrize("name", with_figures()[:2])
def test_figures_live_in_a_sub_path(chromium, sub_path, name):
    figures_live(chromium, sub_path, name)


@pytest.mark.parametrize("name", with_figures())
def test_figures_live_in_a_page_opened_from_a_disk(chromium, name):
    figures_live(chromium, serve.SITE.as_uri(), name)


def test_the_network_learns_in_a_page_opened_from_a_disk(chromium):
    with chromium.new_page() as page:
        page.goto(f"{serve.SITE.as_uri()}/chapters/07-learning.html")
        room = page.locator(".nn-training-room")
        room.get_by_role("button", name="One batch").click()
        room.locator(".nn-readout", has_text="training digits right").wait_for()


def test_the_search_works_from_a_disk(chromium):
    with chromium.new_page() as page:
        page.goto(f"{serve.SITE.as_uri()}/search.html?q=census")
        page.locator("#search-results li a").first.wait_for()
        assert "Why is a 3 easy" in page.locator("#search-results").inner_text()


def test_a_missing_page_helps_wherever_it_was_missed(chromium, address):
    with chromium.new_page() as page:
        failed = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
        page.goto(f"{address}/chapters/a/page/that/moved.html", wait_until="networkidle")
        assert failed == [page.url], "only the page itself is missing"
        assert page.locator("article h1").inner_text().startswith("This page is not here")
        links = page.locator("article ul a")
        assert links.count() == len([name for name in pages() if name not in NOT_IN_CONTENTS])
        links.nth(1).click()
        page.wait_for_url(f"{address}/chapters/*.html")
        assert page.locator("article h1").count() == 1


@pytest.mark.parametrize("name", [n for n in pages() if n != "index.html"])
def test_every_page_says_which_edition_it_is(name):
    text = (serve.SITE / name).read_text(encoding="utf-8")
    found = re.search(r"<p>Edition ([^<]+)</p>", text)
    assert found
    assert found[1].startswith(edition.version(ROOT))


class Links(HTMLParser):
    """The addresses that a page asks for or leads to, and the places in it."""

    def __init__(self, text):
        super().__init__()
        self.addresses, self.places = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        words = dict(attrs)
        self.places |= {words.get("id"), words.get("name")}
        self.addresses |= {words.get("href"), words.get("src")} - {None, ""}


@functools.cache
def links(path):
    return Links(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [n for n in pages() if n != "404.html"])
def test_every_link_within_the_site_leads_somewhere(name):
    path = serve.SITE / name
    for address in links(path).addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        target = target / "index.html" if target.is_dir() else target
        assert target.exists(), address
        assert Path(serve.SITE) in target.parents, address
        if parts.fragment and target.suffix == ".html":
            assert unquote(parts.fragment) in links(target).places, address
