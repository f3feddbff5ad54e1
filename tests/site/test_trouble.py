"""What goes wrong on the way to a reader: lost or wrong files, figures that cannot start."""

import base64
import gzip
import json
from contextlib import contextmanager

import pytest

from neuralnet.widgets import (
    DigitReader,
    KnobWall,
    LanguageLab,
    NeuronLab,
    TrainingRoom,
    digit_files,
)
from sphinx_ext import live_figures
from tests.site.conftest import settle
from tools import figure_page


@contextmanager
def page_with(chromium, figure_site, figure, prepare=lambda page: None, text=None, **options):
    """Open a page with a figure, in which things may go wrong; yield it and the errors it made."""
    folder, address = figure_site
    name = f"Trouble{type(figure).__name__}.html"
    (folder / name).write_text(text or figure_page.page(figure), encoding="utf-8")
    context = chromium.new_context(**options)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    prepare(page)
    page.goto(f"{address}/{name}")
    yield page, errors
    context.close()


def script(name, packed):
    text = packed if isinstance(packed, str) else base64.b64encode(packed).decode()
    return f'(globalThis.bookDigits ??= {{}}).{name} = "{text}";'


def zeroed(name):
    packed = gzip.decompress(digit_files.digit_file(name))
    return gzip.compress(bytes(len(packed)))


