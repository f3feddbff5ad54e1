"""The figures' mathematics against Python: the same numbers, from arrays that Python makes."""

import gzip

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neuralnet import activations, images, text
from neuralnet.datasets import languages, mnist
from neuralnet.network import Network
from neuralnet.training import COSTS, SGD, Gradient, evaluate
from neuralnet.widgets import digit_files
from neuralnet.widgets.modules import parts
from neuralnet.widgets.network_traits import compact

ROOTS = ("training", "images", "bytes", "text")
EXACT = {"rtol": 1e-12, "atol": 1e-15}


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    texts = [text.split("//# ")[0] for name in ROOTS for text in parts(f"js/{name}.js")]
    page.add_script_tag(content="".join(dict.fromkeys(texts)))
    yield page
    page.close()


@pytest.fixture(scope="module")
def core(page):
    """Call a function of the mathematics."""
    return lambda name, *arguments: page.evaluate(f"(given) => {name}(...given)", [*arguments])


def random_network(seed, sizes=(784, 16, 16, 10), hidden="sigmoid", output="softmax"):
    rng = np.random.default_rng(seed)
    network = Network(sizes, hidden, output, rng, dtype=np.float64)
    for biases in network.biases:
        biases[:] = rng.normal(size=biases.shape)
    return network


def as_given(network):
    """The arguments from which makeNetwork makes it, with its parameters as a list."""
    return [list(network.sizes), network.hidden, network.output, network.parameters.tolist()]


MAKE = """const made = ([sizes, hidden, output, parameters]) =>
  makeNetwork(sizes, hidden, output, Float64Array.from(parameters));"""


def test_every_byte_is_the_same_number(core):
    assert [core("pixelValue", byte) for byte in range(256)] == (np.arange(256) / 255).tolist()


def test_thresholds_agree(core):
    rng = np.random.default_rng(0)
    values = [*(rng.integers(0, 256, 200) / 255), 0.0, 1.0, 0.5]
    for threshold in (0.0, 0.05, 0.5, 1.0):
        python = [float(v >= threshold) if threshold else v for v in values]
        assert [core("thresholded", v, threshold) for v in values] == python


def test_counts_agree(core):
    values = [0, 0.5, 0, 1, 1e-9]
    assert core("countNonzero", values) == np.count_nonzero(values)
    assert core("countNonzero", []) == 0


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "identity"])
def test_activations_and_slopes_agree(page, name):
    z = np.concatenate([np.linspace(-40, 40, 161), [-1e4, 1e4, 1e-9, -1e-9]])
    values, slopes = page.evaluate(
        "([name, z]) => [z.map(FUNCTIONS[name]), z.map((v) => SLOPES[name](FUNCTIONS[name](v)))]",
        [name, z.tolist()],
    )
    python = activations.FUNCTIONS[name](z)
    np.testing.assert_allclose(values, python, rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(slopes, activations.SLOPES[name](python), rtol=1e-9, atol=1e-15)


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.lists(st.floats(-800, 800), min_size=1, max_size=12))
def test_softmax_agrees(core, sums):
    np.testing.assert_allclose(core("softmax", sums), activations.softmax(sums), **EXACT)


