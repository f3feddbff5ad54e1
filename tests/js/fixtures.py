"""Write what the tests beside this file compare with: arrays that Python makes.

``python -m tests.js.fixtures`` writes a JSON file for each room of the figures' mathematics into
_build/js: what goes in, and what Python makes of it.
"""

import base64
import gzip
import itertools
import json
import zlib

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from neuralnet import (
    activations,
    chance,
    convolution,
    features,
    hands,
    handwriting,
    images,
    landscapes,
    random,
    teaching,
    text,
)
from neuralnet.baselines import nearest
from neuralnet.datasets import languages, mnist
from neuralnet.network import Network
from neuralnet.training import COSTS, SGD, Gradient, evaluate
from neuralnet.widgets import CurveSum, KnobWall, digit_files, squashing
from neuralnet.widgets.network_traits import compact
from tools import ROOT

FOLDER = ROOT / "_build" / "js"
# Letters that only one of the two knows are left out: Python and JavaScript keep other versions
# of Unicode.
WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cn")))


def cases(count, *strategies):
    """Return ``count`` cases that hypothesis makes up, each a list, the same every time."""
    made = []

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*strategies))
    def collect(case):
        made.append(list(case))

    collect()
    return made


def random_network(seed, sizes=(784, 16, 16, 10), hidden="sigmoid", output="softmax"):
    rng = np.random.default_rng(seed)
    network = Network(sizes, hidden, output, rng, dtype=np.float64)
    for biases in network.biases:
        biases[:] = rng.normal(size=biases.shape)
    return network


def as_given(network):
    """Return what ``makeNetwork`` makes a network of."""
    return [network.sizes, network.hidden, network.output, network.parameters.copy()]


def arrays():
    values = [0, 0.5, 0, 1, 1e-9]
    return {
        "counts": [{"values": some, "count": np.count_nonzero(some)} for some in (values, [])],
    }


def activation_functions():
    z = np.concatenate([np.linspace(-40, 40, 161), [-1e4, 1e4, 1e-9, -1e-9]])
    functions = []
    for name in ("sigmoid", "tanh", "relu", "identity"):
        values = activations.FUNCTIONS[name](z)
        slopes = activations.SLOPES[name](values)
        functions.append({"name": name, "sums": z, "values": values, "slopes": slopes})
    layers = cases(50, st.lists(st.floats(-800, 800), min_size=1, max_size=12))
    return {
        "functions": functions,
        "softmax": [{"sums": sums, "values": activations.softmax(sums)} for (sums,) in layers],
    }


def neurons_with_one_input():
    numbers = st.floats(-6, 6)
    names = st.sampled_from(squashing.NAMES)
    rows = [
        {"call": call, "is": squashing.relay(*call)}
        for call in cases(60, names, numbers, numbers, st.integers(1, 12))
    ]
    several = st.lists(st.tuples(*[numbers] * 3), min_size=1, max_size=6)
    sums = []
    for name, neurons, offset in cases(40, names, several, numbers):
        error = CurveSum(function=name, neurons=[list(neuron) for neuron in neurons]).error()
        at = squashing.sum_at(name, neurons, offset, squashing.COMPARED)
        sums.append({"call": [name, neurons, offset], "is": at, "error": error})
    return {"rows": rows, "sums": sums, "places": squashing.COMPARED}


def edges():
    made = cases(40, st.floats(-400, 400), st.floats(-12, 12), st.floats(-12, 12), st.floats(2, 10))
    made += features.edge_bank()[::200].tolist()
    pictures = [features.clean_edge(*call) for call in made]
    digit = mnist().test_images[:1].astype(float)
    shares = features.explained(digit, np.array(pictures))[0]
    bank = features.window_bank()
    windows = np.random.default_rng(12).normal(size=(5, 25))
    most = features.explained(windows, bank).max(axis=1)
    return {"calls": made, "edges": pictures, "digit": digit[0], "shares": shares, "bank": bank,
            "windows": windows, "most": most}  # fmt: skip


