"""What a reader does on a page: predicts before the answer is seen, answers, has films played.

A question to predict stands in a block ``<div class="predict">``, its answer in the next ``<details
class="answer">`` of the same section, and what is between them, the cells that measure it, belongs
to the answer. The page has all of that folded. The scripts ask for a guess and remember it, in the
reader's browser alone: only pages that ask load them.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform

QUESTION = '<div class="predict"'
ANSWER = '<details class="answer">'
# Which scripts a page needs that has this in its text; each after what it needs itself.
SCRIPTS = {
    QUESTION: ["elements.js", "memory.js", "predict.js", "progress.js"],
    '<div class="question"': ["memory.js", "quiz.js"],
    '<div class="picture"': ["elements.js", "enlarge.js"],
    'id="what-you-now-know"': ["elements.js", "memory.js", "progress.js"],
    '<div class="reading-record"': ["elements.js", "memory.js", "progress.js"],
    '<div class="film"': ["elements.js", "film.js"],
    '<div class="run-here"': ["elements.js", "memory.js", "exercises.js"],
}


class FoldAnswers(SphinxPostTransform):
    """Fold what measures an answer together with what says it."""

    default_priority = 2
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        for question in list(self.document.findall(nodes.raw)):
            if not question.astext().startswith(QUESTION):
                continue
            section = question.parent
            start = next_raw(section, section.index(question), "</div>")
            answer = next_raw(section, start, ANSWER)
            fold = section[answer]
            section.remove(fold)
            section.insert(start + 1, fold)


def next_raw(section: nodes.Element, after: int, text: str) -> int:
    """Return the place of the next HTML in a section that begins so."""
    for place in range(after + 1, len(section)):
        child = section[place]
        if isinstance(child, nodes.raw) and child.astext().startswith(text):
            return place
    raise ExtensionError(f"{section.source}: after a question to predict, its section needs {text}")


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Link the scripts that a page needs."""
    body = context.get("body", "")
    names = [name for mark, scripts in SCRIPTS.items() if mark in body for name in scripts]
    if not names:
        return
    app.add_css_file("reader.css")
    for name in dict.fromkeys(names):
        app.add_js_file(name, loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_post_transform(FoldAnswers)
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
