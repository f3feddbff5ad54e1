import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, decodeNumbers, unpackDigits } from "../../code/neuralnet/widgets/js/bytes.js";
import { assertSame, bytesOf, pythonSays } from "./python.js";

const { parameters, digits } = pythonSays("bytes");

for (const { bytes, width, numbers } of parameters) {
  test(`parameters of ${width} bytes arrive exactly`, () => {
    const packed = bytesOf(bytes);
    assert.equal(packed.length, width * numbers.length);
    assertSame(decodeNumbers(new DataView(packed.buffer), numbers.length), numbers);
  });
}

test("a checksum is zlib's", () => {
  assert.equal(crc32(bytesOf(digits.bytes)), digits.sum);
  assert.equal(crc32(new Uint8Array()), 0);
});

test("digits are unpacked", () => {
  const { labels, images } = unpackDigits(bytesOf(digits.bytes), 1000);
  assertSame(labels, digits.labels);
  assert.equal(images.length, 784_000);
  assertSame(images.subarray(0, 7840), digits.first);
});
