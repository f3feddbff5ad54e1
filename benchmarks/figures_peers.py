"""Measure the live figures beside what others would use, by turns, in one Chromium.

- The same pages under the standard host of Jupyter Book: require.js and html-manager.
- The training of TrainingRoom against TensorFlow.js.

Run from the repository, after ``make site``: ``python benchmarks/figures_peers.py``. npm fetches
the peers into _build/npm. See benchmarks/README.md.
"""

import argparse
import base64
import json
import re
import statistics
import sys
from pathlib import Path

import anywidget
import figures

from neuralnet.widgets import TrainingRoom
from neuralnet.widgets.digit_files import digit_file
from tools import npm, serve

# The first two as myst-nb 1.4 asks for them. npm has require.js only at full length: shortened,
# it would be 14 kB smaller, compressed.
PACKAGES = {
    "requirejs": "2.3.4",
    "@jupyter-widgets/html-manager": "1.0.6",
    "@tensorflow/tfjs": "4.22.0",
    "@tensorflow/tfjs-backend-wasm": "4.22.0",
}
FOLDER = figures.ROOT / "_build" / "peers"
STACKS = ("ours", "standard")  # hosts of figures
PAGES = ["chapters/01-digits", "chapters/05-parameters", "chapters/07-learning"]

POLICY = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
HOST = r'<script [^>]*src="[^"]*live_figures\.js[^"]*"></script>'
STATE = r'(?s)(<script type="application/vnd\.jupyter\.widget-state\+json">)(.*?)(</script>)'
STANDARD = """<script src="/npm/require.js"></script>
<script data-jupyter-widgets-cdn="/npm/" src="/npm/embed-amd.js"></script>"""
TENSORFLOW = """<!doctype html><html lang="en"><title>TensorFlow.js</title><body>
<script src="/npm/tfjs/tf.min.js"></script>
<script src="/npm/tfjs-backend-wasm/tf-backend-wasm.min.js"></script>
</body></html>"""

# The scripts that a page got from /npm/.
FETCHED = """() => performance.getEntriesByType("resource")
  .map((entry) => new URL(entry.name))
  .filter((url) => url.pathname.startsWith("/npm/") && url.pathname.endsWith(".js"))
  .map((url) => decodeURIComponent(url.pathname))"""

# Both learn from the same 10,000 images, in the same order, beginning with the same network.
PREPARE = """async ({ esm, work, train, validation, wall, parameters, sizes }) => {
  const names = "unpackDigits, shuffled, mulberry32, makeNetwork, DIGITS, SIDE, WALL";
  const text = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const core = await import(text(`${esm}\\nexport { ${names} };`));
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const unpack = async (base64, count) => {
    const unpacking = new DecompressionStream("gzip");
    const stream = new Blob([bytes(base64)]).stream().pipeThrough(unpacking);
    return core.unpackDigits(new Uint8Array(await new Response(stream).arrayBuffer()), count);
  };
  const digits = {
    train: await unpack(train, core.DIGITS.train.count),
    validation: await unpack(validation, core.DIGITS.validation.count),
    wall: core.unpackDigits(bytes(wall), core.WALL),
  };
  const begin = { id: 1, sizes, hidden: "relu", output: "softmax", seed: 0 };
  begin.parameters = new Float64Array(bytes(parameters).buffer);
  window.bench = { core, digits, begin, worker: text(work) };
}"""

# TrainingRoom's own worker, as the page runs it: it also validates itself every 2,500 images, and
# says how it goes. The first epoch warms up; the others are timed.
OURS = """({ batch, rate, epochs }) => new Promise((resolve, reject) => {
  const { digits, begin, worker: address } = bench;
  const [size, worker] = [digits.train.labels.length, new Worker(address)];
  let [begun, accuracy] = [null, null];
  worker.onerror = ({ message, lineno }) =>
    reject(new Error(`the worker failed in line ${lineno}: ${message}`));
  worker.onmessage = ({ data: { seen, validation } }) => {
    if (seen === size && validation) [begun, accuracy] = [performance.now(), validation.accuracy];
    if (seen < size * epochs) return;
    worker.terminate();
    resolve({ accuracy, speed: (1000 * (seen - size)) / (performance.now() - begun) });
  };
  const settings = { learningRate: rate, momentum: 0, batchSize: batch };
  worker.postMessage({ digits, settings, begin, keep: [begin.id], run: true });
})"""

