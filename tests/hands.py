"""Random hands on the built site: they click, draw, turn, type, and go away and come back.

``python -m tests.hands 10 --engine firefox --seed 3`` plays for ten minutes in Firefox, ``--engine
webkit`` or ``chromium`` in the others, and lists what went wrong: errors and warnings of the
console, rejections, requests that failed, a figure whose words hold what is no word, or whose
height changed.
``tests/proofs/test_hands.py`` plays for a short time in each.
"""

import argparse
import random
import re
import time
from contextlib import contextmanager

from playwright.sync_api import sync_playwright
from selenium import webdriver
from selenium.webdriver.common.actions import interaction
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.pointer_input import PointerInput
from selenium.webdriver.common.actions.wheel_input import WheelInput

from tests import engines
from tests.site import conftest
from tools import browser, serve

WIDTHS = [280, 320, 360, 390, 601, 768, 1000, 1280, 1440]
SIZES = ["", "", "", "24px", "32px"]
KEYS = [
    *("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"),
    *(" ", " ", "Enter", "Escape", "Delete", "Backspace", "Tab"),
    *("1", "2", "3", "0", "+", "-", "z", "a", "É", "<"),
]
# What opens a window of the system's own, in which no hand of ours can do anything.
CLOSED = re.compile(r"Open|Save|Copy")
# What is no word, in a figure's text and in what it says to a screen reader.
NO_WORD = re.compile(r"\bNaN\b|\bundefined\b|\bInfinity\b|\bnull\b|\[object|\bfunction\b.*=>")

PAGE = """
globalThis.hands = {
  figures: () =>
    [...document.querySelectorAll(".live-figure")].filter((box) => box.checkVisibility()),
  /** A place in a figure, or in one of what can be pressed in it, and its name. */
  target([figure, control, x, y]) {
    const box = hands.figures()[figure];
    if (!box) return null;
    const all = "button:enabled, input:enabled, label, [tabindex='0'], select, textarea, canvas";
    const parts = [...box.querySelectorAll(all)].filter((part) => part.checkVisibility());
    const part = control === null ? box : parts[Math.floor(control * parts.length)] ?? box;
    part.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = part.getBoundingClientRect();
    const called = part.getAttribute("aria-label") ?? part.textContent.slice(0, 30);
    return {
      name: `${part.localName}.${part.className} ${called}`,
      x: left + x * width,
      y: top + y * height,
      wide: innerWidth,
      high: innerHeight,
    };
  },
  focus([figure, control]) {
    const all = "button, input, [tabindex='0'], select, textarea";
    const parts = [...(hands.figures()[figure]?.querySelectorAll(all) ?? [])];
    const part = parts[Math.floor(control * parts.length)];
    part?.focus();
    return part ? part.outerHTML.slice(0, 80) : "";
  },
  link(share) {
    const all = [...document.querySelectorAll("a[data-state]")];
    all[Math.floor(share * all.length)]?.click();
    return all.length;
  },
  theme: () => document.querySelector(".theme-switch-button")?.click(),
  /** What all figures say, and how high they are. */
  state: () =>
    hands.figures().map((box) => {
      const said = [...box.querySelectorAll("*")].flatMap((part) =>
        ["aria-label", "aria-valuetext", "title"].map((name) => part.getAttribute(name) ?? ""),
      );
      const written = box.querySelector("textarea")?.value ?? "";
      const text = [box.querySelector(".nn-figure")?.textContent ?? "", ...said].join(" | ");
      const kind = box.querySelector(".nn-figure")?.classList[2] ?? "";
      const height = Math.round(box.getBoundingClientRect().height);
      return { kind, text: written ? text.replaceAll(written, "") : text, height };
    }),
};
"""