def network():
    digits = mnist().test_images[:5].astype(np.float64)
    names = [("sigmoid", "sigmoid"), ("relu", "softmax"), ("tanh", "softmax")]
    passes = []
    for hidden, output in [*names, ("identity", "identity")]:
        made = random_network(3, hidden=hidden, output=output)
        layers = [made.activations(image) for image in digits]
        passes.append({"network": as_given(made), "images": digits, "activations": layers})
    seen = [_contributions(hidden, output) for hidden, output in names]
    return {"passes": passes, "contributions": seen, "pulls": _pulls()}


def _pulls():
    """Return for some images what adds to one neuron's sum and what takes away, and the sums."""
    weights = np.random.default_rng(1).uniform(-1, 1, 784)
    pixels = images.to_bytes(mnist().test_images[:7])
    terms = weights * (pixels / 255)
    return {
        "weights": weights,
        "images": pixels,
        "up": terms.clip(min=0).sum(axis=1),
        "down": terms.clip(max=0).sum(axis=1),
        "sums": terms.sum(axis=1),
    }


def _contributions(hidden, output):
    """Return, for one image, input times the derivative of an output's weighted sum, measured."""
    made = random_network(6, hidden=hidden, output=output)
    image = mnist().test_images[0].astype(np.float64)
    answers = Network(made.sizes, hidden, "identity", dtype=np.float64)  # its outputs are sums
    answers.parameters[:] = made.parameters
    step, inked = 1e-6, np.flatnonzero(image)
    changed = np.repeat(image[np.newaxis], len(inked), axis=0)
    changed[np.arange(len(inked)), inked] += step
    rise = answers.forward(changed)[:, 3]
    changed[np.arange(len(inked)), inked] -= 2 * step
    measured = np.zeros(784)
    measured[inked] = image[inked] * (rise - answers.forward(changed)[:, 3]) / (2 * step)
    return {"network": as_given(made), "image": image, "output": 3, "contributions": measured}


def random_numbers():
    made = []
    for seed in (0, 7, 2**32 - 1):
        uniform = random.mulberry32(seed)
        made.append(
            {
                "seed": seed,
                "uniform": [next(uniform) for _ in range(1000)],
                "shuffled": random.shuffled(100, uniform),
                "normal": random.normal(100, uniform),
            }
        )
    return {"seeds": made}


def rolls():
    starts = {"curve": ([2.6], landscapes.curve, landscapes.curve_slope)}
    starts["valley"] = ([-3.6, 1.2], landscapes.valley, landscapes.valley_slopes)
    made = []
    for name, (start, cost, slope) in starts.items():
        for rate, momentum in [(0.05, 0.0), (0.12, 0.8)]:
            places = landscapes.roll(start, slope, rate, momentum, 40)
            made.append(
                {
                    "name": name,
                    "settings": [rate, momentum],
                    "places": places,
                    "costs": np.ravel(cost(places)),
                    "slopes": slope(places),
                }
            )
    return {"rolls": made}


def knobs():
    changes = [
        {},
        {"noise": 0.5, "seed": 3},
        {"turned": {"0": 2.0, "13001": -1.5}, "silenced": [[1, 3], [2, 15]]},
        {"broken": 0.1, "seed": 5, "noise": 0.2, "smashed": [406], "turned": {"9": 1.0}},
    ]
    made = []
    for change in changes:
        wall = KnobWall(**change)
        names = ("turned", "broken", "noise", "seed", "silenced", "smashed")
        made.append(
            {
                "state": {name: getattr(wall, name) for name in names},
                "network": as_given(wall.network),
                "parameters": wall.current_network.parameters,
            }
        )
    return {"changes": made}


def training():
    kinds = st.sampled_from(["sigmoid", "relu", "tanh", "identity"])
    lasts = st.sampled_from([("softmax", "cross-entropy"), ("sigmoid", "quadratic")])
    sizes = st.lists(st.integers(1, 9), min_size=2, max_size=5)
    made = cases(30, sizes, kinds, lasts, st.integers(0, 1000))
    epochs = [
        ("sigmoid", "sigmoid", "quadratic", 3.0, 0.0),
        ("relu", "softmax", "cross-entropy", 0.05, 0.9),
    ]
    return {
        "gradients": [_gradient(*case) for case in made],
        "epochs": [_epoch(*settings) for settings in epochs],
        "predictions": [_predictions(hidden) for hidden in ("relu", "sigmoid")],
    }


