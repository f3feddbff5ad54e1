"""Build the site into _build/html, warnings as errors, with a line that shows how far it is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import ROOT, executed, kernels

SITE = ROOT / "_build" / "html"
LOG = ROOT / "_build" / "build.log"
STEP = re.compile(r"(reading sources|writing output)\.\.\. \[ *(\d+)%\] (\S+)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")
PROBLEM = re.compile(r"WARNING|ERROR|Error|CRITICAL")
TRY_ALONE = "A notebook that fails can be tried alone: make notebook NAME=03-weights"


def progress(line: str) -> str | None:
    """Return what a line of Sphinx's output says of how far it is, or None."""
    found = STEP.search(COLOUR.sub("", line))
    if not found:
        return None
    what = "reading" if found[1] == "reading sources" else "writing"
    return f"Building the book: {what} {found[3]} ({found[2]} %)"


def show(text: str) -> None:
    """Say how far it is: in a terminal on one line, over what stood there."""
    terminal = sys.stdout.isatty()
    print(f"\r\033[K{text}" if terminal else text, end="" if terminal else "\n", flush=True)


def run_notebooks() -> None:
    """Run the notebooks that Jupyter Book would run one by one: several at once."""
    waiting = executed.for_the_site()
    for place, (path, took) in enumerate(executed.run(waiting)):
        show(f"Building the book: {place + 1} of {len(waiting)} run, {path.stem} in {took:.0f} s")


def build() -> bool:
    """Build, and return whether it went well; what Sphinx said is in LOG."""
    LOG.parent.mkdir(exist_ok=True)
    # Pages are written anew, so that none stays that the book no longer has. What takes
    # time, running and reading notebooks, is kept elsewhere.
    shutil.rmtree(SITE, ignore_errors=True)
    program = str(Path(sys.executable).with_name("jupyter-book"))
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
                show(text)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    return process.wait() == 0 and (SITE / "index.html").exists()


def main() -> None:
    print("Building the book; the first time takes a minute or two", flush=True)
    try:
        run_notebooks()
    except RuntimeError as error:
        sys.exit(f"{error}\n{TRY_ALONE}")
    if build():
        print("Built: _build/html/index.html")
        return
    lines = LOG.read_text(encoding="utf-8").splitlines()
    problems = [line for line in lines if PROBLEM.search(line)] or lines[-20:]
    print("\n".join(problems[:30]), file=sys.stderr)
    print(
        f"\nThe book could not be built. The lines above say where; all of it is in "
        f"{LOG.relative_to(ROOT)}.\n{TRY_ALONE}",
        file=sys.stderr,
    )
    sys.exit(1)


if __name__ == "__main__":
    main()
