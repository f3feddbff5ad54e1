"""Each exercise that changes code as a small notebook, and its place in the page."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest

from neuralnet import files
from sphinx_ext import content_policy
from sphinx_ext import exercises as places
from tests.notebooks.solutions import solutions
from tools import ROOT, exercises, fetched, notebooks, pieces
from tools.idx import write_idx

EVERY = [
    pytest.param(path, name, id=name)
    for path in notebooks.book_notebooks()
    for name in exercises.names(notebooks.read(path))
]


def printed(codes):
    space = {}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        for code in codes:
            exec(code, space)
    return said.getvalue()


@pytest.mark.parametrize(("path", "name"), EVERY)
def test_an_exercise_runs_alone_and_its_solution_is_well_done(path, name):
    book = notebooks.read(path)
    start, exercise, check = (cell.source for cell in exercises.notebook(book, name).cells)
    assert exercises.DONE not in printed([start, exercise, check])
    assert exercises.DONE in printed([start, solutions(book)[name], check])


@pytest.mark.parametrize(("path", "name"), EVERY)
def test_an_exercise_holds_what_begin_again_puts_back(path, name):
    cells = exercises.notebook(notebooks.read(path), name).cells
    assert [cell.id for cell in cells] == ["start", f"exercise-{name}", f"check-{name}"]
    assert cells[1].metadata["begins"] == cells[1].source
    nbformat.validate(exercises.notebook(notebooks.read(path), name))


@pytest.mark.parametrize(
    ("cells", "then", "kept"),
    [
        (["a = 1\nb = 2"], "b", "b = 2"),
        (["from math import pi, tau"], "tau", "from math import tau"),
        (["import math as m", "def f(x):\n    # why\n    return m.pi"], "f(1)", None),
        (["x = [0]", "x[0] = 1", "y = x"], "x", "x = [0]\nx[0] = 1"),
        (["n = 1", "n += 1"], "n", "n = 1\nn += 1"),
        (["a = 1", "f = lambda a: a"], "f", "f = lambda a: a"),
        (["a = 1"], "print([a for a in range(3)])", ""),
        (["print('said')\na = 1"], "a", "a = 1"),
    ],
)
def test_of_the_cells_above_only_what_is_used_is_kept(cells, then, kept):
    whole = "import math as m\n\ndef f(x):\n    # why\n    return m.pi"
    assert exercises.what_is_used(cells, then) == (whole if kept is None else kept)


def test_an_exercise_without_a_check_is_named():
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 1", id="exercise-x")])
    with pytest.raises(ValueError, match="check-x"):
        exercises.names(book)


BODY = '<section><p>Do it.</p>\n<details class="solution" id="solution-x"></details></section>'
HERE = {"exercises/02-layers-x.ipynb": 14_400_000, "chapters/02-layers.ipynb": 12_700_000}


def page(here, name="chapters/02-layers"):
    context = {"body": BODY}
    app = SimpleNamespace(config=SimpleNamespace(notebooks_here=here))
    places.add_places(app, name, "page.html", context, None)
    return context["body"]


def test_an_exercise_has_its_place_before_its_solution_and_the_chapter_at_the_end():
    made = page(HERE)
    names = re.findall(r'data-notebook="([^"]+)" data-megabytes="(\d+)" data-name="(\w*)"', made)
    assert names == [
        ("exercises/02-layers-x.ipynb", "14", "x"),
        ("chapters/02-layers.ipynb", "13", ""),
    ]
    assert made.index('data-name="x"') < made.index("solution-x")
    assert made.endswith("</div>\n</section>")


def test_no_place_is_made_without_what_opens_there():
    assert page({}) == BODY
    assert page(HERE, "chapters/03-weights") == BODY


def menu(buttons, name="chapters/02-layers"):
    app = SimpleNamespace(config=SimpleNamespace(notebooks_here=HERE))
    places.add_to_menu(app, name, "page.html", {"header_buttons": buttons}, None)
    return buttons


def test_the_menu_of_what_runs_a_chapter_leads_to_its_place_first_of_all():
    binder = {"type": "link", "text": "Binder"}
    group = {"type": "group", "label": "launch-buttons", "buttons": [binder]}
    (made,) = menu([group])
    line, other = made["buttons"]
    assert (line["text"], line["url"], other) == ("This page", "#run-chapter", binder)
    assert page(HERE).count('id="run-chapter"') == 1


def test_a_page_without_a_menu_gets_a_button_and_one_that_runs_nothing_gets_none():
    (made,) = menu([])
    assert (made["type"], made["url"]) == ("link", "#run-chapter")
    assert menu([], "chapters/03-weights") == []


@pytest.mark.parametrize(("text", "framed"), [(page(HERE), True), (BODY, False)])
def test_only_a_page_with_such_a_place_may_show_a_frame(text, framed):
    protected = content_policy.protect(f'<meta charset="utf-8" />{text}', [])
    assert ("frame-src 'self'" in protected) == framed


def test_the_site_knows_what_its_javascript_looks_for(tmp_path, monkeypatch):
    (tmp_path / places.FETCHED).write_text(json.dumps(HERE))
    monkeypatch.setenv("BOOK_LITE", str(tmp_path))
    config = SimpleNamespace()
    places.configure(None, config)
    assert config.notebooks_here == HERE
    monkeypatch.setenv("BOOK_LITE", str(tmp_path / "none"))
    places.configure(None, config)
    assert config.notebooks_here == {}


PROGRAM = """
import sys
from pathlib import Path
from tools import ROOT, fetched

