"""Measure the live figures on the built site, in Chromium, as it is and slowed down.

Run from the repository, after ``make site``: ``python benchmarks/figures.py``. Needs what the
tests need. What back/measurements.md shows is kept in benchmarks/figures.json. See
benchmarks/README.md.
"""

import argparse
import contextlib
import datetime
import gzip
import json
import os
import re
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import browser, serve

ROOT = Path(__file__).resolve().parents[1]
STATED = ROOT / "benchmarks" / "figures.json"
VIEWPORT = {"width": 1280, "height": 900}
SLOWER = 4
# The budgets. An event's are above the page's own floor: the least that any change costs there.
MEDIAN, HIGH, ALIVE, SCRIPTS = (8, "ms"), (12, "ms"), (300, "ms"), (40, "kB")
FLOOR = "for comparison: one line gets another colour"

# Before the page's own scripts: note when its document was ready, and when its first live
# figure stood in it.
WATCH = """
addEventListener("DOMContentLoaded", () => (window.ready = performance.now()));
new MutationObserver(() => {
  window.alive ??= document.querySelector(".nn-figure") ? performance.now() : null;
}).observe(document, { subtree: true, childList: true });
"""

# The modules of a page's figures, each part once.
MODULES = """() => {
  const holder = document.querySelector('script[type$="widget-state+json"]');
  const { state, shared } = JSON.parse(holder.textContent);
  const parts = new Set();
  for (const { state: values } of Object.values(state)) {
    for (const text of [values._esm, values.worker].filter(Boolean)) {
      for (const part of text.shared?.map((k) => shared[k]) ?? [text]) parts.add(part);
    }
  }
  return [...parts].join("");
}"""

# How a figure is used: the name of each use, and what makes its k-th event. Its first slider,
# box for a number, or button that moves it on; and the pen, brush or finger on its canvas, or
# what is written in its field.
CONTROL = """
window.nameOf = (box) =>
  box.querySelector(".nn-figure").className.match(/ nn(-(?!stage|paper)[a-z-]+)/)[1]
    .replaceAll(/-(\\w)/g, (_, letter) => letter.toUpperCase());
const called = (node) => // what it is called aloud
  node.ariaLabel ?? node.labels?.[0]?.querySelector("span")?.textContent ??
  document.getElementById(node.getAttribute("aria-labelledby"))?.textContent ?? node.textContent;
HTMLElement.prototype.setPointerCapture = () => {}; // for a pointer that is none
window.controlsOf = (figure) => {
  const box = document.querySelectorAll(".live-figure")[figure];
  box.scrollIntoView({ block: "center", behavior: "instant" });
  const free = (kind) => [...box.querySelectorAll(kind)].filter((node) => !node.disabled);
  const controls = [];
  const use = (words, act) => controls.push({ name: `${nameOf(box)}: ${words}`, act });
  const tell = (node, event) => node.dispatchEvent(event);
  const input = free("input[type=range]")[0] ?? free("input[type=number]")[0];
  const step = free("button").find(({ textContent }) => textContent.endsWith("▶"));
  if (input) {
    const [least, most] = [input.min, input.max].map(Number);
    use(called(input), (k) => {
      const share = 0.3 + 0.4 * ((k * 0.618) % 1); // somewhere else at each event
      input.value = least + share * (most - least);
      tell(input, new Event("input", { bubbles: true }));
    });
  } else if (step) use(step.textContent, () => step.click());
  for (const canvas of free("canvas[role=application]")) {
    use(called(canvas).split(/[.:]/)[0], (k) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const place = {
        clientX: left + width * (0.5 + 0.3 * Math.cos(k / 3)),
        clientY: top + height * (0.5 + 0.3 * Math.sin(k / 3)),
      };
      for (const type of ["pointerdown", "pointerup"]) {
        tell(canvas, new PointerEvent(type, { ...place, bubbles: true }));
      }
    });
  }
  for (const field of free("textarea")) {
    use(called(field), (k) => {
      field.value = "The quick brown fox jumps over the lazy dog".slice(0, 1 + (k % 43));
      tell(field, new Event("input", { bubbles: true }));
    });
  }
  return controls;
};
window.leastControl = () => {
  const { style } = document.querySelector(".nn-figure p");
  return { act: (k) => {
    style.color = k % 2 ? "#111111" : "#222222";
  } };
};
"""

