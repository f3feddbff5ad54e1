"""Fetch packages from the npm registry, for tests and benchmarks, into _build/npm."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from tools import ROOT

KEPT = ROOT / "_build" / "npm"


def fetch(name: str, version: str) -> Path:
    """Return the folder with a package's files. What it depends on is not fetched."""
    folder = KEPT / f"{name.replace('/', '-')}-{version}"
    if not folder.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        program = shutil.which("npm") or Path(sys.executable).with_name("npm")
        words = [program, "pack", "--silent", f"{name}@{version}"]
        done = subprocess.run(words, cwd=KEPT, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"npm could not fetch {name}: {done.stderr}")
        archive = KEPT / done.stdout.split()[-1]
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        archive.unlink()
    return folder / "package"