class Chromium:
    """Hands in Chromium, by way of Playwright."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def get(self, address):
        self.page.goto(address, wait_until="load")

    def back(self):
        self.page.go_back(wait_until="load")

    def run(self, script, given=None):
        return self.page.evaluate(f"(given) => {{ {script} }}", given)

    def resize(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def mouse(self, points):
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point, steps=3)
        self.page.mouse.up()

    def fingers(self, paths):
        for k in range(len(paths[0])):
            points = [{"x": path[k][0], "y": path[k][1], "id": n} for n, path in enumerate(paths)]
            kind = "touchMove" if k else "touchStart"
            self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        self.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def wheel(self, point, right, down):
        self.page.mouse.move(*point)
        self.page.mouse.wheel(right, down)

    def key(self, key):
        self.page.keyboard.press(key) if len(key) > 1 or key.isascii() else (
            self.page.keyboard.insert_text(key)
        )


class Other:
    """Hands in Firefox or WebKit, by way of WebDriver."""

    def __init__(self, driver):
        self.driver = driver

    def get(self, address):
        self.driver.get(address)

    def back(self):
        self.driver.back()

    def run(self, script, given=None):
        # In Firefox each script has a world of its own, in which no other one has left anything.
        return self.driver.execute_script(PAGE + script.replace("given", "arguments[0]"), given)

    def resize(self, width, height):
        self.driver.set_window_size(width, height)

    def _draw(self, kind, paths):
        actions = ActionBuilder(self.driver)
        actions.devices = []
        for n, path in enumerate(paths):
            device = PointerInput(kind, f"{kind}{n}")
            actions.devices.append(device)
            for k, (x, y) in enumerate(path):
                device.create_pointer_move(duration=10, x=int(x), y=int(y))
                if k == 0:
                    device.create_pointer_down(button=0)
            device.create_pointer_up(button=0)
        actions.perform()

    def mouse(self, points):
        self._draw(interaction.POINTER_MOUSE, [points])

    def fingers(self, paths):
        if self.driver.name.lower() == "firefox":
            self._draw(interaction.POINTER_TOUCH, paths)
        else:  # WebKitGTK's driver has a mouse alone
            self.mouse(paths[0])

    def wheel(self, point, right, down):
        if self.driver.name.lower() != "firefox":
            self.run("scrollBy(given[0], given[1])", [right, down])
            return
        actions = ActionBuilder(self.driver)
        device = WheelInput("wheel")
        actions.devices = [device]
        device.create_scroll(int(point[0]), int(point[1]), right, down, 0, "viewport")
        actions.perform()

    def key(self, key):
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).upper()
        code = getattr(webdriver.Keys, name, key)
        webdriver.ActionChains(self.driver).send_keys(code).perform()


class Player:
    """A pair of hands with a seed, on one page after another."""

    def __init__(self, hand, address, seed):
        self.hand, self.address = hand, address
        self.chance = random.Random(seed)
        self.found, self.done = {}, 0
        self.heights = {}
        self.log = []

    def play(self, seconds):
        """Play for so long; return what was found, with what was done before it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.visit(self.chance.choice(pages()), min(end, time.monotonic() + 40))
        return self.found

    def visit(self, name, end):
        self.name, self.heights, self.log = name, {}, []
        self.hand.resize(1280, 900)
        self.window = (1280, "")
        self.hand.get(f"{self.address}/{name}")
        self.arrive()
        while time.monotonic() < end:
            act = self.chance.choices(list(ACTS), weights=list(ACTS.values()))[0]
            self.log.append(act)
            try:
                getattr(self, act)()
            except engines.OUT_OF_REACH as error:
                self.log[-1] += f" ({type(error).__name__})"
            self.done += 1
            self.look()

    def arrive(self):
        """Wait until the page's figures live."""
        alive = """const all = [...document.querySelectorAll(".live-figure")];
        return all.every((box) => "live" in box.dataset)"""
        until = time.monotonic() + 30
        while not self.hand.run(alive):
            if time.monotonic() > until:
                self.note("a figure did not come to life")
                break
            time.sleep(0.1)
        self.hand.run(PAGE)
        self.count = self.hand.run("return hands.figures().length")

    def figure(self):
        return self.chance.randrange(self.count) if self.count else 0

    def place(self, control=True):
        """Return a random place of a figure that is in the window, or None."""
        share = self.chance.random() if control else None
        within = [self.chance.random() for _ in range(2)]
        found = self.hand.run("return hands.target(given)", [self.figure(), share, *within])
        if not found or CLOSED.search(found["name"]):
            return None
        self.log[-1] += f" {found['name'][:60]}"
        self.size = found["wide"], found["high"]
        return self.inside(found["x"], found["y"])

    def inside(self, x, y):
        wide, high = self.size
        return min(max(x, 1), wide - 2), min(max(y, 1), high - 2)

    def path(self, steps):
        start = self.place(control=self.chance.random() < 0.8)
        if start is None:
            return None
        path = [start]
        for _ in range(steps):
            x, y = path[-1]
            reach = self.chance.choice([10, 60, 200])
            by = [self.chance.uniform(-reach, reach) for _ in range(2)]
            path.append(self.inside(x + by[0], y + by[1]))
        return path

    # What hands do.

    def press(self):
        if place := self.place():
            self.hand.mouse([place, place])

    def draw(self):
        if path := self.path(self.chance.randrange(1, 6)):
            self.hand.mouse(path)

    def touch(self):
        count, steps = self.chance.choice([1, 1, 2]), self.chance.randrange(0, 5)
        paths = [self.path(steps) for _ in range(count)]
        if all(paths):
            self.hand.fingers(paths)

    def type(self):
        if self.count:
            given = [self.figure(), self.chance.random()]
            self.log[-1] += " " + self.hand.run("return hands.focus(given)", given)
            if CLOSED.search(self.log[-1]):
                return
        for _ in range(self.chance.randrange(1, 6)):
            self.hand.key(self.chance.choice(KEYS))

    def wheel(self):
        if place := self.place(control=False):
            self.hand.wheel(place, 0, self.chance.choice([-400, -60, 60, 400]))

    def follow(self):
        self.hand.run("hands.link(given)", self.chance.random())

    def theme(self):
        self.hand.run("hands.theme()")

    def resize(self):
        self.window = (self.chance.choice(WIDTHS), self.chance.choice(SIZES))
        self.hand.resize(self.window[0], self.chance.choice([500, 700, 900]))
        self.hand.run("document.documentElement.style.fontSize = given", self.window[1])
        time.sleep(0.3)

    def come_back(self):
        self.look()
        self.hand.get(f"{self.address}/back/glossary.html")
        self.hand.back()
        self.hand.run("document.documentElement.style.fontSize = given", self.window[1])
        self.arrive()

    # What is looked at after each.

    def look(self):
        at = self.hand.run("return location.href")
        if self.name not in at:  # a link led away
            self.hand.get(f"{self.address}/{self.name}")
            self.arrive()
        for problem in self.hand.run("return (globalThis.problems ?? []).splice(0)"):
            self.note(problem)
        for k, figure in enumerate(self.hand.run("return hands.state()")):
            if word := NO_WORD.search(figure["text"]):
                around = figure["text"][max(word.start() - 40, 0) : word.end() + 40]
                self.note(f"{figure['kind']} says: {around}")
            wide = self.hand.run("return innerWidth")
            first = self.heights.setdefault((k, wide, self.window[1]), figure["height"])
            if abs(first - figure["height"]) > 1:
                self.note(f"{figure['kind']} is {figure['height']} high and was {first}, at {wide}")
                self.heights[k, wide, self.window[1]] = figure["height"]

    def note(self, problem):
        if problem not in self.found:
            last = "; ".join(self.log[-6:])
            self.found[problem] = f"{self.name} at {self.window}, after: {last}"
            print(f"{problem}\n    {self.found[problem]}", flush=True)