# The same with TensorFlow.js, in either of its ways, on an empty page.
THEIRS = """async ({ backend, way, batch, rate, epochs }) => {
  const { core, digits, begin } = bench;
  const [pixels, size] = [core.SIDE ** 2, digits.train.labels.length];
  tf.wasm.setWasmPaths("/npm/tfjs-backend-wasm/");
  await tf.setBackend(backend);
  await tf.ready();
  const { sizes } = begin;
  const ends = ["relu", "relu", "softmax"];
  const layers = ends.map((activation, k) =>
    tf.layers.dense({ units: sizes[k + 1], activation, inputShape: [sizes[k]] }),
  );
  const model = tf.sequential({ layers });
  const first = core.makeNetwork(sizes, "relu", "softmax", begin.parameters).layers;
  model.setWeights(
    first.flatMap(({ inputs, neurons, weights, biases }) => [
      tf.tensor2d(Float32Array.from(weights), [neurons, inputs]).transpose(),
      tf.tensor1d(Float32Array.from(biases)),
    ]),
  );
  const optimizer = tf.train.sgd(rate);
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  const parts = layers.map(({ kernel, bias }) => [kernel.read(), bias.read()]);
  const sums = (x) =>
    parts.reduce((a, [w, b], k) => {
      const z = tf.add(tf.matMul(a, w), b);
      return k < 2 ? tf.relu(z) : z;
    }, x);
  const ways = {
    async trainOnBatch(x, y) {
      await model.trainOnBatch(x, y);
    },
    minimize(x, y) {
      optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, sums(x)));
    },
  };
  const pack = ({ images, labels }, order) => {
    const x = new Float32Array(order.length * pixels);
    const y = new Float32Array(order.length * 10);
    order.forEach((place, k) => {
      for (let i = 0; i < pixels; i++) x[k * pixels + i] = images[place * pixels + i] / 255;
      y[k * 10 + labels[place]] = 1;
    });
    return { x, y };
  };
  const random = core.mulberry32(begin.seed);
  async function epoch() {
    const { x, y } = pack(digits.train, core.shuffled(size, random));
    for (let k = 0; k < size; k += batch) {
      const end = Math.min(k + batch, size);
      const images = tf.tensor2d(x.subarray(k * pixels, end * pixels), [end - k, pixels]);
      const targets = tf.tensor2d(y.subarray(k * 10, end * 10), [end - k, 10]);
      await ways[way](images, targets);
      tf.dispose([images, targets]);
    }
    await parts[0][0].data();
  }
  await epoch();
  const { labels } = digits.validation;
  const count = labels.length;
  const { x } = pack(digits.validation, [...Array(count).keys()]);
  const read = tf.tidy(() => sums(tf.tensor2d(x, [count, pixels])).argMax(1).dataSync());
  const accuracy = read.filter((answer, k) => answer === labels[k]).length / count;
  const begun = performance.now();
  for (let k = 1; k < epochs; k++) await epoch();
  const speed = (1000 * size * (epochs - 1)) / (performance.now() - begun);
  tf.disposeVariables();
  return { accuracy, speed };
}"""
CONTESTANTS = [
    ("TrainingRoom", OURS, {}),
    ("TensorFlow.js, CPU, trainOnBatch", THEIRS, {"backend": "cpu", "way": "trainOnBatch"}),
    ("TensorFlow.js, CPU, minimize", THEIRS, {"backend": "cpu", "way": "minimize"}),
    ("TensorFlow.js, WASM, trainOnBatch", THEIRS, {"backend": "wasm", "way": "trainOnBatch"}),
    ("TensorFlow.js, WASM, minimize", THEIRS, {"backend": "wasm", "way": "minimize"}),
]


