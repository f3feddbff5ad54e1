"""Serve the built site at a local address, until Ctrl+C."""

import functools
import http.server
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tools import ROOT

SITE = ROOT / "_build" / "html"
FIRST_PORT, LAST_PORT = 8000, 8019


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""

    def send_head(self) -> Any:
        """Answer an address that no file can have, as /%00, as one that leads nowhere."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return None

    def list_directory(self, path: Any) -> None:
        """List no folder: the site's hosts do not."""
        self.send_error(http.HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, *words: Any) -> None:
        """For an address that leads nowhere show the site's own page, as its hosts do."""
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, *words)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def server(port: int, folder: Path = SITE) -> ThreadingHTTPServer:
    handler = functools.partial(Handler, directory=folder)
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def first_free() -> ThreadingHTTPServer:
    """Return a server at the first port that nobody uses."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        try:
            return server(port)
        except OSError:
            continue
    raise SystemExit(f"Ports {FIRST_PORT} to {LAST_PORT} are all in use: stop one, and try again.")


def main() -> None:
    with first_free() as serving:
        print(
            f"The book is at http://127.0.0.1:{serving.server_port}/  (Ctrl+C ends it)", flush=True
        )
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
