// HandLesson's state: whose digits it learns from and is tested on, and how the lesson goes.

import { crc32, decodeNumbers } from "./js/bytes.js";
import { preprocess } from "./js/drawings.js";
import { asText, handsIn, toBase64 } from "./js/handwriting.js";
import { imageAt, inkOf, SIDE } from "./js/images.js";
import { change, recall } from "./js/model.js";
import { countParameters, makeNetwork } from "./js/network.js";
import { rowsOf } from "./js/passage.js";
import { keepText, shareHands, TAUGHT } from "./js/shelf.js";
import { halves } from "./js/teaching.js";
import { predict } from "./js/training.js";
import { startLearner } from "./js/worker.js";

const SIZES = [784, 16, 16, 10];
const SIZE = SIDE * SIDE;
export const STEPS = 200;
const EVERY = 10;
const LEARNING_RATE = 0.05;
export const MNIST = 1000; // of its test digits
const SETTINGS = ["hands", "writer", "start", "mixed", "by_person", "examples"];

export function makeLesson(model) {
  const lesson = {
    model,
    hands: [], // of everybody
    points: [], // { step, right, mnist }, as it learns
    answers: null, // to the test digits, now
    made: null, // a lesson made before, of an invented person
    parameters: null, // of the taught network
    running: false,
    fetching: false,
    failure: "",
    said: "",
    count: 0, // of lessons so far
    redraw() {},
  };
  const shelf = shareHands(model);
  const begin = () => beginAgain(lesson);
  for (const name of SETTINGS) model.on(`change:${name}`, begin);
  const taught = model.get("taught");
  const held = recall(model, () => hold(lesson));
  beginAgain(lesson);
  if (held?.key === keyOf(lesson)) {
    Object.assign(lesson, held.lesson);
    change(model, { taught });
  }
  return Object.assign(lesson, {
    shelf,
    stop() {
      lesson.worker?.terminate();
      shelf.stop();
      for (const name of SETTINGS) model.off(`change:${name}`, begin);
    },
  });
}

/** What is kept while the reader is on another page: how far the lesson came; null if it did not begin. */
function hold(lesson) {
  const { points, answers, parameters, said } = lesson;
  return parameters && { key: keyOf(lesson), lesson: { points, answers, parameters, said } };
}

/** Whose lesson it is: with other digits, or another beginning, it would be another one. */
function keyOf({ model }) {
  const text = SETTINGS.map((name) => model.get(name)).join();
  return crc32(new TextEncoder().encode(text));
}

/** The network to begin with, with parameters of its own. */
export function firstNetwork({ model }) {
  const parameters = decodeNumbers(model.get(model.get("start")), countParameters(SIZES));
  return makeNetwork(SIZES, "relu", "softmax", parameters);
}

/** The network as it is now: taught, or as it began. */
export function networkNow(lesson) {
  return lesson.parameters
    ? makeNetwork(SIZES, "relu", "softmax", lesson.parameters)
    : firstNetwork(lesson);
}

/** Put the lesson back to its beginning. */
export function beginAgain(lesson) {
  lesson.worker?.postMessage({}); // stop
  lesson.count += 1; // what the worker still says is of another lesson
  const text = lesson.model.get("hands");
  lesson.hands = text ? handsIn(text) : [];
  const { known, test } = decksOf(lesson);
  const network = firstNetwork(lesson);
  const answers = predict(network, rowsOf(inkOf(test.images), test.labels));
  const right = countRight(answers, test.labels);
  const points = [{ step: 0, right, mnist: null }];
  const fresh = { known, test, answers, points, parameters: null, running: false, said: "" };
  Object.assign(lesson, fresh);
  if (!test.labels.length) lesson.made ??= madeBefore(lesson.model);
  if (lesson.model.get("taught").byteLength) {
    change(lesson.model, { taught: new DataView(new ArrayBuffer(0)) });
  }
  lesson.redraw();
}

export const countRight = (answers, labels) =>
  labels.reduce((sum, label, k) => sum + Number(answers[k] === label), 0);

/** What it learns from, and what it is tested on: as `HandLesson.lesson` in Python. */
function decksOf({ model, hands }) {
  const mine = hands.find(({ writer }) => writer === model.get("writer"));
  const own = mine ?? { labels: [], drawings: new Uint8Array() };
  const most = model.get("examples");
  if (model.get("by_person")) {
    const others = hands.filter((hand) => hand !== mine);
    return { known: deckOf(others, () => true, most), test: deckOf([own], () => true) };
  }
  const learned = halves(own.labels);
  return {
    known: deckOf([own], (k) => learned[k], most),
    test: deckOf([own], (k) => !learned[k]),
  };
}

