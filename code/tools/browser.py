"""Find a Chromium for the tests, or install one.

``python -m tools.browser all`` also installs what the proofs use beside it, Firefox, WebKit and
epubcheck, where Debian's packages can be installed. Elsewhere the proofs leave out an engine, and
say so; without epubcheck they fail.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# Chromium without windows and menus: it draws and runs a page as the whole one does, and opens it
# with a quarter of the work. It is taken where both are there.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OTHERS = {"firefox-esr": "firefox-esr", "webkit2gtk-driver": "WebKitWebDriver", "xvfb": "Xvfb"}
CHECKER = "epubcheck"


def find() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install_packages(*packages: str, as_root: tuple[str, ...] = ()) -> bool:
    """Install Debian's packages; return False where that cannot be tried.

    ``as_root`` are the words that let others than root run a command as root.
    """
    if not shutil.which("apt-get") or (os.geteuid() != 0 and not as_root):
        return False
    run = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.run([*run, "update", "-qq"], check=False)
    words = [*run, "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    return True


def install_checker() -> None:
    """Install epubcheck, as root; a machine that tests and publishes lets one become root."""
    sudo = ("sudo", "-n") if os.environ.get("CI") and shutil.which("sudo") else ()
    install_packages(CHECKER, as_root=() if os.geteuid() == 0 else sudo)


def install() -> None:
    """Install Debian's Chromium as root, else the one that Playwright brings."""
    for package in (SHELL, "chromium"):
        install_packages(package, "fonts-dejavu-core")
        if find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> None:
    others = [package for package, program in OTHERS.items() if not shutil.which(program)]
    if "all" in sys.argv and others:
        print(f"Installing {', '.join(others)} for the proofs, where that can be done", flush=True)
        install_packages(*others)
    if "all" in sys.argv and not shutil.which(CHECKER):
        print("Installing epubcheck for the proofs, where that can be done", flush=True)
        install_checker()
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
