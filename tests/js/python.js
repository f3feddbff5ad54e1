// What Python says (fixtures.py), and whether numbers are the same as its.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../_build/js/", import.meta.url);

/** What Python wrote for a room of the mathematics. */
export function pythonSays(room) {
  return JSON.parse(readFileSync(new URL(`${room}.json`, FOLDER), "utf-8"));
}

/** Bytes, from the base64 in which Python writes them. */
export function bytesOf(text) {
  return new Uint8Array(Buffer.from(text, "base64"));
}

/**
 * Numbers that are as near to Python's as `rtol` (relative) and `atol` (absolute) say: each by
 * at most `atol + rtol * |Python's|`, as numpy.testing.assert_allclose has it.
 */
export function assertClose(found, expected, { rtol = 0, atol = 0 }) {
  assert.equal(found.length, expected.length);
  expected.forEach((number, k) => {
    const most = atol + rtol * Math.abs(number);
    const near = Math.abs(found[k] - number) <= most;
    assert.ok(near, `number ${k}: expected ${number} to within ${most}, got ${found[k]}`);
  });
}

/** The same where nothing may differ. */
export function assertSame(found, expected) {
  assert.deepEqual([...found], expected);
}
