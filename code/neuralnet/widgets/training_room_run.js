// TrainingRoom's state: the present run of training, the one before it, and the moment of the
// present run that is looked at. It learns in a worker, made when it is first needed.

import { unpackDigits } from "./js/bytes.js";
import { fetchDigits } from "./js/fetching.js";
import { makeHistory, shortened } from "./js/history.js";
import { inkOf } from "./js/images.js";
import { change, networkOf, recall } from "./js/model.js";
import { newNetwork } from "./js/network.js";
import { rowsOf } from "./js/passage.js";
import { mulberry32 } from "./js/random.js";
import { predict } from "./js/training.js";
import { startWorker } from "./js/worker.js";

export const EPOCH = 10_000; // images
export const WALL = 60; // digits
const MOMENTS = 60; // that are kept at most, to look back on
const HELD = 12; // of them, for a reader who leaves the page and comes back: a browser has little room
const POINTS = 1000; // of a drawn line that are kept at most
const SETTINGS = ["learning_rate", "momentum", "batch_size"];

export function makeRoom(model) {
  const { buffer, byteOffset, byteLength } = model.get("wall");
  const room = {
    model,
    wall: unpackDigits(new Uint8Array(buffer, byteOffset, byteLength), WALL),
    run: null,
    made: madeBefore(model.get("earlier")),
    count: 0, // of runs so far
    ghost: null, // the run before the present one
    back: null, // the moment that the reader looks at, if not the present
    running: false,
    fetching: false,
    failure: "",
    redraw() {},
  };
  const held = recall(model, () => hold(room));
  room.run = held ? heldRun(held.run) : makeRun(room);
  if (held) Object.assign(room, { count: held.count, ghost: held.ghost && heldRun(held.ghost) });
  else room.run.now.validation = room.made?.tests.kept[0] ?? null; // of the same network
  return Object.assign(room, { stop: follow(room) });
}

/** The run that Python made before the reader's first, if there is one. */
function madeBefore(rows) {
  const kept = rows.map(([at, cost, accuracy]) => ({ at, cost, accuracy }));
  return kept.length ? { now: kept.at(-1), tests: { kept } } : null;
}

/** The run that stands in grey: the reader's before the present one, or the one made before all. */
export function greyRun({ run, ghost, made }) {
  if (ghost?.now.at > 0) return ghost;
  return run.id === 0 ? made : null;
}

/** A run from the network that the model holds: where it is now, and what was measured so far. */
function makeRun({ model, wall, count }) {
  const network = networkOf(model);
  const { sizes, hidden, output, parameters } = network;
  const answers = predict(network, rowsOf(inkOf(wall.images), wall.labels));
  return {
    id: count,
    begun: false, // whether the worker knows it
    broken: false, // whether its numbers flew apart
    beginning: { sizes, hidden, output, parameters, seed: model.get("seed") },
    now: { at: 0, point: null, validation: null, parameters, answers },
    points: makeHistory(POINTS),
    tests: makeHistory(POINTS),
    moments: makeHistory(MOMENTS),
  };
}

/** What is kept of both runs while the reader is on another page; null if nothing was learned. */
function hold({ run, ghost, count }) {
  if (!run.now.at && !ghost) return null;
  const short = (one) => one && { ...one, moments: shortened(one.moments, HELD) };
  return { run: short(run), ghost: short(ghost), count };
}

/** A run that was kept: it goes on from where it was, with a new order of the digits. */
function heldRun(run) {
  return {
    ...run,
    begun: false,
    points: makeHistory(POINTS, run.points),
    tests: makeHistory(POINTS, run.tests),
    moments: makeHistory(MOMENTS, run.moments),
  };
}

/** Follow what Python, or a control, changes. Returns a function that ends it. */
function follow(room) {
  const { model } = room;
  const tell = () => room.worker?.postMessage({ settings: settings(room) });
  const replace = () => room.changing || startRun(room);
  for (const name of SETTINGS) model.on(`change:${name}`, tell);
  model.on("change:parameters", replace);
  return () => {
    room.worker?.terminate();
    for (const name of SETTINGS) model.off(`change:${name}`, tell);
    model.off("change:parameters", replace);
  };
}

const settings = ({ model }) => ({
  learningRate: model.get("learning_rate"),
  momentum: model.get("momentum"),
  batchSize: model.get("batch_size"),
});

/** What is shown: the moment that is looked at, or the present. */
export const shownMoment = ({ back, run }) => back ?? run.now;

/** All moments of the present run that can be looked at, the present last. */
export function momentsOf({ run: { moments, now } }) {
  return [...moments.kept.filter(({ at }) => at < now.at), now];
}

// The worker, and what it says.

function begun(room) {
  room.ready ??= prepare(room).catch((error) => {
    Object.assign(room, { ready: null, fetching: false, running: false, failure: error.message });
    room.redraw();
    throw error;
  });
  return room.ready;
}

