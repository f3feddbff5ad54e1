"""Each notebook run once more, its exercises solved: what it says holds, and they are right."""

import re

import nbformat
import pytest

from tools import notebooks

NOTEBOOKS = {path.stem: path for path in notebooks.book_notebooks()}
# With --dist loadgroup, one process has all tests of a notebook, which it runs once.
EACH = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in NOTEBOOKS]
CHAPTERS = [each for each in EACH if each.values != ("intro",)]


def solutions(notebook):
    """Return the code of each worked solution, by the name of its exercise."""
    found = {}
    for cell in notebook.cells:
        for name, body in re.findall(
            r'^<details class="solution" id="solution-([\w-]+)">\n(.*?)^</details>$',
            cell.source,
            re.DOTALL | re.MULTILINE,
        ):
            found[name] = "\n".join(re.findall(r"```python\n(.*?)```", body, re.DOTALL))
    return found


def check_cells(notebook):
    """Return the cells that say whether an exercise is right, by its name."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.id[6:]: cell for cell in code if cell.id.startswith("check-")}


def solved(notebook):
    """Return a notebook with its solutions in the place of what the reader changes.

    The other solutions' code must run too: it comes last.
    """
    found = solutions(notebook)
    cells = {cell.id: cell for cell in notebook.cells}
    for name in check_cells(notebook):
        cells[f"exercise-{name}"].source = found.pop(name)
    notebook.cells += [nbformat.v4.new_code_cell(code) for code in found.values() if code]
    return notebook


@pytest.fixture(scope="module")
def run_once(tmp_path_factory):
    """Return a function that gives a notebook, solved and run: once for all tests."""
    done = {}

    def run(name):
        if name not in done:
            path = tmp_path_factory.mktemp("solved") / f"{name}.ipynb"
            notebook = nbformat.read(NOTEBOOKS[name], as_version=4)
            path.write_text(notebooks.as_stored(solved(notebook)), encoding="utf-8")
            done[name] = notebooks.run(path)
        return done[name]

    return run


@pytest.mark.parametrize("name", EACH)
def test_the_numbers_in_its_prose_are_what_it_computes(name, run_once):
    stored = nbformat.read(NOTEBOOKS[name], as_version=4)
    fresh = {cell.id: cell.source for cell in run_once(name).cells}
    prose = [cell for cell in stored.cells if cell.cell_type == "markdown"]
    assert any(notebooks.COMPUTED.search(cell.source) for cell in prose)
    for cell in prose:
        assert cell.source == fresh[cell.id], "run: make notebooks"


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_worked_solutions_work(name, run_once):
    """Solved, the exercise's check says so; unsolved, it does not."""
    stored = nbformat.read(NOTEBOOKS[name], as_version=4)
    assert len(solutions(stored)) == 3
    assert check_cells(stored), "one exercise has a cell that says whether it is right"
    for cell in check_cells(stored).values():
        assert "Well done" not in str(cell.outputs)
    for cell in check_cells(run_once(name)).values():
        assert "Well done" in str(cell.outputs), cell.outputs