# Use a figure's control many times, and time the work for each: in the event itself, and in
# the next frame from its first callback until it has been drawn. Waiting for the frame, up to
# 1/60 second, is no work and does not count.
EVENTS = """async ({ figure, control: place, count, least }) => {
  const control = least ? leastControl() : controlsOf(figure)[place];
  const wait = () => new Promise((done) => setTimeout(done, 30));
  await new Promise((done) => setTimeout(done, 500));
  const times = [];
  for (let k = 0; k < count + 5; k++) {
    const { promise, resolve } = Promise.withResolvers();
    let begun;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - begun);
    requestAnimationFrame(() => {
      begun = performance.now();
      channel.port2.postMessage(0);
    });
    const start = performance.now();
    control.act(k);
    const event = performance.now() - start;
    const frame = await promise;
    channel.port1.close();
    if (k >= 5) times.push(event + frame);
    await wait();
  }
  return { name: control.name, times };
}"""


# What the scripts beside this one use as well.


def table(head, rows):
    """Return a table as lines of Markdown."""
    lines = [f"| {' | '.join(map(str, row))} |" for row in (head, *rows)]
    return [lines[0], "|" + "---|" * len(head), *lines[1:]]


def keep(**measured):
    """Print tables and sentences, and keep them for the pages that show them."""
    stated = json.loads(STATED.read_text(encoding="utf-8")) if STATED.exists() else {}
    text = json.dumps(stated | measured, indent=2, sort_keys=True, ensure_ascii=False)
    STATED.write_text(text + "\n", encoding="utf-8")
    for name, lines in measured.items():
        print(f"\n{name}:\n", *([lines] if isinstance(lines, str) else lines), sep="\n")


def compressed(text):
    """Kilobytes (1,000 bytes) after gzip, as servers send it."""
    return len(gzip.compress(text.encode(), 9)) / 1000


@contextlib.contextmanager
def opened(folder=serve.SITE):
    """Give a Chromium, and the address at which a folder, the site, is served."""
    if not (serve.SITE / "index.html").exists():
        sys.exit("the site is not built; run: make site")
    with serve.server(0, folder) as serving, sync_playwright() as playwright:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # and nowhere else
        chromium = playwright.chromium.launch(executable_path=browser.find(), args=[here])
        yield chromium, f"http://127.0.0.1:{serving.server_port}"
        chromium.close()
        serving.shutdown()


@contextlib.contextmanager
def visit(chromium, address, slower=1):
    """Open a page in a fresh context. Give it, and its session of the DevTools protocol."""
    print(f"measuring {address}", file=sys.stderr)
    context = chromium.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.add_init_script(WATCH + CONTROL)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address)
    page.locator(".nn-figure").first.wait_for()
    yield page, session
    context.close()


def all_alive(page):
    """Wait until all figures of a page live; return how many."""
    page.wait_for_load_state("networkidle")
    page.locator(".live-figure:not([data-live])").first.wait_for(state="detached")
    return page.locator(".live-figure").count()


def pages():
    """Return the addresses, in the site, of the pages with figures."""
    found = [serve.SITE / "intro.html", *sorted((serve.SITE / "chapters").glob("*.html"))]
    return [
        path.relative_to(serve.SITE).with_suffix("").as_posix()
        for path in found
        if '<div class="live-figure' in path.read_text(encoding="utf-8")
    ]


def host_scripts():
    """Return what stands in for Jupyter's host."""
    scripts = [serve.SITE / "_static" / name for name in ("coming_back.js", "live_figures.js")]
    return "".join(path.read_text(encoding="utf-8") for path in scripts)


def called(name):
    """Return what a reader calls a page."""
    number = re.match(r"chapters/(\d+)", name)
    return f"chapter {int(number[1])}" if number else "first page"


