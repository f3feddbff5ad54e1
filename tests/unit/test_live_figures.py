"""What several figures of a page hold stands in it once."""

import json
from types import SimpleNamespace

import pytest

from neuralnet.plots import Picture
from neuralnet.widgets.modules import parts, script, style
from sphinx_ext import live_figures
from sphinx_ext.live_figures import opening, share


def page(*models):
    """Return a page's widget state: a model for each (module, parameters)."""
    state = {
        str(k): {
            "model_module": "anywidget",
            "state": {"_esm": module, "heights": [1, 2], "index": k},
            "buffers": [{"path": ["parameters"], "encoding": "base64", "data": parameters}],
        }
        for k, (module, parameters) in enumerate(models)
    }
    return json.dumps({"version_major": 2, "version_minor": 0, "state": state})


def restored(shared):
    """Put every text back, as live_figures.js does."""
    found = json.loads(shared)

    def whole(value):
        if isinstance(value, dict) and "shared" in value:
            return "".join(found["shared"][place] for place in value["shared"])
        return value

    for model in found["state"].values():
        model["state"] = {name: whole(value) for name, value in model["state"].items()}
        for buffer in model["buffers"]:
            buffer["data"] = whole(buffer["data"])
    del found["shared"]
    return found


FIRST, SECOND = script("pixel_grid"), script("descent_lab")
NETWORK, OTHER = "abcd" * 500, "efgh" * 500


def as_json(text):
    return json.dumps(text)[1:-1].replace("<", "\\u003c")


@pytest.mark.parametrize(
    ("models", "network_copies"),
    [
        ([(FIRST, NETWORK), (SECOND, NETWORK)], 1),
        ([(FIRST, NETWORK), (FIRST, OTHER)], 1),
        ([(FIRST, NETWORK), ("of another kind();" * 100, NETWORK)], 1),
    ],
)
def test_shared_texts_stand_once_and_nothing_is_lost(models, network_copies):
    body = page(*models)
    shared = share(body)
    assert restored(shared) == json.loads(body)
    assert shared.count(NETWORK) == network_copies
    for module in parts("pixel_grid.js"):
        assert shared.count(as_json(module)) == 1
    assert share(shared) == shared


def test_a_page_with_one_figure_stays_as_it_is():
    body = page((FIRST, NETWORK))
    assert json.loads(share(body)) == json.loads(body)


def test_no_text_can_end_the_script_that_holds_it():
    body = page((FIRST, "'</script>'" * 100), (SECOND, NETWORK))
    assert "</script>" not in share(body)
    assert restored(share(body)) == json.loads(body)
    alone = page((FIRST, "'</script>'" * 100))
    assert "</script>" not in share(alone)
    assert json.loads(share(alone)) == json.loads(alone)


OLD = "as it was when the notebook ran();\n" * 30


@pytest.mark.parametrize("others", [(), ((SECOND, NETWORK),)], ids=["alone", "two"])
def test_scripts_and_styles_are_those_of_today_without_what_each_head_has(others):
    stored = json.loads(page((f"{OLD}//# sourceURL=neuralnet/pixel_grid.js\n", NETWORK), *others))
    stored["state"]["0"]["state"] |= {
        "_css": f"{OLD}/*# sourceURL=neuralnet/live_figure.css */\n",
        "worker": f"{OLD}//# sourceURL=neuralnet/js/training_worker.js\n",
    }
    shared = share(json.dumps(stored))
    values = (restored(shared) if others else json.loads(shared))["state"]["0"]["state"]
    assert values == {
        "_esm": FIRST,
        "_css": parts("live_figure.css")[-1] if others else style("live_figure"),
        "worker": script("js/training_worker"),
        "heights": [1, 2],
        "index": 0,
    }


def test_a_box_is_as_high_as_its_figure_will_be_at_every_width():
    assert opening([600, 540, 700]) == (
        '<div class="live-figure nn-room" '
        'style="--nn-wide: 37.5rem; --nn-middle: 33.75rem; --nn-narrow: 43.75rem">'
    )
    assert 'class="live-figure nn-room full-width"' in opening([600, 540, 700], wide=True)


def test_pages_with_figures_are_written_again_when_a_script_or_a_style_has_changed(
    tmp_path, monkeypatch
):
    (tmp_path / "js").mkdir()
    for name in ("js/a.js", "b.css", "c.py"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(live_figures.MODULES, "FOLDER", tmp_path)
    pages = {"with": {"js_files": {"ipywidgets_state": []}}, "without": {"js_files": {}}}
    env = SimpleNamespace(nb_metadata=pages)
    for name, written in [("js/a.js", True), ("b.css", True), ("c.py", False)]:
        live_figures.pages_with_figures(None, env)
        assert live_figures.pages_with_figures(None, env) == []
        (tmp_path / name).write_text("two")
        assert live_figures.pages_with_figures(None, env) == (["with"] if written else [])


def test_a_picture_has_no_style_for_the_page_around_it():
    drawn = Picture(1).svg()
    assert "<style" in drawn  # as Matplotlib writes it
    assert "<style" not in live_figures.part_of_page(drawn, "a")


def test_parts_of_two_pictures_bear_other_names():
    svg = (
        '<svg><defs><path id="m1"/></defs><use xlink:href="#m1" style="clip-path: url(#m1)"/></svg>'
    )
    one, two = (live_figures.part_of_page(svg, name) for name in ("a", "b"))
    assert one == (
        '<svg stroke-linejoin="round"><defs><path id="a-m1"/></defs><use xlink:href="#a-m1" '
        'style="clip-path: url(#a-m1)"/></svg>'
    )
    assert "m1" not in two.replace("b-m1", "")
