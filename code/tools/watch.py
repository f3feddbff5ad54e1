"""Serve the book, and show each change of it in the browser within seconds: ``make watch``.

sphinx-autobuild's server watches the files and has the page load anew. Each build is a process of
its own, a copy of this one, which has imported what a build needs: that takes longer than the build
itself. A notebook is run again only if its code has changed, or the package, or the data.
"""

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import uvicorn
from jupyter_book.cli.main import main as jupyter_book
from jupyter_book.config import get_default_sphinx_config
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from sphinx_autobuild.utils import find_free_port
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from tools import ROOT, build, kernels

WATCHED = ("intro.ipynb", "chapters", "back", "code", "data", "_config.yml", "_toc.yml")
IGNORED = ("/__pycache__/", "/.ipynb_checkpoints/", r"\.sw[px]$", "~$", r"/\.[^/]*$")
# What the book's own extensions import, which are themselves read anew for each build.
IMPORTED = ("matplotlib.figure", "math_core", "sphinx_book_theme")
HOST = "127.0.0.1"


def rebuild(changed_paths: Sequence[Path]) -> None:
    """Build what has changed, and say so; a warning is printed and ends nothing."""
    for path in changed_paths:
        print(f"changed: {path.relative_to(ROOT)}", flush=True)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # warnings go elsewhere
            jupyter_book(["build", str(ROOT), "-n", "-q"], standalone_mode=False)
    except Exception as error:  # whatever was wrong in a file that is just being written
        print(error, file=sys.stderr, flush=True)
    print("built", flush=True)


def application(port: int) -> Starlette:
    watcher = RebuildServer([ROOT / name for name in WATCHED], IgnoreFilter([], IGNORED), rebuild)
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher),
            Mount("/", StaticFiles(directory=build.SITE, html=True)),
        ],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=f"{HOST}:{port}")],
        lifespan=watcher.lifespan,
    )


def main() -> None:
    os.chdir(ROOT)
    os.environ |= kernels.environment() | {"BOOK_WATCH": "1"}
    build.SITE.mkdir(parents=True, exist_ok=True)
    for name in [*get_default_sphinx_config()["extensions"], "jupyter_book.sphinx", *IMPORTED]:
        importlib.import_module(name)
    with ProcessPoolExecutor() as pool:
        pool.submit(rebuild, []).result()
    port = find_free_port()
    print(f"The book is at http://{HOST}:{port}/  (Ctrl+C ends it)", flush=True)
    uvicorn.run(application(port), host=HOST, port=port, log_level="warning")


if __name__ == "__main__":
    main()
