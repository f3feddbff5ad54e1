"""Live figures on the published page, with no server.

A notebook's live figure comes as its state, which myst-nb embeds in the page, and as a
picture. This extension puts both into one box: readers see the picture until the script
``live_figures.js`` has brought the figure to life, and in print, and where no script
runs. Of other widgets the picture stays; the labs have a box of their own (labs.py).
What several figures of a page hold, such as the modules that they share or the parameters of
one network, stands in the page once. A picture stands in the page as SVG, which takes its colours
from the page's theme; on paper and in e-books it is a PNG. Scripts and styles are those of today: a
notebook's stored run may be older, since a change of JavaScript or CSS does not run it again.
"""

import hashlib
import html
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

VIEW = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"
KERNELS = {"BOOK_PICTURES": "svg"}  # what those are started with that run for the site: see plots
STATIC = Path(__file__).parent / "static"
FIGURE_NOTE = (
    '<p class="live-figure-note">This is a picture of a live figure. '
    "It comes to life where the page may run its scripts (JavaScript).</p>"
)


EVERYTHING = re.compile(
    r"<style type=\"text/css\">\*\{stroke-linejoin: round; stroke-linecap: butt\}</style>"
)
# The look of all figures: the head of each page has it, and no figure of the site brings its own.
# A browser works out all styles of a page anew when rules for whatever stands in a figure come.
COMMON = ("tokens.css", "figure_base.css")


class FindMoves(SphinxTransform):
    """Find the links that move a figure: ``[words](#reader?layer=1)``."""

    default_priority = 870  # before MyST looks for a heading of that name (879)

    def apply(self, **kwargs: object) -> None:
        for link in list(self.document.findall(nodes.reference)):
            place, mark, state = link.get("refuri", "").partition("?")
            if link.get("id_link") and mark:
                link.replace_self(nodes.inline("", "", *link.children, place=place, state=state))


class MoveFigures(SphinxPostTransform):
    """Write the links that move a figure; on paper, where none moves, their words."""

    default_priority = 3

    def run(self, **kwargs: object) -> None:
        for link in list(self.document.findall(nodes.inline)):
            if "state" not in link:
                continue
            words = link.children
            if self.app.builder.name == "html":
                state = html.escape(link["state"])
                opened = f'<a class="moves-figure" href="{link["place"]}" data-state="{state}">'
                words = [raw(opened), *words, raw("</a>")]
            link.replace_self(words)


def raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


class BoxFigures(SphinxPostTransform):
    """Give every picture its words, and keep a widget and its picture together."""

    default_priority = 3  # before myst-nb keeps only one kind of each output (4)

    def run(self, **kwargs: object) -> None:
        self.count = 0  # of pictures that are drawn in the page
        first_png = ""
        for bundle in bundles(self.document):
            kinds = {child["mime_type"]: child for child in bundle.children}
            if "image/png" not in kinds or "text/plain" not in kinds:
                continue
            words = kinds["text/plain"].astext()
            for image in kinds["image/png"].findall(nodes.image):
                image["alt"] = words
                # What shows the page elsewhere takes its first picture: see sharing.py.
                png = str(Path(self.env.srcdir, image["uri"]))
                if not first_png:
                    first_png = self.env.metadata[self.env.docname]["first_png"] = png
            picture = kinds["image/png"]
            if self.app.builder.name != "html":
                # Paper and e-book readers run nothing: the picture is the figure.
                bundle.replace_self(picture.children)
                continue
            if SVG in kinds:
                picture = self.drawn(next(kinds[SVG].findall(nodes.image)), words)
            if VIEW in kinds:
                bundle.replace_self(self.box(picture, kinds[VIEW].children[0]))
            else:
                bundle.replace_self(picture.children)

    def drawn(self, image: nodes.image, words: str) -> nodes.container:
        """Return a picture's SVG as a part of the page, with the words that say what it shows."""
        svg = Path(self.env.srcdir, image["uri"]).read_text(encoding="utf-8")
        self.count += 1
        opened = f'<div class="picture" role="img" aria-label="{html.escape(words)}">'
        text = f"{opened}{part_of_page(svg, f'picture-{self.count}')}</div>"
        return nodes.container("", nodes.raw("", text, format="html"))

    def box(self, picture: nodes.Element, script: nodes.Node) -> list[nodes.Node]:
        state = state_of(script, self.env)
        if state is None:
            return picture.children
        return [
            nodes.raw("", opening(state["heights"], state["wide"], state["name"]), format="html"),
            nodes.container("", *picture.children, classes=["live-figure-picture"]),
            nodes.raw("", FIGURE_NOTE, format="html"),
            script,
            nodes.raw("", "</div>", format="html"),
        ]


def part_of_page(svg: str, prefix: str) -> str:
    """Return an SVG whose parts bear names that no other of the page has.

    Matplotlib gives each a style for everything, which in a page would mean the whole page, and
    have a browser work out all its styles anew at each picture. Here lines inherit it.
    """
    svg = EVERYTHING.sub("", svg)
    for name in set(re.findall(r'\bid="([^"]+)"', svg)):
        for form in ('id="{}"', "url(#{})", 'href="#{}"'):
            svg = svg.replace(form.format(name), form.format(f"{prefix}-{name}"))
    return svg.replace("<svg", '<svg stroke-linejoin="round"', 1)