WRONG = {
    "lost": lambda name: None,
    "a page for logging in": lambda name: "<!doctype html><title>Welcome to the hotel</title>",
    "cut off": lambda name: script(name, digit_files.digit_file(name)[:-5000]),
    "zeroed": lambda name: script(name, zeroed(name)),
    "no base64": lambda name: script(name, "%%%"),
    "another file": lambda name: script(
        name, digit_files.digit_file("pair" if name != "pair" else "test")
    ),
    "nothing": lambda name: "",
}
# What asks for digits: a figure, what makes it ask, the words that say that they did not come, and
# those that come in the end.
ASKERS = {
    "TrainingRoom": (
        TrainingRoom,
        "One batch",
        "It cannot learn here: The ",
        "training digits right",
    ),
    "KnobWall": (KnobWall, "Start again", "No accuracy: The ", "of 1,000 test digits."),
    "NeuronLab": (NeuronLab, None, "No score: The ", "trained 49"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("asker", ASKERS)
def test_digits_that_are_lost_or_wrong_are_said_and_can_be_asked_for_again(
    chromium, figure_site, asker, wrong
):
    figure, first, problem, answer = ASKERS[asker]
    broken = True

    def answer_request(route):
        name = route.request.url.split("/digits/")[1].partition(".js")[0]
        if not broken:
            return route.continue_()
        body = WRONG[wrong](name)
        return route.abort() if body is None else route.fulfill(body=body)

    def prepare(page):
        page.route("**/digits/*", answer_request)

    with page_with(chromium, figure_site, figure(), prepare) as (page, errors):
        root = page.locator(".nn-figure")
        if first:
            root.get_by_role("button", name=first, exact=True).click()
        root.get_by_text(problem).first.wait_for()
        again = root.get_by_role("button", name="Try again")
        again.click()
        page.wait_for_timeout(200)
        again.wait_for()  # in vain
        assert root.get_by_text(answer).count() == 0
        broken = False
        again.click()
        root.get_by_text(answer).first.wait_for()
        again.wait_for(state="hidden")
        # A login page is no script; that much the browser may say.
        assert [error for error in errors if "Unexpected token" not in error] == []


def test_an_old_browser_is_told_so(chromium, figure_site):
    def prepare(page):
        page.add_init_script("delete window.DecompressionStream")

    with page_with(chromium, figure_site, TrainingRoom(), prepare) as (page, errors):
        page.get_by_role("button", name="Play").click()
        page.get_by_text("It cannot learn here: This browser is too old").first.wait_for()
        assert errors == []


def test_digits_that_are_late_are_said_and_then_taken(chromium, figure_site):
    held = []

    def prepare(page):
        page.clock.install()
        page.route("**/digits/*", lambda route: held.append(route))

    with page_with(chromium, figure_site, KnobWall(), prepare) as (page, errors):
        page.get_by_role("button", name="Start again").click()
        page.wait_for_timeout(100)
        page.clock.fast_forward(61_000)
        page.get_by_text("No accuracy: The test digits are late").first.wait_for()
        page.get_by_role("button", name="Try again").click()
        assert len(held) == 1  # what is under way is waited for
        held[0].continue_()
        for _ in range(50):
            page.clock.run_for(200)
            page.wait_for_timeout(50)
        page.get_by_text("of 1,000 test digits.").first.wait_for()
        assert errors == []


BREAKERS = {
    "ResizeObserver": "delete window.ResizeObserver",
    "canvas": "HTMLCanvasElement.prototype.getContext = () => null",
    "render": "Element.prototype.prepend = () => { throw new Error('no room'); }",
    "modules": "URL.createObjectURL = () => 'data:text/plain,'",
}


@pytest.mark.parametrize("breaker", BREAKERS)
@pytest.mark.parametrize(
    "figure", [DigitReader, NeuronLab, TrainingRoom], ids=lambda kind: kind.__name__
)
def test_a_figure_that_cannot_start_leaves_its_picture_and_says_why(
    chromium, figure_site, figure, breaker
):
    def prepare(page):
        page.add_init_script(BREAKERS[breaker])

    with page_with(chromium, figure_site, figure(), prepare) as (page, errors):
        page.wait_for_timeout(500)
        settle(page)
        if page.locator("[data-live]").count():
            pytest.skip("it does without")
        assert page.locator(".live-figure img").is_visible()
        assert page.locator(".live-figure-view").count() == 0
        note = page.locator(".live-figure-note")
        assert note.is_visible()
        assert note.inner_text().startswith("This is a picture: the live figure could not start")
        assert errors == []


def test_a_host_that_allows_no_module_made_of_text_is_answered(chromium, figure_site):
    text = figure_page.page(DigitReader()).replace(
        "<title>",
        "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\"><title>",
    )
    with page_with(chromium, figure_site, DigitReader(), text=text) as (page, _):
        page.locator(".live-figure-failed").wait_for()
        assert page.locator(".live-figure img").is_visible()


@pytest.mark.parametrize("why", ["no scripts", "its script is missing"])
def test_where_no_script_runs_a_sentence_says_so(chromium, figure_site, why):
    def prepare(page):
        page.route("**/live_figures.js", lambda route: route.abort())

    options = {"java_script_enabled": why != "no scripts"}
    with page_with(chromium, figure_site, DigitReader(), prepare, **options) as (page, _):
        note = page.locator(".live-figure-note")
        note.wait_for()  # after a moment, so that no figure that starts shows it first
        assert "This is a picture of a live figure" in note.inner_text()


TEXTS = [
    "</SCRIPT ><img src=x onerror=globalThis.intruder=1>",
    "<!--<script>",
    "]]> &lt; \u2028 \"'",
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_safe_in_the_page_s_state(chromium, figure_site, text):
    with page_with(chromium, figure_site, LanguageLab(text=text)) as (page, errors):
        page.locator("[data-live]").wait_for()
        assert page.locator("textarea, input[type=text]").first.input_value() == text
        assert page.evaluate("globalThis.intruder") is None
        assert page.locator(".live-figure").count() == 1
        assert errors == []


def test_no_state_can_end_its_script():
    state = {"state": {"a": {"state": {"text": "<!--<script></SCRIPT >", "_esm": "x" * 600}}}}
    body = live_figures.share(json.dumps(state))
    assert "<" not in body
    assert json.loads(body) == state


def test_what_the_reader_changed_is_what_is_printed(chromium, figure_site):
    for viewport in ({"width": 1280, "height": 900}, {"width": 390, "height": 844}):
        with page_with(chromium, figure_site, DigitReader(), viewport=viewport) as (page, _):
            page.locator("[data-live]").wait_for()
            page.wait_for_timeout(300)
            page.emulate_media(media="print")
            assert page.locator(".live-figure img").is_visible()
            assert not page.locator(".nn-figure").is_visible()
            page.emulate_media(media="screen")
            page.get_by_role("button", name="Next test digit").click()
            page.wait_for_timeout(500)
            page.emulate_media(media="print")
            assert not page.locator(".live-figure img").is_visible()
            box = page.locator(".nn-figure").bounding_box()
            assert box["width"] <= 641
            assert page.locator(".nn-answer").is_visible()
