"""Check the figures' JavaScript: its types, its style, or its mathematics against Python's.

``python -m tools.javascript types`` asks TypeScript, ``style`` Biome and ``mathematics`` Node's own
test runner; ``style --write`` formats, and repairs what it can. npm installs what package-lock.json
pins into node_modules, when it is first needed and when that file has changed; ``install`` does
no more than this.
"""

import os
import subprocess
import sys
from pathlib import Path

from tools import ROOT

LOCK, KEPT = ROOT / "package-lock.json", ROOT / "node_modules"
STAMP = KEPT / ".installed-lock.json"
PROJECTS = ("jsconfig.json", "code/neuralnet/widgets/js/jsconfig.json")  # figures; what they share


def run(*command: str | Path) -> None:
    """Run a command from the repository's root, with the environment's Node; stop if it fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path})
    if done.returncode:
        sys.exit(done.returncode)


def tool(name: str) -> Path:
    """Return the path of a tool that package.json names, installed as package-lock.json pins it."""
    if not STAMP.exists() or STAMP.read_bytes() != LOCK.read_bytes():
        npm = Path(sys.executable).with_name("npm")
        run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        STAMP.write_bytes(LOCK.read_bytes())
    return KEPT / ".bin" / name


def install() -> None:
    tool("")


def types() -> None:
    for project in PROJECTS:
        run(tool("tsc"), "--project", project)


def style(*options: str) -> None:
    run(tool("biome"), "check", "--error-on-warnings", *options)


def mathematics() -> None:
    run(sys.executable, "-m", "tests.js.fixtures")
    run(Path(sys.executable).with_name("node"), "--test", "tests/js/*.test.js")


if __name__ == "__main__":
    checks = {"install": install, "types": types, "style": style, "mathematics": mathematics}
    if len(sys.argv) < 2 or sys.argv[1] not in checks:
        sys.exit(__doc__)
    checks[sys.argv[1]](*sys.argv[2:])
