"""The built site in Firefox and in WebKit, as the tests of the site see it in Chromium."""

import pytest
from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests import engines
from tests.notebooks.solutions import solutions
from tests.site.conftest import pages
from tools import ROOT, notebooks

# Selenium's own way of starting WebKit, which it means to change.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")


@pytest.fixture(scope="module")
def listening():
    with engines.listening() as address:
        yield address


@pytest.fixture(scope="module")
def screen():
    with engines.screen():
        yield


@pytest.fixture(
    scope="module", params=[engines.firefox, engines.webkit], ids=lambda start: start.__name__
)
def browser(request, screen):
    opened = request.param()
    opened.set_window_size(1280, 900)
    yield opened
    opened.quit()


def wait(browser, condition, seconds=60):
    return WebDriverWait(browser, seconds).until(condition)


def open_page(browser, address):
    browser.get(address)
    wait(browser, lambda b: b.execute_script("return document.readyState") == "complete")
    boxes = browser.find_elements(By.CSS_SELECTOR, ".live-figure")
    live = "return document.querySelectorAll('.live-figure[data-live]').length"
    wait(browser, lambda b: b.execute_script(live) == len(boxes))
    return boxes


def problems(browser):
    return browser.execute_script("return globalThis.problems")


@pytest.mark.parametrize("name", pages())
def test_every_page_lives_without_an_error(browser, listening, name):
    boxes = open_page(browser, f"{listening}/{name}")
    for box in boxes:
        moved_by_keyboard(browser, box)
    assert problems(browser) == []


def moved_by_keyboard(browser, box):
    """Move the first slider of a figure that can be moved."""
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", box)
    sliders = [
        one for one in box.find_elements(By.CSS_SELECTOR, "input[type=range]") if one.is_enabled()
    ]
    for slider in sliders[:1]:
        before = slider.get_property("value")
        key = Keys.ARROW_LEFT if before == slider.get_property("max") else Keys.ARROW_RIGHT
        slider.send_keys(key)
        wait(browser, lambda _, one=slider, was=before: one.get_property("value") != was, 10)


def click(browser, button):
    """Click a button, once the page's contents have made room for a wide figure."""
    waiting = WebDriverWait(browser, 20, ignored_exceptions=[ElementClickInterceptedException])
    waiting.until(lambda _: button.click() or True)


def test_the_network_learns(browser, listening):
    open_page(browser, f"{listening}/chapters/07-learning.html")
    room = browser.find_element(By.CSS_SELECTOR, ".nn-training-room")
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", room)
    steps = room.find_elements(By.TAG_NAME, "button")
    click(browser, next(one for one in steps if one.text == "One batch"))
    readout = room.find_element(By.CSS_SELECTOR, ".nn-readout")
    wait(browser, lambda _: "training digits right" in readout.get_property("textContent"))
    assert problems(browser) == []


@pytest.mark.parametrize("unloads", [False, True], ids=["as it is", "unloading"])
def test_what_was_learned_is_there_for_who_comes_back(browser, listening, unloads):
    """Whether the browser has kept the page or loads it again, which is its own affair."""
    open_page(browser, f"{listening}/chapters/07-learning.html")
    if unloads:  # such a page is kept by few
        browser.execute_script("addEventListener('unload', () => {})")
    batch = """const buttons = [...document.querySelectorAll(".nn-training-room button")];
    buttons.find(({ textContent }) => textContent === "One batch").click()"""
    browser.execute_script(batch)
    wait(browser, lambda b: "validation" in readout(b))
    said = readout(browser)
    browser.execute_script("document.querySelector('a.right-next').click()")
    wait(browser, lambda b: "08-" in b.current_url)
    browser.back()
    wait(browser, lambda b: b.execute_script("return document.readyState") == "complete")
    wait(browser, lambda b: readout(b) == said)
    browser.execute_script(batch)
    wait(browser, lambda b: readout(b) != said and "validation" in readout(b))
    assert problems(browser) == []


def readout(browser):
    """Return what the first room for training says."""
    words = "return document.querySelector('.nn-training-room .nn-readout')?.textContent ?? ''"
    return browser.execute_script(words)


def test_a_drawn_digit_is_read(browser, listening):
    open_page(browser, f"{listening}/intro.html")
    pad = browser.find_element(By.CSS_SELECTOR, ".nn-digit-reader .nn-pad canvas")
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", pad)
    hand = webdriver.ActionChains(browser)
    side = pad.size["width"]
    places = [(8, 6), (20, 6), (18, 10), (15, 16), (12, 22)]
    for k, (right, down) in enumerate(places):
        hand.move_to_element_with_offset(
            pad, int(right / 28 * side - side / 2), int(down / 28 * side - side / 2)
        )
        if k == 0:
            hand.click_and_hold()
    hand.release().perform()
    answer = browser.find_element(By.CSS_SELECTOR, ".nn-digit-reader .nn-answer")
    wait(browser, lambda _: answer.get_property("textContent") == "It reads 7")
    assert problems(browser) == []


CHAPTER, EXERCISE = "04-activations", "leaky"
PATIENCE = 180  # seconds until Python answers
# What a keyboard's own entry into a text does.
WRITE = """document.execCommand("selectAll");
document.execCommand("insertText", false, arguments[0]);"""


def text_of(element):
    return element.get_property("textContent")


def open_exercise(browser, listening):
    """Open the exercise on its page; return its place, once Python is ready."""
    open_page(browser, f"{listening}/chapters/{CHAPTER}.html")
    found = browser.find_elements(By.CSS_SELECTOR, f'.run-here[data-name="{EXERCISE}"]')
    if not found:
        pytest.fail("this site was built without Python; run: make publish")
    press(browser, found[0], "Do it here")
    said = found[0].find_element(By.CSS_SELECTOR, ".said")
    wait(browser, lambda _: text_of(said).startswith("Python is ready."), PATIENCE)
    return found[0]


def press(browser, place, words):
    browser.execute_script("arguments[0].scrollIntoView({ block: 'start' })", place)
    buttons = place.find_elements(By.TAG_NAME, "button")
    click(browser, next(one for one in buttons if text_of(one) == words))


def in_cell(browser, place, work):
    """Do some work with the cell that the reader changes, inside the frame."""
    browser.switch_to.frame(place.find_element(By.TAG_NAME, "iframe"))
    cell = browser.find_elements(By.CSS_SELECTOR, ".jp-CodeCell")[1]
    done = work(cell.find_element(By.CSS_SELECTOR, ".cm-content"))
    browser.switch_to.default_content()
    return done


def test_an_exercise_is_done_in_the_page_and_kept(browser, listening):
    solution = solutions(notebooks.read(ROOT / "chapters" / f"{CHAPTER}.ipynb"))[EXERCISE]

    def write(cell):
        cell.click()
        browser.execute_script(WRITE, solution)
        cell.send_keys(Keys.ARROW_RIGHT, "  # mine")

    place = open_exercise(browser, listening)
    assert place.find_element(By.TAG_NAME, "iframe").size["height"] > 200
    in_cell(browser, place, write)
    press(browser, place, "Run")
    said = place.find_element(By.CSS_SELECTOR, ".said")
    wait(browser, lambda _: text_of(said) not in ("", "Python runs …"), PATIENCE)
    assert text_of(said) == "✓ Well done."
    assert problems(browser) == []
    again = open_exercise(browser, listening)
    assert "# mine" in in_cell(browser, again, text_of)
    press(browser, again, "Close")
    assert "✓ You have solved this one." in text_of(again)
    assert problems(browser) == []
