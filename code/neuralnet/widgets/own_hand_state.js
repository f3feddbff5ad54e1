// OwnHand's state: who wrote what, whom of them the reader looks at, and how each digit is read.

import { largest } from "./js/arrays.js";
import { nearest, squaredSums } from "./js/baselines.js";
import { decodeNumbers } from "./js/bytes.js";
import { countWindows, forwardMaps, makeConvolution } from "./js/convolution.js";
import { extent, preprocess, slant, thickness } from "./js/drawings.js";
import { fetchDigits } from "./js/fetching.js";
import { aDigit } from "./js/format.js";
import { asText, FILE_BYTES, freeName, handsIn, LONGEST, MOST_DIGITS } from "./js/handwriting.js";
import { imageAt, SIDE } from "./js/images.js";
import { countParameters, forward, makeNetwork } from "./js/network.js";
import { shareHands } from "./js/shelf.js";

const SIZES = [784, 16, 16, 10];
const MAPS = [8, 32]; // as in zoo's recipe of "convolution"
const SIZE = SIDE * SIDE;
const TURN = 8; // milliseconds of reading before the page is drawn again
export const NETWORKS = ["ours", "drawer", "windows"];

export function makeOwn(model) {
  const own = {
    model,
    people: [], // { writer, digits: [{ label, bytes, image, answers }] }
    readers: makeReaders(model),
    prompt: 0, // the digit that is asked for
    said: "", // what became of the last thing that the reader did
    before: null, // what "Undo" brings back
    fetching: false,
    full: false, // whether the browser had no room
    redraw() {},
  };
  const shelf = shareHands(model);
  own.shelf = shelf;
  own.people = peopleIn(model.get("hands"));
  own.text = model.get("hands");
  own.prompt = nextPrompt(own);
  const follow = () => {
    if (model.get("hands") === own.text) return;
    own.text = model.get("hands");
    own.people = peopleIn(own.text);
    own.redraw();
  };
  model.on("change:hands", follow);
  own.stop = () => {
    clearTimeout(own.timer);
    model.off("change:hands", follow);
    shelf.stop();
  };
  return own;
}

function peopleIn(text) {
  const hands = text ? handsIn(text) : [];
  return hands.map(({ writer, labels, drawings }) => ({
    writer,
    digits: labels.map((label, k) => digitOf(label, drawings.subarray(k * SIZE, (k + 1) * SIZE))),
  }));
}

function digitOf(label, bytes) {
  const drawing = imageAt(bytes, 0);
  return {
    label,
    bytes,
    image: preprocess(drawing),
    drawing,
    answers: {},
    sure: {},
    measures: null,
  };
}

/** The digits of the person who is looked at. */
export function digitsOf({ people, model }) {
  return people.find(({ writer }) => writer === model.get("writer"))?.digits ?? [];
}

/** How a person without a name is called: the reader. */
export const nameOf = (writer) => writer || "You";

function nextPrompt(own) {
  const counts = new Array(10).fill(0);
  for (const { label } of digitsOf(own)) counts[label] += 1;
  const least = Math.min(...counts);
  const open = [...counts.keys()].filter((k) => counts[k] === least && k !== own.prompt);
  return open.length ? open[Math.floor(Math.random() * open.length)] : own.prompt;
}

/** Ask for another digit. */
export function skip(own) {
  const others = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((k) => k !== own.prompt);
  own.prompt = others[Math.floor(Math.random() * others.length)];
  own.redraw();
}

// What the reader does to what is written.

function store(own, said, people) {
  const kept = people.filter(({ digits }) => digits.length);
  own.before = { people: own.people, writer: own.model.get("writer") };
  own.people = kept;
  keepPeople(own, said);
}

function keepPeople(own, said) {
  const { people } = own;
  own.text = people.length ? asText(people.map(asHand)) : "";
  own.full = !own.shelf.keep(own.text) && own.text !== "";
  own.said = said;
  own.redraw();
}

function asHand({ writer, digits }) {
  const drawings = new Uint8Array(digits.length * SIZE);
  digits.forEach(({ bytes }, k) => drawings.set(bytes, k * SIZE));
  return { writer, labels: digits.map(({ label }) => label), drawings };
}

/** The people with other digits for the one who is looked at. */
function withDigits(own, digits) {
  const writer = own.model.get("writer");
  const others = own.people.filter((person) => person.writer !== writer);
  const place = own.people.findIndex((person) => person.writer === writer);
  others.splice(place < 0 ? others.length : place, 0, { writer, digits });
  return others;
}

const total = (people) => people.reduce((sum, { digits }) => sum + digits.length, 0);

/** Keep a drawing, 784 numbers, as the digit that was asked for. Returns whether it was kept. */
export function keepDrawing(own, ink) {
  if (!ink.some((value) => value > 0.5)) {
    own.said = `Nothing is drawn yet: write ${aDigit(own.prompt)} first.`;
    own.redraw();
    return false;
  }
  if (total(own.people) >= MOST_DIGITS) {
    own.said = `There are ${MOST_DIGITS.toLocaleString("en")} digits: that is as many as go in.`;
    own.redraw();
    return false;
  }
  const bytes = Uint8Array.from(ink, (value) => Math.round(255 * value));
  const digit = digitOf(own.prompt, bytes);
  readDigit(own, digit);
  const { drawer } = digit.answers;
  const said = `Kept your ${digit.label}, which is read as ${drawer} ${drawer === digit.label ? "✓" : "✕"}.`;
  store(own, said, withDigits(own, [...digitsOf(own), digit]));
  own.prompt = nextPrompt(own);
  own.redraw();
  return true;
}

