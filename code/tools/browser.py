"""Find a Chromium for the tests, or install one.

``python -m tools.browser all`` also installs what the proofs use beside it, Firefox and WebKit,
where Debian's packages can be installed; elsewhere the proofs say what they leave out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OTHERS = {"firefox-esr": "firefox-esr", "webkit2gtk-driver": "WebKitWebDriver", "xvfb": "Xvfb"}


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_packages(*packages: str) -> bool:
    """Install Debian's packages; return False where that cannot be tried."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
    words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=False)
    return True


def install() -> None:
    """Install Debian's Chromium as root, else the one that Playwright brings."""
    if not install_packages("chromium", "fonts-dejavu-core"):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    others = [package for package, program in OTHERS.items() if not shutil.which(program)]
    if "all" in sys.argv and others:
        print(f"Installing {', '.join(others)} for the proofs, where that can be done", flush=True)
        install_packages(*others)
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
