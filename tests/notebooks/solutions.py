"""What a stored notebook holds of its exercises: worked solutions, what they print, and checks."""

import re

from tools import notebooks

SOLUTION = re.compile(
    r'^<details class="solution" id="solution-([\w-]+)">\n(.*?)^</details>$', re.DOTALL | re.M
)


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


def printed(notebook):
    """Return what each worked solution says that it prints, by the name of its exercise."""
    found = [pair for cell in notebook.cells for pair in SOLUTION.findall(cell.source)]
    shown = {name: notebooks.PRINTED.findall(body) for name, body in found}
    return {name: "".join(texts) for name, texts in shown.items() if texts}
