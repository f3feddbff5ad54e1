"""Measure how fast networks learn in the page's JavaScript, under Node: one of windows, ours.

Run from the repository: ``python benchmarks/convolution_page.py``. See benchmarks/README.md.
"""

import argparse
import base64
import json
import statistics
import subprocess
import sys
from pathlib import Path

from neuralnet.images import to_bytes
from neuralnet.widgets.digit_files import digit_set
from tools import ROOT

MODULES = ROOT / "code" / "neuralnet" / "widgets" / "js"
KEPT = ROOT / "_build" / "bench"
# Seconds are those of the processor: what else the machine is doing counts for less.
SCRIPT = """import { readFileSync } from "node:fs";
const { images, labels, folder, sizes, count } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const take = (name) => import(`${folder}/${name}.js`);
const { newConvolution } = await take("convolution");
const { makeMapTrainer, trainMaps } = await take("convolution_training");
const { inkOf } = await take("images");
const { newNetwork } = await take("network");
const { rowsOf } = await take("passage");
const { mulberry32, shuffled } = await take("random");
const { makeTrainer, trainBatch } = await take("training");
const rows = rowsOf(inkOf(new Uint8Array(Buffer.from(images, "base64"))), labels);
const settings = { learningRate: 0.05, cost: "cross-entropy" };
const ofMaps = (maps) => [trainMaps, makeMapTrainer(newConvolution(maps, mulberry32(0)), settings)];
const makers = {
  "8 and 32 maps": () => ofMaps([8, 32]),
  "8 and 16 maps": () => ofMaps([8, 16]),
  "784-16-16-10": () => [
    trainBatch,
    makeTrainer(newNetwork([784, 16, 16, 10], "relu", "softmax", mulberry32(0)), settings),
  ],
};
const found = {};
for (const batch of sizes) {
  for (const [name, make] of Object.entries(makers)) {
    const [learn, trainer] = make();
    const order = shuffled(rows.length, mulberry32(1));
    const some = (from, to) => {
      for (let k = from; k + batch <= to; k += batch)
        learn(trainer, order.slice(k, k + batch).map((place) => rows[place]));
    };
    some(0, 1000);
    const begun = process.cpuUsage();
    some(1000, 1000 + count);
    const { user, system } = process.cpuUsage(begun);
    (found[name] ??= []).push((1e6 * (count - (count % batch))) / (user + system));
  }
}
console.log(JSON.stringify(found));
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--images", type=int, default=4000, help="to learn from each time (4000)")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts (5)")
    options = parser.parse_args()
    sizes = [10, 32, 128]
    images, labels = digit_set("train")
    KEPT.mkdir(parents=True, exist_ok=True)
    given = {
        "images": base64.b64encode(to_bytes(images).tobytes()).decode(),
        "labels": labels.tolist(),
        "folder": str(MODULES),
        "sizes": sizes,
        "count": options.images,
    }
    (KEPT / "given.json").write_text(json.dumps(given), encoding="utf-8")
    (KEPT / "measure.mjs").write_text(SCRIPT, encoding="utf-8")
    node = Path(sys.executable).with_name("node")
    turns = []
    for _ in range(options.rounds):
        words = [node, KEPT / "measure.mjs", KEPT / "given.json"]
        turns.append(json.loads(subprocess.run(words, check=True, capture_output=True).stdout))
    print("| network | " + " | ".join(f"batches of {size}" for size in sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    for name in turns[0]:
        speeds = [statistics.median(turn[name][k] for turn in turns) for k in range(len(sizes))]
        print(f"| {name} | " + " | ".join(f"{speed:,.0f} images/s" for speed in speeds) + " |")


if __name__ == "__main__":
    main()
