"""The pictures as they are drawn where Python runs in the browser, without Matplotlib."""

import base64
import io
import itertools
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from matplotlib.image import imread

from tools import ROOT

PROGRAM = """
import json
import sys

sys.path[:0] = [sys.argv[1], "code"]
import matplotlib

assert matplotlib.__file__.startswith(sys.argv[1])
import numpy as np
from neuralnet import plots, zoo
from neuralnet.datasets import mnist

digits, network = mnist(), zoo.load("relu")
image, steps = digits.test_images[0], [1, 10, 100, 1000]
table = [[100, 60, 0.6], [200, 180, 0.95]]
pictures = {
    "digits": plots.digits(digits.test_images[:20], list("72104149590690159734"), "Says."),
    "lines": plots.lines([1, 2, 3], {"first": [0.5, 0.7, 0.9], "second": [0.5, 0.6, 0.6]}, "epochs",
                         "share", "Says.", percent=True),
    "logarithmic": plots.lines(steps, {"first": [4, 3, 2, 1]}, "n", "cost", "Says.",
                               logarithmic=True),
    "bars": plots.bars({"before": [0.5, 0.8], "after": [0.6, 0.9]}, ["one", "two"], "share",
                       "Says & <says>."),
    "signed": plots.signed(network.weights[0][:8], list("abcdefgh"), "Says."),
    "curve": plots.curve(steps, [0.5, 0.7, 0.9, 0.95], "n", "share", "Says.", {"chance": 0.1}, True,
                         True),
    "shades": plots.shades(np.eye(3), list("abc"), list("xyz"), "row", "column", "Says."),
    "weights": plots.weights(network, "Says."),
    "neuron": plots.neuron(network.weights[0][0], image, "Says."),
    "answers": plots.answers(image, network.forward(image), list("0123456789"), "Says."),
    "calibration": plots.calibration({"network": table}, "Says."),
    "shares": plots.shares({"first": 12_560, "second": 272}, "Says."),
    "terms": plots.terms([1.5, -2, 0.3], list("abc"), "Says."),
    "reading": plots.reading(network, image),
}
assert not hasattr(pictures["bars"], "_ipython_canary_method_should_not_exist_")
print(json.dumps({name: picture.svg() for name, picture in pictures.items()}))
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The SVG of each picture."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(ROOT / "code" / "lite" / "matplotlib", folder / "matplotlib")
    (folder / "matplotlib" / "no_picture.png").write_bytes(b"none")
    words = [sys.executable, "-c", PROGRAM, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""
    return json.loads(done.stdout)


def texts(svg):
    return [node.text for node in ET.fromstring(svg).iter() if node.tag.endswith("text")]


def test_every_picture_that_chapters_and_labs_draw_is_drawn(drawn):
    missing = [name for name, svg in drawn.items() if "is not drawn" in svg]
    assert missing == ["reading"]  # a live figure's, which is alive there


def test_pictures_say_what_they_show_and_take_the_page_s_colours(drawn):
    label = ET.fromstring(drawn["bars"]).get("aria-label")
    assert label.startswith("Says & <says>. before: one 50.0%")
    for svg in drawn.values():
        assert "var(--nn-paper, #FFFFFF)" in svg
        assert not re.search(r"var\(--nn-[a-z0-9-]+\)", svg)  # with a colour where there is no page


def test_numbers_are_drawn_where_they_belong(drawn):
    bars = re.findall(r'width="([\d.]+)" height="[\d.]+" fill="var\(--nn-(add|take)', drawn["bars"])
    long = {
        colour: [float(width) for width, of in bars if of == colour] for colour in ("add", "take")
    }
    first, second, _ = long["add"]  # the last is the legend's
    assert second / first == pytest.approx(0.8 / 0.5, rel=0.01)
    assert long["take"][1] / first == pytest.approx(0.9 / 0.5, rel=0.01)
    said = {"50.0%", "90.0%", "one", "two", "before", "after", "share", "100%"}
    assert said <= set(texts(drawn["bars"]))
    assert {"1", "10", "100", "1,000", "first", "n", "cost"} <= set(texts(drawn["logarithmic"]))
    assert drawn["digits"].count("<image") == 20
    assert [text for text in texts(drawn["shades"]) if text][-9:] == ["1", *[".00"] * 3] * 2 + ["1"]


def test_a_logarithmic_line_has_even_steps(drawn):
    points = re.findall(r'points="([^"]+)"', drawn["logarithmic"])[0]
    across, down = zip(*(map(float, place.split(",")) for place in points.split()), strict=True)
    assert len({round(b - a) for a, b in itertools.pairwise(across)}) == 1
    assert len({round(b - a) for a, b in itertools.pairwise(down)}) == 1


def test_pixels_are_those_of_the_image(drawn):
    address = re.search(r'<image [^>]*href="([^"]+)"', drawn["shades"])[1]
    pixels = imread(io.BytesIO(base64.b64decode(address.partition(",")[2])), format="png")
    light, dark = pixels[0, 0, :3], pixels[0, 1, :3]
    assert light.tolist() == [1, 1, 1]
    assert dark == pytest.approx([22 / 255, 26 / 255, 31 / 255])  # plots.DARK