def _predictions(hidden):
    network, images = random_network(4, hidden=hidden), mnist().test_images[:60].astype(np.float64)
    return {"network": as_given(network), "images": images, "answers": network.predict(images)}


def _gradient(sizes, hidden, last, seed):
    output, cost = last
    network = random_network(seed, sizes, hidden, output)
    image = np.random.default_rng(seed).random(sizes[0])
    image[image < 0.3] = 0
    target = np.eye(sizes[-1])[seed % sizes[-1]]
    gradient = Gradient(network, cost)
    outputs = gradient.add(image[np.newaxis], target[np.newaxis], 0.5)
    return {
        "network": as_given(network),
        "image": image,
        "target": target,
        "cost": cost,
        "share": 0.5,
        "gradient": gradient.values,
        "price": COSTS[cost](outputs[0], target),
    }


def _epoch(hidden, output, cost, rate, momentum):
    digits, network = mnist(), random_network(5, hidden=hidden, output=output)
    pixels = np.rint(digits.train_images[:300] * 255).astype(int)
    inputs, labels = pixels / 255, digits.train_labels[:300]
    order = np.random.default_rng(1).permutation(300)
    given_network = as_given(network)
    gradient, optimiser, costs = Gradient(network, cost), SGD(momentum), []
    targets = np.eye(10)[labels]
    for start in range(0, 300, 20):
        batch = order[start : start + 20]
        outputs = gradient.of(inputs[batch], targets[batch])
        costs.append(COSTS[cost](outputs, targets[batch]).mean())
        optimiser.step(network.parameters, gradient.values, rate)
    return {
        "network": given_network,
        "pixels": pixels,
        "labels": labels,
        "order": order,
        "batch": 20,
        "settings": {"cost": cost, "learningRate": rate, "momentum": momentum},
        "costs": costs,
        "after": network.parameters,
        "measured": evaluate(network, inputs, labels, cost),
    }


def picture_changes():
    rng = np.random.default_rng(0)
    values = [*(rng.integers(0, 256, 200) / 255), 0.0, 1.0, 0.5]
    limits = (0.0, 0.05, 0.5, 1.0)
    image = mnist().test_images[3].astype(np.float64)
    return {
        "bytes": np.arange(256) / 255,
        "thresholds": [
            {
                "threshold": limit,
                "values": values,
                "shown": [float(value >= limit) if limit else value for value in values],
            }
            for limit in limits
        ],
        "preprocessed": [
            {
                "drawing": drawing.ravel(),
                "shape": drawing.shape,
                "image": images.preprocess(drawing),
            }
            for drawing in _drawings()
        ],
        "pens": [
            {"strokes": [points[:2], points[2:]], "width": images.pen_for(points)}
            for points in (size * np.random.default_rng(size).random((5, 2)) for size in (2, 8, 25))
        ],
        "strokes": [_stroke(width, *ends) for width, ends in _strokes()],
        "turned": [
            {"image": image, "degrees": degrees, "turned": images.rotate(image, degrees)}
            for degrees in (0, 17, 90, -45, 180)
        ],
    }


def _drawings():
    """Return pictures of many kinds: digits, noise, one pixel, full, empty, other shapes."""
    rng = np.random.default_rng(7)
    some = images.redraw(mnist().test_images[:20], rng)
    corner, full = np.zeros((28, 28)), np.ones((28, 28))
    corner[27, 0] = 0.4
    others = [np.zeros((28, 28)), np.full((9, 9), 0.2), rng.random((13, 40)), rng.random((56, 56))]
    return [*some, *_spoiled(some[:6], rng), corner, full, *others]


