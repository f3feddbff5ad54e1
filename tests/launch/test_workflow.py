"""What GitHub runs: the workflow that tests and publishes, and Dependabot."""

import re
import subprocess
import sys

import pytest
import yaml

from tools import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "book.yml"
DEPENDABOT = ROOT / ".github" / "dependabot.yml"


@pytest.fixture(scope="module")
def jobs():
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]


@pytest.mark.parametrize(
    ("path", "schema"), [(WORKFLOW, "github-workflows"), (DEPENDABOT, "dependabot")]
)
def test_it_follows_its_published_schema(path, schema):
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*words, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_github_s_own_and_pinned_by_its_commit():
    used = re.findall(r"uses: (\S+)(.*)", WORKFLOW.read_text(encoding="utf-8"))
    assert used
    for action, version in used:
        assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", version), f"{action} does not say its version"


def test_each_job_may_do_only_what_it_does(jobs):
    assert yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "test": {"contents": "read"},
        "publish": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_a_change_from_outside_is_tested_and_never_published(jobs):
    condition = jobs["publish"]["if"]
    assert "github.ref == 'refs/heads/main'" in condition
    assert "github.event_name != 'pull_request'" in condition
    assert jobs["publish"]["needs"] == "test"
    assert jobs["deploy"]["needs"] == "publish"


def test_it_runs_the_commands_of_the_makefile(jobs):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert commands
    for command in commands:
        make, target = command.split()
        assert make == "make"
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), command


def test_dependabot_leaves_jupyter_book_at_version_1():
    (pip,) = (
        entry
        for entry in yaml.safe_load(DEPENDABOT.read_text(encoding="utf-8"))["updates"]
        if entry["package-ecosystem"] == "pip"
    )
    assert pip["ignore"] == [{"dependency-name": "jupyter-book", "versions": [">=2"]}]
