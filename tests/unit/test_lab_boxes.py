"""A lab's box on the page, and the script and style that come with it."""

import json

from sphinx_ext import labs

PAGE = {"name": "some", "controls": [{"label": "</script>"}], "heights": [1, 2, 3], "start": "x"}


def test_no_text_can_end_the_script_that_holds_it():
    text = labs.closing(PAGE, "../_static")
    start, _, rest = text.partition('class="lab-page">')
    data, _, after = rest.partition("</script>")
    assert start == '<script type="application/json" '
    assert json.loads(data) == {name: PAGE[name] for name in ("name", "controls", "start")}
    assert after.startswith("</div>\n")
    assert 'src="../_static/labs.js"' in after


def test_the_page_s_state_is_without_what_only_a_kernel_moves():
    figure = {"model_module": "anywidget", "state": {"_esm": "figure"}}
    slider = {"model_module": "@jupyter-widgets/controls", "state": {"value": 3}}
    state = {"state": {"a": figure, "b": slider}, "version_major": 2}
    found = json.loads(labs.without_sliders(json.dumps(state)))
    assert found == {"state": {"a": figure}, "version_major": 2}


def test_the_script_is_whole(tmp_path):
    labs.add_script(tmp_path)
    script = (tmp_path / "labs.js").read_text(encoding="utf-8")
    assert "// ---- lab.js" in script
    assert "\nimport " not in script