def opening(heights: list[int], wide: bool = False, name: str = "") -> str:
    """Return the tag that opens a figure's box, which is as high as the figure will be."""
    place = f' id="{name}"' if name else ""
    names = ("wide", "middle", "narrow")
    rooms = zip(names, heights, strict=True)
    style = "; ".join(f"--nn-{name}: {height / 16}rem" for name, height in rooms)
    kind = "live-figure nn-room" + (" full-width" if wide else "")
    return f'<div class="{kind}"{place} style="{style}">'


def state_of(script: nodes.Node, env: Any) -> dict[str, Any] | None:
    """Return a live figure's state, from the page being read; None if it is another widget."""
    model = model_of(script, env)
    return model["state"] if model["model_module"] == "anywidget" else None


def model_of(script: nodes.Node, env: Any) -> dict[str, Any]:
    """Return a widget's model, from the page being read."""
    model_id = json.loads(between(script.astext(), ">", "</script>"))["model_id"]
    files = env.nb_metadata[env.docname]["js_files"]
    models = json.loads(files["ipywidgets_state"][1]["body"])["state"]
    model: dict[str, Any] = models[model_id]
    return model


def bundles(document: nodes.document) -> list[Any]:
    """Return what holds the kinds of one output: a picture, its words, its widget."""
    found = document.findall(nodes.container)
    return [node for node in found if node.get("nb_element") == "mime_bundle"]


def between(text: str, start: str, end: str) -> str:
    return text[text.index(start) + len(start) : text.rindex(end)]


def modules_beside(package: Path) -> ModuleType:
    """Return what joins the figures' modules, loaded by its path: no package is imported."""
    path = package / "widgets" / "modules.py"
    spec = importlib.util.spec_from_file_location("live_figure_modules", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULES = modules_beside(Path(__file__).parents[1] / "neuralnet")


def share(body: str) -> str:
    """Return the widgets' state with today's scripts and styles, and every long text in it once.

    Texts stand in a list ``shared``, where they were {"shared": [numbers of texts to join]}.
    A page with one figure shares none: it stays as Jupyter's own html-manager reads it.
    """
    page = json.loads(body)
    if "shared" in page:
        return body
    holders = []
    for model in page["state"].values():
        holders += [(model["state"], name) for name in model["state"]]
        holders += [(buffer, "data") for buffer in model.get("buffers", [])]
    holders = [(holder, name) for holder, name in holders if is_long(holder[name])]
    texts, alone = [], sum(name == "_esm" for _, name in holders) < 2
    common = [Path(MODULES.FOLDER, name).read_text(encoding="utf-8") for name in COMMON]
    for holder, name in holders:
        parts = today(holder[name])
        if name == "_css" and not alone:
            parts = [part for part in parts if part not in common]
        texts += [part for part in parts if part not in texts]
        places = {"shared": [texts.index(part) for part in parts]}
        holder[name] = "".join(parts) if alone else places
    # A text may hold anything, such as the end of this script or the beginning of a comment.
    return json.dumps(page if alone else page | {"shared": texts}).replace("<", "\\u003c")


def today(text: str) -> list[str]:
    """Return a text in parts; one that was made of files is made of them again."""
    file = MODULES.source(text)
    return MODULES.parts(file) if file else [text]


def is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > 500


def share_state(
    app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Before myst-nb puts the state into the page (500), shorten it."""
    files = app.env.nb_metadata.get(pagename, {}).get("js_files", {})
    if "ipywidgets_state" in files:
        _, settings = files["ipywidgets_state"]
        settings["body"] = share(settings["body"])


def pages_with_figures(app: Sphinx, env: Any) -> list[str]:
    """Return the pages to be written again since a script or a style has changed."""
    files = [path for kind in ("js", "css") for path in MODULES.FOLDER.rglob(f"*.{kind}")]
    content = [path.read_bytes() for path in sorted([*files, *STATIC.iterdir()])]
    key = hashlib.sha256(b"".join(content)).hexdigest()
    if getattr(env, "live_figures_key", None) == key:
        return []
    env.live_figures_key = key
    pages = env.nb_metadata.items()
    return [name for name, data in pages if "ipywidgets_state" in data.get("js_files", {})]


def add_digits(app: Sphinx, site: Path) -> None:
    """Write the digits that figures ask for: a program of the package does it."""
    folder = site / "_static" / "digits"
    subprocess.run([sys.executable, "-m", "neuralnet.widgets", str(folder)], check=True)


def add_assets(app: Sphinx, config: Config) -> None:
    config.html_static_path += [str(STATIC), *(str(MODULES.FOLDER / name) for name in COMMON)]
    # The links listen before the figures come to life, which may be as their reader left them.
    scripts = ("figure_links.js", "coming_back.js", "live_figures.js")
    config.nb_ipywidgets_js = {name: {"defer": "defer"} for name in scripts}


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_transform(FindMoves)
    app.add_post_transform(MoveFigures)
    os.environ.update(KERNELS)
    app.add_post_transform(BoxFigures)
    app.add_css_file("tokens.css")
    app.add_css_file("book.css")
    app.add_css_file("figure_base.css", priority=900)  # after what is said of pages
    app.connect("config-inited", add_assets)
    app.connect("env-updated", pages_with_figures)
    app.connect("html-page-context", share_state, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
