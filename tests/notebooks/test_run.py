"""Run again from a fresh kernel, each notebook says what is stored of it.

That is each output of each cell, each computed value of the prose, and what each solution prints.
(That a solution passes its check is asked where it runs: a notebook of which one does not, or of
which a cell or a value fails, has no run.) ``python -m tools.executed`` runs them.
"""

import copy
import json
import re

import pytest

from tools import executed, notebooks

ADDRESS = re.compile("0x[0-9a-fA-F]+")  # of an object in memory
# A machine may draw a picture a shade otherwise than another; as SVG only the site has it.
PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
NOTEBOOKS = {path.stem: path for path in notebooks.book_notebooks()}


def said(notebook):
    """Return what each cell is and shows, without what may differ from run to run."""
    cells = copy.deepcopy(notebook.cells)
    for cell in cells:
        for output in cell.get("outputs", []):
            for kind in PICTURES:
                output.get("data", {}).pop(kind, None)
    return [ADDRESS.sub("ADDRESS", json.dumps(cell, indent=1, sort_keys=True)) for cell in cells]


def differences(stored, run):
    """Return the cells, by their ids, of which a run says something else than what is stored."""
    pairs = zip(stored.cells, said(stored), said(run), strict=True)
    return {cell.id: (was, now) for cell, was, now in pairs if was != now}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_says_again_what_is_stored(name):
    path = NOTEBOOKS[name]
    run = executed.whole(path)
    if not run.exists():
        pytest.fail(f"{name} has not been run as it is; run: .venv/bin/python -m tools.executed")
    for was, now in differences(notebooks.read(path), notebooks.read(run)).values():
        assert now == was, f"make notebook NAME={name} stores what it says now"
