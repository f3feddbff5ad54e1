"""What a stored notebook holds of its exercises: worked solutions, what they print, and checks."""

from tools import notebooks


def told(notebook):
    """Return the text of each worked solution, by the name of its exercise."""
    found = [pair for cell in notebook.cells for pair in notebooks.SOLUTION.findall(cell.source)]
    return {name: text for text, name in found}


def solutions(notebook):
    """Return the code of each worked solution, by the name of its exercise."""
    return {name: "\n".join(notebooks.CODE.findall(text)) for name, text in told(notebook).items()}


def checks(notebook):
    """Return the source of each cell that says whether an exercise is right, by its name."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.id[6:]: cell.source for cell in code if cell.id.startswith("check-")}


def printed(notebook):
    """Return what each worked solution says that it prints, by the name of its exercise."""
    shown = {name: notebooks.PRINTED.findall(text) for name, text in told(notebook).items()}
    return {name: "".join(texts) for name, texts in shown.items() if texts}
