"""Run the notebooks, several at once, for the site and for the tests: ``python -m tools.executed``.

Jupyter Book runs one notebook after the other, those that it does not find in its cache. Here they
are run side by side and put there. Each is kept as a whole too, with the computed values of its
prose and what its solutions print: ``tests/notebooks/test_run.py`` compares that with what is
stored. So one run serves the page and the test. What nothing has changed of, neither the notebook
nor the package nor the data, is not run again.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract

from sphinx_ext import execution_cache, live_figures
from tools import ROOT, notebooks

CACHE = execution_cache.folder(ROOT / "_build", ROOT)
AT_ONCE = max(2, os.cpu_count() or 2)


def whole(path: Path) -> Path:
    """Return where the notebook at ``path`` is kept as its run left it: its text is in the name."""
    text = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return CACHE / "whole" / f"{path.stem}-{text}.ipynb"


def is_known(cache: JupyterCacheAbstract, path: Path) -> bool:
    """Whether the site needs no run of this notebook."""
    try:
        cache.match_cache_notebook(notebooks.read(path))
    except KeyError:
        return False
    return True


def execute(path: Path) -> tuple[notebooks.Client, float]:
    """Execute a notebook; return what did it, and how many seconds it took."""
    start = time.monotonic()
    return notebooks.executed(path, **live_figures.KERNELS), time.monotonic() - start


def keep(cache: JupyterCacheAbstract, path: Path, client: notebooks.Client, took: float) -> None:
    """Keep what a run made of a notebook, for the site and for the tests."""
    bundle = CacheBundleIn(client.cells_alone, str(path), data={"execution_seconds": took})
    cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    place = whole(path)
    place.parent.mkdir(exist_ok=True)
    for older in place.parent.glob(f"{path.stem}-*"):
        older.unlink()
    place.write_text(notebooks.as_stored(notebooks.normalise(client.nb)), encoding="utf-8")


def run(paths: Iterable[Path]) -> Iterator[tuple[Path, float]]:
    """Run notebooks and keep what came of them; yield each with its seconds when it has ended.

    The last begin first: the first chapters are short, and fill the gaps at the end.
    """
    cache = get_cache(CACHE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(execute, path): path for path in reversed([*paths])}
        try:
            for done in as_completed(running):
                path = running[done]
                try:
                    client, took = done.result()
                except Exception as error:
                    raise RuntimeError(f"{path.name} cannot be run.\n{error}") from error
                keep(cache, path, client, took)
                yield path, took
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def for_the_site() -> list[Path]:
    """Return the notebooks that the next build of the site would have to run."""
    CACHE.mkdir(parents=True, exist_ok=True)
    cache = get_cache(CACHE)
    return [path for path in notebooks.book_notebooks() if not is_known(cache, path)]


def for_the_tests() -> list[Path]:
    """Return those of which no run of just this text is kept, too."""
    wanted = for_the_site()
    return [
        path for path in notebooks.book_notebooks() if path in wanted or not whole(path).exists()
    ]


def main() -> None:
    try:
        for path, took in run(for_the_tests()):
            print(f"run: {path.relative_to(ROOT)}, {took:.0f} s", flush=True)
    except RuntimeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
