"""core.js against Python: the same numbers, from arrays that Python makes."""

import numpy as np
import pytest

from neuralnet.widgets.live_figure import FOLDER


@pytest.fixture(scope="module")
def core(chromium):
    """Call a function of core.js."""
    page = chromium.new_page()
    page.add_script_tag(content=(FOLDER / "core.js").read_text(encoding="utf-8"))
    yield lambda name, *arguments: page.evaluate(f"(given) => {name}(...given)", [*arguments])
    page.close()


def test_core_touches_no_page():
    text = (FOLDER / "core.js").read_text(encoding="utf-8")
    for word in ("document", "window", "fetch(", "import "):
        assert word not in text


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
