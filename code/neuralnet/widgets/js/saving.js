// Files that a reader keeps and opens: a network as Python's `Network.load` reads it.

/** @import { Network } from "./types.d.ts" */

import { crc32 } from "./bytes.js";
import { element } from "./element.js";

/**
 * Hand the reader a file.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function saveFile(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it meanwhile
}

/**
 * An array in NumPy's format (NEP 1): a line that says of what kind and shape it is, and its bytes.
 * @param {string} kind
 * @param {number} count
 * @param {ArrayBuffer} content
 */
function npyFile(kind, count, content) {
  const words = `{'descr': '${kind}', 'fortran_order': False, 'shape': (${count},), }`;
  const line = `${words.padEnd(Math.ceil((words.length + 11) / 64) * 64 - 11)}\n`;
  const head = [0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, line.length, 0];
  return joined([Uint8Array.from(head), new TextEncoder().encode(line), new Uint8Array(content)]);
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Whole numbers, lowest byte first: pairs of a number and how many bytes it takes.
 * @param {...[number, number]} fields
 */
function packed(...fields) {
  return Uint8Array.from(
    fields.flatMap(([value, bytes]) =>
      Array.from({ length: bytes }, (_, k) => Math.floor(value / 256 ** k) % 256),
    ),
  );
}

/**
 * Files in one, unpacked: the ZIP format (PKWARE's APPNOTE, 4.3).
 * @param {[string, Uint8Array][]} files
 */
function zipFile(files) {
  /** @type {Uint8Array[][]} */
  const [parts, list] = [[], []];
  let at = 0;
  const day = 33; // 1 January 1980: the format has no earlier one, and ours says none
  for (const [name, content] of files) {
    const label = new TextEncoder().encode(name);
    const [sum, size] = [crc32(content), content.length];
    const about = joined([
      packed([20, 2], [0, 2], [0, 2], [0, 2], [day, 2], [sum, 4]),
      packed([size, 4], [size, 4], [label.length, 2], [0, 2]),
    ]);
    parts.push(packed([0x04034b50, 4]), about, label, content);
    list.push(packed([0x02014b50, 4], [20, 2]), about, packed([0, 2], [0, 2], [0, 2], [0, 4]));
    list.push(packed([at, 4]), label);
    at += 4 + about.length + label.length + size;
  }
  const index = joined(list);
  const [count, size] = [files.length, index.length];
  const end = packed([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4]);
  return joined([...parts, index, end, packed([0, 2])]);
}

/**
 * A network as the `.npz` file that Python's `Network.save` writes.
 * @param {Network} network
 */
export function networkFile({ sizes, hidden, output, parameters }) {
  const letters = Math.max(hidden.length, output.length);
  const words = [hidden, output].flatMap((word) =>
    Array.from({ length: letters }, (_, k) => word.codePointAt(k) ?? 0),
  );
  const whole = BigInt64Array.from(sizes, BigInt);
  return zipFile([
    ["sizes.npy", npyFile("<i8", sizes.length, whole.buffer)],
    ["activations.npy", npyFile(`<U${letters}`, 2, Uint32Array.from(words).buffer)],
    ["parameters.npy", npyFile("<f8", parameters.length, Float64Array.from(parameters).buffer)],
  ]);
}
