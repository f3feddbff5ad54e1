"""Whom a reader has to trust, as SECURITY.md and THIRD-PARTY.md say it."""

import re

from tools import ROOT, licences


def test_the_list_of_licences_is_that_of_the_pinned_packages():
    listed = licences.TARGET.read_text(encoding="utf-8")
    for row in licences.rows():
        name, version = [words.strip() for words in row.split("|")[1:3]]
        assert f"| {name} | {version} |" in listed, "run: make lock"


def test_our_scripts_make_no_code_from_text():
    scripts = [*ROOT.glob("code/**/*.js")]
    assert len(scripts) > 3
    for path in scripts:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\s*\(|new Function|document\.write|innerHTML\s*=", text), path


def test_networks_are_never_unpickled():
    for path in ROOT.glob("code/neuralnet/**/*.py"):
        text = path.read_text(encoding="utf-8")
        assert "allow_pickle=True" not in text
        assert not re.search(r"\bpickle\b", text), path
