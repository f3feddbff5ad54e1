"""The role ``{eval}``: a number in the prose that a cell of the notebook computed.

A Markdown cell says ``{eval}`share``` where ``share`` is an expression of the notebook. JupyterLab
(with jupyterlab-myst) evaluates it when the cell is run, and stores the result in the
cell's metadata under ``user_expressions``. ``make notebooks`` stores it the same way.
This extension shows the stored result, and a test checks that it is what the notebook
computes.
"""

from docutils import nodes
from myst_nb.core.variables import create_warning


def stored_results(notebook, expression):
    """Return what an expression of a notebook's Markdown cells is stored to be, each once."""
    results = []
    for cell in notebook["cells"]:
        for entry in cell["metadata"].get("user_expressions", []):
            if entry["expression"] == expression and entry["result"] not in results:
                results.append(entry["result"])
    return results


def as_text(result):
    """Return a stored result as text, a string without its quotes."""
    text = result["data"]["text/plain"]
    return text[1:-1] if text[:1] in "'\"" and text[:1] == text[-1:] else text


def eval_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    document = inliner.document
    results = []
    if "nb_renderer" in document:
        results = stored_results(document["nb_renderer"].renderer.nb_client.notebook, text)
    if len(results) == 1 and results[0]["status"] == "ok":
        return [nodes.inline(rawtext, as_text(results[0]), classes=["computed"])], []
    problem = f"no stored result of {text!r}; run: make notebooks"
    if len(results) > 1:  # a role cannot know from which cell it comes
        problem = f"{text!r} has several values in this notebook; give each a name of its own"
    return [], [create_warning(problem, document, lineno, "eval")]


def setup(app):
    # After myst-nb has added its own, which needs a running kernel.
    app.connect(
        "config-inited", lambda app, config: app.add_role("eval", eval_role, override=True), 900
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
