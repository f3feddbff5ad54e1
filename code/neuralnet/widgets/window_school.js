// WindowSchool: eight windows learn in the page, from noise to edges.

/** @import { Render } from "@anywidget/types" */

import { fitCanvas, paintCells } from "./js/canvas.js";
import { stageSign } from "./js/colours.js";
import { button, playBar, toggle } from "./js/controls.js";
import { element, setAttributes, setText } from "./js/element.js";
import { whole } from "./js/format.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { drawOnChange } from "./js/schedule.js";
import { STAGE } from "./js/stage.js";
import {
  ask,
  beginAgain,
  makeSchool,
  otherStart,
  pause,
  SIZE,
  sharesOf,
  WINDOWS,
} from "./window_school_run.js";

const NARROW = 620;
const HIGH = 160; // a window's: as it began, as it is, and how much of it is an edge or a bar
const LARGE = 14; // pixels of a weight

/** @type {Render} */
function render({ model, el }) {
  const school = makeSchool(model);
  const parts = makeParts(school);
  mount(el, model, parts.frame);
  const { redraw, stop } = drawOnChange(model, ["seed", "shuffled"], parts.frame.figure, (page) =>
    draw(school, parts, page),
  );
  school.redraw = redraw;
  return () => {
    school.stop();
    stop();
  };
}

function makeParts(school) {
  const { model } = school;
  const frame = makeFrame({
    name: "window-school",
    ground: "stage",
    title: "Let the windows learn",
    label: "Eight windows learn, from noise to edges",
    onReset: () => beginAgain(school),
  });
  const mixed = toggle("Shuffle the pixels", (on) => change(model, { shuffled: on }));
  const bar = playBar(
    {
      play: () => (school.running ? pause(school) : ask(school, { run: true })),
      step: () => ask(school, { step: true }),
      stepLabel: "50 images",
    },
    button("Another start", () => otherStart(school)),
  );
  bar.node.insertBefore(bar.one, bar.round.nextSibling);
  const right = element("strong");
  const what = element("span");
  const tally = element("p", { class: "nn-tally" }, right, what);
  const canvas = element("canvas", { role: "img" });
  frame.body.append(bar.node, mixed.node, tally, canvas);
  return { frame, mixed, bar, right, what, canvas };
}

const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)}%`;
const meanOf = (shares) => shares.reduce((sum, share) => sum + share, 0) / shares.length;

function draw(school, { frame, mixed, bar, right, what, canvas }, { width, unit }) {
  const { run, running, model, failure, asked } = school;
  const narrow = width < NARROW * unit;
  frame.figure.dataset.kind = narrow ? "upright" : "beside";
  /** @type {[number[], number[]]} */
  const shares = [sharesOf(school, run.first), sharesOf(school, run.windows)];
  const room = width / unit - (narrow ? 32 : 48);
  paintWindows(canvas, run, shares, { room, columns: narrow ? 4 : 8, unit });
  mixed.show(model.get("shuffled"));
  bar.show(running);
  bar.one.disabled = running || school.fetching;
  const unknown = run.accuracy === null;
  setText(right, unknown ? "" : percent(run.accuracy, 1));
  setText(what, unknown ? "How many of 1,000 digits will it read?" : " of 1,000 validation digits right"); // biome-ignore format: one line
  frame.offer(failure ? () => ask(school, asked) : null);
  frame.say(wordsOf(school, shares));
  const each = shares[1].map((share, k) => `${k + 1}: ${percent(share)}`).join(", ");
  setAttributes(canvas, {
    "aria-label": `Eight windows, as they began and as they are. How much of each an edge or a bar explains, ${each}.`,
  });
}

function wordsOf({ run, fetching, failure, model }, [first, now]) {
  if (failure) return `It cannot learn here: ${failure}`;
  if (fetching) return "Fetching the digits, 2 MB, once …";
  const noise = `an edge or a bar explains ${percent(meanOf(first))} of one on average`;
  if (!run.seen) return `Eight windows of random weights: ${noise}. Press Play.`;
  const what = model.get("shuffled") ? "images with shuffled pixels" : "images";
  return `${whole(run.seen)} ${what}: an edge or a bar explains ${percent(meanOf(now))} of a window on average; at the start it was ${percent(meanOf(first))}.`;
}

/** Each window as it began, small, and as it is; a bar says how much of it an edge or bar explains. */
function paintWindows(canvas, { first, windows }, [then, now], { room, columns, unit }) {
  const height = (WINDOWS / columns) * HIGH;
  const context = fitCanvas(canvas, room * unit, height * unit, "12px system-ui, sans-serif");
  context.scale(unit, unit);
  context.clearRect(0, 0, room, height);
  Object.assign(context, { textAlign: "center", textBaseline: "middle" });
  const pitch = room / columns;
  const large = Math.min(LARGE, (pitch - 8) / 5);
  for (let k = 0; k < WINDOWS; k++) {
    const x = pitch * ((k % columns) + 0.5);
    const y = HIGH * Math.floor(k / columns);
    const own = [first, windows].map((all) => all.subarray(k * SIZE, (k + 1) * SIZE));
    const [wide, left, base] = [5 * large, x - 2.5 * large, y + 52 + 5 * large];
    const small = Math.floor(0.43 * large);
    paintWindow(context, own[0], left + wide - 2.5 * small, y + 4, small);
    context.fillStyle = STAGE.ink2;
    context.fillText("start", left + (wide - 5 * small) / 2, y + 4 + 2.5 * small);
    paintWindow(context, own[1], x, y + 44, large);
    context.fillStyle = STAGE.hairline;
    context.fillRect(left, base, wide, 8);
    context.fillStyle = STAGE.ink;
    context.fillRect(left, base, wide * now[k], 8);
    context.fillStyle = STAGE.ink2;
    context.fillRect(left + wide * then[k] - 1, base - 3, 2, 14);
    context.fillStyle = STAGE.ink;
    context.fillText(`now ${percent(now[k])}`, x, base + 22);
  }
}

/** Blue above 0, orange with dots below, dark 0; on its own scale. */
function paintWindow(context, weights, middle, top, cell) {
  const most = weights.reduce((size, weight) => Math.max(size, Math.abs(weight)), 1e-12);
  const x = middle - 2.5 * cell;
  paintCells(context, { x, y: top, cell, columns: 5, count: SIZE }, (k) =>
    stageSign(weights[k], most),
  );
  context.fillStyle = STAGE.ground;
  weights.forEach((weight, k) => {
    if (weight > -0.15 * most) return;
    const [right, down] = [(k % 5) + 0.5, Math.floor(k / 5) + 0.5];
    context.fillRect(x + right * cell - 1, top + down * cell - 1, 2, 2);
  });
}

export default { render };
