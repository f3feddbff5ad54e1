"""What is stored of the notebooks: normal, complete, and drawn the same everywhere."""

import json
import re
from urllib.parse import parse_qsl

import nbformat
import pytest

from neuralnet import widgets
from tests.notebooks import solutions
from tools import ROOT, notebooks

NOTEBOOKS = {path.stem: path for path in notebooks.book_notebooks()}

# Markdown that every program draws: GitHub, JupyterLab, VS Code, Colab, nbconvert, the site.
# What only MyST knows would stand there as it is written.
MYST = {
    "a directive": r"^\s*(:{3,}|[`~]{3,}\{)",
    "a role": r"\{[\w:+-]+\}`",
    "a label": r"^\([\w-]+\)=|\$\$ *\(",
    "a substitution": r"\{\{",
    "a comment of MyST's": r"^%|^\+\+\+",
    "a definition list": r"^: ",
    "a link without words": r"\[\]\(",
    "a span with attributes": r"\]\{",
    "a footnote": r"\[\^",
}
TAGS = {"div", "details", "summary", "code", "em", "strong", "sub", "sup"}
FOLDED = re.compile(
    r"""(?:\A|\n\n)<details\ class="(\w+)"(?:\ id="([\w-]+)")?>\n
    <summary>([^\n]+)</summary>\n\n(.+?)\n\n</details>(?=\n\n|\n?\Z)""",
    re.DOTALL | re.VERBOSE,
)
QUESTION = re.compile(
    r"""^<div\ class="question">\n\n\*\*(\d)\.\ [^\n]+\*\*\n\n(.+?)\n\n</div>$""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
PREDICT = re.compile(
    r"""^<div\ class="predict"\ id="(predict-[a-z-]+)"\ data-about="([^"]+)"([^>\n]*)>\n\n
    (\*\*Predict(?:\ again)?\.\*\*\ .+?)\n\n</div>$""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
BOLD = re.compile(r"\*\*(.+?)\*\*")
MOVES = re.compile(r"\]\(#([\w-]+)\?([^)]*)\)")


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
    assert outputs, "a notebook without outputs says nothing that could be compared"
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
            assert len(line) <= 82, f"{len(line)} characters, and a page has room for 82: {line}"


def without_code(source):
    """Return Markdown without its blocks and its spans of code."""
    return re.sub(r"`[^`\n]+`", "", re.sub(r"^```\w*\n.*?^```$", "", source, flags=re.M | re.S))


def test_its_prose_is_drawn_without_myst(notebook):
    for source in map(without_code, sources(notebook, "markdown")):
        for name, pattern in MYST.items():
            found = re.search(f".*(?:{pattern}).*", source, re.MULTILINE)
            assert not found, f"{name}: {found[0]!r}"
        assert set(re.findall(r"</?(\w+)", notebooks.COMPUTED.sub("", source))) <= TAGS


def test_its_computed_values_are_drawn_as_values(notebook):
    for source in sources(notebook, "markdown"):
        for line in source.splitlines():
            places = len(notebooks.COMPUTED.findall(without_code(line)))
            assert line.count("<!--") == 2 * places, f"not <!-- {{…}} -->…<!-- / -->: {line}"
            assert not line.startswith("<!--"), f"a line that begins so is HTML as a whole: {line}"
            # JupyterLab with MyST shows the comment there, and a heading is an address.
            assert not (places and line.startswith("#")), f"a value in a heading: {line}"


def folded(source):
    """Return what is folded in a cell: (class, id, summary, text), none of it open."""
    found = [match.groups() for match in FOLDED.finditer(source)]
    for _, _, summary, text in found:
        # A summary is HTML, in which no program looks for Markdown.
        assert not re.search(r"[`*$]", summary), summary
        assert text.strip()
    assert len(found) == source.count("<details"), f"not in one of the forms: {source[:200]}"
    return found


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != "intro"])
def test_its_questions_fold_their_answers_one_of_which_is_right(name):
    prose = sources(nbformat.read(NOTEBOOKS[name], as_version=4), "markdown")
    found = [question for source in prose for question in QUESTION.findall(source)]
    assert [number for number, _ in found] == ["1", "2", "3"]
    assert len(found) == sum(source.count('<div class="question">') for source in prose)
    for _, answers in found:
        kinds = [kind for kind, *_ in folded(answers)]
        assert kinds.count("right") == 1
        assert kinds.count("wrong") == len(kinds) - 1 >= 1


def test_its_formulas_are_numbered_in_order_and_named_where_they_are(notebook):
    text = "\n".join(map(without_code, sources(notebook, "markdown")))
    tags = re.findall(r"\\tag\{(.*?)\}\n\$\$", text)
    assert len(tags) == text.count(r"\tag")
    assert tags == [str(k + 1) for k in range(len(tags))]
    assert set(re.findall(r"equation \((\w+)\)", text, re.IGNORECASE)) <= set(tags)


def test_its_exercises_are_numbered_and_each_has_a_solution(notebook):
    prose = sources(notebook, "markdown")
    text = "\n".join(map(without_code, prose))
    exercises = re.findall(r"^### Exercise (\d)\. \S", text, re.MULTILINE)
    folds = [fold for source in prose for fold in folded(source) if fold[0] == "solution"]
    numbers = [re.fullmatch(r"Solution to exercise (\d)", summary)[1] for _, _, summary, _ in folds]
    assert numbers == exercises == [str(k + 1) for k in range(len(folds))]
    names = [place for _, place, *_ in folds]
    assert all(re.fullmatch(r"solution-[\w-]+", name) for name in names)
    assert len(set(names)) == len(names)