def _spoiled(drawings, rng):
    """Return drawings on grey, uneven and noisy paper, with a dot and with dust."""
    slope = np.linspace(0, 0.3, 28)
    for drawing in drawings:
        yield from (np.maximum(drawing, 0.02), 0.3 + 0.7 * drawing, slope + 0.7 * drawing)
        yield np.clip(0.1 + 0.9 * drawing + rng.normal(0, 0.05, (28, 28)), 0, 1)
        yield np.maximum(drawing, images.trace(np.array([[2.0, 26.0]]), images.PEN))
        yield np.where(rng.random((28, 28)) < 0.02, 0.8, drawing)
        yield (
            np.clip(drawing + rng.uniform(0, 0.1, (28, 28)), 0, 1)
            .repeat(3, axis=0)
            .repeat(3, axis=1)
        )


def _strokes():
    rng = np.random.default_rng(2)
    return [(width, rng.uniform(0, 28, (2, 2))) for width in (1.5, 2.8, 4.0)]


def _stroke(width, start, end):
    points = np.linspace(start[::-1], end[::-1], 2000)
    traced = images.trace(points, width).ravel()
    return {"from": start, "to": end, "width": width, "drawing": traced}


def packed_bytes():
    rng = np.random.default_rng(4)
    numbers = np.concatenate([rng.normal(size=300), [0.0, 1.0, -2.0, 6e-8, 60000.0]])
    parameters = []
    for kind in (np.float16, np.float32, np.float64):
        rounded = numbers.astype(kind)
        parameters.append({"bytes": compact(rounded), "width": kind().nbytes, "numbers": rounded})
    digits = mnist()
    return {
        "parameters": parameters,
        "digits": {
            "bytes": gzip.decompress(digit_files.digit_file("test")),
            "sum": zlib.crc32(gzip.decompress(digit_files.digit_file("test"))),
            "labels": digits.test_labels[:1000],
            "first": np.rint(digits.test_images[:10].ravel() * 255),
        },
    }


def written_text():
    made = [written for (written,) in cases(50, WRITTEN)]
    for sentences in languages().everyday:
        made += [sentences[0], " ".join(sentences).upper()]
    made.append("\u0130I\u0131ßẞ\u0301é ÆŁ")
    return {
        "texts": [
            {"text": one, "symbols": text.symbols(one), "pairs": text.letter_pairs(one).ravel()}
            for one in made
        ]
    }


def window_sums():
    rng, found = np.random.default_rng(5), []
    for size in (1, 3, 5, 28):
        image, weights = rng.random(784), rng.normal(size=size * size)
        weights[:: max(size, 2)] = 0
        sums = weights @ convolution.windows(image.reshape(1, 28, 28, 1), size)
        found.append({"image": image, "weights": weights, "size": size, "sums": sums})
    return {"sums": found, "passes": [maps_of(maps) for maps in ((8, 32), (2, 3), (3,))]}


def maps_of(maps):
    network = convolution.ConvolutionalNetwork(maps, 6, np.float64)
    network.parameters += np.random.default_rng(7).normal(0, 0.05, network.parameters.size)
    image = mnist().test_images[3].astype(np.float64)
    _, *found, outputs = network.activations(image)
    terms, places = zip(*convolution.carried(network, image), strict=True)
    return {"maps": maps, "parameters": network.parameters, "image": image, "found": found,
            "outputs": outputs, "terms": terms, "places": places[:-1]}  # fmt: skip


def convolution_training():
    return {
        "gradients": [_gradient_of_maps(maps) for maps in ((8, 32), (2, 3), (3,))],
        "starts": [
            {"maps": maps, "seed": seed, "parameters": convolution.start(maps, seed).parameters}
            for maps, seed in (((8, 16), 0), ((3,), 5))
        ],
        "epoch": _epoch_of_maps(),
    }


def _some_maps(maps):
    network = convolution.ConvolutionalNetwork(maps, 8, np.float64)
    network.parameters += np.random.default_rng(9).normal(0, 0.05, network.parameters.size)
    return network


def _gradient_of_maps(maps):
    network, digits = _some_maps(maps), mnist()
    images, labels = digits.train_images[:12].astype(np.float64), digits.train_labels[:12]
    images[3] = np.random.default_rng(10).random(784)  # no paper anywhere
    gradient = Gradient(network)
    gradient.of(images, np.eye(10)[labels])
    cost, accuracy = evaluate(network, images, labels)
    return {"maps": maps, "parameters": network.parameters, "images": images, "labels": labels,
            "cost": cost, "accuracy": accuracy, "gradient": gradient.values}  # fmt: skip


