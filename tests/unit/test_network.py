"""The network: its shapes, its count, its forward pass worked by hand, and its files."""

import contextlib
import io
import tracemalloc
import zipfile

import numpy as np
import pytest

from neuralnet.network import Network, count_parameters

BOOK = [784, 16, 16, 10]


@pytest.fixture
def network():
    return Network(BOOK, rng=np.random.default_rng(1))


def test_the_network_of_the_book_has_13002_parameters(network):
    assert network.parameters.size == count_parameters(BOOK) == 13_002
    assert [w.shape for w in network.weights] == [(16, 784), (16, 16), (10, 16)]
    assert [b.shape for b in network.biases] == [(16,), (16,), (10,)]
    assert sum(w.size for w in network.weights) == 12_960
    assert "13,002" in repr(network)


def test_weights_and_biases_are_views_of_the_parameters(network):
    network.parameters[:] = np.arange(13_002)
    assert network.weights[0][0, 0] == 0
    assert network.weights[0][15, 783] == 784 * 16 - 1
    assert network.biases[0][0] == 784 * 16
    assert network.biases[-1][-1] == 13_001
    network.biases[-1][-1] = -1
    assert network.parameters[-1] == -1


def test_a_forward_pass_worked_by_hand():
    network = Network([2, 2, 1], hidden="relu", output="identity", dtype=np.float64)
    network.weights[0][:] = [[1, -1], [2, 0.5]]
    network.biases[0][:] = [-1, 0.25]
    network.weights[1][:] = [[3, -2]]
    network.biases[1][:] = [0.5]
    # sums: 1*3 - 1*1 - 1 = 1 and 2*3 + 0.5*1 + 0.25 = 6.75; then 3*1 - 2*6.75 + 0.5 = -10
    layers = network.activations([3, 1])
    np.testing.assert_array_equal(layers[1], [1, 6.75])
    np.testing.assert_array_equal(layers[2], [-10])


@pytest.mark.parametrize("hidden", ["sigmoid", "relu", "tanh"])
@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
def test_many_images_give_what_each_gives_alone(hidden, output):
    network = Network(BOOK, hidden, output, np.random.default_rng(2), np.float64)
    images = np.random.default_rng(3).random((5, 784))
    together = network.activations(images)
    assert [layer.shape for layer in together] == [(5, n) for n in BOOK]
    for k, image in enumerate(images):
        for layer, alone in zip(together, network.activations(image), strict=True):
            np.testing.assert_allclose(layer[k], alone, rtol=1e-12)
    assert network.predict(images).shape == (5,)
    assert network.predict(images[0]) == network.predict(images)[0]


def test_no_images_give_no_answers(network):
    assert network.forward(np.zeros((0, 784))).shape == (0, 10)


def test_the_start_is_reproducible_and_scaled():
    first = Network(BOOK, "relu", rng=np.random.default_rng(7))
    again = Network(BOOK, "relu", rng=np.random.default_rng(7))
    np.testing.assert_array_equal(first.parameters, again.parameters)
    assert first.weights[0].std() == pytest.approx(np.sqrt(2 / 784), rel=0.05)
    assert not first.biases[0].any()
    assert not np.array_equal(Network(BOOK).parameters, Network(BOOK).parameters)


@pytest.mark.parametrize(
    ("images", "error", "words"),
    [
        (np.zeros((28, 28)), ValueError, r"\(784,\).*\(28, 28\)"),
        (np.zeros(783), ValueError, r"\(784,\).*\(783,\)"),
        (np.zeros((2, 3, 784)), ValueError, r"\(2, 3, 784\)"),
        (np.full(784, np.nan), ValueError, "784 NaN"),
        (np.r_[np.inf, np.zeros(783)], ValueError, "1 NaN or infinite"),
        (np.zeros(784, np.uint8), TypeError, "divide them by 255"),
        (np.zeros(784, complex), TypeError, "real numbers.*complex"),
        (np.array(["7"] * 784), TypeError, "real numbers"),
        (None, TypeError, "real numbers"),
    ],
)
def test_bad_images_are_refused_in_words(network, images, error, words):
    with pytest.raises(error, match=words):
        network.forward(images)


