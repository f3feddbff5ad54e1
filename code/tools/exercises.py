"""Make of each exercise that changes code a small notebook, to be done in the page.

Such an exercise is two cells of its chapter, ``exercise-NAME`` and ``check-NAME``. What they use
stands in cells above them. Of these the small notebook takes the statements that are needed, and
no more: an exercise starts at once, and fetches only the data that it reads.
"""

import ast
import symtable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from tools import ROOT, notebooks

FOLDER = "exercises"
EXERCISE, CHECK = "exercise-", "check-"
DONE = "Well done."
INSTALL = "install"  # the cell that installs the package where only the notebook is


def names(book: NotebookNode) -> list[str]:
    """Return the names of a chapter's exercises that change code."""
    ids = [cell.id for cell in book.cells]
    found = [name.removeprefix(EXERCISE) for name in ids if name.startswith(EXERCISE)]
    for name in found:
        if CHECK + name not in ids:
            raise ValueError(f"the cell {EXERCISE}{name} needs one with the id {CHECK}{name}")
    return found


def used_and_given(text: str) -> tuple[set[str], set[str]]:
    """Return the names that code takes from what was run before, and those that it binds."""
    top = symtable.symtable(text, "cell", "exec")
    used, given = set(), set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            if table is top and symbol.is_local():
                given.add(symbol.get_name())
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                used.add(symbol.get_name())
    return used, given


def changed(statement: ast.stmt) -> set[str]:
    """Return the names of what a statement changes, such as x in ``x[0] = 1`` and ``x += 1``."""
    parts = (ast.Subscript, ast.Attribute)
    nodes = list(ast.walk(statement))
    targets = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    targets += [node for node in nodes if isinstance(node, parts) and type(node.ctx) is ast.Store]
    roots = set()
    for target in targets:
        root: ast.AST = target
        while isinstance(root, parts):
            root = root.value
        if isinstance(root, ast.Name):
            roots.add(root.id)
    return roots


def lines_of(statement: ast.stmt, text: str) -> str:
    """Return a statement as it stands in a cell, its decorators and comments in it included."""
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))])
    return "\n".join(text.splitlines()[first - 1 : statement.end_lineno])


def needed_of(statement: ast.stmt, text: str, needed: set[str]) -> str:
    """Return a statement's text; of an import, only the names that are needed."""
    if isinstance(statement, ast.Import | ast.ImportFrom):
        kept = [name for name in statement.names if (name.asname or name.name) in needed]
        statement.names = kept or statement.names
        return ast.unparse(statement)
    return lines_of(statement, text)


def what_is_used(cells: list[str], then: str) -> str:
    """Return the statements of some cells that code run after them needs."""
    needed = used_and_given(then)[0] - used_and_given(then)[1]
    kept: list[str] = []
    for text in reversed(cells):
        for statement in reversed(ast.parse(text).body):
            used, given = used_and_given(lines_of(statement, text))
            whole = changed(statement)
            if not needed & (given | whole):
                continue
            kept.insert(0, needed_of(statement, text, needed))
            needed = (needed - given) | used | whole
    imports = [text for text in kept if text.startswith(("import ", "from "))]
    others = [text for text in kept if text not in imports]
    return "\n\n".join("\n".join(part) for part in (dict.fromkeys(imports), others) if part)


def notebook(book: NotebookNode, name: str) -> NotebookNode:
    """Return an exercise as a notebook of three cells: what it uses, what to change, the check."""
    cells = {cell.id: cell for cell in book.cells}
    before = [
        cell.source
        for cell in book.cells[: book.cells.index(cells[EXERCISE + name])]
        if cell.cell_type == "code" and cell.id != INSTALL
    ]
    exercise, check = cells[EXERCISE + name].source, cells[CHECK + name].source
    # A solution may need NumPy where the exercise does not yet.
    start = what_is_used(["import numpy as np", *before], f"np\n{exercise}\n{check}")
    made: NotebookNode = nbformat.v4.new_notebook(
        cells=[
            cell("start", start, editable=False, deletable=False, jupyter={"source_hidden": True}),
            cell(EXERCISE + name, exercise, deletable=False, begins=exercise),
            cell(CHECK + name, check, editable=False, deletable=False),
        ]
    )
    made.metadata["language_info"] = {"name": "python"}
    return made


def cell(name: str, source: str, **metadata: Any) -> NotebookNode:
    made: NotebookNode = nbformat.v4.new_code_cell(source, id=name, metadata=metadata)
    return made


def every() -> Iterator[tuple[str, NotebookNode]]:
    """Yield the file name of each exercise of the book, and its notebook."""
    for path in notebooks.book_notebooks():
        book = notebooks.read(path)
        for name in names(book):
            yield file_name(path, name), notebook(book, name)


def file_name(path: Path, name: str) -> str:
    return f"{FOLDER}/{path.relative_to(ROOT).stem}-{name}.ipynb"
