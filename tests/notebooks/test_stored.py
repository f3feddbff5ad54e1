"""What is stored of the notebooks: normal, complete, and drawn the same everywhere."""

import re

import nbformat
import pytest

from tools import ROOT, notebooks

NOTEBOOKS = {path.stem: path for path in notebooks.book_notebooks()}

# What both the site and JupyterLab (with jupyterlab-myst) draw, without help from another
# page. Tried there: {cite}, {ref} and {term} to other pages show warnings and lead nowhere,
# so sources, pages and terms are ordinary Markdown links.
ROLES = {"eq", "eval"}
DIRECTIVES = {"admonition", "dropdown", "exercise", "solution"}


@pytest.fixture(params=NOTEBOOKS)
def path(request):
    return NOTEBOOKS[request.param]


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def sources(notebook, kind):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def test_every_chapter_of_the_contents_is_a_notebook():
    assert {"intro", "01-digits"} <= set(NOTEBOOKS)
    assert {path.name for path in (ROOT / "chapters").glob("[!.]*")} == {
        path.name for path in NOTEBOOKS.values() if path.parent.name == "chapters"
    }


def test_it_is_stored_as_make_notebooks_stores_it(path, notebook):
    nbformat.validate(notebook)
    stored = path.read_text(encoding="utf-8")
    assert stored == notebooks.as_stored(notebooks.normalise(notebook)), "run: make notebooks"


def test_it_was_run_from_top_to_bottom(notebook):
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), "run: make notebooks"


def test_it_has_outputs_and_no_errors(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert outputs, "a notebook without outputs passes nbval, whatever it says"
    for output in outputs:
        assert output.output_type != "error"
        assert output.get("name") != "stderr", output.text


def test_every_output_says_in_text_what_it_is(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                words = output.data["text/plain"]
                assert len(words) > 20, cell.id
                assert not words.startswith("<"), cell.id


def test_it_holds_no_widget_state_and_no_path_of_a_machine(path):
    text = path.read_text(encoding="utf-8")
    for word in ("widget-view", "widget-state", "/home/", "/root/", "/tmp/", "/Users/"):
        assert word not in text


def test_it_is_small(path):
    assert path.stat().st_size < 1_000_000


def test_its_code_fits_the_page(notebook):
    for source in sources(notebook, "code"):
        for line in source.splitlines():
            assert len(line) <= 82, line


def test_it_uses_only_what_both_sides_draw(notebook):
    for source in sources(notebook, "markdown"):
        outside = re.sub(r"```.*?```", "", source, flags=re.DOTALL)
        assert set(re.findall(r"\{([\w:-]+)\}`", outside)) <= ROLES
        directives = set(re.findall(r"^\s*:{3,}\{([\w:-]+)\}", source, re.MULTILINE))
        directives |= set(re.findall(r"^\s*`{3,}\{([\w:-]+)\}", source, re.MULTILINE))
        assert directives <= DIRECTIVES
