"""Measure what the live figures do in the long run, and while nobody looks at them.

- Memory after thousands of events, and after many trainings begun and given up.
- How smoothly a page scrolls, with a figure at work, and what a figure does off the screen.

Run from the repository, after ``make site``: ``python benchmarks/figures_long.py``. See
benchmarks/README.md.
"""

import argparse
import json

import figures

ROOM_PAGE = "chapters/07-learning"

# Ten events a frame, as a fast hand gives them.
MANY = """async ({ figure, from, to }) => {
  const { name, act } = controlsOf(figure)[0];
  for (let k = from; k < to; k++) {
    act(k);
    if (k % 10 === 9) await new Promise(requestAnimationFrame);
  }
  await new Promise((done) => setTimeout(done, 1000));
  return name;
}"""

# Begin to train, and give up after some batches. The worker has begun anew when the readout
# says how many test digits are read right with nothing learned.
RESETS = """async (times) => {
  const room = document.querySelector(".nn-training-room");
  const called = (node) => node.getAttribute("aria-label") ?? node.textContent;
  const press = (name) =>
    [...room.querySelectorAll("button")].find((node) => called(node) === name).click();
  const said = async (words) => {
    while (!words.test(room.querySelector(".nn-readout").textContent)) {
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  for (let k = 0; k < times; k++) {
    press("Play");
    await said(/^[\\d.]+ epochs/);
    press("Start again");
    await said(/nothing yet:/);
  }
}"""

# From the top of the page to its end, evenly: the time of each frame.
SCROLL = """async (time) => {
  const height = document.documentElement.scrollHeight - innerHeight;
  const start = await new Promise(requestAnimationFrame);
  const frames = [];
  for (let last = start; last - start < time; ) {
    const now = await new Promise(requestAnimationFrame);
    scrollTo({ top: ((now - start) / time) * height, behavior: "instant" });
    frames.push(now - last);
    last = now;
  }
  return frames;
}"""

# Count what figures draw: on canvases, and each change of what they hold.
COUNT = """() => {
  window.drawn = 0;
  const canvas = CanvasRenderingContext2D.prototype;
  const ways = "fillRect clearRect drawImage putImageData fill stroke fillText strokeText";
  for (const way of ways.split(" ")) {
    const draw = canvas[way];
    canvas[way] = function (...words) {
      window.drawn += 1;
      return draw.apply(this, words);
    };
  }
  const changes = new MutationObserver((records) => (window.drawn += records.length));
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  for (const figure of document.querySelectorAll(".live-figure")) changes.observe(figure, all);
}"""

# Set a figure going, slowly, so that it does not come to its end. Says its name, or null.
GO = """(figure) => {
  const box = document.querySelectorAll(".live-figure")[figure];
  const run = [...box.querySelectorAll("button")].find((b) => /^(Play|Run)$/.test(b.ariaLabel));
  if (!run) return null;
  box.scrollIntoView({ block: "center", behavior: "instant" });
  const range = box.querySelector("input[type=range]:not(:disabled)");
  range.value = range.min;
  range.dispatchEvent(new Event("input", { bubbles: true }));
  run.click();
  return nameOf(box);
}"""
STOP = """(figure) => {
  const box = document.querySelectorAll(".live-figure")[figure];
  const pause = [...box.querySelectorAll("button")].find((b) => b.ariaLabel === "Pause");
  pause?.click();
  return Boolean(pause);
}"""
AWAY = """() => {
  const height = document.documentElement.scrollHeight;
  scrollTo({ top: scrollY > height / 2 ? 0 : height, behavior: "instant" });
}"""


def total(usage):
    """Megabytes of objects, of arrays and of the page's elements."""
    kinds = ("usedSize", "backingStorageSize", "embedderHeapUsedSize")
    return sum(usage[kind] for kind in kinds) / 1e6


def memory(session):
    """Return the megabytes in use by a page, once the garbage has been collected."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    return total(session.send("Runtime.getHeapUsage"))


class Workers:
    """The workers of a page, each with a session of its own inside the page's session."""

    def __init__(self, page, session):
        self.page, self.session, self.ids, self.answers = page, session, [], []
        session.on("Target.attachedToTarget", lambda event: self.ids.append(event["sessionId"]))
        session.on("Target.receivedMessageFromTarget", self.receive)
        words = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
        session.send("Target.setAutoAttach", words)

    def receive(self, event):
        answer = json.loads(event["message"])
        if "usedSize" in answer.get("result", {}):
            self.answers.append(answer["result"])

    def memory(self):
        """Return the megabytes in use by all workers, as ``memory``."""
        self.answers.clear()
        for name in self.ids:
            for k, method in enumerate(["HeapProfiler.collectGarbage", "Runtime.getHeapUsage"]):
                message = json.dumps({"id": k, "method": method})
                self.session.send(
                    "Target.sendMessageToTarget", {"sessionId": name, "message": message}
                )
        while len(self.answers) < len(self.ids):
            self.page.wait_for_timeout(50)
        return sum(map(total, self.answers))


def settled(page, read):
    """Return what ``read`` gives, once it gives the same again: all work has been done."""
    last = None
    for _ in range(30):
        value = round(read(), 1)
        if value == last:
            break
        last = value
        page.wait_for_timeout(1000)
    return last