export function remove(own, digit) {
  const left = digitsOf(own).filter((one) => one !== digit);
  store(own, `Removed ${aDigit(digit.label)}.`, withDigits(own, left));
}

/** Erase all that is kept, of everybody. */
export function erase(own) {
  const count = total(own.people);
  if (!count) return;
  store(own, `Erased all ${count} digits, here and in the browser's memory.`, []);
  chooseWriter(own, "");
}

export function undo(own) {
  if (!own.before) return;
  const { people, writer } = own.before;
  own.before = null;
  own.people = people;
  keepPeople(own, "Everything is as it was before.");
  chooseWriter(own, writer);
}

export function chooseWriter(own, writer) {
  own.shelf.choose(writer);
  own.prompt = nextPrompt(own);
  own.redraw();
}

/** The text of a file with the digits of the person who is looked at. */
export function fileText(own) {
  return asText([asHand({ writer: own.model.get("writer"), digits: digitsOf(own) })]);
}

/** Open files, or a text with a name: whoever is in them joins those who are there. */
export async function open(own, files) {
  const [people, troubles] = [[...own.people], []];
  let last = null;
  for (const file of files) {
    try {
      if (file.size > FILE_BYTES) throw new Error("it is larger than 8 megabytes");
      const text = await file.text();
      for (const person of peopleIn(text)) {
        const name = person.writer || file.name.replace(/\.json$/i, "").slice(0, LONGEST);
        const taken = people.map(({ writer }) => writer);
        // A file without a name is the reader's own again where nothing else is.
        const writer = person.writer || taken.length ? freeName(name, taken) : "";
        people.push({ ...person, writer });
        last = writer;
      }
    } catch (error) {
      troubles.push(`${file.name} was not opened: ${/** @type {Error} */ (error).message}.`);
    }
  }
  if (total(people) > MOST_DIGITS) {
    troubles.push(
      `Nothing was opened: there would be more than ${MOST_DIGITS.toLocaleString("en")} digits.`,
    );
    last = null;
  }
  if (last === null) {
    own.said = troubles.join(" ") || "There are no digits in it.";
    own.redraw();
    return;
  }
  const count = total(people) - total(own.people);
  store(own, [...troubles, `Opened ${count} digits.`].join(" "), people);
  chooseWriter(own, last);
}

// How digits are read.

function makeReaders(model) {
  const network = (name) =>
    makeNetwork(SIZES, "relu", "softmax", decodeNumbers(model.get(name), countParameters(SIZES)));
  const { buffer, byteOffset, byteLength } = model.get("averages");
  const averages = new Uint8Array(buffer, byteOffset, byteLength);
  return {
    ours: network("ours"),
    drawer: network("drawer"),
    windows: makeConvolution(MAPS, decodeNumbers(model.get("windows"), countWindows(MAPS))),
    averages,
    averageSums: squaredSums(averages),
    known: null, // { images, labels, sums }, once they are fetched
  };
}

function readDigit({ readers }, digit) {
  const { image, answers, sure } = digit;
  if (answers.ours === undefined) {
    const outputs = {
      ours: forward(readers.ours, image).activations.at(-1),
      drawer: forward(readers.drawer, image).activations.at(-1),
      windows: forwardMaps(readers.windows, image).outputs,
    };
    for (const name of NETWORKS) {
      answers[name] = largest(outputs[name]);
      sure[name] = outputs[name][answers[name]];
    }
    answers.average = nearest(image, readers.averages, readers.averageSums);
  }
  const { known } = readers;
  if (known && answers.example === undefined) {
    answers.example = known.labels[nearest(image, known.images, known.sums)];
  }
}

const isRead = ({ readers }, { answers }) =>
  answers.ours !== undefined && (!readers.known || answers.example !== undefined);

/** Read what is not read yet, a little at a time. Returns whether all is read. */
export function readSome(own) {
  const until = performance.now() + TURN;
  for (const { digits } of own.people) {
    for (const digit of digits) {
      if (isRead(own, digit)) continue;
      if (performance.now() > until) {
        clearTimeout(own.timer);
        own.timer = setTimeout(own.redraw);
        return false;
      }
      readDigit(own, digit);
    }
  }
  return true;
}

/** How many digits a reader reads right, of those that it has read. */
export function scoreOf(digits, name) {
  const read = digits.filter(({ answers }) => answers[name] !== undefined);
  return {
    right: read.filter(({ answers, label }) => answers[name] === label).length,
    count: read.length,
  };
}

/** How the digits are written, on average: each is measured once. */
export function measuresOf(digits) {
  for (const digit of digits) {
    const { drawing, image } = digit;
    digit.measures ??= {
      thickness: thickness(image),
      slant: slant(image),
      ...extent(drawing),
    };
  }
  const mean = (name) =>
    digits.reduce((sum, { measures }) => sum + measures[name], 0) / digits.length;
  return {
    thickness: mean("thickness"),
    slant: mean("slant"),
    size: mean("size"),
    offset: mean("offset"),
  };
}

/** Fetch the 10,000 examples, to find the nearest among them. */
export async function fetchKnown(own) {
  own.fetching = true;
  own.said = "";
  own.redraw();
  try {
    const known = await fetchDigits(own.model, "train");
    own.readers.known = { ...known, sums: squaredSums(known.images) };
  } catch (error) {
    own.said = /** @type {Error} */ (error).message;
  }
  own.fetching = false;
  own.redraw();
}