@pytest.mark.parametrize("sizes", [[784], [], [784, 0, 10], [784, -1], [784, 1.5], [3, True]])
def test_bad_sizes_are_refused_in_words(sizes):
    with pytest.raises(ValueError, match=r"whole numbers of at least 1, such as \[784"):
        Network(sizes)


def test_unknown_names_and_types_are_refused_in_words():
    with pytest.raises(ValueError, match=r"'rleu'; expected one of: .*relu"):
        Network(BOOK, hidden="rleu")
    with pytest.raises(TypeError, match="float32 or float64, got int64"):
        Network(BOOK, dtype=int)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_saved_network_comes_back_the_same(tmp_path, dtype):
    network = Network([5, 4, 3], "relu", "softmax", np.random.default_rng(4), dtype)
    network.save(tmp_path / "net")  # no ending is added
    back = Network.load(tmp_path / "net")
    assert (back.sizes, back.hidden, back.output) == ((5, 4, 3), "relu", "softmax")
    np.testing.assert_array_equal(back.parameters, network.parameters)
    assert back.parameters.dtype == dtype
    image = np.random.default_rng(5).random(5)
    np.testing.assert_array_equal(back.forward(image), network.forward(image))


def npz(**arrays):
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


GOOD = {
    "sizes": np.array([2, 1]),
    "activations": np.array(["relu", "sigmoid"]),
    "parameters": np.ones(3, np.float32),
}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not hold a network"),
        (b"not a network", "does not hold a network"),
        (npz(**GOOD)[:-40], "does not hold a network"),
        (npz(sizes=GOOD["sizes"]), "does not hold a network"),
        (npz(**{**GOOD, "parameters": np.ones(4, np.float32)}), "3 parameters expected, 4 found"),
        (npz(**{**GOOD, "parameters": np.full(3, np.nan)}), "NaN or infinite"),
        (npz(**{**GOOD, "parameters": np.ones(3, int)}), "float32 or float64"),
        (npz(**{**GOOD, "activations": np.array(["relu", "evil"])}), "'evil'"),
        (npz(**{**GOOD, "sizes": np.array([{}], object)}), "does not hold a network"),
    ],
)
def test_a_damaged_file_is_refused_by_name(tmp_path, content, words):
    path = tmp_path / "net.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=words) as caught:
        Network.load(path)
    assert "net.npz" in str(caught.value)


def test_a_missing_file_is_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "none.npz")


def test_a_saved_network_holds_no_pickle(tmp_path, network):
    network.save(tmp_path / "net.npz")
    with zipfile.ZipFile(tmp_path / "net.npz") as file:
        for name in file.namelist():
            assert b"'O'" not in file.read(name)[:128]


def test_a_seed_is_as_good_as_a_generator():
    from_seed, from_rng = Network(BOOK, rng=7), Network(BOOK, rng=np.random.default_rng(7))
    np.testing.assert_array_equal(from_seed.parameters, from_rng.parameters)


IMAGE = np.random.default_rng(8).random(784).astype(np.float32)
SAME = {
    "float64": IMAGE.astype(np.float64),
    "the other byte order": IMAGE.astype(">f4"),
    "long doubles": IMAGE.astype(np.longdouble),
    "a list": IMAGE.tolist(),
    "a view": np.repeat(IMAGE, 2)[::2],
    "backwards": IMAGE[::-1].copy()[::-1],
    "nothing masked": np.ma.masked_array(IMAGE),
}


@pytest.mark.parametrize("same", SAME.values(), ids=SAME)
def test_the_same_image_in_another_form_gets_the_same_answer(network, same):
    np.testing.assert_allclose(network.forward(same), network.forward(IMAGE), rtol=1e-6)
    many = network.forward(np.array([same, same]))
    np.testing.assert_allclose(many, [network.forward(IMAGE)] * 2, rtol=1e-5)


@pytest.mark.parametrize("kind", [bool, np.int16, np.int64, np.uint32, np.float16])
def test_black_and_white_images_of_any_type_are_read(network, kind):
    image = (IMAGE > 0.5).astype(kind)
    np.testing.assert_array_equal(network.forward(image), network.forward(image.astype(float)))