def link(path, target):
    """Make a symbolic link, in the place of an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def lay():
    """Lay out a folder to serve: our site, its pages under the standard host, and the peers."""
    found = {name: npm.fetch(name, version) for name, version in PACKAGES.items()}
    link(FOLDER / "ours", serve.SITE)
    for name in ("_static", "_images"):
        link(FOLDER / "standard" / name, serve.SITE / name)
    link(FOLDER / "npm" / "require.js", found["requirejs"] / "require.js")
    manager = found["@jupyter-widgets/html-manager"] / "dist" / "embed-amd.js"
    link(FOLDER / "npm" / "embed-amd.js", manager)
    for name in ("tfjs", "tfjs-backend-wasm"):
        link(FOLDER / "npm" / name, found[f"@tensorflow/{name}"] / "dist")
    (FOLDER / "tensorflow.html").write_text(TENSORFLOW, encoding="utf-8")
    for name in PAGES:
        page = (serve.SITE / f"{name}.html").read_text(encoding="utf-8")
        state = restored(json.loads(re.search(STATE, page)[2]))
        text = json.dumps(state).replace("</", "<\\/")
        page = re.sub(STATE, lambda found, text=text: found[1] + text + found[3], page)
        page = re.sub(HOST, STANDARD, re.sub(POLICY, "", page))
        assert STANDARD in page, "the page has another host than it had"
        path = FOLDER / "standard" / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8")
        for model in state["state"].values():
            if model["model_module"] == "anywidget":
                asked = f"anywidget@{model['model_module_version']}"
                own = Path(anywidget.__file__).parent / "nbextension" / "index.js"
                link(FOLDER / "npm" / asked / "dist" / "index.js", own)


def restored(state):
    """Undo ``share`` of sphinx_ext/live_figures.py: the standard host knows nothing of it."""
    shared = state.pop("shared", [])

    def whole(value):
        parts = value.get("shared") if isinstance(value, dict) else None
        return value if parts is None else "".join(shared[place] for place in parts)

    for model in state["state"].values():
        model["state"] = {name: whole(value) for name, value in model["state"].items()}
        for buffer in model.get("buffers", []):
            buffer["data"] = whole(buffer["data"])
    return state


def first_lives(chromium, address, loads):
    """Return a table of both hosts, by turns, page by page."""
    host = figures.host_scripts()
    rows = []
    for name in PAGES:
        times, sizes = {}, {}
        for _ in range(loads):
            for slower in (1, figures.SLOWER):
                for stack in STACKS:
                    place = f"{address}/{stack}/{name}.html"
                    with figures.visit(chromium, place, slower) as (page, _session):
                        found = page.evaluate("[window.alive - window.ready, window.alive]")
                        times.setdefault((stack, slower), []).append(found)
                        scripts = [
                            (FOLDER / path.lstrip("/")).read_text(encoding="utf-8")
                            for path in page.evaluate(FETCHED)
                        ]
                        scripts += [page.evaluate(figures.MODULES), host * (stack == "ours")]
                        sizes[stack] = sum(map(figures.compressed, scripts))
        what = [("scripts, compressed", *(f"{sizes[stack]:,.0f} kB" for stack in STACKS))]
        for slower in (1, figures.SLOWER):
            slowed = f", slowed {slower} times" if slower > 1 else ""
            for k, moment in enumerate(("DOMContentLoaded", "the request")):
                middle = [
                    statistics.median(one[k] for one in times[stack, slower]) for stack in STACKS
                ]
                words = f"first figure alive after {moment}{slowed}"
                what.append((words, *(f"{value:,.0f} ms" for value in middle)))
        rows += [(figures.called(name), *row) for row in what]
    return figures.table(("page", "what", "the book's host", "Jupyter's own host"), rows)


def training(chromium, address, batches, rounds, epochs):
    """Return a table of images a second, and of what has been learned after the first epoch."""
    room = TrainingRoom()
    page = chromium.new_page()
    page.goto(f"{address}/tensorflow.html")
    page.evaluate(
        PREPARE,
        {
            "esm": room._esm,
            "work": room.worker,
            "train": base64.b64encode(digit_file("train")).decode(),
            "validation": base64.b64encode(digit_file("validation")).decode(),
            "wall": base64.b64encode(room.wall).decode(),
            "parameters": base64.b64encode(
                room.network.parameters.astype("float64").tobytes()
            ).decode(),
            "sizes": room.sizes,
        },
    )
    found = {}
    for turn in range(rounds):
        for batch in batches:
            for name, script, settings in CONTESTANTS:
                print(f"training, round {turn + 1}, {batch} images, {name}", file=sys.stderr)
                settings = {**settings, "batch": batch, "rate": room.learning_rate}
                result = page.evaluate(script, {**settings, "epochs": epochs})
                found.setdefault((batch, name), []).append(result)
    page.close()
    columns = []
    for batch in batches:
        results = [found[batch, name] for name, _, _ in CONTESTANTS]
        speed = [statistics.median(one["speed"] for one in turns) for turns in results]
        right = sorted({f"{turns[0]['accuracy']:.1%}" for turns in results})
        ratio = f"{speed[0] / max(speed[1:]):.1f}"
        columns.append((*(f"{value:,.0f}" for value in speed), ratio, " to ".join(right)))
    names = [f"{name}: images a second" for name, _, _ in CONTESTANTS]
    names += ["TrainingRoom to the fastest other", "validation digits right after one epoch"]
    head = ("what", *(f"batches of {batch}" for batch in batches))
    return figures.table(head, zip(names, *columns, strict=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--loads", type=int, default=5, help="loads of each page (5)")
    parser.add_argument("--batches", type=int, nargs="+", default=[10, 32, 128])
    parser.add_argument("--rounds", type=int, default=3, help="rounds of training (3)")
    parser.add_argument("--epochs", type=int, default=4, help="of a round, the first untimed (4)")
    options = parser.parse_args()
    lay()
    with figures.opened(FOLDER) as (chromium, address):
        figures.keep(
            figures_hosts=first_lives(chromium, address, options.loads),
            figures_training=training(
                chromium, address, options.batches, options.rounds, options.epochs
            ),
        )


if __name__ == "__main__":
    main()
