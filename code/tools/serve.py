"""Serve the built site at a local address, until Ctrl+C."""

import functools
import http.server
from pathlib import Path

SITE = Path(__file__).resolve().parents[2] / "_build" / "html"
FIRST_PORT, LAST_PORT = 8000, 8019


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing of each request."""


def server(port):
    handler = functools.partial(Handler, directory=SITE)
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)


def first_free():
    """Return a server at the first port that nobody uses."""
    for port in range(FIRST_PORT, LAST_PORT + 1):
        try:
            return server(port)
        except OSError:
            continue
    raise SystemExit(f"Ports {FIRST_PORT} to {LAST_PORT} are all in use: stop one, and try again.")


def main():
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
