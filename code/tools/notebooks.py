"""Run the book's notebooks, and keep what is stored of them normal.

``python -m tools.notebooks run [NAME ...]`` executes notebooks from a fresh kernel and
stores their outputs; ``normalise`` only tidies them. Without names it takes every
notebook of the book. What stays is what a reader or a test needs: sources, outputs,
execution counts, cell ids, and the computed values in the prose. What goes is what differs
from one machine or one run to the next: times, paths, widget states.

A computed value stands in the Markdown itself, between two comments, the first of which is
the field of an f-string: ``<!-- {accuracy:.1%} -->95.3%<!-- / -->``. Whatever draws Markdown
shows it as 95.3%. ``run`` evaluates the field where it stands, after the cells above it, and
writes the value anew. Each solution runs after all cells, and then the check of its exercise, which
it must pass; what the two print is written to the block of ``text`` that follows the code, if any.
"""

import argparse
import ast
import asyncio
import copy
import re
from pathlib import Path
from typing import Any

import nbformat
import yaml
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbstripout import strip_output

from tools import ROOT, kernels

COMPUTED = re.compile(r"<!-- (\{.+?\}) -->(.*?)<!-- / -->")
PREDICTION = re.compile(r'^<(?:div|details) class="(predict|answer)"', re.MULTILINE)
SOLUTION = re.compile(
    r'^(<details class="solution" id="solution-([\w-]+)">.*?^</details>)$', re.DOTALL | re.M
)
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
PRINTED = re.compile(r"```text\n(.*?)```", re.DOTALL)
MARKUP = re.compile(r"([\\`*_{\[\]<>|~$])")
VIEW = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

INSTALLER = """\
# Where the book's package is not installed, as on Colab, this installs it.
import importlib.util

if importlib.util.find_spec("neuralnet") is None:
    import json
    import re
    from urllib.parse import unquote
    from urllib.request import urlopen

    archive = ""  # the book's address, filled in where its site offers this file
    if not archive:
        try:  # Colab tells which file of GitHub it opened
            sessions = "http://172.28.0.12:9000/api/sessions"
            with urlopen(sessions, timeout=5) as reply:
                opened = unquote(json.load(reply)[0]["path"])
            address = r"(https://github.com/[^/]+/[^/]+)/blob/([^/]+)"
            book, branch = re.search(address, opened).groups()
            archive = f"{book}/archive/{branch}.zip"
        except (OSError, LookupError, AttributeError) as error:
            raise ImportError(
                "The book's package is missing. Install it first, in a clone of "
                "the book's repository: pip install . Or download this notebook "
                "from the book's site, which fills in where the package is."
            ) from error
    %pip install --quiet {archive}"""


def book_notebooks() -> list[Path]:
    """Return the paths of all notebooks in the table of contents."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [entry["file"] for part in contents["parts"] for entry in part["chapters"]]
    pages = [contents["root"], *chapters]
    paths = [ROOT / f"{page}.ipynb" for page in pages]
    return [path for path in paths if path.exists()]


def named(name: str) -> Path:
    """Return the path of a notebook of the book by its name, or of any by its path."""
    paths = {path.stem: path for path in book_notebooks()}
    path = paths.get(name, Path(name).resolve())
    if not path.is_file():
        raise SystemExit(f"There is no notebook {name!r}. The book has: {', '.join(paths)}.")
    return path


def read(path: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def as_stored(notebook: NotebookNode) -> str:
    """Return a notebook's text as it is written to its file."""
    text: str = nbformat.writes(notebook, indent=1, ensure_ascii=False)
    return text + "\n"


def add_installer(notebook: NotebookNode) -> None:
    """Make the first code cell the one that installs the book's package, if it imports it."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not any("neuralnet" in cell.source for cell in code):
        return
    if code[0].id != "install":
        cell = nbformat.v4.new_code_cell(id="install", execution_count=1)
        notebook.cells.insert(notebook.cells.index(code[0]), cell)
        for cell in code:  # it counts as run before the others
            for counted in [cell, *cell.outputs]:
                if counted.get("execution_count"):
                    counted["execution_count"] += 1
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.source = INSTALLER
    cell.metadata = nbformat.from_dict(
        {"jupyter": {"source_hidden": True}, "tags": ["remove-cell"]}
    )


def is_empty(output: NotebookNode) -> bool:
    return output.output_type == "display_data" and not output.data


def hide_answers(notebook: NotebookNode) -> None:
    """Let JupyterLab fold what measures the answer to a prediction, until its cell is run.

    In its place JupyterLab shows the first line of the first output: so an empty one comes first.
    """
    asked = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            marks = PREDICTION.findall(cell.source)
            asked = marks[-1] == "predict" if marks else asked
            continue
        cell.outputs = [output for output in cell.outputs if not is_empty(output)]
        if asked:
            cell.metadata["jupyter"] = nbformat.from_dict({"outputs_hidden": True})
            if cell.outputs:
                cell.outputs.insert(0, nbformat.v4.new_output("display_data"))
        elif "outputs_hidden" in cell.metadata.get("jupyter", {}):
            del cell.metadata["jupyter"]


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Take out, in place, all that differs between machines and runs."""
    strip_output(notebook, keep_output=True, keep_count=True, keep_id=True)
    add_installer(notebook)
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    for cell in notebook.cells:
        for name in ("execution", "collapsed", "scrolled", "trusted"):
            cell.metadata.pop(name, None)
        for output in cell.get("outputs", []):
            # The live figure's picture stays; its view would be dead without its state.
            output.get("data", {}).pop(VIEW, None)
            output.get("metadata", {}).pop(VIEW, None)
    hide_answers(notebook)
    return notebook


