"""Copies of the notebooks that ask nbval for all they claim: numbers, solutions and outputs.

``python -m tests.notebooks.copies`` writes them to ``_build/notebooks``. A copy is the stored
notebook with a cell after each that holds computed values, which prints these values, and at its
end the worked solutions, each with its exercise's check. What a cell must print stands in the copy
as its output. So one run of each notebook tries everything that it says.
"""

import re

import nbformat

from tools import ROOT, notebooks

COPIES = ROOT / "_build" / "notebooks"
SOLUTION = re.compile(
    r'^<details class="solution" id="solution-([\w-]+)">\n(.*?)^</details>$', re.DOTALL | re.M
)
ESCAPED = re.compile(r"\\([\\`*_{\[\]<>|~$])")


def solutions(notebook):
    """Return the code of each worked solution, by the name of its exercise."""
    found = [pair for cell in notebook.cells for pair in SOLUTION.findall(cell.source)]
    return {
        name: "\n".join(re.findall(r"```python\n(.*?)```", body, re.DOTALL)) for name, body in found
    }


def checks(notebook):
    """Return the source of each cell that says whether an exercise is right, by its name."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.id[6:]: cell.source for cell in code if cell.id.startswith("check-")}


def cell_that_prints(source, expected):
    output = nbformat.v4.new_output("stream", text=expected)
    # nbval takes a cell without a count for one that was never run.
    return nbformat.v4.new_code_cell(source, outputs=[output], execution_count=1)


def numbers(cell):
    """Return a cell that prints the computed values of a cell of prose, a line each."""
    found = notebooks.COMPUTED.findall(cell.source)
    # Three quotes, so that a field may hold either kind.
    source = "\n".join(f'print(f"""{field}""")' for field, _ in found)
    return cell_that_prints(source, "".join(ESCAPED.sub(r"\1", value) + "\n" for _, value in found))


def printed(notebook):
    """Return what each worked solution says that it prints, by the name of its exercise."""
    found = [pair for cell in notebook.cells for pair in SOLUTION.findall(cell.source)]
    shown = {name: notebooks.PRINTED.findall(body) for name, body in found}
    return {name: "".join(texts) for name, texts in shown.items() if texts}


def solved(code, expected):
    """Return a cell that runs a worked solution: it prints this, or whatever it likes if None."""
    if expected is not None:
        return cell_that_prints(code, expected)
    return nbformat.v4.new_code_cell(code, metadata={"tags": ["nbval-ignore-output"]})


def checked(source):
    """Return a cell that runs an exercise's check, and prints whether that says "Well done"."""
    return cell_that_prints(
        "import contextlib, io\n"
        "with contextlib.redirect_stdout(io.StringIO()) as printed:\n"
        f"    exec({source!r})\n"
        'print("Well done" in printed.getvalue())',
        "True\n",
    )


def copy(notebook):
    """Return a notebook that asks for all that the given one says."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "markdown" and notebooks.COMPUTED.search(cell.source):
            cells.append(numbers(cell))
    check, says = checks(notebook), printed(notebook)
    for name, code in solutions(notebook).items():
        if name in says and name in check:
            code += f"\n{check[name]}"
            check.pop(name)  # which the solution prints
        cells += [solved(code, says.get(name))] if code else []
        cells += [checked(check[name])] if name in check else []
    return nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)


def main():
    COPIES.mkdir(parents=True, exist_ok=True)
    for path in COPIES.glob("*.ipynb"):
        path.unlink()
    for path in notebooks.book_notebooks():
        text = notebooks.as_stored(copy(notebooks.read(path)))
        (COPIES / path.name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