def test_its_solutions_are_those_of_its_exercises_and_no_unsolved_check_passes(path, notebook):
    assert notebooks.COMPUTED.findall("\n".join(sources(notebook, "markdown")))
    solved, checks = solutions.solutions(notebook), solutions.checks(notebook)
    said = solutions.printed(notebook)
    assert all("Well done." in said[name] for name in set(said) & set(checks))
    assert set(checks) <= set(solved)
    assert all(solved[name] for name in checks), "a check with no code to try"
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id.startswith("check-"):
            assert "Well done" not in str(cell.outputs)
    if path.stem != "intro":
        assert len(solved) == 3
        assert checks, "one exercise has a cell that says whether it is right"


def predictions(notebook):
    """Yield each prediction: its match, its data, its choices, and the text of its answer."""
    text = "\n\n".join(sources(notebook, "markdown"))
    found = list(PREDICT.finditer(text))
    assert len(found) == text.count('class="predict"'), "one is in another form"
    assert len(found) == text.count("<summary>Just show me"), "an answer has lost its question"
    for match in found:
        rest = text[match.end() :]
        before, answer = rest.split('<details class="answer">', 1)
        assert "\n#" not in before, f"{match[1]}: its section holds no answer"
        assert 'class="predict"' not in before, f"{match[1]} has no answer of its own"
        data = dict(re.findall(r' data-([a-z]+)="([^"]*)"', match[3]))
        choices = re.findall(r"^- (.+)$", match[4], re.MULTILINE)
        yield match, data, choices, answer.split("</details>")[0]


def test_its_predictions_can_be_made_and_judged(notebook):
    names = []
    for match, data, choices, answer in predictions(notebook):
        names.append(match[1])
        if "sketch" in data:
            assert set(data) == {"sketch", "x", "y", "unit"}
            assert re.search(r"^\|---", answer, re.MULTILINE), "a sketch is judged by a table"
            continue
        measured = notebooks.COMPUTED.sub(r"\2", BOLD.search(answer)[1])
        if choices:
            assert data == {}
            assert measured in choices, match[1]
        else:
            assert {"from", "to"} <= set(data) <= {"from", "to", "step", "unit", "scale"}
            number = float(re.sub(r"[%,]", "", measured))
            assert float(data["from"]) <= number <= float(data["to"]), match[1]
    assert len(set(names)) == len(names)


def test_no_answer_stands_open_below_its_question(notebook):
    text = "\n\n".join(sources(notebook, "markdown"))
    for match, data, choices, answer in predictions(notebook):
        if choices or "sketch" in data:
            continue
        section = re.split(r"^## ", text[match.end() :], maxsplit=1, flags=re.MULTILINE)[0]
        prose = re.sub(r"<details.*?</details>", "", section, flags=re.DOTALL)
        measured = notebooks.COMPUTED.sub(r"\2", BOLD.search(answer)[1])
        if len(measured) > 2:  # fewer signs stand in other numbers too
            assert measured not in notebooks.COMPUTED.sub(r"\2", prose), match[1]


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != "intro"])
def test_it_lets_its_reader_predict(name):
    assert list(predictions(nbformat.read(NOTEBOOKS[name], as_version=4)))


def value_in_link(text, takes):
    """Return what a link's text sets a trait to; it must be what the page lets through."""
    if takes["kind"] == "switch":
        return {"on": True, "off": False}[text]
    if takes["kind"] in ("choice", "text"):
        assert text in takes.get("of", [text])
        return text
    if takes["kind"] == "bits":
        assert text == "", "a drawing is copied from a page, not written"
        return bytes(takes["count"])
    numbers = [json.loads(part) for part in text.split(",")]
    ends = takes.get("limits") or [takes["ends"]] * len(numbers)
    assert all(low <= x <= high for x, (low, high) in zip(numbers, ends, strict=True)), text
    return numbers if takes["kind"].endswith("s") else numbers[0]


def test_its_links_move_figures_that_it_has_to_where_they_can_go(notebook):
    """No link leads to a figure, or to a trait, that is not there, or to what a trait refuses."""
    code = "\n".join(sources(notebook, "code"))
    figures = {}
    for kind, name in re.findall(r"^(\w+)[(.].*name=\"([\w-]+)\"\)$", code, re.MULTILINE):
        assert name not in figures
        first = re.search(rf'^{kind}\("(\w+)".*name="{name}"', code, re.MULTILINE)
        figures[name] = getattr(widgets, kind)(*([first[1]] if first else []))
    for name, state in MOVES.findall("\n".join(sources(notebook, "markdown"))):
        figure = figures[name]
        for trait, text in parse_qsl(state, keep_blank_values=True, strict_parsing=True):
            figure.set_trait(trait, value_in_link(text, figure.reach[trait]))


def test_its_text_moves_each_of_its_live_figures(notebook):
    moved = {name for name, _ in MOVES.findall("\n".join(sources(notebook, "markdown")))}
    for source in sources(notebook, "code"):
        for kind in re.findall(r"^([A-Z]\w+)[(.]", source, re.MULTILINE):
            if hasattr(widgets, kind):
                assert re.search(r'name="([\w-]+)"', source)[1] in moved, source
