"""Exercises done on the published page, in the browser's own Python, no other host in reach."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.notebooks.solutions import solutions
from tests.unit.test_exercises import EVERY
from tools import notebooks, serve

PATIENCE = 120_000  # milliseconds
READY = "Python is ready. Change the code, then run."
SOLVED = "✓ Well done."


class Exercise:
    """An exercise's place on its page."""

    def __init__(self, page, name):
        self.page, self.name = page, name
        self.place = page.locator(f'.run-here[data-name="{name}"]')
        self.said = self.place.locator(".said")
        self.frame = self.place.frame_locator("iframe")
        self.cell = self.frame.locator(".jp-CodeCell").nth(1).locator(".cm-content")

    def press(self, name):
        self.place.get_by_role("button", name=name, exact=True).press("Enter")

    def open(self):
        self.press("Do it here")
        expect(self.said).to_have_text(READY, timeout=PATIENCE)

    def write(self, code):
        self.cell.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)

    def run(self, expected):
        self.press("Run")
        expect(self.said).to_contain_text(expected, timeout=PATIENCE)


@pytest.fixture
def chapter(chromium, address):
    """Open a page; at the end, it must have asked nothing of another host."""
    opened, elsewhere = [], []

    def request(route):
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    def open_page(name, **options):
        context = chromium.new_context(**options)
        context.route("**/*", request)
        page = context.new_page()
        page.goto(f"{address}/{name}.html")
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert elsewhere == []


@pytest.mark.parametrize(("path", "name"), EVERY)
def test_a_solution_typed_into_the_page_is_well_done(chapter, path, name):
    page = chapter(f"chapters/{path.stem}")
    exercise = Exercise(page, name)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    expect(exercise.place).to_contain_text("your browser fetches")
    assert not [url for url in asked if "/lite/" in url]
    exercise.open()
    exercise.press("Run")
    expect(exercise.said).not_to_contain_text("Python", timeout=PATIENCE)
    expect(exercise.said).not_to_contain_text(SOLVED)
    exercise.write(solutions(notebooks.read(path))[name])
    exercise.run(SOLVED)
    assert page.evaluate("bookMemory.recall('exercises')")[name]["solved"] is True


def test_how_much_is_fetched_and_how_long_it_takes(chapter, measured):
    page = chapter("chapters/04-activations")
    exercise = Exercise(page, "leaky")
    began = time.monotonic()
    exercise.open()
    measured("exercise_seconds", time.monotonic() - began)
    shown = int(exercise.place.get_attribute("data-megabytes"))
    measured("exercise_megabytes", shown, within=0.15)


def test_no_exercise_fetches_more_than_the_book_says(measured):
    found = []
    for path in sorted(serve.SITE.glob("chapters/*.html")):
        text = path.read_text(encoding="utf-8")
        found += re.findall(r'data-megabytes="(\d+)" data-name="\w', text)
    assert len(found) == len(EVERY)
    measured("exercise_megabytes_most", max(map(int, found)), within=0.15)


def test_the_menu_leads_to_where_the_chapter_is_run(chapter):
    page = chapter("chapters/04-activations")
    line = page.locator("a.btn-run-chapter")
    if page.locator(".dropdown-launch-buttons").count():
        page.locator(".dropdown-launch-buttons button").click()
    line.click()
    start = page.get_by_role("button", name="Run this chapter here")
    expect(start).to_be_focused()
    expect(start).to_be_in_viewport()
    assert len(page.context.pages) == 1
    assert page.locator("iframe").count() == 0  # nothing is fetched before a word on how much


def test_what_a_reader_wrote_is_kept_until_it_is_begun_again(chapter):
    page = chapter("chapters/04-activations", viewport={"width": 390, "height": 844})
    exercise = Exercise(page, "leaky")
    exercise.open()
    first = exercise.cell.inner_text()
    exercise.write("mine = 1")
    exercise.run("✕ Python says: NameError")
    page.reload()
    expect(exercise.place).to_contain_text("What you wrote is kept in this browser.")
    exercise.open()
    expect(exercise.cell).to_have_text("mine = 1")
    page.keyboard.press("Control+s")  # no copy that the record does not know
    exercise.press("Begin again")
    expect(exercise.cell).to_have_text("mine = 1")
    exercise.press("Lose what you wrote?")
    assert exercise.cell.inner_text() == first
    page.reload()
    expect(exercise.place).not_to_contain_text("kept in this browser")


def test_a_keyboard_gets_into_the_cells_and_out_again(chapter):
    page = chapter("chapters/04-activations", color_scheme="dark", reduced_motion="reduce")
    exercise = Exercise(page, "leaky")
    exercise.place.get_by_role("button", name="Do it here").press("Enter")
    expect(exercise.place.get_by_role("button", name="Close")).to_be_focused()
    expect(exercise.said).to_have_text(READY, timeout=PATIENCE)
    exercise.cell.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("  # mine")
    page.keyboard.press("Escape")
    expect(exercise.place.get_by_role("button", name="Run", exact=True)).to_be_focused()
    expect(exercise.cell).to_contain_text("# mine")
    exercise.press("Close")
    expect(exercise.place.get_by_role("button", name="Do it here")).to_be_focused()
    assert exercise.place.locator("iframe").count() == 0


def test_solved_exercises_join_the_record_and_leave_with_it(chapter):
    page = chapter("intro")
    page.evaluate(
        """() => localStorage.setItem("thirteen-thousand-knobs", JSON.stringify({
          "04-activations": { exercises: { leaky: { code: "x", solved: true } } } }))"""
    )
    page.reload()
    record = page.locator(".reading-record")
    expect(record).to_contain_text("solved 1 exercise")
    record.get_by_role("button", name="Erase it").click()
    record.get_by_role("button", name="Erase all of it?").click()
    assert page.evaluate("JSON.stringify(bookMemory.all())") == "{}"


def test_a_whole_chapter_runs_in_the_page_and_is_kept(chapter):
    page = chapter("chapters/04-activations")
    whole = page.locator('.run-here[data-name=""]')
    whole.get_by_role("button", name="Run this chapter here").click()
    said = whole.locator(".said")
    expect(said).to_have_text("Python is ready.", timeout=PATIENCE)
    cells = whole.frame_locator("iframe").locator(".jp-CodeCell")
    cell = cells.nth(1).locator(".cm-content")
    cell.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("print(6 * 7)")
    page.keyboard.press("Shift+Enter")
    expect(cells.nth(1).locator(".jp-OutputArea-output")).to_have_text("42", timeout=PATIENCE)
    whole.get_by_role("button", name="Close").click()  # which keeps it first
    expect(whole.get_by_role("button", name="Run this chapter here")).to_be_focused()
    page.reload()
    whole.get_by_role("button", name="Run this chapter here").click()
    expect(cell).to_have_text("print(6 * 7)", timeout=PATIENCE)
    expect(said).to_have_text("Python is ready.", timeout=PATIENCE)
    whole.get_by_role("button", name="Begin again").click()
    whole.get_by_role("button", name="Lose what you wrote?").click()
    expect(cell).not_to_have_text("print(6 * 7)", timeout=PATIENCE)
