"""What several figures of a page hold stands in it once."""

import json

import pytest

from sphinx_ext.live_figures import share


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


CORE, NETWORK, OTHER = "// the core\n" * 100, "abcd" * 500, "efgh" * 500


@pytest.mark.parametrize(
    ("models", "network_copies"),
    [
        ([(CORE + "first();", NETWORK), (CORE + "second();", NETWORK)], 1),
        ([(CORE + "first();", NETWORK), (CORE + "first();", OTHER)], 1),
    ],
)
def test_shared_texts_stand_once_and_nothing_is_lost(models, network_copies):
    body = page(*models)
    shared = share(body)
    assert restored(shared) == json.loads(body)
    assert shared.count(NETWORK) == network_copies
    assert shared.count(json.dumps(CORE)[1:-1]) == 1
    assert share(shared) == shared


def test_a_page_with_one_figure_stays_as_it_is():
    body = page((CORE + "first();", NETWORK))
    assert share(body) == body


def test_no_text_can_end_the_script_that_holds_it():
    body = page((CORE + "'</script>'", NETWORK), (CORE + "second();", NETWORK))
    assert "</script>" not in share(body)
    assert restored(share(body)) == json.loads(body)
