import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { nearest, squaredSums } from "../../code/neuralnet/widgets/js/baselines.js";
import { exactInterval } from "../../code/neuralnet/widgets/js/chance.js";
import { extent, preprocess, slant, thickness } from "../../code/neuralnet/widgets/js/drawings.js";
import {
  asText,
  freeName,
  handsIn,
  isHandwriting,
} from "../../code/neuralnet/widgets/js/handwriting.js";
import { imageAt, inkOf } from "../../code/neuralnet/widgets/js/images.js";
import { makeNetwork } from "../../code/neuralnet/widgets/js/network.js";
import { rowsOf } from "../../code/neuralnet/widgets/js/passage.js";
import { mulberry32 } from "../../code/neuralnet/widgets/js/random.js";
import { networkFile } from "../../code/neuralnet/widgets/js/saving.js";
import { halves, teachStep } from "../../code/neuralnet/widgets/js/teaching.js";
import { makeTrainer } from "../../code/neuralnet/widgets/js/training.js";
import { assertClose, assertSame, bytesOf, pythonSays } from "./python.js";

const python = pythonSays("handwriting");
const hands = handsIn(python.text);
const images = python.people[0][1].map((_, k) => imageAt(hands[0].drawings, k));

test("what Python writes is read, and what is written says the same", () => {
  hands.forEach(({ writer, labels, drawings }, k) => {
    assert.deepEqual([writer, labels], python.people[k].slice(0, 2));
    assertSame(drawings, [...bytesOf(python.people[k][2])]);
  });
  assert.deepEqual(handsIn(asText(hands)), hands);
  assert.deepEqual(JSON.parse(asText(hands)), JSON.parse(python.text));
});

test("a text that holds no handwriting is refused in words", () => {
  const whole = JSON.parse(python.text);
  const [hand] = whole.hands;
  const other = (change) => JSON.stringify({ ...whole, hands: [{ ...hand, ...change }] });
  for (const [text, words] of [
    ["", /no JSON/],
    [python.text.slice(0, -9), /cut off/],
    ["null", /not saved by a figure/],
    ['"text"', /not saved by a figure/],
    [JSON.stringify({ ...whole, hands: 3 }), /not saved by a figure/],
    [JSON.stringify({ ...whole, version: 2 }), /another edition/],
    [JSON.stringify({ ...whole, hands: [null] }), /name in it is none/],
    [JSON.stringify({ ...whole, hands: [hand, hand] }), /two writers/],
    [other({ writer: "a".repeat(41) }), /name in it is none/],
    [other({ writer: 3 }), /name in it is none/],
    [other({ labels: "01x" }), /do not say which/],
    [other({ labels: "01" }), /are damaged/],
    [other({ drawings: "?" }), /are damaged/],
    [other({ drawings: null }), /are damaged/],
    [other({ writer: "Ada", sum: 1 }), /digits of Ada are damaged/],
    [" ".repeat(8_000_001), /larger/],
  ]) {
    assert.throws(() => handsIn(text), words);
    assert.ok(!isHandwriting(text));
  }
  assert.ok(isHandwriting(python.text));
});

test("names are told apart", () => {
  assert.equal(freeName("Ada", ["Bo"]), "Ada");
  assert.equal(freeName("Ada", ["Ada", "Ada (2)"]), "Ada (3)");
  assert.ok(freeName("a".repeat(40), ["a".repeat(40)]).length <= 40);
});

test("halves, measures, intervals and neighbours agree", () => {
  assertSame(halves(hands[0].labels), python.halves);
  images.forEach((drawing, k) => {
    const image = preprocess(drawing);
    assertClose(image, python.images[k], { atol: 1e-12 });
    const { size, offset } = extent(drawing);
    const found = [slant(image), thickness(image), size, offset];
    assertClose(found, python.measures[k], { rtol: 1e-9, atol: 1e-12 });
  });
  const nothing = new Float64Array(784);
  assertSame([slant(nothing), thickness(nothing), extent(nothing).size], [0, 0, 0]);
  for (const [right, count, low, high] of python.intervals) {
    assertClose(exactInterval(right, count), [low, high], { atol: 1e-9 });
  }
  const others = bytesOf(python.others);
  const sums = squaredSums(others);
  assertSame(
    python.images.map((image) => nearest(image, others, sums)),
    python.nearest,
  );
});

test("a lesson agrees", () => {
  const { network: given, labels, steps, after } = python.lesson;
  const [sizes, hidden, output, parameters] = given;
  const network = makeNetwork(sizes, hidden, output, Float64Array.from(parameters));
  const trainer = makeTrainer(network, { cost: "cross-entropy", learningRate: 0.05 });
  const random = mulberry32(0);
  const others = bytesOf(python.others);
  const decks = [
    rowsOf(inkOf(Float64Array.from(python.images.flat())), hands[0].labels),
    rowsOf(inkOf(others), labels),
  ];
  for (let k = 0; k < steps; k++) teachStep(trainer, decks, random);
  assertClose(network.parameters, after, { rtol: 1e-9, atol: 1e-12 });
});

test("Python loads a network that was saved", () => {
  const [sizes, hidden, output, parameters] = python.lesson.network;
  const network = makeNetwork(sizes, hidden, output, Float64Array.from(parameters));
  const path = join(mkdtempSync(join(tmpdir(), "saved-")), "taught.npz");
  writeFileSync(path, networkFile(network));
  const script = [
    "import sys, json",
    "from neuralnet.network import Network",
    `network = Network.load(${JSON.stringify(path)})`,
    "print(json.dumps([network.sizes, network.hidden, network.output, network.parameters.tolist()]))",
  ].join("\n");
  const said = execFileSync(process.env.PYTHON ?? "python3", ["-c", script], {
    encoding: "utf-8",
    maxBuffer: 1e8,
  });
  assert.deepEqual(JSON.parse(said), [sizes, hidden, output, parameters]);
});
