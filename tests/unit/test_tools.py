"""What builds the book: addresses, caches, notebooks, logo."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import threading

import nbformat
import pytest

import neuralnet
from sphinx_ext import content_policy, edition, execution_cache, repository, search
from tests.notebooks import test_run
from tools import ROOT, draw_logo, executed, kernels, notebooks, serve


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/someone/book.git", "https://github.com/someone/book"),
        ("https://github.com/someone/book", "https://github.com/someone/book"),
        ("https://token@github.com/someone/book.git", "https://github.com/someone/book"),
        ("git@github.com:someone/book.git", "https://github.com/someone/book"),
        ("ssh://git@gitlab.com/group/sub/book.git", "https://gitlab.com/group/sub/book"),
        ("/srv/git/book.git", ""),
        ("../book", ""),
        ("file:///srv/git/book", ""),
        ("", ""),
    ],
)
def test_a_remote_s_address_on_the_web(remote, address):
    assert repository.web_address(remote) == address


def test_the_repository_is_found_in_order(tmp_path):
    actions = {"GITHUB_REPOSITORY": "fork/book", "GITHUB_SERVER_URL": "https://github.com"}
    named = {"BOOK_REPOSITORY": "https://github.com/named/book", "BOOK_BRANCH": "draft"}
    find = repository.find_repository
    assert find({**actions, **named}, tmp_path) == ("https://github.com/named/book", "draft")
    assert find(actions, tmp_path) == ("https://github.com/fork/book", "main")
    assert find({}, tmp_path) == ("", "main")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    remote = ["git", "remote", "add", "origin", "git@github.com:cloned/book.git"]
    subprocess.run(remote, cwd=tmp_path, check=True)
    assert find({}, tmp_path) == ("https://github.com/cloned/book", "main")


@pytest.mark.parametrize(
    ("repository_address", "named", "site"),
    [
        ("https://github.com/Someone/book", "", "https://someone.github.io/book/"),
        ("https://github.com/someone/someone.github.io", "", "https://someone.github.io/"),
        ("https://github.com/someone/book", "https://book.org", "https://book.org/"),
        ("https://gitlab.com/group/sub/book", "", ""),
        ("", "", ""),
    ],
)
def test_the_site_s_own_address(repository_address, named, site):
    assert repository.find_site({"BOOK_SITE": named}, repository_address) == site


def answer(serving, path):
    connection = http.client.HTTPConnection("127.0.0.1", serving.server_port, timeout=10)
    connection.request("GET", path)
    return connection.getresponse()


@pytest.mark.parametrize("path", ["/%00", "/a%00b.html", "/folder/", "/folder", "/nothing", "/../"])
def test_the_local_server_lists_no_folder_and_answers_every_address(tmp_path, capfd, path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "secret.txt").write_text("secret")
    with serve.server(0, tmp_path) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        found = answer(serving, path)
        if found.status == 301:
            found = answer(serving, found.headers["Location"])
        assert found.status == 404
        assert b"secret" not in found.read()
        serving.shutdown()
    assert "Traceback" not in capfd.readouterr().err


def test_numbers_are_words_for_the_search():
    words = search.Words({}).split("13,002 knobs, 0.05 and 784")
    assert words == ["13,002", "knobs", "0.05", "and", "784", "13002"]


def test_the_search_s_scripts_stand_in_its_page_alone_and_come_late():
    page = "".join(f'\n<script src="../{file}?v=1"></script>' for file in search.FILES)
    assert search.scripts(page, has_results=False) == ""
    late = search.scripts(page, has_results=True)
    assert late.count("<script defer ") == 4
    assert (
        late.index("searchtools.js") < late.index("_static/search.js") < late.index("searchindex")
    )


def test_the_edition_is_that_of_the_last_commit(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    assert edition.words(tmp_path) == "Edition 1.2.3."
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    person = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
    words = ["git", *person, "commit", "-q", "--allow-empty", "-m", "One"]
    environment = {**os.environ, "GIT_COMMITTER_DATE": "2026-03-05T12:00:00+0000"}
    subprocess.run(words, cwd=tmp_path, env=environment, check=True)
    said = edition.words(tmp_path)
    assert said.startswith("Edition 1.2.3 of 5 March 2026, from commit ")


def test_the_policy_knows_the_scripts_of_a_page_and_the_clicks_of_the_site():
    page = (
        '<head><meta charset="utf-8" /><script>one()</script><script src="two.js"></script>'
        '<script type="application/json">{"three": 3}</script></head>'
        '<button onclick="four(&quot;4&quot;)">4</button>'
    )
    assert content_policy.scripts(page) == ["one()"]
    assert content_policy.handlers(page) == ['four("4")']
    # The SHA-256 of "one()", from: printf 'one()' | openssl dgst -sha256 -binary | base64
    known = "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='"
    protected = content_policy.protect(page, content_policy.handlers(page))
    assert known in protected
    assert "'unsafe-hashes'" in protected
    assert protected.index("Content-Security-Policy") < protected.index("<script>")
    assert "unsafe-hashes" not in content_policy.protect(page, [])


def test_notebooks_run_again_after_a_change_of_the_package_or_the_data_not_of_scripts(tmp_path):
    needed = ("code/neuralnet/a.py", "code/neuralnet/widgets/b.py", "data/c/d.gz")
    left_out = ("code/neuralnet/widgets/js/b.js", "code/neuralnet/widgets/b.css")
    for name in (*needed, *left_out):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    keys = [execution_cache.content_key(tmp_path)]
    for name in needed:
        (tmp_path / name).write_text("two")
        keys.append(execution_cache.content_key(tmp_path))
    (tmp_path / "code/neuralnet/__pycache__").mkdir()
    (tmp_path / "code/neuralnet/__pycache__/a.pyc").write_text("three")
    for name in left_out:
        (tmp_path / name).write_text("two")
    assert len(set(keys)) == 4
    assert execution_cache.content_key(tmp_path) == keys[-1]


def test_kernels_start_with_what_is_wanted_of_them_and_what_is_set_stays(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Zen")
    environment = kernels.environment()
    assert environment["OPENBLAS_NUM_THREADS"] == "1"
    assert environment["OPENBLAS_CORETYPE"] == "Zen"
    assert environment["MPLCONFIGDIR"].startswith(sys.prefix)
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def test_a_notebook_runs_in_a_kernel_that_was_started_so(tmp_path):
    source = "import os\nprint(os.environ['OPENBLAS_NUM_THREADS'])"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id="x")])
    nbformat.write(book, tmp_path / "book.ipynb")
    ran = notebooks.run(tmp_path / "book.ipynb")
    assert ran.cells[0].outputs[0].text.strip() == kernels.environment()["OPENBLAS_NUM_THREADS"]


def test_normalising_keeps_what_tests_need_and_drops_what_varies():
    cell = nbformat.v4.new_code_cell("1 + 1", execution_count=1, id="sum")
    cell.metadata = {"execution": {"iopub.status.busy": "now"}, "tags": ["hide-input"]}
    data = {"text/plain": "2", notebooks.VIEW: {"model_id": "0123"}}
    cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=1)]
    prose = nbformat.v4.new_markdown_cell("<!-- {x} -->2<!-- / -->", id="prose")
    book = nbformat.v4.new_notebook(cells=[cell, prose], metadata={"widgets": {"state": {}}})
    notebooks.normalise(book)
    assert book.cells[0].metadata == {"tags": ["hide-input"]}
    assert book.cells[0].execution_count == 1
    assert book.cells[0].outputs[0].data == {"text/plain": "2"}
    assert book.cells[0].id == "sum"
    assert book.cells[1].source == "<!-- {x} -->2<!-- / -->"
    assert "widgets" not in book.metadata
    again = notebooks.as_stored(book)
    assert notebooks.as_stored(notebooks.normalise(book)) == again


def test_a_notebook_of_the_book_gets_the_cell_that_installs_its_package():
    cells = [nbformat.v4.new_markdown_cell("# A title", id="title")]
    for count, source in enumerate(["import neuralnet", "1 + 1"], start=1):
        cell = nbformat.v4.new_code_cell(source, execution_count=count, id=f"cell-{count}")
        data = {"text/plain": "2"}
        cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=count)]
        cells.append(cell)
    book = notebooks.normalise(nbformat.v4.new_notebook(cells=cells))
    assert [cell.id for cell in book.cells] == ["title", "install", "cell-1", "cell-2"]
    assert [cell.execution_count for cell in book.cells[1:]] == [1, 2, 3]
    assert book.cells[3].outputs[0].execution_count == 3
    assert "remove-cell" in book.cells[1].metadata.tags
    stored = notebooks.as_stored(book)
    assert notebooks.as_stored(notebooks.normalise(book)) == stored


def test_what_measures_an_answer_is_folded_with_its_first_line():
    texts = ["4", '<div class="predict" id="x">\n', "5", '<details class="answer">\n', "6"]
    cells = [
        nbformat.v4.new_code_cell(text, outputs=[nbformat.v4.new_output("stream", text=text)])
        if text.isdecimal()
        else nbformat.v4.new_markdown_cell(text)
        for text in texts
    ]
    book = notebooks.normalise(nbformat.v4.new_notebook(cells=cells))
    before, asked, after = (cell for cell in book.cells if cell.cell_type == "code")
    assert asked.metadata == {"jupyter": {"outputs_hidden": True}}
    assert [output.get("text", output.get("data")) for output in asked.outputs] == [{}, "5"]
    assert [len(cell.outputs) for cell in (before, after)] == [1, 1]
    assert before.metadata == after.metadata == {}
    stored = notebooks.as_stored(book)
    assert notebooks.as_stored(notebooks.normalise(book)) == stored
    del book.cells[1]  # the question
    notebooks.normalise(book)
    assert [len(cell.outputs) for cell in (before, asked, after)] == [1, 1, 1]
    assert asked.metadata == {}


def write_notebook(path, *cells):
    """Write a notebook of code and, where a cell begins with "#", Markdown."""
    new = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    made = [new[cell.startswith("#")](cell, id=f"cell-{k}") for k, cell in enumerate(cells)]
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path


def test_running_writes_the_computed_values_of_the_prose(tmp_path):
    prose = (
        "# Prose\n\n| so | <!-- {x} -->?<!-- / --> |, <!-- {d['a'][:, 0].sum():,} --><!-- / -->."
    )
    text = '# <!-- {f("a_b", "|")} --><!-- / --> and <!-- {x / 3:.1%} -->9%<!-- / -->'
    code = 'import numpy as np\nx, d = 2, {"a": np.full((1000, 2), 2)}\nf = lambda *a: "".join(a)'
    path = write_notebook(tmp_path / "book.ipynb", code, prose, text, "x = 3", prose)
    ran = notebooks.run(path)
    told = prose.replace("?", "{}").replace("--><!", "-->2,000<!")
    assert ran.cells[1].source == told.replace("{}", "2")
    assert ran.cells[4].source == told.replace("{}", "3"), "the value where it stands"
    assert ran.cells[2].source == (
        r'# <!-- {f("a_b", "|")} -->a\_b\|<!-- / --> and <!-- {x / 3:.1%} -->66.7%<!-- / -->'
    )
    path.write_text(notebooks.as_stored(ran), encoding="utf-8")
    assert notebooks.as_stored(notebooks.run(path)) == path.read_text(encoding="utf-8")


def test_running_says_which_value_cannot_be_computed(tmp_path):
    path = write_notebook(tmp_path / "book.ipynb", "x = 2", "# <!-- {y:.1%} -->2<!-- / -->")
    with pytest.raises(ValueError, match=r"<!-- \{y:.1%\} --> cannot .* 'y' is not defined"):
        notebooks.run(path)


SOLVED = """# Exercises