def test_images_that_cannot_be_written_to_or_lie_in_columns_are_read(network):
    images = np.asfortranarray(np.random.default_rng(9).random((20, 784)))
    images.flags.writeable = False
    expected = network.forward(np.ascontiguousarray(images, np.float32))
    np.testing.assert_allclose(network.forward(images), expected, rtol=1e-5)
    np.testing.assert_allclose(network.forward(images[::-2]), expected[::-2], rtol=1e-5)


def test_numbers_evened_out_around_0_are_read(network):
    images = np.random.default_rng(10).normal(size=(50, 784))
    images[0, 0] = 244.9  # a pixel with ink in one of 60,000 digits
    assert network.forward(images).shape == (50, 10)
    assert network.forward(images[0]).shape == (10,)


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(
    ("made", "error", "words"),
    [
        (lambda x: (x * 255).astype(np.uint8), TypeError, "bytes.*divide them by 255"),
        (lambda x: (x * 127).astype(np.int8), TypeError, "bytes.*divide them by 255"),
        (lambda x: x * 255, ValueError, "up to 255: divide them by 255"),
        (lambda x: (x * 255).astype(int), ValueError, "up to 255: divide them by 255"),
        (lambda x: (x * 255).astype(np.uint16), ValueError, "divide them by 255"),
        (lambda x: (x * 255).astype(np.float16), ValueError, "divide them by 255"),
        (lambda x: (x * 255).astype(">f8"), ValueError, "divide them by 255"),
        (lambda x: x * 16, ValueError, "up to 16: divide them by 16"),
        (lambda x: x * 65535, ValueError, "up to 65535: divide them by 65535"),
        (lambda x: x * 100_000, ValueError, r"up to 100000: divide them by 100000"),
        (lambda x: x * 255 - 128, ValueError, "both sides of 0.*from -12\\d.* to 127"),
        (lambda x: x * 1e300, ValueError, "from 0 to 1"),
        (lambda x: x - 1e300, ValueError, "from -1e\\+300"),
        (lambda x: np.where(x == 1, -np.inf, x), ValueError, "NaN or infinite"),
        (lambda x: np.where(x == 1, np.nan, x), ValueError, "NaN or infinite"),
        (lambda x: np.ma.masked_equal(x, 1), ValueError, r"masked.*filled\(0\)"),
        (lambda x: [np.ma.masked_equal(x, 1)], ValueError, "masked"),
        (lambda x: [[0.5], [0.5, 1]], TypeError, "real numbers"),
        (lambda x: x.astype(object), TypeError, "real numbers"),
        (lambda x: {"image": x}, TypeError, "real numbers"),
        (lambda x: x.reshape(*x.shape[:-1], 28, 28)[..., 1:], ValueError, r"\(n, 784\)"),
    ],
)
def test_other_numbers_are_refused_in_words(network, many, made, error, words):
    image = np.append(IMAGE[:-1], np.float32(1))
    images = np.array([np.zeros(784, np.float32), image, image]) if many else image
    for door in (network.activations, network.forward, network.predict):
        with pytest.raises(error, match=words):
            door(made(images.astype(np.float64)))


def test_an_image_of_another_shape_is_told_how_to_fit(network):
    with pytest.raises(ValueError, match=r"images\.reshape\(-1, 784\)"):
        network.predict(np.zeros((5, 28, 28)))


@pytest.mark.parametrize(("output", "answers"), [("sigmoid", [0, 1]), ("tanh", [0, 1])])
def test_a_network_with_one_output_answers_no_or_yes(output, answers):
    network = Network([1, 1], output=output, dtype=np.float64)
    network.weights[0], network.biases[0] = [[4.0]], [-2.0]
    assert network.predict([[0.0], [1.0]]).tolist() == answers
    assert network.predict([1.0]) == 1


class Shout:
    """An array in a pickle, which must not be unpickled."""

    def __reduce__(self):
        return print, ("unpickled",)


def entry(name, content, compress=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compress) as file:
        for key, array in GOOD.items():
            part = io.BytesIO()
            np.save(part, array)
            file.writestr(f"{key}.npy", content if key == name else part.getvalue())
    return buffer.getvalue()


def npy(shape, kind="<f4", data=b""):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (117 - len(header)) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + data