def _epoch_of_maps():
    network, digits = _some_maps((4, 6)), mnist()
    pixels = np.rint(digits.train_images[:120] * 255).astype(int)
    labels, order = digits.train_labels[:120], np.random.default_rng(11).permutation(120)
    before, optimiser, costs = network.parameters.copy(), SGD(0.9), []
    gradient, targets = Gradient(network), np.eye(10)[labels]
    for start in range(0, 120, 50):
        rows = order[start : start + 50]
        outputs = gradient.of(pixels[rows] / 255, targets[rows])
        costs.append(COSTS["cross-entropy"](outputs, targets[rows]).mean())
        optimiser.step(network.parameters, gradient.values, 0.05)
    settings = {"learningRate": 0.05, "momentum": 0.9}
    return {"maps": network.maps, "parameters": before, "pixels": pixels, "labels": labels,
            "order": order, "batch": 50, "settings": settings, "costs": costs,
            "after": network.parameters,
            "measured": evaluate(network, pixels / 255, labels)}  # fmt: skip


def own_handwriting():
    drawings = [hands.person([k % 10 for k in range(12)], seed) for seed in (1, 2)]
    people = [
        handwriting.Hand(writer, np.arange(12) % 10, images.to_bytes(some))
        for writer, some in zip(("", "Zoë"), drawings, strict=True)
    ]
    text = handwriting.as_text(people)
    known = handwriting.images_of(people[0])
    others = images.to_bytes(mnist().test_images[:40])
    network = random_network(3, hidden="relu")
    before = as_given(network)
    mnist_labels = mnist().test_labels[:40]
    teaching.teach(network, (known, people[0].labels), (others / 255, mnist_labels), steps=5)
    counts = [(0, 1), (1, 1), (0, 7), (7, 7), (27, 30), (961, 1000), *cases(20, st.integers(0, 60))]
    scores = [(pair[0], 60) if len(pair) == 1 else pair for pair in counts]
    return {
        "text": text,
        "people": [[one.writer, one.labels, one.drawings.tobytes()] for one in people],
        "halves": teaching.halves(people[0].labels),
        "images": known,
        "measures": [
            [
                images.slants(image[np.newaxis])[0],
                images.thickness(image[np.newaxis])[0],
                *handwriting.extent(drawing / 255),
            ]
            for image, drawing in zip(known, people[0].drawings, strict=True)
        ],
        "intervals": [
            [right, count, *chance.exact_interval(right, count)] for right, count in scores
        ],
        "others": others.tobytes(),
        "nearest": nearest(known, others / 255),
        "lesson": {
            "network": before,
            "labels": mnist_labels,
            "steps": 5,
            "after": network.parameters,
        },
    }


def lab_answers():
    shares = sorted({k / n for n in (3, 7, 16, 80, 183, 208, 400, 2000) for k in range(n + 1)})
    counts = [3, 2, 4]
    return {
        "count": 6,
        "pairs": list(itertools.combinations(range(6), 2)),
        "counts": counts,
        "choices": list(itertools.product(*map(range, counts))),
        "percents": [[share, f"{share:.1%}"] for share in shares],
    }


ROOMS = {
    "arrays": arrays,
    "activations": activation_functions,
    "network": network,
    "convolution": window_sums,
    "convolution_training": convolution_training,
    "squashing": neurons_with_one_input,
    "random": random_numbers,
    "landscapes": rolls,
    "knobs": knobs,
    "edges": edges,
    "training": training,
    "images": picture_changes,
    "bytes": packed_bytes,
    "text": written_text,
    "handwriting": own_handwriting,
    "labs": lab_answers,
}


def as_json(value):
    """Turn what JSON does not know into what it knows: arrays into lists, bytes into base64."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.tolist()


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, room in ROOMS.items():
        content = json.dumps(room(), default=as_json, allow_nan=False)
        (FOLDER / f"{name}.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