class Client(NotebookClient):
    """Execute a notebook, the computed values in its prose and its solutions included.

    ``cells_alone`` is the notebook as its own cells leave it, with the state of its widgets, which
    a solution may change.
    """

    cells_alone: NotebookNode

    async def async_execute_cell(
        self, cell: NotebookNode, cell_index: int, *args: Any, **options: Any
    ) -> NotebookNode:
        result = await super().async_execute_cell(cell, cell_index, *args, **options)
        if cell.cell_type == "markdown":
            await self.compute_prose(cell)
        if cell is self.nb.cells[-1]:
            self.set_widgets_metadata()
            self.cells_alone = copy.deepcopy(self.nb)
            await self.print_solutions()
        return result

    async def print_solutions(self) -> None:
        """Run all solutions, and write what they print where they have a place for it."""
        sources = {cell.id: cell.source for cell in self.nb.cells}
        for cell in list(self.nb.cells):
            for solution, name in SOLUTION.findall(cell.source):
                code = "\n".join(CODE.findall(solution))
                if not code:
                    continue
                check = sources.get(f"check-{name}", "")
                tried = nbformat.v4.new_code_cell(f"{code}\n{check}")
                self.nb.cells.append(tried)  # what runs has a place, for as long as it runs
                await super().async_execute_cell(tried, len(self.nb.cells) - 1)
                self.nb.cells.remove(tried)
                printed = "".join(out.text for out in tried.outputs if "text" in out)
                if check and "Well done" not in printed:
                    raise ValueError(f"solution-{name} does not pass its check: {printed}")
                said = f"```text\n{printed}```".replace("\\", r"\\")
                filled = PRINTED.sub(said, solution)
                cell.source = cell.source.replace(solution, filled)

    async def compute_prose(self, cell: NotebookNode) -> None:
        """Write the computed values of a Markdown cell anew."""
        fields = [found[1] for found in COMPUTED.finditer(cell.source)]
        if not fields:
            return
        # Three quotes, so that a field may hold either kind.
        wanted = {str(k): f'f"""{field}"""' for k, field in enumerate(fields)}
        assert self.kc is not None, "a kernel runs while its cells do"
        request = await ensure_async(self.kc.execute("", silent=True, user_expressions=wanted))
        reply = await self.async_wait_for_reply(request)
        assert reply is not None, "async_wait_for_reply raises where none comes"
        results = reply["content"]["user_expressions"]
        values = [value_of(field, results[str(k)]) for k, field in enumerate(fields)]
        new = (f"<!-- {f} -->{v}<!-- / -->" for f, v in zip(fields, values, strict=True))
        cell.source = COMPUTED.sub(lambda _: next(new), cell.source)


def value_of(field: str, result: dict[str, Any]) -> str:
    """Return what a kernel answered to an f-string, as Markdown that shows just this."""
    if result["status"] != "ok":
        raise ValueError(f"<!-- {field} --> cannot be computed: {result['evalue']}")
    return MARKUP.sub(r"\\\1", ast.literal_eval(result["data"]["text/plain"]))


def executed(path: Path, **environment: str) -> Client:
    """Execute the notebook at ``path`` in a fresh kernel, and return the client that did it.

    ``environment`` is what the kernel finds in its environment besides the book's own.
    """
    there = {"metadata": {"path": path.parent}}
    client = Client(read(path), timeout=1200, kernel_name="python3", resources=there)
    # What a cell prints arrives in as many pieces as the machine is busy: it is one output.
    client.coalesce_streams = True
    client.record_timing = False
    client.extra_arguments = ["--log-level=ERROR"]  # it warns that it talks to this machine alone
    asyncio.run(client.async_execute(env=kernels.environment() | environment))
    return client


def run(path: Path) -> NotebookNode:
    """Return the notebook at ``path`` as a fresh kernel leaves it, normalised."""
    return normalise(executed(path).nb)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("command", choices=["run", "normalise"])
    parser.add_argument("names", nargs="*", help="such as 03-weights, or a notebook's path")
    options = parser.parse_args()
    for path in [named(name) for name in options.names] or book_notebooks():
        notebook = run(path) if options.command == "run" else normalise(read(path))
        path.write_text(as_stored(notebook), encoding="utf-8")
        print(f"{options.command}: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
