// The state that Python and the page share.

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Network } from "./types.d.ts" */

import { decodeNumbers } from "./bytes.js";
import { countParameters, makeNetwork } from "./network.js";

/**
 * Set several values of the model at once and tell Python.
 * @param {AnyModel} model
 * @param {Record<string, any>} values
 */
export function change(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/**
 * Let a figure keep what its model does not hold, for a reader who leaves the page and comes back.
 * `hold()` says what that is, null if it is nothing. Returns what was held, or null. A published page
 * keeps it (live_figures.js); JupyterLab is not left in this way.
 * @param {AnyModel & { recall?(hold: () => any): any }} model
 * @param {() => any} hold
 */
export function recall(model, hold) {
  return model.recall?.(hold) ?? null;
}

/**
 * The network that a figure's traits hold (see NetworkTraits in Python), with its own copy.
 * @param {AnyModel} model
 * @returns {Network}
 */
export function networkOf(model) {
  const sizes = model.get("sizes");
  const parameters = decodeNumbers(model.get("parameters"), countParameters(sizes));
  return makeNetwork(sizes, model.get("hidden"), model.get("output"), parameters);
}