<details class="solution" id="solution-{0}">
<summary>Solution to exercise {0}</summary>

```python
{1}
```

```text
{2}```

</details>
"""


def test_running_writes_what_solutions_print_after_all_cells(tmp_path):
    first = SOLVED.format(1, "y = x + 1\nprint(y)", "an older number\n")
    second = SOLVED.format(2, "print(f'{y:.1f}')\nprint('\\\\d')", "")
    path = write_notebook(tmp_path / "book.ipynb", "x = 2", first, second, "x = 3")
    ran = notebooks.run(path)
    assert ran.cells[1].source == first.replace("an older number", "4")
    assert ran.cells[2].source == second.replace("```text\n", "```text\n4.0\n\\d\n")
    assert [cell.get("execution_count") for cell in ran.cells] == [1, None, None, 2]
    path.write_text(notebooks.as_stored(ran), encoding="utf-8")
    assert notebooks.as_stored(notebooks.run(path)) == path.read_text(encoding="utf-8")


def test_a_solution_that_does_not_pass_its_check_is_named(tmp_path):
    path = write_notebook(tmp_path / "book.ipynb", "x = 2", SOLVED.format("x", "x = 3", ""))
    notebook = notebooks.read(path)
    check = nbformat.v4.new_code_cell('print("Well done." if x == 2 else "Not yet.")', id="check-x")
    notebook.cells.append(check)
    nbformat.write(notebook, path)
    with pytest.raises(ValueError, match=r"solution-x does not pass its check: Not yet"):
        notebooks.run(path)
    text = path.read_text(encoding="utf-8").replace("x = 3", "pass")
    path.write_text(text, encoding="utf-8")
    assert "```text\nWell done.\n```" in notebooks.run(path).cells[1].source


def test_a_run_is_kept_for_the_site_and_for_the_tests(tmp_path, monkeypatch):
    """The site gets what the cells did; the tests all, of this very text; nothing runs twice."""
    monkeypatch.setattr(executed, "CACHE", tmp_path / "cache")
    prose = "# It is <!-- {x} -->1<!-- / -->\n" + SOLVED.format(1, "x = 4\nprint(x)", "4\n")
    path = write_notebook(tmp_path / "book.ipynb", "x = 2\nprint(x)", prose)
    text = notebooks.as_stored(notebooks.normalise(notebooks.read(path)))
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(notebooks, "book_notebooks", lambda: [path])
    assert executed.for_the_site() == executed.for_the_tests() == [path]
    assert [found for found, _ in executed.run([path])] == [path]
    assert executed.for_the_site() == executed.for_the_tests() == []
    _, merged = executed.get_cache(executed.CACHE).merge_match_into_notebook(notebooks.read(path))
    assert merged.cells[0].outputs[0].text == "2\n"
    stored, run = notebooks.read(path), notebooks.read(executed.whole(path))
    assert list(test_run.differences(stored, run)) == ["cell-0", "cell-1"]  # never run; 1 is not 2
    path.write_text(executed.whole(path).read_text(encoding="utf-8"), encoding="utf-8")
    assert test_run.differences(notebooks.read(path), run) == {}
    assert executed.for_the_site() == []  # its code is as it was
    assert executed.for_the_tests() == [path]


def test_a_notebook_that_fails_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(executed, "CACHE", tmp_path / "cache")
    path = write_notebook(tmp_path / "book.ipynb", "no_such_name")
    monkeypatch.setattr(notebooks, "book_notebooks", lambda: [path])
    with pytest.raises(RuntimeError, match=r"(?s)book.ipynb cannot be run.*no_such_name"):
        list(executed.run(executed.for_the_tests()))
    assert executed.for_the_site() == [path]


def test_what_a_cell_prints_piece_by_piece_is_one_output(tmp_path):
    pieces = "for k in range(4):\n    print(k, flush=True)\n    __import__('time').sleep(0.3)"
    ran = notebooks.run(write_notebook(tmp_path / "book.ipynb", pieces))
    assert [output.text for output in ran.cells[0].outputs] == ["0\n1\n2\n3\n"]


def test_the_version_is_the_same_wherever_it_stands_and_has_its_changes_listed():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    stated = [
        edition.version(ROOT),
        re.search(r"^## ([\w.]+)", changes, re.MULTILINE)[1],
        re.search(r"^version: (\S+)", citation, re.MULTILINE)[1],
    ]
    assert stated == [neuralnet.__version__] * 3


def test_the_logo_is_what_the_code_draws():
    for name, margin in draw_logo.DRAWINGS.items():
        stored = (draw_logo.STATIC / name).read_text(encoding="utf-8")
        assert stored == draw_logo.logo(margin), "run: python -m tools.draw_logo"


def test_make_help_lists_every_command_and_the_readme_names_real_ones():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    made = ("site", "notebook", "notebooks", "lite", "epub", "pdf", "publish", "chapter", "figure")
    for target in ("serve", "watch", *made, "test", "quick", "proofs", "audit", "lock", "clean"):
        assert f"make {target} " in done.stdout


def test_an_old_python_is_told_what_to_do(tmp_path):
    """A stand-in for an old Python: the tool must say which one is wanted."""
    package = tmp_path / "tools"
    package.mkdir()
    shutil.copy(ROOT / "code/tools/__init__.py", package)
    script = (ROOT / "code/tools/environment.py").read_text(encoding="utf-8")
    script = script.replace("OLDEST = (3, 11)", "OLDEST = (9, 0)")
    (package / "environment.py").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [shutil.which("python3") or "python3", "-m", "tools.environment"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ},
    )
    assert done.returncode == 1
    assert "needs Python 9.0 or newer" in done.stderr
    assert "make serve PYTHON=" in done.stderr