/** The lesson made before, with its test digits and what they were read as in the end. */
function madeBefore(model) {
  const [person] = handsIn(model.get("sample"));
  const learned = halves(person.labels);
  const { points, answers } = model.get("earlier");
  return {
    points: points.map(([step, right, mnist]) => ({ step, right, mnist })),
    answers,
    test: deckOf([person], (k) => !learned[k]),
    isMade: true,
  };
}

/** What is shown: the lesson, or the one made before while there is nobody to be tested on. */
export const shownOf = (lesson) => (lesson.test.labels.length ? lesson : lesson.made);

function deckOf(hands, takes, most = Infinity) {
  const chosen = hands
    .flatMap(({ labels, drawings }) =>
      labels.map((label, k) => ({
        label,
        k,
        drawing: drawings.subarray(k * SIZE, (k + 1) * SIZE),
      })),
    )
    .filter(({ k }) => takes(k))
    .slice(0, most);
  const images = new Float64Array(chosen.length * SIZE);
  chosen.forEach(({ drawing }, k) => images.set(preprocess(imageAt(drawing, 0)), k * SIZE));
  return { images, labels: chosen.map(({ label }) => label) };
}

/** Who there is besides the one who is looked at. */
export function othersOf({ model, hands }) {
  return hands.filter(({ writer }) => writer !== model.get("writer")).length;
}

// The lesson.

async function prepare(lesson) {
  lesson.worker = await startLearner(lesson.model, ["train", "test"], {
    hear: (data) => hear(lesson, data),
    fail: (error) => fail(lesson, error),
  });
}

function fail(lesson, error) {
  lesson.worker?.terminate();
  Object.assign(lesson, { ready: null, worker: null, running: false, fetching: false });
  lesson.failure = error.message;
  lesson.redraw();
}

/** Give the lesson, from its beginning. */
export async function teach(lesson) {
  if (lesson.running || !lesson.known.labels.length) return;
  beginAgain(lesson);
  Object.assign(lesson, { running: true, fetching: !lesson.worker, failure: "" });
  lesson.redraw();
  const { count } = lesson;
  try {
    lesson.ready ??= prepare(lesson);
    await lesson.ready;
  } catch (error) {
    fail(lesson, error);
    return;
  }
  lesson.fetching = false;
  if (lesson.count !== count) return;
  const { known, test, model } = lesson;
  const { sizes, hidden, output, parameters } = firstNetwork(lesson);
  lesson.worker.postMessage({
    lesson: {
      id: count,
      network: { sizes, hidden, output, parameters },
      known: { images: known.images, labels: known.labels },
      test: { images: test.images, labels: test.labels },
      mixed: model.get("mixed"),
      steps: STEPS,
      every: EVERY,
      learningRate: LEARNING_RATE,
      seed: 0,
    },
  });
}

function hear(lesson, { id, step, answers, mnist, done, parameters }) {
  if (id !== lesson.count) return;
  const right = countRight(answers, lesson.test.labels);
  if (step === 0) lesson.points = [];
  lesson.points.push({ step, right, mnist });
  Object.assign(lesson, { answers, parameters, running: !done });
  if (done) change(lesson.model, { taught: new DataView(parameters.slice().buffer) });
  lesson.redraw();
}

/** Open the sample: somebody who was invented. */
export function useSample(lesson) {
  const { model, hands } = lesson;
  const [person] = handsIn(model.get("sample"));
  const isThere = hands.some(({ writer }) => writer === person.writer);
  lesson.shelf.keep(asText(isThere ? hands : [...hands, person]));
  lesson.shelf.choose(person.writer);
}

/** Keep the taught network in the browser, for the pads of the book. */
export function keepTaught(lesson) {
  const bytes = new Uint8Array(Float64Array.from(lesson.parameters).buffer);
  const kept = keepText(TAUGHT, toBase64(bytes));
  lesson.said = kept
    ? "Kept: each pad of the book that reads with such a network now offers “Taught by you”."
    : "This browser has no room for it: save it as a file.";
  lesson.redraw();
}
