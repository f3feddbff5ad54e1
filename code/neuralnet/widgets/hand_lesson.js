// HandLesson: teach a network one person's handwriting, and see what it forgets.

/** @import { Render } from "@anywidget/types" */

import {
  beginAgain,
  keepTaught,
  makeLesson,
  networkNow,
  othersOf,
  STEPS,
  shownOf,
  teach,
  useSample,
} from "./hand_lesson_state.js";
import { makeTestTiles, paintLesson } from "./hand_lesson_view.js";
import { exactInterval } from "./js/chance.js";
import { button, choiceGroup, slider } from "./js/controls.js";
import { element, setAttributes } from "./js/element.js";
import { makeFrame, mount } from "./js/frame.js";
import { change } from "./js/model.js";
import { networkFile, saveFile } from "./js/saving.js";
import { drawOnChange } from "./js/schedule.js";

const STATE = ["hands", "writer", "start", "mixed", "by_person", "examples"];
const NARROW = 620;

/** @type {Render} */
function render({ model, el }) {
  const lesson = makeLesson(model);
  const parts = makeParts(lesson);
  mount(el, model, parts.frame);
  const { redraw, stop } = drawOnChange(model, STATE, parts.frame.figure, (page) =>
    draw(lesson, parts, page),
  );
  lesson.redraw = redraw;
  return () => {
    lesson.stop();
    stop();
  };
}

function makeParts(lesson) {
  const { model } = lesson;
  const frame = makeFrame({
    name: "hand-lesson",
    ground: "paper",
    title: "Teach it your hand",
    label: "A network learns to read one person",
    onReset: () => beginAgain(lesson),
  });
  const start = choiceGroup(
    "Which network",
    [
      ["ours", "the book's"],
      ["drawer", "that for drawings"],
    ],
    (value) => change(model, { start: value }),
  );
  const mixed = choiceGroup(
    "It is shown",
    [
      [true, "MNIST's too"],
      [false, "these alone"],
    ],
    (value) => change(model, { mixed: value }),
  );
  const people = choiceGroup(
    "It learns from",
    [
      [false, "half of these"],
      [true, "all other people"],
    ],
    (value) => change(model, { by_person: value }),
  );
  const examples = slider("Of them at most", { min: 1, max: 50, step: 1 }, (value) =>
    change(model, { examples: value }),
  );
  const go = button("Teach", () => teach(lesson), { class: "nn-primary" });
  const keep = button("Keep it for the pads", () => keepTaught(lesson));
  const save = button("Save it", () =>
    saveFile("taught.npz", networkFile(networkNow(lesson)), "application/octet-stream"),
  );
  const sample = button("Take an invented person", () => useSample(lesson), {
    class: "nn-primary",
  });
  const chart = element("canvas", { role: "img" });
  const tiles = makeTestTiles();
  frame.body.append(
    element("div", { class: "nn-row nn-acts" }, go, sample, keep, save),
    element("div", { class: "nn-chart" }, chart),
    element("div", { class: "nn-test nn-stage" }, tiles.node),
    element("div", { class: "nn-knobs" }, start.node, mixed.node, people.node, examples.node),
  );
  return { frame, start, mixed, people, examples, go, keep, save, sample, chart, tiles };
}

function draw(lesson, parts, { width, unit, palette }) {
  const { model, known, test } = lesson;
  const shown = shownOf(lesson);
  const narrow = width < NARROW * unit;
  parts.frame.figure.dataset.kind = narrow ? "upright" : "beside";
  const wide = narrow ? width - 32 * unit : width - 50 * unit - 252 * unit;
  paintLesson(parts.chart, shown, { wide, high: (narrow ? 170 : 216) * unit, unit, palette });
  parts.tiles.show(shown);
  for (const name of ["start", "mixed"]) parts[name].show(model.get(name));
  parts.people.show(model.get("by_person"));
  const [, others] = parts.people.inputs;
  others.disabled = !othersOf(lesson) && !model.get("by_person");
  const most = model.get("examples");
  parts.examples.show(Math.min(most, 50), most >= 50 ? "all" : `${most} digits`);
  parts.go.disabled = !known.labels.length || !test.labels.length || lesson.running;
  for (const part of [parts.keep, parts.save]) part.disabled = !lesson.parameters || lesson.running;
  const isNobody = !model.get("hands");
  parts.sample.hidden = !isNobody;
  for (const part of [parts.go, parts.keep, parts.save]) part.hidden = isNobody; // nothing to do yet
  parts.frame.offer(lesson.failure ? () => teach(lesson) : null);
  parts.frame.say(wordsOf(lesson));
  setAttributes(parts.chart, { "aria-label": chartWords(shown) });
}

const percent = (share) => `${Math.round(100 * share)}%`;

/** What the state is, in words. */
function wordsOf(lesson) {
  const { known, test, points, running, fetching, failure, said, model } = lesson;
  if (failure) return failure;
  if (fetching) return "Fetching MNIST's digits …";
  const whose = model.get("writer") || "you";
  if (!test.labels.length || !known.labels.length) {
    if (model.get("hands"))
      return `There are too few digits of ${whose}: at least two of one kind are needed.`;
    const [{ right }, after] = [lesson.made.points[0], lesson.made.points.at(-1)];
    return `Write digits in the figure above, or take an invented person's. In grey, a lesson made before: it read ${right}, then ${after.right} of ${lesson.made.test.labels.length}.`;
  }
  const [first, last] = [points[0], points.at(-1)];
  const count = test.labels.length;
  const [low, high] = exactInterval(last.right, count);
  const now = `${last.right} of ${count} test digits (${percent(low)} to ${percent(high)})`;
  if (points.length < 2)
    return `Before any lesson it reads ${now}. It will learn from ${known.labels.length}.`;
  const mnist = `of MNIST's it read ${(first.mnist / 10).toFixed(1)}%, now ${(last.mnist / 10).toFixed(1)}%`;
  if (said) return said;
  const state = running ? `Step ${last.step} of ${STEPS}. ` : "";
  return `${state}It read ${first.right}, now ${now}; ${mnist}.`;
}

function chartWords({ points, test, isMade }) {
  const listed = points
    .filter(({ step }) => step % 50 === 0)
    .map(({ step, right, mnist }) =>
      mnist === null
        ? `step ${step}: ${right} of ${test.labels.length}`
        : `step ${step}: ${right} of ${test.labels.length}, MNIST ${(mnist / 10).toFixed(1)}%`,
    );
  const whose = isMade ? "A lesson made before, of an invented person: test" : "Test";
  return `${whose} digits read right as it learns. ${listed.join("; ")}.`;
}

export default { render };
