// Work that is done beside the page.

/** @import { AnyModel } from "@anywidget/types" */

import { fetchDigits } from "./fetching.js";

/**
 * Start a worker from its text (see training_worker.js): a plain one, since pages opened from a
 * disk may not start one from a module. Throws where workers are not allowed.
 * @param {string} text
 */
export function startWorker(text) {
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

/**
 * Start the model's `worker`, and give it digits, by their names. `hear(data)` gets what it says,
 * `fail(error)` why it did not start. Throws where digits are missing or workers not allowed.
 * @param {AnyModel} model
 * @param {("train" | "validation" | "test")[]} names
 * @param {{ hear(data: any): void, fail(error: Error): void }} listener
 */
export async function startLearner(model, names, { hear, fail }) {
  const digits = await Promise.all(names.map((name) => fetchDigits(model, name)));
  /** @type {Worker} */
  let worker;
  try {
    worker = startWorker(model.get("worker"));
  } catch {
    throw new Error("This browser does not start a worker.");
  }
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    fail(new Error("The worker did not start."));
  };
  worker.postMessage({ digits: Object.fromEntries(names.map((name, k) => [name, digits[k]])) });
  return worker;
}