def after_events(chromium, address, few, many):
    """Return a table: memory of each page after few and after many events of its figure."""
    rows = []
    for name in figures.pages():
        with figures.visit(chromium, f"{address}/{name}.html") as (page, session):
            figures.all_alive(page)
            found = []
            for start, end in ((0, 10), (10, few), (few, many)):
                control = page.evaluate(MANY, {"figure": 0, "from": start, "to": end})
                found.append((memory(session), session.send("Memory.getDOMCounters")["nodes"]))
            (first, _), (early, nodes), (late, more) = found
            row = [f"{value:.2f} MB" for value in (first, early, late)]
            rows.append(
                (
                    figures.called(name),
                    control,
                    *row,
                    f"{late - early:+.2f} MB",
                    f"{more - nodes:+d}",
                )
            )
    grown = (f"growth from {few:,} to {many:,}", "page's nodes, growth")
    head = ("page", "figure and control", "at first", f"after {few:,}", f"after {many:,}", *grown)
    return figures.table(head, rows)


def after_resets(chromium, address, times):
    """Return a table: memory and workers of TrainingRoom's page, before and after many resets."""
    with figures.visit(chromium, f"{address}/{ROOM_PAGE}.html") as (page, session):
        figures.all_alive(page)
        workers, found = Workers(page, session), []
        for count in (1, times):
            page.evaluate(RESETS, count)
            worker = settled(page, workers.memory)
            found.append((settled(page, lambda: memory(session)), worker, len(page.workers)))
    (page_start, worker_start, count_start), (page_end, worker_end, count_end) = found
    rows = [
        (words, f"{start:.1f} MB", f"{end:.1f} MB", f"{end - start:+.1f} MB")
        for words, start, end in [
            ("memory of the page", page_start, page_end),
            ("memory of its worker", worker_start, worker_end),
        ]
    ]
    rows.append(("number of workers", count_start, count_end, f"{count_end - count_start:+d}"))
    return figures.table(("what", "after one", f"after {times} more", "growth"), rows)


def busy(session):
    """Return seconds on a clock, and how many of them the main thread has worked so far."""
    found = session.send("Performance.getMetrics")["metrics"]
    values = {metric["name"]: metric["value"] for metric in found}
    return values["Timestamp"], values["TaskDuration"]


def share(before, after):
    return f"{(after[1] - before[1]) / (after[0] - before[0]):.0%}"


def scrolling(chromium, address, seconds):
    """Return a table: frames and work while a page scrolls from its top to its end."""
    rows = []
    for slower in (1, figures.SLOWER):
        for learning in (False, True):
            place = f"{address}/{ROOM_PAGE}.html"
            with figures.visit(chromium, place, slower) as (page, session):
                figures.all_alive(page)
                session.send("Performance.enable")
                if learning:
                    page.get_by_role("button", name="Play", exact=True).first.click()
                    page.locator(".nn-readout", has_text="epochs").first.wait_for()
                before = busy(session)
                frames = page.evaluate(SCROLL, 1000 * seconds)
                work = share(before, busy(session))
            long = sum(frame > 50 for frame in frames)
            what = "the network learns" if learning else "nothing runs"
            speed = f"slowed {slower} times" if slower > 1 else "as it is"
            rows.append((what, speed, len(frames), long, f"{max(frames):.0f} ms", work))
    head = ("meanwhile", "processor", f"frames in {seconds} s", "longer than 50 ms")
    return figures.table((*head, "longest", "main thread busy"), rows)


def off_screen(chromium, address, seconds):
    """Return a table: what running figures draw on the screen, and far off it."""
    rows = []
    with figures.visit(chromium, f"{address}/{ROOM_PAGE}.html") as (page, session):
        session.send("Performance.enable")
        count = figures.all_alive(page)
        page.evaluate(COUNT)
        for figure in range(count):
            name = page.evaluate(GO, figure)
            if name is None:
                continue
            row = []
            page.wait_for_timeout(2000)
            for _ in ("on the screen", "far off it"):
                page.evaluate("() => { window.drawn = 0; }")
                before = busy(session)
                page.wait_for_timeout(1000 * seconds)
                row += [page.evaluate("() => window.drawn"), share(before, busy(session))]
                page.evaluate(AWAY)
                page.wait_for_timeout(1000)
            if page.evaluate(STOP, figure):  # it was still running
                rows.append((name, *row))
    head = ("figure at work", f"drawn in {seconds} s on the screen", "main thread busy")
    return figures.table((*head, f"drawn in {seconds} s far off it", "main thread busy"), rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=1000, help="events before growth counts (1000)")
    parser.add_argument("--many", type=int, default=10_000, help="events in all (10000)")
    parser.add_argument("--resets", type=int, default=100, help="trainings given up (100)")
    options = parser.parse_args()
    with figures.opened() as (chromium, address):
        figures.keep(
            figures_off_screen=off_screen(chromium, address, 3),
            figures_scrolling=scrolling(chromium, address, 5),
            figures_resets=after_resets(chromium, address, options.resets),
            figures_memory=after_events(chromium, address, options.few, options.many),
        )


if __name__ == "__main__":
    main()
