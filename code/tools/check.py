"""Check everything (``make test``), or what is checked in a minute (``make quick``).

Stages run side by side. Each says what it has to say when it ends, so that no two speak at once.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from tools import ROOT, kernels

PYTHON = [sys.executable, "-m"]
PROCESSORS = os.cpu_count() or 2
LANES = min(max(2, PROCESSORS), 4)  # stages at once
WORKERS = str(max(2, PROCESSORS // 2))  # processes of a stage that is divided
# Plugins that no test here uses take two seconds of each process to load.
UNUSED = [word for name in ("nbval", "anyio") for word in ("-p", f"no:{name}")]
PYTEST = [*PYTHON, "pytest", "-q", *UNUSED]
PARALLEL = [*PYTEST, "-n", WORKERS, "--dist", "worksteal"]
QUICKER = ["-m", "not thorough"]  # the others belong to ``make proofs``
# A page in a browser waits more than it computes: for frames, for itself to be quiet.
BROWSERS = [*PYTEST, "-n", str(2 * LANES), "--dist", "worksteal"]
# What one process has compiled is there for the next, also where Python was told not to keep it.
ENVIRONMENT = {**kernels.environment(), "PYTHONDONTWRITEBYTECODE": ""}
STORED = ["tests/notebooks/test_stored.py", "tests/notebooks/test_references.py"]


@dataclass(frozen=True)
class Stage:
    """What is checked, by which command, and after which other stage has passed."""

    name: str
    command: list[str]
    after: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a stage ended: whether it passed, what was printed, how many seconds it took."""

    passed: bool
    text: str
    seconds: float


def quick_stages(left_out: str = "thorough or slow") -> list[Stage]:
    """Return what needs no built site and runs no chapter, without tests of these marks."""
    node = "the tools of Node"
    return [
        Stage("style", [*PYTHON, "ruff", "check", "."]),
        Stage("format", [*PYTHON, "ruff", "format", "--check", "."]),
        Stage("code", [*PARALLEL, "-m", f"not ({left_out})", "tests/unit"]),
        Stage("types", [*PYTHON, "mypy"]),
        Stage("spelling", [*PYTHON, "codespell_lib"]),
        Stage(node, [*PYTHON, "tools.javascript", "install"]),
        Stage("JavaScript: types", [*PYTHON, "tools.javascript", "types"], node),
        Stage("JavaScript: style", [*PYTHON, "tools.javascript", "style"], node),
        Stage("JavaScript: mathematics", [*PYTHON, "tools.javascript", "mathematics"], node),
        Stage("notebooks, as stored", [*PYTEST, *STORED]),
    ]


def all_stages() -> list[Stage]:
    """Return everything. What is ready begins in this order: what others wait for, first."""
    ran, site, browser = "notebooks, run", "the site, built", "a browser for the tests"
    return [
        Stage(browser, [*PYTHON, "tools.browser"]),
        Stage(ran, [*PYTHON, "tools.executed"], browser),
        Stage(site, [*PYTHON, "tools.build"], ran),
        Stage("the site, in a browser", [*BROWSERS, *QUICKER, "tests/site"], site),
        Stage("the launches", [*PYTEST, *QUICKER, "tests/launch"], site),
        *quick_stages("thorough"),
        Stage("notebooks, run again", [*PYTEST, "tests/notebooks/test_run.py"], ran),
    ]


def outcome(stage: Stage) -> Outcome:
    """Run a stage."""
    start = time.monotonic()
    done = subprocess.run(
        stage.command,
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    return Outcome(done.returncode == 0, done.stdout, time.monotonic() - start)


def run(stages: list[Stage]) -> list[str]:
    """Run stages, each after that which it needs; return those that failed or were left out."""
    waiting, passed, failed = list(stages), {""}, []
    running: dict[Future[Outcome], Stage] = {}
    with ThreadPoolExecutor(LANES) as pool:
        while running or waiting:
            ready = [stage for stage in waiting if stage.after in passed]
            for stage in ready[: LANES - len(running)]:
                waiting.remove(stage)
                running[pool.submit(outcome, stage)] = stage
                print(f"-- begun: {stage.name}", flush=True)
            if not running:
                failed += [f"{stage.name} (not begun: it needs {stage.after})" for stage in waiting]
                break
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                stage, result = running.pop(done), done.result()
                print(
                    f"\n== {stage.name}: {result.seconds:.0f} s\n{result.text}", end="", flush=True
                )
                if result.passed:
                    passed.add(stage.name)
                else:
                    failed.append(stage.name)
    return failed


def main(kind: str) -> None:
    start = time.monotonic()
    failed = run({"quick": quick_stages, "all": all_stages}[kind]())
    minutes = (time.monotonic() - start) / 60
    if failed:
        print(f"\nFailed after {minutes:.1f} minutes: {'; '.join(failed)}. The details are above.")
        sys.exit(1)
    print(f"\nEverything passed, in {minutes:.1f} minutes.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "all")