async function prepare(room) {
  Object.assign(room, { fetching: true, failure: "" });
  for (const run of [room.run, room.ghost]) if (run) run.begun = false;
  room.redraw();
  const { model } = room;
  const [train, validation] = await Promise.all([
    fetchDigits(model, "train"),
    fetchDigits(model, "validation"),
  ]);
  await new Promise((resolve, reject) => {
    try {
      room.worker = startWorker(room.model.get("worker"));
    } catch {
      reject(new Error("This browser does not start a worker."));
      return;
    }
    room.worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error("The worker did not start."));
    };
    room.worker.onmessage = ({ data }) => {
      room.fetching = false;
      hear(room, data);
      resolve(null);
    };
    room.worker.postMessage({ digits: { train, validation, wall: room.wall } });
    enter(room);
  });
}

/** Let the worker go on with the present run, or begin it. */
function enter({ worker, run, ghost }) {
  const keep = [run.id, ghost?.id];
  if (run.begun) worker?.postMessage({ back: run.id, keep });
  else {
    const { beginning, now } = run;
    const begin = { id: run.id, ...beginning, parameters: now.parameters, seen: now.at };
    worker?.postMessage({ begin, keep });
  }
  run.begun = Boolean(worker);
}

function hear(room, message) {
  const run = [room.run, room.ghost].find((one) => one?.id === message.id);
  if (!run) return; // what a run that is gone still had to say
  record(run, message);
  if (run === room.run) {
    if (message.broken || message.rested) room.running = false;
    if (message.validation && !room.running) tellPython(room);
  }
  room.redraw();
}

function record(run, { seen, point, validation, batch, parameters, answers, broken }) {
  const { now, points, tests, moments } = run;
  now.at = seen;
  now.validation = validation ?? now.validation;
  now.point = point ?? (points.kept.length ? null : batch) ?? now.point;
  if (point) points.add({ at: seen, ...point });
  run.broken ||= Boolean(broken);
  if (!parameters?.every(Number.isFinite)) return;
  Object.assign(now, { parameters, answers });
  if (!validation) return;
  tests.add({ at: seen, ...validation });
  const last = moments.kept.at(-1)?.at ?? -1;
  if (seen > last) moments.add({ ...now, parameters: Float32Array.from(parameters) });
}

function tellPython({ model, run: { now } }) {
  if (!now.parameters.every(Number.isFinite)) return;
  change(model, { learned: new DataView(now.parameters.buffer), images_seen: now.at });
}

// What the reader does.

/** Do once more what could not be done. */
export const tryAgain = (room) => ask(room, room.asked);

async function ask(room, message) {
  room.asked = message;
  room.back = null;
  if (message.run) room.running = true;
  room.redraw();
  try {
    await begun(room);
  } catch {
    return;
  }
  if (message.step || room.running) {
    room.worker.postMessage({ ...message, settings: settings(room) });
  }
}

/** Learn until told to pause, or until the end of the present epoch. */
export function play(room, { epoch = false } = {}) {
  if (room.run.broken) startRun(room);
  return ask(room, { run: true, epoch });
}

export function pause(room) {
  room.running = false;
  room.worker?.postMessage({ pause: true });
  room.redraw();
}

export function oneBatch(room) {
  if (room.running) pause(room);
  return room.run.broken || ask(room, { step: true });
}

/** Look at the moment that is nearest to so many images; at the present, if that is nearest. */
export function lookAt(room, at) {
  const moments = momentsOf(room);
  const far = moments.map((moment) => Math.abs(moment.at - at));
  lookAtMoment(room, moments, far.indexOf(Math.min(...far)));
}

/** Look so many moments further on, or back. */
export function lookOn(room, steps) {
  const moments = momentsOf(room);
  const place = moments.indexOf(shownMoment(room)) + steps;
  lookAtMoment(room, moments, Math.min(Math.max(place, 0), moments.length - 1));
}

function lookAtMoment(room, moments, place) {
  if (room.running) pause(room);
  room.back = moments[place] === room.run.now ? null : moments[place];
  room.redraw();
}

/** Begin a run from the network that the model holds. A run that has learned becomes the ghost. */
function startRun(room) {
  if (room.run.now.at > 0 || !room.ghost) room.ghost = room.run;
  room.count += 1;
  room.run = makeRun(room);
  rest(room);
}

function rest(room) {
  Object.assign(room, { running: false, back: null });
  enter(room);
  room.redraw();
}

export function startAgain(room) {
  if (room.run.now.at > 0) startRun(room);
}

/** Show the model a network without taking that for a change from outside. */
function changeNetwork(room, { sizes, hidden, parameters }) {
  room.changing = true;
  change(room.model, { sizes, hidden, parameters: new DataView(parameters.buffer) });
  room.changing = false;
}

/** Begin anew with a network of other widths or another function. */
export function replaceNetwork(room, sizes, hidden) {
  const random = mulberry32(room.model.get("seed") + 1);
  changeNetwork(room, newNetwork(sizes, hidden, "softmax", random));
  startRun(room);
}

/** Go back to the run before; the present one takes its place. */
export function undo(room) {
  [room.run, room.ghost] = [room.ghost, room.run];
  changeNetwork(room, room.run.beginning);
  rest(room);
  tellPython(room);
}
