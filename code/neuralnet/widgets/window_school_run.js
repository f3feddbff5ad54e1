// WindowSchool's state: the present run, and the worker that learns, made when it is first needed.

import { newConvolution } from "./js/convolution.js";
import { bankOfWindows, evened, mostExplained } from "./js/edges.js";
import { change, recall } from "./js/model.js";
import { mulberry32 } from "./js/random.js";
import { isStill } from "./js/tween.js";
import { startLearner } from "./js/worker.js";

const MAPS = [8, 16]; // as in js/window_worker.js
export const WINDOWS = 8;
export const SIZE = 25; // weights of a window

export function makeSchool(model) {
  const school = {
    model,
    run: makeRun(model),
    id: 0,
    running: false,
    fetching: false,
    failure: "",
    redraw() {},
  };
  const restart = () => beginAgain(school);
  for (const name of ["seed", "shuffled"]) model.on(`change:${name}`, restart);
  Object.assign(
    school.run,
    recall(model, () => hold(school)),
  );
  return Object.assign(school, {
    bank: bankOfWindows().map(evened),
    stop() {
      school.worker?.terminate();
      for (const name of ["seed", "shuffled"]) model.off(`change:${name}`, restart);
    },
  });
}

/** A run at its beginning: its windows, and those that it began with. */
function makeRun(model) {
  const first = newConvolution(MAPS, mulberry32(model.get("seed"))).layers[0].weights.slice();
  return { begun: false, seen: 0, first, windows: first, accuracy: null, tested: null };
}

/** What is kept while the reader is on another page: the run when it was last tested. */
function hold({ run }) {
  return run.tested && { ...run, ...run.tested, begun: false };
}

/** How much of each window the edge or bar that fits it best explains. */
export function sharesOf({ bank }, windows) {
  return Array.from({ length: WINDOWS }, (_, k) => {
    const own = windows.subarray(k * SIZE, (k + 1) * SIZE);
    return mostExplained(own, bank);
  });
}

/** Put it back to its start: another one, if the model says so. */
export function beginAgain(school) {
  school.worker?.postMessage({ stop: true });
  school.id += 1; // what the worker still says is of another run
  const { model } = school;
  Object.assign(school, { run: makeRun(model), running: false });
  if (model.get("images_seen")) {
    change(model, { learned: new DataView(new ArrayBuffer(0)), images_seen: 0 });
  }
  school.redraw();
}

export function otherStart({ model }) {
  const seed = Math.floor(Math.random() * 9999);
  change(model, { seed: seed < model.get("seed") ? seed : seed + 1 });
}

async function prepare(school) {
  school.worker = await startLearner(school.model, ["train", "validation"], {
    hear: (data) => hear(school, data),
    fail: (error) => fail(school, error),
  });
}

function fail(school, error) {
  school.worker?.terminate();
  Object.assign(school, { ready: null, worker: null, running: false, fetching: false });
  Object.assign(school, { failure: error.message, run: makeRun(school.model) });
  school.redraw();
}

function hear(school, { id, seen, windows, validation, parameters, rested, kept }) {
  if (id !== school.id || (isStill() && !validation)) return;
  const { run, model } = school;
  Object.assign(run, { seen, windows, accuracy: validation?.accuracy ?? run.accuracy });
  if (validation && seen) run.tested = { seen, windows, accuracy: run.accuracy, parameters };
  if (rested) school.running = false;
  if (rested || kept) {
    change(model, { learned: new DataView(parameters.buffer), images_seen: seen });
  }
  school.redraw();
}

/** Ask the worker for something, and begin what is not begun: `{ run: true }`, `{ step: true }`. */
export async function ask(school, message) {
  Object.assign(school, { asked: message, running: Boolean(message.run), failure: "" });
  school.fetching = !school.worker;
  school.redraw();
  const { id } = school;
  try {
    school.ready ??= prepare(school);
    await school.ready;
  } catch (error) {
    if (school.ready) fail(school, error);
    return;
  }
  school.fetching = false;
  if (school.id !== id || (message.run && !school.running)) return school.redraw();
  const { model, run } = school;
  if (!run.begun) {
    run.begun = true;
    const { seen, tested } = run;
    const begin = { id, seed: model.get("seed"), mixed: model.get("shuffled"), seen };
    Object.assign(begin, { parameters: tested?.parameters });
    school.worker.postMessage({ begin });
  }
  school.worker.postMessage(message);
}

export function pause(school) {
  school.running = false;
  if (school.run.begun) school.worker?.postMessage({ pause: true });
  school.redraw();
}
