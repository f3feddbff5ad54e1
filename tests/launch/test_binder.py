"""What Binder, repo2docker and a JupyterHub install."""

import json
import os
import re

from tools import ROOT

PIN = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def pins(name):
    return set(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


def test_binder_installs_the_very_versions_that_are_tested():
    binder = pins("binder/requirements.txt")
    assert len(binder) > 50
    assert binder <= pins("requirements.txt"), "run: make lock"


def test_binder_can_draw_the_chapters_and_run_them():
    names = {name for name, _ in pins("binder/requirements.txt")}
    assert {"numpy", "matplotlib", "anywidget", "jupyterlab"} <= names
    assert not {"sphinx", "playwright", "pytest"} & names, "only what running a chapter needs"


def test_every_pin_has_a_checksum():
    for name in ("requirements.txt", "binder/requirements.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for entry in re.split(r"\n(?=\S)", text):
            assert "==" not in entry or "--hash=sha256:" in entry, entry


def test_the_book_s_package_is_added_without_its_dependencies():
    script = ROOT / "binder" / "postBuild"
    assert os.access(script, os.X_OK)
    assert "pip install --no-deps ." in script.read_text(encoding="utf-8")


def test_a_saved_notebook_keeps_its_figures_wherever_it_is_launched():
    kept = json.loads((ROOT / "binder" / "jupyterlab.json").read_text(encoding="utf-8"))
    assert kept == {"@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True}}
    lite = json.loads((ROOT / "code" / "lite" / "overrides.json").read_text(encoding="utf-8"))
    assert kept.items() <= lite.items()
    assert "binder/jupyterlab.json" in (ROOT / "binder" / "postBuild").read_text(encoding="utf-8")
