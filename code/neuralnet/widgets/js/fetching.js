// Digits that are asked for when they are first needed.

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Digits } from "./types.d.ts" */

import { unpackDigits } from "./bytes.js";

/** How many there are of each. */
const DIGITS = { train: 10_000, validation: 1_000, test: 1_000, pair: 500 };

/**
 * Ask for digits, a name of DIGITS, when they are first needed: a promise of
 * `{ images, labels }`, both bytes. Python sends them, or the published page fetches them.
 * @param {AnyModel} model
 * @param {keyof typeof DIGITS} name
 * @returns {Promise<Digits>}
 */
export function fetchDigits(model, name) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`The ${name} digits did not come.`));
    const timer = setTimeout(fail, 30000);
    /** @param {{digits: string}} content @param {DataView<ArrayBuffer>[]} buffers */
    async function answer(content, buffers) {
      if (content?.digits !== name) return;
      clearTimeout(timer);
      model.off("msg:custom", answer);
      if (!buffers?.length) return fail();
      const unpacking = new DecompressionStream("gzip");
      const packed = new Blob([buffers[0]]).stream().pipeThrough(unpacking);
      const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
      resolve(unpackDigits(bytes, DIGITS[name]));
    }
    model.on("msg:custom", answer);
    model.send({ digits: name });
  });
}
