"""Find a Chromium for the tests, or install one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install Debian's Chromium as root, else the one that Playwright brings."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        subprocess.run(
            [*words, "chromium", "fonts-dejavu-core"],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=False,
        )
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    if find():
        return
    print("No Chromium found; installing one for the tests", flush=True)
    install()
    if not find():
        sys.exit(
            "Chromium could not be installed. Install it yourself (on Debian, as root: "
            "apt-get install chromium), then run the same command again."
        )


if __name__ == "__main__":
    main()
