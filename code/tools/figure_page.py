"""Make a page of one live figure or lab in a few seconds, as the site shows it, without Sphinx.

``python -m tools.figure_page PixelGrid "DescentLab(steps=3)"`` writes
_build/figures/PixelGrid.html and DescentLab.html, to be opened from the disk or served;
"moving_lab()" makes a page of a lab, and computes the answers that it offers. The figure's state,
its box, the script that brings it to life and the theme's styles are the site's own. The page is
light or dark as the browser likes it, or as ``?theme=dark`` says.
"""

import html
import importlib.resources
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from ipywidgets.embed import dependency_state, embed_data

from neuralnet import labs, widgets
from neuralnet.labs.__main__ import main as write_answers
from neuralnet.widgets import digit_files
from neuralnet.widgets.live_figure import LiveFigure
from sphinx_ext import labs as lab_boxes
from sphinx_ext import live_figures
from tools import ROOT

FOLDER = ROOT / "_build" / "figures"
THEMES = {
    "pydata_sphinx_theme": ["theme.css", "pydata-sphinx-theme.css"],
    "sphinx_book_theme": ["sphinx-book-theme.css"],
}
STYLES = [f"styles/{name}" for names in THEMES.values() for name in names]
STYLES += ["tokens.css", "book.css", "figure_base.css", "lab.css"]
EMPTY = (  # a picture of one clear pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4"
    "2mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<script>
const asked = new URLSearchParams(location.search).get("theme");
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = asked ?? (dark ? "dark" : "light");
</script>
{styles}
<script type="application/vnd.jupyter.widget-state+json">{state}</script>
<script defer src="_static/figure_links.js"></script>
<script defer src="_static/coming_back.js"></script>
<script defer src="_static/live_figures.js"></script>
</head>
<body>
<div class="bd-container"><div class="bd-container__inner bd-page-width">
<div class="bd-sidebar-primary bd-sidebar"></div>
<main class="bd-main"><div class="bd-content"><div class="bd-article-container">
<article class="bd-article">
<section>
<h1>{name}</h1>
<p><a href="?theme=light">Light</a>, <a href="?theme=dark">dark</a></p>
<div class="cell docutils container"><div class="cell_output docutils container">
{box}<div class="live-figure-picture docutils container">
<img alt="{description}" src="data:image/png;base64,{picture}" />
</div>{note}
{ending}
</div></div>
</section>
</article>
</div></div></main>
</div></div>
</body>
</html>
"""


def undrawn(figure: LiveFigure) -> dict[str, Any]:
    """Return what a figure gives a page, with an empty picture: drawing takes most of the time."""
    data, _ = super(LiveFigure, figure)._repr_mimebundle_() or ({}, {})
    return {**data, "text/plain": figure.description(), "image/png": EMPTY}


def page(figure: LiveFigure | labs.Lab, drawn: bool = True) -> str:
    """Return the text of a page with one live figure or lab.

    A figure's picture, which the live figure hides, can be left empty.
    """
    if isinstance(figure, labs.Lab):
        mimebundle, state = figure._repr_mimebundle_(), '{"state": {}}'
        box = live_figures.opening(figure.page["heights"])
        ending = lab_boxes.closing(figure.page, "_static")
    else:
        mimebundle = figure._repr_mimebundle_()[0] if drawn else undrawn(figure)
        # Of this figure alone: other figures of the same process would come along.
        own = dependency_state([figure], drop_defaults=False)
        embedded = embed_data([figure], state=own)
        state = live_figures.share(json.dumps(embedded["manager_state"]))
        box = live_figures.opening(figure.heights, figure.wide, figure.name)
        view = json.dumps(mimebundle[live_figures.VIEW])
        ending = f'<script type="{live_figures.VIEW}">{view}</script></div>'
    return PAGE.format(
        name=type(figure).__name__,
        styles="\n".join(f'<link rel="stylesheet" href="_static/{name}">' for name in STYLES),
        state=state,
        box=box,
        description=html.escape(mimebundle["text/plain"]),
        picture=mimebundle["image/png"],
        note=live_figures.FIGURE_NOTE,
        ending=ending,
    )


def add_static(folder: Path) -> None:
    """Put into a folder what the page asks for beside its own text."""
    shutil.copytree(live_figures.STATIC, folder, dirs_exist_ok=True)
    for name in live_figures.COMMON:
        shutil.copy(live_figures.MODULES.FOLDER / name, folder)
    shutil.copy(lab_boxes.FOLDER / "lab.css", folder)
    (folder / "styles").mkdir(exist_ok=True)
    for theme, names in THEMES.items():
        styles = importlib.resources.files(theme) / "theme" / theme / "static" / "styles"
        for name in names:
            shutil.copy(str(styles / name), folder / "styles")
    # The theme's styles import Sphinx's own, a template: its few lines to be filled in are of bars
    # that this page has not.
    basic = importlib.resources.files("sphinx") / "themes" / "basic" / "static" / "basic.css.jinja"
    text = re.sub(r".*\{\{.*", "", basic.read_text(encoding="utf-8"))
    (folder / "basic.css").write_text(text, encoding="utf-8")
    lab_boxes.add_script(folder)
    if not (folder / "digits").exists():
        digit_files.write(folder / "digits")


def main(calls: list[str]) -> None:
    if not calls:
        sys.exit(__doc__)
    add_static(FOLDER / "_static")
    for call in calls:
        name = call.partition("(")[0]
        if name in labs.__all__:
            write_answers(FOLDER / "_static" / "labs", FOLDER.parent / lab_boxes.KEPT, [name])
        figure = eval(call if "(" in call else f"{call}()", vars(widgets) | vars(labs))
        path = FOLDER / f"{name}.html"
        path.write_text(page(figure), encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main(sys.argv[1:])
