// What a reader made, kept in this browser and sent nowhere: every figure of the page sees it.

/** @import { AnyModel } from "@anywidget/types" */

import { isHandwriting, isWriterIn } from "./handwriting.js";

const HEARD = "nn-shelf";

/**
 * Keep a text under a name. Returns whether there was room: a browser may have no storage for a
 * page, or a full one. An empty text removes what was there.
 * @param {string} name
 * @param {string} text
 */
export function keepText(name, text) {
  let kept = true;
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
  } catch {
    kept = false;
  }
  dispatchEvent(new CustomEvent(HEARD, { detail: { name, text } }));
  return kept;
}

/**
 * The text that is kept under a name; empty if none is.
 * @param {string} name
 */
export function keptText(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

/**
 * Call `hear(text)` when what is kept under a name changes, here or in another window of the same
 * browser. Returns a function that ends it.
 * @param {string} name
 * @param {(text: string) => void} hear
 */
export function onKept(name, hear) {
  /** @param {Event} event */
  const here = (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.name === name) hear(detail.text);
  };
  /** @param {StorageEvent} event */
  const elsewhere = (event) => {
    if (event.key === name) hear(event.newValue ?? "");
  };
  addEventListener(HEARD, here);
  addEventListener("storage", elsewhere);
  return () => {
    removeEventListener(HEARD, here);
    removeEventListener("storage", elsewhere);
  };
}

/** What is kept of a reader's own hand, each under its name on the shelf. */
const HANDS = "thirteen-thousand-knobs-hands";
const WRITER = "thirteen-thousand-knobs-writer"; // who is looked at
export const TAUGHT = "thirteen-thousand-knobs-taught";

/**
 * Let a model's text, such as `hands`, begin as what is kept under a name, if the model has none,
 * and follow it. Returns `keep(text)`, which changes both and says whether there was room, and
 * `stop`.
 * @param {AnyModel} model
 * @param {string} trait
 * @param {string} name
 * @param {(text: string) => boolean} fits
 */
function shareText(model, trait, name, fits) {
  /** @param {string} text */
  const show = (text) => {
    if (text === model.get(trait) || (text && !fits(text))) return;
    model.set(trait, text);
    model.save_changes();
  };
  if (!model.get(trait)) show(keptText(name));
  return {
    /** @param {string} text */
    keep(text) {
      show(text);
      return keepText(name, text);
    },
    stop: onKept(name, show),
  };
}

/**
 * Let a model's hands, and whom of them it looks at, be those of all figures of this browser.
 * Returns what keeps each of both, and `stop`.
 * @param {AnyModel} model
 */
export function shareHands(model) {
  const hands = shareText(model, "hands", HANDS, isHandwriting);
  const writer = shareText(model, "writer", WRITER, (name) => isWriterIn(name, model.get("hands")));
  return {
    keep: hands.keep,
    choose: writer.keep,
    stop() {
      hands.stop();
      writer.stop();
    },
  };
}
