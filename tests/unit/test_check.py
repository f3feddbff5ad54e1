"""Stages of ``make test``: what may begin when, and what is said of those that failed."""

import sys

from tools import check
from tools.check import Stage


def python(code):
    return [sys.executable, "-c", code]


def test_a_stage_waits_for_what_it_needs_and_every_failure_is_named(tmp_path, capsys):
    mark = tmp_path / "built"
    stages = [
        Stage("used", python(f"open({str(mark)!r})"), after="built"),
        Stage("built", python(f"open({str(mark)!r}, 'w')")),
        Stage("wrong", python("raise SystemExit('it is wrong')")),
        Stage("not reached", python("print('begun')"), after="wrong"),
    ]
    assert check.run(stages) == ["wrong", "not reached (not begun: it needs wrong)"]
    printed = capsys.readouterr().out
    assert "it is wrong" in printed
    assert "begun: not reached" not in printed


def test_whatever_a_stage_needs_is_a_stage():
    for stages in (check.quick_stages(), check.all_stages()):
        names = [stage.name for stage in stages]
        assert len(set(names)) == len(names)
        assert {stage.after for stage in stages} - {""} <= set(names)
    assert {stage.name for stage in check.quick_stages()} < set(names)
