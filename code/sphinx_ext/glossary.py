"""A glossary that JupyterLab and the site draw alike, and links that lead to its terms.

The page holds one ``{glossary}`` whose definitions start with a colon, as in a Markdown
definition list. A chapter links to a term as to any place in a file:
``[pixel](../back/glossary.md#term-pixel)``. In JupyterLab that opens the glossary.
"""

from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.domains.std import Glossary


class ColonGlossary(Glossary):
    """Sphinx's glossary, with ``: `` before a definition in place of two spaces."""

    content: Any

    def run(self) -> list[nodes.Node]:
        lines = ["  " + line[2:] if line.startswith(": ") else line for line in self.content]
        sources = [self.content.info(k) for k in range(len(lines))]
        self.content = StringList(lines, items=sources)
        return super().run()


def add_terms(app: Sphinx, env: Any) -> None:
    """Tell MyST of each term's place, as if it were a heading."""
    for (kind, name), (page, anchor) in env.get_domain("std").objects.items():
        if kind == "term":
            env.metadata[page].setdefault("myst_slugs", {})[anchor] = (0, anchor, name)


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive_to_domain("std", "glossary", ColonGlossary, override=True)
    app.connect("env-updated", add_terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
