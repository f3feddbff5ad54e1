"""Measure the live figures on the built site, in Chromium with its processor slowed down.

Run from the repository, after ``make site``: ``python benchmarks/figures.py``. Needs what the
tests need. See benchmarks/README.md.
"""

import argparse
import gzip
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "code" / "tools"))
import browser
import serve

VIEWPORT = {"width": 1280, "height": 900}
HOST = "live_figures.js"

# Before the page's own scripts: note when its document was ready, and its first figure alive.
WATCH = """
addEventListener("DOMContentLoaded", () => (window.ready = performance.now()));
new MutationObserver(() => {
  window.alive ??= document.querySelector(".live-figure[data-live]") ? performance.now() : null;
}).observe(document, { subtree: true, attributeFilter: ["data-live"] });
"""

# The modules of a page's figures, each part once, as the page holds them.
MODULES = """() => {
  const holder = document.querySelector('script[type$="widget-state+json"]');
  const { state, shared } = JSON.parse(holder.textContent);
  const parts = new Set();
  for (const { state: values } of Object.values(state)) {
    const text = values._esm;
    if (!text) continue;
    for (const part of text.shared ? text.shared.map((k) => shared[k]) : [text]) parts.add(part);
  }
  return [...parts].join("");
}"""

# Move a control by turns to two places, and time the work for each: in the event itself, and
# in the next frame from its first callback until it has been drawn. Waiting for the frame,
# up to 1/60 second, is no work and does not count.
EVENTS = """async ({ figure, count }) => {
  const box = document.querySelectorAll(".live-figure[data-live]")[figure];
  box.scrollIntoView({ block: "center" });
  const sliders = [...box.querySelectorAll("input[type=range]")].filter((s) => !s.disabled);
  const buttons = [...box.querySelectorAll("button")].filter((b) => !b.disabled);
  const range = sliders[0];
  const step = buttons.find((b) => /Test digit|Next|Step/.test(b.textContent)) ?? buttons[0];
  if (!range && !step) return null;
  const control = range ? range.closest("label").querySelector("span") : step;
  const name = box.querySelector(".nn-figure").className.replaceAll(/nn-(figure)? ?/g, "");
  const places = range ? [range.min, range.max].map(Number) : null;
  const act = (k) => {
    if (!range) return step.click();
    const share = 0.3 + 0.4 * ((k * 0.618) % 1); // somewhere else at each event
    range.value = places[0] + share * (places[1] - places[0]);
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
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
    act(k);
    const event = performance.now() - start;
    const frame = await promise;
    channel.port1.close();
    if (k >= 5) times.push(event + frame);
    await wait();
  }
  return { name: `${name}: ${control.textContent.trim()}`, times };
}"""


def compressed(text):
    """Kilobytes (1,000 bytes) after gzip, as servers send it."""
    return len(gzip.compress(text.encode(), 9)) / 1000


def measure(page, address, slower, events):
    """Return a page's first life and its scripts' size, and the times of its figures' events."""
    page.add_init_script(WATCH)
    throttle = page.context.new_cdp_session(page)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address, wait_until="networkidle")
    if not page.locator(".live-figure").count():
        return None
    page.wait_for_function("!document.querySelector('.live-figure:not([data-live])')")
    life = page.evaluate("window.alive - window.ready")
    host = (serve.SITE / "_static" / HOST).read_text(encoding="utf-8")
    size = compressed(host + page.evaluate(MODULES))
    figures = page.locator(".live-figure[data-live]").count()
    rows = [page.evaluate(EVENTS, {"figure": k, "count": events}) for k in range(figures)]
    return life, size, [row for row in rows if row]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--slower", type=float, default=4, help="how much slower (4)")
    parser.add_argument("--events", type=int, default=200, help="events for each figure (200)")
    options = parser.parse_args()
    if not (serve.SITE / "index.html").exists():
        parser.error("the site is not built; run: make site")
    chapters = sorted((serve.SITE / "chapters").glob("*.html"))
    pages = ["intro", *(f"chapters/{path.stem}" for path in chapters)]
    lives, times = [], []
    with serve.server(0) as serving, sync_playwright() as playwright:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        chromium = playwright.chromium.launch(executable_path=browser.find())
        for name in pages:
            print(f"measuring {name}", file=sys.stderr)
            context = chromium.new_context(viewport=VIEWPORT)
            address = f"http://127.0.0.1:{serving.server_port}/{name}.html"
            found = measure(context.new_page(), address, options.slower, options.events)
            context.close()
            if found:
                life, size, rows = found
                lives.append(f"| {name} | {life:.0f} ms | {size:.1f} kB | {len(rows)} |")
                times += [(name, row["name"], row["times"]) for row in rows]
        version = chromium.version
        chromium.close()
        serving.shutdown()
    print(f"Chromium {version}, processor slowed {options.slower:g} times\n")
    print("| page | first figure alive | scripts, compressed | figures |")
    print("|---|---|---|---|")
    print(*lives, sep="\n")
    print(f"\n| page | figure and control | median of {options.events} | 95th percentile |")
    print("|---|---|---|---|")
    for name, control, values in times:
        ninety_five = statistics.quantiles(values, n=20)[-1]
        print(f"| {name} | {control} | {statistics.median(values):.1f} ms | {ninety_five:.1f} ms |")


if __name__ == "__main__":
    main()