@pytest.mark.parametrize(
    "content",
    [
        npz(**{**GOOD, "sizes": np.array([20_000, 20_000])}),
        npz(**{**GOOD, "sizes": np.array([2**62, 2**62])}),
        npz(**{**GOOD, "sizes": np.array([2, -1])}),
        npz(**{**GOOD, "sizes": np.array([[2, 1]])}),
        npz(**{**GOOD, "sizes": np.array([2.5, 1])}),
        npz(**{**GOOD, "sizes": np.array(3)}),
        npz(**{**GOOD, "activations": np.array(["relu"])}),
        npz(**{**GOOD, "activations": np.array(["relu", "relu", "relu"])}),
        npz(**{**GOOD, "activations": np.array("relu")}),
        npz(**{**GOOD, "activations": np.array([Shout(), Shout()], object)}),
        npz(**{**GOOD, "parameters": np.ones((3, 1), np.float32)}),
        npz(**{**GOOD, "parameters": np.ones(3, ">f4")}),
        npz(**{**GOOD, "parameters": np.ones(3, np.float16)}),
        npz(**{**GOOD, "parameters": np.ones(3, [("a", "f4")])}),
        entry("parameters", npy((10**12,))),
        entry("parameters", npy((3,), data=bytes(11))),
        entry("parameters", npy((-3,), data=bytes(12))),
        entry("parameters", npy("(" * 60)),
        entry("parameters", npy((3,), "|O", bytes(24))),
        entry("sizes", b""),
        entry("sizes", b"\x93NUMPY\x09\x00"),
        entry("parameters", npy((3,), data=bytes(12)), zipfile.ZIP_DEFLATED),
        entry("parameters", npy((10**7,), data=bytes(4 * 10**7)), zipfile.ZIP_LZMA),
    ],
)
def test_a_hostile_file_is_refused_and_asks_for_no_memory(tmp_path, capsys, content):
    path = tmp_path / "net.npz"
    path.write_bytes(content)
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"net\.npz does not hold a network"):
        Network.load(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1e6 + 3 * len(content)
    assert capsys.readouterr().out == ""


def test_every_cut_and_every_changed_byte_is_noticed_or_harmless(tmp_path):
    network = Network([4, 3, 2], "relu", "softmax", 0)
    network.save(tmp_path / "whole")
    whole, path = (tmp_path / "whole").read_bytes(), tmp_path / "net"
    rng = np.random.default_rng(0)
    contents = [whole[:end] for end in range(0, len(whole), 7)]
    for place in rng.integers(0, len(whole), 300):
        contents.append(whole[:place] + bytes([rng.integers(256)]) + whole[place + 1 :])
    for content in contents:
        path.write_bytes(content)
        with contextlib.suppress(ValueError):
            np.testing.assert_array_equal(Network.load(path).parameters, network.parameters)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"sizes": 5}, ValueError, "whole numbers"),
        ({"sizes": 784, "hidden": 16, "output": 10}, ValueError, r"such as \[784"),
        ({"sizes": "784"}, ValueError, "whole numbers"),
        ({"sizes": None}, ValueError, "whole numbers"),
        ({"sizes": [10**9, 10**9]}, ValueError, "at most 100,000,000 parameters"),
        ({"hidden": ["relu"]}, ValueError, "expected one of"),
        ({"output": np.array(["relu", "tanh"])}, ValueError, "expected one of"),
        ({"rng": -1}, TypeError, "rng must be a numpy.random.Generator"),
        ({"rng": "dice"}, TypeError, "rng must be a numpy.random.Generator"),
        ({"dtype": "x"}, TypeError, "float32 or float64, got 'x'"),
        ({"dtype": np.float16}, TypeError, "float32 or float64, got float16"),
    ],
)
def test_no_network_is_made_of_anything_else(arguments, error, words):
    with pytest.raises(error, match=words):
        Network(**{"sizes": [4, 2], **arguments})


@pytest.mark.parametrize("path", [5, None, b"net", ["net"], "a\0b"])
def test_what_is_no_path_is_refused_in_words(network, path):
    for door in (network.save, Network.load):
        with pytest.raises(TypeError, match="must be a path"):
            door(path)