# What this one measures.


def first_lives(chromium, address, loads):
    """Return rows: a page, how many figures, its scripts' kilobytes, two medians of times."""
    host = host_scripts()
    rows = []
    for name in pages():
        times = {1: [], SLOWER: []}
        for _ in range(loads):
            for slower, values in times.items():
                with visit(chromium, f"{address}/{name}.html", slower) as (page, _session):
                    values.append(page.evaluate("window.alive - window.ready"))
                    size = compressed(host + page.evaluate(MODULES))
                    count = page.locator(".live-figure").count()
        rows.append((called(name), count, size, *map(statistics.median, times.values())))
    return rows


def events(chromium, address, count):
    """Return rows: a page, a figure and its control, its two times, and both above the floor.

    The times are the median and the 95th percentile. Each page's last row is its floor: a
    change that no figure makes.
    """
    rows = []
    for name in pages():
        with visit(chromium, f"{address}/{name}.html", SLOWER) as (page, _session):
            places = [
                {"figure": figure, "control": control}
                for figure in range(all_alive(page))
                for control in range(page.evaluate(f"controlsOf({figure}).length"))
            ]
            found = []
            for place in [*places, {"least": True}]:
                one = page.evaluate(EVENTS, {**place, "count": count})
                high = statistics.quantiles(one["times"], n=20)[-1]
                found.append((one.get("name") or FLOOR, statistics.median(one["times"]), high))
        _, *floor = found[-1]
        for control, *times in found:
            above = [time - least for time, least in zip(times, floor, strict=True)]
            rows.append((called(name), control, *times, *above))
    return rows


def budget(words, limit, unit, measured):
    """Return a row: what is allowed, the worst of pairs of a value and its name, the verdict."""
    worst, where = max(measured)
    missed = sum(value > limit for value, _ in measured)
    verdict = f"**missed** by {missed} of {len(measured)}" if missed else "kept by all"
    return words, f"{limit} {unit}", f"{worst:.1f} {unit} ({where})", verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=200, help="events for each figure (200)")
    parser.add_argument("--loads", type=int, default=5, help="loads of each page (5)")
    options = parser.parse_args()
    with opened() as (chromium, address):
        lives = first_lives(chromium, address, options.loads)
        times = events(chromium, address, options.events)
        version = chromium.version
    today = datetime.date.today().isoformat()
    slowed = f"slowed {SLOWER} times"
    names, _, sizes, quick, slow = zip(*lives, strict=True)
    used = [row for row in times if row[1] != FLOOR]
    _, controls, _, _, medians, high = zip(*used, strict=True)
    keep(
        figures_measured=f"{today}, Chromium {version}, a machine with {os.cpu_count()} cores",
        figures_budgets=table(
            ("what", "budget", "worst", "the budget is"),
            [
                budget(words, *limit, list(zip(values, where, strict=True)))
                for words, limit, values, where in [
                    (f"an event, median, {slowed}, above the floor", MEDIAN, medians, controls),
                    ("the same, 95th percentile, above the floor's", HIGH, high, controls),
                    ("first figure alive", ALIVE, quick, names),
                    (f"first figure alive, {slowed}", ALIVE, slow, names),
                    ("scripts, compressed", SCRIPTS, sizes, names),
                ]
            ],
        ),
        figures_alive=table(
            ("page", "figures", "scripts, compressed", "first figure alive", f"the same, {slowed}"),
            [
                (name, count, f"{size:.1f} kB", f"{life:.0f} ms", f"{slow:.0f} ms")
                for name, count, size, life, slow in lives
            ],
        ),
        figures_events=table(
            (
                *("page", "figure and control", f"median of {options.events}", "95th percentile"),
                *("median above the floor", "95th percentile above the floor"),
            ),
            [
                (
                    *row[:2],
                    *(f"{time:.1f} ms" for time in row[2:4]),
                    *(f"{time:+.1f} ms" for time in row[4:]),
                )
                for row in times
            ],
        ),
    )


if __name__ == "__main__":
    main()