# What is done, and how often.
ACTS = {
    "press": 30,
    "draw": 25,
    "touch": 15,
    "type": 20,
    "wheel": 4,
    "follow": 4,
    "theme": 2,
    "resize": 4,
    "come_back": 1,
}


def pages():
    """Return the names of the pages with figures."""
    text = {name: (serve.SITE / name).read_text(encoding="utf-8") for name in conftest.pages()}
    return [name for name in text if '<div class="live-figure' in text[name]]


@contextmanager
def hands(engine):
    """Return hands in an engine that is opened for them."""
    if engine == "chromium":
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser.find())
            yield Chromium(opened.new_context(has_touch=True).new_page())
            opened.close()
        return
    with engines.screen():
        driver = getattr(engines, engine)()
        try:
            yield Other(driver)
        finally:
            driver.quit()


def play(engine, seconds, seed):
    """Return what was found in so many seconds, and how many things were done."""
    with engines.listening() as address, hands(engine) as hand:
        player = Player(hand, address, seed)
        player.play(seconds)
        return player.found, player.done


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float)
    parser.add_argument("--engine", default="chromium", choices=["chromium", "firefox", "webkit"])
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    found, done = play(asked.engine, 60 * asked.minutes, asked.seed)
    print(f"{asked.engine}, seed {asked.seed}: {done:,} things done, {len(found)} faults found")


if __name__ == "__main__":
    main()