@pytest.mark.parametrize(
    ("hidden", "output"),
    [("sigmoid", "sigmoid"), ("relu", "softmax"), ("tanh", "softmax"), ("identity", "identity")],
)
def test_the_forward_pass_agrees(page, hidden, output):
    network = random_network(3, hidden=hidden, output=output)
    for image in mnist().test_images[:5].astype(np.float64):
        layers = page.evaluate(
            f"([network, image]) => {{ {MAKE} return forward(made(network), image)"
            ".activations.map((layer) => [...layer]); }",
            [as_given(network), image.tolist()],
        )
        for found, python in zip(layers, network.activations(image), strict=True):
            np.testing.assert_allclose(found, python, **EXACT)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.integers(1, 9), min_size=2, max_size=5),
    st.sampled_from(["sigmoid", "relu", "tanh", "identity"]),
    st.sampled_from([("softmax", "cross-entropy"), ("sigmoid", "quadratic")]),
    st.integers(0, 1000),
)
def test_backpropagation_agrees_for_any_network(page, sizes, hidden, last, seed):
    output, cost = last
    network = random_network(seed, sizes, hidden, output)
    image = np.random.default_rng(seed).random(sizes[0])
    image[image < 0.3] = 0
    target = np.eye(sizes[-1])[seed % sizes[-1]]
    gradient = Gradient(network, cost)
    outputs = gradient.add(image[np.newaxis], target[np.newaxis], 0.5)
    found, price = page.evaluate(
        f"""([given, image, target, cost]) => {{
          {MAKE}
          const network = made(given), gradient = made(given);
          gradient.parameters.fill(0);
          const pass = forward(network, image);
          backpropagate(network, pass, target, cost, 0.5, gradient);
          return [[...gradient.parameters], COSTS[cost](pass.activations.at(-1), target)];
        }}""",
        [as_given(network), image.tolist(), target.tolist(), cost],
    )
    np.testing.assert_allclose(found, gradient.values, rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(price, COSTS[cost](outputs[0], target), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize(
    ("hidden", "output", "cost", "rate", "momentum"),
    [
        ("sigmoid", "sigmoid", "quadratic", 3.0, 0.0),
        ("relu", "softmax", "cross-entropy", 0.05, 0.9),
    ],
)
def test_an_epoch_of_training_agrees(page, hidden, output, cost, rate, momentum):
    digits, network = mnist(), random_network(5, hidden=hidden, output=output)
    pixels = np.rint(digits.train_images[:300] * 255).astype(int)
    inputs, labels = pixels / 255, digits.train_labels[:300]
    order = np.random.default_rng(1).permutation(300)
    given_network = as_given(network)
    costs, after, measured = page.evaluate(
        f"""([given, pixels, labels, order, cost, learningRate, momentum]) => {{
          {MAKE}
          const network = made(given), costs = [];
          const at = (place) => pixels[place].map(pixelValue);
          const trainer = makeTrainer(network, {{ cost, learningRate, momentum }});
          for (let start = 0; start < 300; start += 20) {{
            costs.push(trainBatch(trainer, at, labels, order.slice(start, start + 20)).cost);
          }}
          return [costs, [...network.parameters], evaluate(network, at, labels, order, cost)];
        }}""",
        [given_network, pixels.tolist(), labels.tolist(), order.tolist(), cost, rate, momentum],
    )
    gradient, optimiser, python = Gradient(network, cost), SGD(momentum), []
    targets = np.eye(10)[labels]
    for start in range(0, 300, 20):
        batch = order[start : start + 20]
        outputs = gradient.of(inputs[batch], targets[batch])
        python.append(COSTS[cost](outputs, targets[batch]).mean())
        optimiser.step(network.parameters, gradient.values, rate)
    np.testing.assert_allclose(costs, python, rtol=1e-9)
    np.testing.assert_allclose(after, network.parameters, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(
        [measured["cost"], measured["accuracy"]],
        evaluate(network, inputs, labels, cost),
        rtol=1e-9,
    )


def drawings():
    """Pictures of many kinds: recorded digits, noise, one pixel, full, empty, other shapes."""
    rng = np.random.default_rng(7)
    some = images.redraw(mnist().test_images[:20], rng)
    corner, full = np.zeros((28, 28)), np.ones((28, 28))
    corner[27, 0] = 0.4
    return [*some, corner, full, np.zeros((28, 28)), rng.random((13, 40)), rng.random((56, 56))]


def test_preprocessing_agrees(page):
    for drawing in drawings():
        found = page.evaluate(
            "([drawing, height, width]) => [...preprocess(drawing, height, width)]".replace(
                "preprocess(drawing", "preprocess(Float64Array.from(drawing)"
            ),
            [drawing.ravel().tolist(), *drawing.shape],
        )
        np.testing.assert_allclose(found, images.preprocess(drawing), rtol=0, atol=1e-9)


def test_the_pen_agrees(page):
    rng = np.random.default_rng(2)
    for width in (1.5, 2.8, 4.0):
        start, end = rng.uniform(0, 28, (2, 2))
        found = page.evaluate(
            """([start, end, width]) => {
              const drawing = new Float64Array(784);
              stroke(drawing, start, end, width);
              return [...drawing];
            }""",
            [start.tolist(), end.tolist(), width],
        )
        points = np.linspace(start[::-1], end[::-1], 2000)
        np.testing.assert_allclose(found, images.trace(points, width).ravel(), atol=1e-3)


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_parameters_arrive_exactly(page, kind):
    rng = np.random.default_rng(4)
    numbers = np.concatenate([rng.normal(size=300), [0.0, 1.0, -2.0, 6e-8, 60000.0]]).astype(kind)
    packed = compact(numbers)
    assert len(packed) == numbers.nbytes
    found = page.evaluate(
        "([bytes, count]) => [...decodeNumbers(new DataView(new Uint8Array(bytes).buffer), count)]",
        [list(packed), len(numbers)],
    )
    np.testing.assert_array_equal(found, numbers.astype(np.float64))


def test_digits_are_unpacked(page):
    packed = gzip.decompress(digit_files.digit_file("test"))
    found = page.evaluate(
        """(bytes) => {
          const { labels, images } = unpackDigits(new Uint8Array(bytes), 1000);
          return [[...labels], [...images.subarray(0, 7840)], images.length];
        }""",
        list(packed),
    )
    digits = mnist()
    assert found[0] == digits.test_labels[:1000].tolist()
    assert found[2] == 784_000
    np.testing.assert_array_equal(found[1], np.rint(digits.test_images[:10].ravel() * 255))


@pytest.mark.parametrize("degrees", [0, 17, 90, -45, 180])
def test_turning_agrees(page, degrees):
    image = mnist().test_images[3].astype(np.float64)
    found = page.evaluate(
        "([image, degrees]) => [...rotate(image, degrees)]", [image.tolist(), degrees]
    )
    np.testing.assert_allclose(found, images.rotate(image, degrees), atol=1e-12)


PAIRS = "((written) => [...letterPairs(written)])"
# Letters that only one of the two knows are left out: Python and browsers keep other
# versions of Unicode.
WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cn")))


@given(WRITTEN)
@settings(
    max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_letter_pairs_are_python_s(core, written):
    assert core("textSymbols", written) == text.symbols(written)
    assert core(PAIRS, written) == text.letter_pairs(written).tolist()


def test_letter_pairs_of_every_language_are_python_s(core):
    for sentences in languages().everyday:
        for written in (sentences[0], " ".join(sentences).upper(), "\u0130I\u0131ßẞ\u0301é ÆŁ"):
            given_back = core(PAIRS, written)
            assert given_back == text.letter_pairs(written).tolist()
