"""Every page, wide and narrow, light and dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.site.conftest import NARROW, OPTIONS, in_turn, pages, settle
from tools import serve

CHAPTERS = [name for name in pages() if name.startswith("chapters/")]
WITH_FIGURES = [name for name in pages() if not name.startswith("back/")]
STILL = {"reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def wide(request, visit):
    """A page, wide and light, where nothing moves: what only looks at it shares it."""
    with visit(request.param, **STILL) as page:
        yield page


@pytest.fixture(scope="module")
def narrow(request, visit):
    """A page on a phone, dark, where nothing moves: what only looks at it shares it."""
    with visit(request.param, NARROW, "dark", **STILL) as page:
        yield page


def breaks_no_rule(page, theme):
    page.locator("pre:not([tabindex]):visible").first.wait_for(state="detached")  # tab_stops.js
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    found = Axe().run(page, options=OPTIONS)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("wide", in_turn(pages(), 0), indirect=True)
def test_a_page_breaks_no_rule_wide_and_light(wide):
    breaks_no_rule(wide, "light")


@pytest.mark.parametrize("narrow", in_turn(pages(), 1), indirect=True)
def test_a_page_breaks_no_rule_narrow_and_dark(narrow):
    breaks_no_rule(narrow, "dark")


# Figures that are seen and whose words have more lines than there is room for.
CUT = """(nodes) => nodes
  .filter((node) => node.checkVisibility() && node.scrollHeight > node.clientHeight + 3)
  .map((node) => node.textContent)"""


@pytest.mark.parametrize("narrow", CHAPTERS, indirect=True)
def test_the_words_of_no_figure_are_cut_on_a_phone(narrow):
    for figure in narrow.locator(".live-figure:visible").all():
        figure.scroll_into_view_if_needed()
        settle(narrow)
    assert narrow.locator(".nn-readout").evaluate_all(CUT) == []


@pytest.mark.parametrize("wide", pages(), indirect=True)
def test_every_picture_says_what_it_shows(wide):
    for image in wide.locator("article img").all():
        words = image.get_attribute("alt") or ""
        assert len(words) > 20, image.get_attribute("src")
        assert ".png" not in words
    for picture in wide.locator("article .picture").all():
        assert picture.get_attribute("role") == "img"
        assert len(picture.get_attribute("aria-label")) > 20


@pytest.mark.parametrize("wide", pages(), indirect=True)
def test_what_the_keyboard_reaches_has_a_name(wide):
    session = wide.context.new_cdp_session(wide)
    nameless = [
        node["role"]["value"]
        for node in session.send("Accessibility.getFullAXTree")["nodes"]
        if any(one["name"] == "focusable" for one in node.get("properties", []))
        and not node["ignored"]
        and not node["name"]["value"]
    ]
    # What the theme lets scroll is reached by the keyboard where it does, and called by its words.
    assert set(nameless) <= {"generic", "RootWebArea"}


def test_the_keyboard_stops_at_what_scrolls_folded_or_not(visit):
    with visit("chapters/07-learning.html", NARROW, **STILL) as page:
        scrolls = "(part) => part.scrollWidth > part.clientWidth"
        page.locator("pre:not([tabindex])").first.wait_for(state="detached")
        parts = page.locator(".cell_output pre").all()
        stops = [part.get_attribute("tabindex") == "0" for part in parts]
        assert stops == [part.evaluate(scrolls) for part in parts]
        assert 0 < sum(stops) < len(stops)
        folded = page.locator("details.code-cell").filter(has_text="from neuralnet").first
        code = folded.locator("pre").first
        folded.locator("summary").first.click()
        expect(code).to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("wide", CHAPTERS, indirect=True)
def test_the_first_figure_of_a_chapter_is_on_its_first_screen(wide):
    figure = wide.locator(".live-figure").first
    assert figure.bounding_box()["y"] <= 420
    folded = wide.locator("section section").first.locator("details.code-cell")
    below = [cell.bounding_box()["y"] for cell in folded.all()]
    assert len(below) == 2  # what shows it, and what set it up
    assert min(below) > figure.bounding_box()["y"]
    assert "import" in folded.last.text_content()


# The words of a page that lie under a chain.
UNDER_CHAIN = """(chain) => {
  const { left, right, top, bottom } = chain.getBoundingClientRect();
  const texts = document.createTreeWalker(chain.closest("article"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text; (text = texts.nextNode()); ) {
    const parent = text.parentElement;
    if (!text.textContent.trim() || parent.closest(".nn-spoken")) continue;
    if (!parent.checkVisibility({ opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const one of range.getClientRects())
      if (one.left < right && one.right > left && one.top < bottom && one.bottom > top)
        found.push(text.textContent);
  }
  return found;
}"""


def has_no_words_under_a_chain(page):
    for chain in page.locator(".nn-copy:visible").all():
        chain.scroll_into_view_if_needed()
        settle(page)
        assert chain.evaluate(UNDER_CHAIN) == []


@pytest.mark.parametrize("wide", WITH_FIGURES, indirect=True)
def test_a_chain_lies_on_no_words_wide(wide):
    has_no_words_under_a_chain(wide)


@pytest.mark.parametrize("narrow", WITH_FIGURES, indirect=True)
def test_a_chain_lies_on_no_words_narrow(narrow):
    has_no_words_under_a_chain(narrow)


@pytest.mark.parametrize("wide", pages(), indirect=True)
def test_a_page_is_as_wide_as_its_window(wide):
    for width in (280, 320, 601, 768, 1000, 1199, 1440):
        wide.set_viewport_size({"width": width, "height": 900})
        settle(wide)
        assert wide.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_follow_the_theme_and_names_in_them_are_their_own(visit):
    grounds = {}
    for theme in ("light", "dark"):
        with visit("chapters/04-activations.html", theme=theme) as page:
            drawn = page.locator(".cell .picture:visible svg text").first
            grounds[theme] = drawn.evaluate("node => getComputedStyle(node).fill")
            names = page.locator("[id]").evaluate_all("nodes => nodes.map(node => node.id)")
            assert len(names) == len(set(names))
    assert grounds["light"] != grounds["dark"]


def test_a_first_visit_in_the_dark_is_dark_from_the_first_line(visit):
    with visit("intro.html", theme="dark") as page:
        page.evaluate("localStorage.clear()")
        page.add_init_script(
            """globalThis.themes = [];
            const note = () => themes.push(document.documentElement.dataset.theme);
            const options = { attributeFilter: ["data-theme"], subtree: true };
            new MutationObserver(note).observe(document, options);"""
        )
        page.reload(wait_until="networkidle")
        assert set(page.evaluate("themes")) == {"dark"}


def test_what_is_played_lies_on_the_page_s_own_ground(visit):
    with visit("chapters/10-beyond.html", theme="dark") as page:
        box = page.locator(".cell_output .text_html", has=page.locator("audio"))
        ground = box.evaluate("(node) => getComputedStyle(node).backgroundColor")
        assert ground == "rgba(0, 0, 0, 0)"


def test_what_is_printed_is_light(visit):
    with visit("chapters/04-activations.html", theme="dark") as page:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate("document.documentElement.dataset.theme") == "light"
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_dark_page_is_printed_dark_on_white(visit):
    with visit("chapters/01-digits.html", theme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        page.locator("html[data-theme=light]").wait_for()
        colour = page.locator("article p").first.evaluate("(p) => getComputedStyle(p).color")
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 90  # 7 : 1 on white, and more
        page.emulate_media(media="screen", color_scheme="dark")
        page.locator("html[data-theme=dark]").wait_for()


def test_formulas_are_mathml_and_need_no_script(visit):
    with visit("chapters/01-digits.html", java_script_enabled=False) as page:
        assert page.locator("math").count() > 0
        scripts = [script.get_attribute("src") or "" for script in page.locator("script").all()]
        assert not any("mathjax" in script.lower() for script in scripts)


def test_a_page_works_at_320_pixels(visit):
    with visit("chapters/01-digits.html", {"width": 320, "height": 640}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("13,002", "How many knobs?"),
        ("13002", "5."),
        ("784", "1."),
        ("0.05", "7."),
        ("derivative", "How does it learn?"),
        ("color", "1."),
        ("optimizer", "7."),
        ("loss", "How does it learn?"),
        ("loss function", "How does it learn?"),
    ],
)
def test_the_search_finds_numbers_and_what_the_book_calls_otherwise(visit, query, page):
    with visit(f"search.html?q={query}") as shown:
        shown.locator("#search-results li a").first.wait_for()
        found = shown.locator("#search-results").inner_text()
        assert page in found
        assert "This is a picture" not in found


@pytest.mark.parametrize(
    "query", ["constructor", "toString", "__proto__", "hasOwnProperty", "(", "-"]
)
def test_the_search_is_calm_whatever_is_asked(visit, query):
    with visit(f"search.html?q={query}") as shown:
        found = shown.locator("#search-results h2", has_text="Search Results")
        found.wait_for(state="attached")


@pytest.mark.parametrize("name", pages())
def test_no_page_waits_for_the_search_and_none_is_fetched_in_advance(name):
    text = (serve.SITE / name).read_text(encoding="utf-8")
    scripts = re.findall(r"<script[^>]*search[^>]*>", text)
    assert (len(scripts) > 0) == (name == "search.html")
    assert all(" defer " in script for script in scripts)
    assert not re.search(r'<link rel="(next|prefetch)"', text)


def test_a_root_is_drawn_with_a_font_that_the_site_brings(visit):
    with visit("chapters/01-digits.html") as page:
        page.locator("math").first.wait_for()
        page.evaluate("document.fonts.ready")
        fonts = page.evaluate("[...document.fonts].map(({ family, status }) => [family, status])")
        assert ["STIX Two Math", "loaded"] in [[name.strip('"'), status] for name, status in fonts]


def test_the_search_finds_a_word_of_a_chapter(visit):
    with visit("search.html?q=census") as page:
        page.locator("#search-results li a").first.wait_for()
        assert "Why is a 3 easy" in page.locator("#search-results").inner_text()


def test_the_theme_can_be_switched_by_keyboard(visit):
    with visit() as page:
        switch = page.locator("article .theme-switch-button, .theme-switch-button").first
        before = page.evaluate("document.documentElement.dataset.mode")
        switch.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.documentElement.dataset.mode") != before