folder = Path(sys.argv[1])
module, names = fetched.in_browser(folder, ROOT / "data")
codes = ["from neuralnet.datasets import mnist\\ndigits = mnist()"]
print(fetched.read_by(module, names, codes, folder))
print(fetched.read_by(module, names, [codes[0] + "\\nprint(len(digits.test_labels))"], folder))
print(fetched.read_by(module, names, [codes[0] + "\\na, b, c, d = digits"], folder))
print(fetched.read_by(module, names, ["from neuralnet import zoo\\nzoo.load('relu')"], folder))
"""


@pytest.mark.slow
def test_in_the_browser_a_data_file_is_fetched_when_it_is_read(tmp_path):
    words = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    folder = Path(fetched.__file__).parents[1]
    done = subprocess.run(words, capture_output=True, text=True, cwd=folder)
    assert done.stderr == ""
    test, train = "mnist/t10k-{}-idx{}-ubyte.gz", "mnist/train-{}-idx{}-ubyte.gz"
    labels, pictures = ("labels", 1), ("images", 3)
    all_four = [train.format(*pictures), train.format(*labels)]
    all_four += [test.format(*pictures), test.format(*labels)]
    assert done.stdout.splitlines() == [
        "[]",
        str([test.format(*labels)]),
        str(all_four),
        "['networks/relu.npz']",
    ]


IN_PIECES = """
import json
import sys
from pathlib import Path
from tools import fetched

folder = Path(sys.argv[1], "fetched")
folder.mkdir()
module, names = fetched.in_browser(folder, Path(sys.argv[2]))
load = "from neuralnet.datasets import mnist\\ndigits = mnist()\\n"
for read in ("digits.first(100)", "digits.first(101)", "digits.train_images"):
    print(json.dumps(fetched.read_by(module, names, [load + read], folder)))
digits = module.datasets.mnist()
few, labels = digits.first(10)
assert (few.shape, labels.shape, few.flags.writeable) == ((10, 784), (10,), False)
print(json.dumps(digits.train_images.sum(axis=1)[[0, -1]].tolist()))
"""


@pytest.mark.slow
def test_many_images_are_laid_in_pieces_and_only_those_in_question_are_fetched(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(pieces, "PIECE", 100)
    whole, laid = tmp_path / "whole" / "mnist", tmp_path / "laid"
    shutil.copytree(ROOT / "data" / "mnist", whole)
    pixels = files.read_idx(whole / "train-images-idx3-ubyte.gz")
    short = pixels[:205]
    write_idx(whole / "train-images-idx3-ubyte.gz", short)
    write_idx(whole / "t10k-images-idx3-ubyte.gz", short[:100])
    pieces.lay(whole, laid / "mnist")
    assert not (laid / "mnist" / "train-images-idx3-ubyte.gz").exists()
    done = subprocess.run(
        [sys.executable, "-c", IN_PIECES, str(tmp_path), str(laid)],
        capture_output=True,
        text=True,
        cwd=Path(fetched.__file__).parents[1],
    )
    assert done.stderr == ""
    first, second, third = (f"mnist/train-images-{k:02}-idx3-ubyte.gz" for k in range(3))
    labels = "mnist/train-labels-idx1-ubyte.gz"
    sums = (short.reshape(len(short), -1).astype(np.float32) / np.float32(255)).sum(axis=1)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        [first, labels],
        [first, second, labels],
        [first, second, third],
        sums[[0, -1]].tolist(),
    ]
