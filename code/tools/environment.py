"""Make the environment in .venv, as pinned in requirements.txt, unless it is there.

Runs on the system's own Python, so it needs nothing but the standard library.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from typing import NoReturn

from tools import ROOT

VENV = ROOT / ".venv"
STAMP = VENV / "book-environment.txt"
OLDEST = (3, 11)


def wanted() -> str:
    """Return what the environment depends on, as text: not on how the book is checked."""
    import tomllib  # which an old Python has not

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    package = [project["build-system"], project["project"], project["tool"]["hatch"]]
    pins = hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()
    return "\n".join([sys.version, str(ROOT), pins, json.dumps(package)])


def stop(*lines: str) -> NoReturn:
    print("\n".join(lines), file=sys.stderr)
    sys.exit(1)


def make_venv() -> None:
    """Make an empty virtual environment; on Debian install what venv lacks there."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, capture_output=True).returncode == 0:
        return
    package = "python{}.{}-venv".format(*sys.version_info)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Python has no venv here; installing Debian's package {package}")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False)
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        stop(
            f"Cannot make a virtual environment with {sys.executable}:",
            done.stdout + done.stderr,
            f"On Debian, as root: apt-get install {package}. Then run the same command again.",
        )


def install() -> None:
    """Install the pinned packages and the book's own, with a line that shows how far it is."""
    total = (ROOT / "requirements.txt").read_text().count("==")
    pip = [str(VENV / "bin" / "pip"), "--disable-pip-version-check", "install"]
    pinned, own = ["--require-hashes", "-r", "requirements.txt"], ["--no-deps", "--editable", "."]
    output: list[str] = []
    seen = 0
    for words in (pinned, own):
        process = subprocess.Popen(
            [*pip, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in process.stdout or ():
            output.append(line)
            if words is pinned and line.startswith(("Collecting", "Processing")):
                seen += 1
                show(f"Preparing the environment: {seen} of about {total} packages")
            elif words is pinned and line.startswith("Installing collected packages"):
                show("Preparing the environment: installing, half a minute or so")
        if process.wait() != 0:
            break
    else:
        show("Preparing the environment: done")
        print()
        return
    stop(
        "",
        *"".join(output).splitlines()[-15:],
        "",
        "The packages could not be installed; pip's last words are above. If this machine has",
        "no way to the package index, give it one; then run the same command again.",
    )


def settle_lab() -> None:
    """Let JupyterLab keep figures' state in what it saves: see binder/postBuild."""
    settings = VENV / "share" / "jupyter" / "lab" / "settings" / "overrides.d"
    settings.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "binder" / "jupyterlab.json", settings / "neuralnet.json")


def list_fonts() -> None:
    """Let Matplotlib look for its fonts now: a notebook would show that it has to wait for it."""
    python, own = VENV / "bin" / "python", {"MPLCONFIGDIR": str(VENV / "matplotlib")}
    words = [str(python), "-c", "import matplotlib.font_manager"]
    subprocess.run(words, env=os.environ | own, check=False)


def show(text: str) -> None:
    """Show a line of progress: in place in a terminal, else only now and then."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif not re.search(r"[1-9] of", text):
        print(text, flush=True)


def main() -> None:
    if sys.version_info < OLDEST:
        stop(
            "The book needs Python {}.{} or newer; this is {}.".format(
                *OLDEST, sys.version.split()[0]
            ),
            "If a newer one is installed, name it: make serve PYTHON=python3.12",
        )
    if STAMP.exists() and STAMP.read_text() == wanted():
        settle_lab()
        return
    make_venv()
    install()
    settle_lab()
    list_fonts()
    STAMP.write_text(wanted())


if __name__ == "__main__":
    main()
