// OwnHand's rows: how many digits are read right, with how far that can be known, and how the
// digits differ from MNIST's.

import { exactInterval } from "./js/chance.js";
import { button } from "./js/controls.js";
import { element } from "./js/element.js";
import { digitsOf, fetchKnown, measuresOf, nameOf, scoreOf } from "./own_hand_state.js";

const ROWS = [
  ["ours", "The book's network"],
  ["drawer", "The one for drawings"],
  ["windows", "The one of windows"],
  ["average", "Nearest average"],
  ["example", "Nearest of 10,000"],
];
const percent = (share) => `${Math.round(100 * share)}%`;

/** A row: a name, words, and a line with a band and a point on it, and a mark beside. */
function makeRow(name) {
  const words = element("span", { class: "nn-words" });
  const track = element("span", { class: "nn-track", "aria-hidden": "true" });
  const node = element("li", {}, element("span", { class: "nn-name" }, name), words, track);
  return {
    node,
    /** Places on the line are shares of it, from 0 to 1; none where they are null. */
    show(text, { low = 0, high = 0, at = null, mark = null }) {
      if (words.textContent !== text) words.textContent = text;
      track.dataset.empty = String(at === null);
      track.dataset.marked = String(mark !== null);
      for (const [key, value] of Object.entries({ low, high, at: at ?? 0, mark: mark ?? 0 })) {
        track.style.setProperty(`--${key}`, String(Math.min(Math.max(value, 0), 1)));
      }
    },
  };
}

/** What a score says: "27 of 30, so 74 to 98%", with the ends of the interval. */
export function scoreWords({ right, count }) {
  const [low, high] = exactInterval(right, count);
  return `${right} of ${count}, so ${percent(low).slice(0, -1)} to ${percent(high)}`;
}

function showScore(row, { right, count }, usual) {
  if (!count) return row.show(usual === null ? "" : `MNIST ${percent(usual)}`, { mark: usual });
  const [low, high] = exactInterval(right, count);
  const beside = usual === null ? "" : `; MNIST ${percent(usual)}`;
  row.show(scoreWords({ right, count }) + beside, { low, high, at: right / count, mark: usual });
}

export function makeReaderRows(own) {
  const rows = ROWS.map(([, name]) => makeRow(name));
  const fetch = button("Fetch them", () => fetchKnown(own), { class: "nn-chip" });
  rows.at(-1).node.append(fetch);
  const node = element("ul", { class: "nn-rows" }, ...rows.map((row) => row.node));
  return {
    node,
    show() {
      const usual = own.model.get("usual");
      const digits = digitsOf(own);
      ROWS.forEach(([name], k) => showScore(rows[k], scoreOf(digits, name), usual[name]));
      fetch.hidden = Boolean(own.readers.known);
      const text = own.fetching ? "Fetching …" : `Fetch them (${own.model.get("megabytes")} MB)`;
      if (fetch.textContent !== text) fetch.textContent = text;
    },
  };
}

/** One row for each person. */
export function makePeopleRows(own) {
  const node = element("ul", { class: "nn-rows nn-people" });
  let rows = new Map();
  return {
    node,
    show() {
      const fresh = new Map(
        own.people.map(({ writer }) => [writer, rows.get(writer) ?? makeRow(nameOf(writer))]),
      );
      if ([...fresh.keys()].join() !== [...rows.keys()].join()) {
        node.replaceChildren(...[...fresh.values()].map((row) => row.node));
      }
      rows = fresh;
      for (const { writer, digits } of own.people) {
        showScore(rows.get(writer), scoreOf(digits, "ours"), null);
      }
    },
  };
}

/** Name, title, from where to where its line goes, and a value in words.
 * @type {[string, string, [number, number], (value: number) => string][]} */
const MEASURES = [
  ["thickness", "Thickness, pixels", [0, 5], (value) => value.toFixed(1)],
  ["slant", "Slant to the right", [-0.5, 0.8], (value) => value.toFixed(2).replace("-", "−")],
  ["size", "Size, pixels", [0, 28], (value) => value.toFixed(1)],
  ["offset", "Off the middle, pixels", [0, 14], (value) => value.toFixed(1)],
];
const UNDONE = { size: "; it is read at 20", offset: "; it is moved there" };

export function makeMeasureRows(own) {
  const rows = MEASURES.map(([, name]) => makeRow(name));
  return {
    node: element("ul", { class: "nn-rows" }, ...rows.map((row) => row.node)),
    show() {
      const digits = digitsOf(own);
      const found = digits.length ? measuresOf(digits) : null;
      MEASURES.forEach(([name, , [from, to], say], k) => {
        const at = (value) => (value - from) / (to - from);
        const usual = own.model.get("typical")[name];
        const place = found ? { at: at(found[name]) } : {};
        const mine = found ? say(found[name]) : "–";
        if (!usual) return rows[k].show(mine + UNDONE[name], place);
        const [mean, spread] = usual;
        const [low, high] = [mean - spread, mean + spread];
        const text = `${mine}; MNIST ${say(low)} to ${say(high)}`;
        rows[k].show(text, { ...place, low: at(low), high: at(high), mark: at(mean) });
      });
    },
  };
}
