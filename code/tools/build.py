"""Build the site into _build/html, warnings as errors, with a line that shows how far it is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import ROOT, kernels

SITE = ROOT / "_build" / "html"
LOG = ROOT / "_build" / "build.log"
STEP = re.compile(r"(reading sources|writing output)\.\.\. \[ *(\d+)%\] (\S+)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PROBLEM = re.compile(r"WARNING|ERROR|Error|CRITICAL")


def progress(line: str) -> str | None:
    """Return what a line of Sphinx's output says of how far it is, or None."""
    found = STEP.search(COLOUR.sub("", line))
    if not found:
        return None
    what = "running and reading" if found[1] == "reading sources" else "writing"
    return f"Building the book: {what} {found[3]} ({found[2]} %)"


def build() -> bool:
    """Build, and return whether it went well; what Sphinx said is in LOG."""
    LOG.parent.mkdir(exist_ok=True)
    # Pages are written anew, so that none stays that the book no longer has. What takes
    # time, running and reading notebooks, is kept elsewhere.
    shutil.rmtree(SITE, ignore_errors=True)
    program = str(Path(sys.executable).with_name("jupyter-book"))
    terminal = sys.stdout.isatty()
    with LOG.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [program, "build", ".", "-W", "-n", "--keep-going"],
            cwd=ROOT,
            env=kernels.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        for line in process.stdout or ():
            log.write(COLOUR.sub("", line))
            if text := progress(line):
                print(f"\r\033[K{text}" if terminal else text, end="" if terminal else "\n")
                sys.stdout.flush()
    if terminal:
        print("\r\033[K", end="")
    return process.wait() == 0 and (SITE / "index.html").exists()


def main() -> None:
    print("Building the book; the first time takes a minute or two", flush=True)
    if build():
        print("Built: _build/html/index.html")
        return
    lines = LOG.read_text(encoding="utf-8").splitlines()
    problems = [line for line in lines if PROBLEM.search(line)] or lines[-20:]
    print("\n".join(problems[:30]), file=sys.stderr)
    print(
        f"\nThe book could not be built. The lines above say where; all of it is in "
        f"{LOG.relative_to(ROOT)}.\nA notebook that fails can be tried alone: "
        ".venv/bin/python -m tools.notebooks run chapters/NAME.ipynb",
        file=sys.stderr,
    )
    sys.exit(1)


if __name__ == "__main__":
    main()
