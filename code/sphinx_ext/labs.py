"""Labs on the published page, with no server.

A lab in a notebook is sliders over Python. On the page its picture stands in a box, as a live
figure's does, until ``labs.js`` has put sliders there that step through answers: a program of the
package computes them when the site is built. The script comes with the pages that have a lab.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_ext.live_figures import FIGURE_NOTE, MODULES, BoxFigures, model_of, opening, raw

FOLDER = MODULES.FOLDER.parent / "labs"
CONTROLS = "@jupyter-widgets/controls"
KEPT = ".labs"  # beside the site: answers of earlier builds


class BoxLabs(BoxFigures):
    """Box figures, and labs too: a lab's picture, and what its script must know."""

    default_priority = 2  # before the figures' own boxes (3), which know no lab

    def box(self, picture: nodes.Element, script: nodes.Node) -> list[nodes.Node]:
        page = model_of(script, self.env)["state"].get("page")
        if not page:
            return super().box(picture, script)
        static = "../" * self.env.docname.count("/") + "_static"
        return [
            raw(opening(page["heights"])),
            nodes.container("", *picture.children, classes=["live-figure-picture"]),
            raw(FIGURE_NOTE),
            raw(closing(page, static)),
        ]


def closing(page: dict[str, Any], static: str) -> str:
    """Return what stands in a lab's box behind its picture, and the box's end."""
    known = {name: page[name] for name in ("name", "controls", "start")}
    data = json.dumps(known).replace("<", "\\u003c")
    return (
        f'<script type="application/json" class="lab-page">{data}</script></div>\n'
        f'<script defer="defer" src="{static}/labs.js"></script>'
    )


def leave_out_sliders(
    app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Leave the labs' own widgets out of a page's state: no kernel moves them, and a picture is
    among them.
    """
    files = app.env.nb_metadata.get(pagename, {}).get("js_files", {})
    if "ipywidgets_state" in files:
        _, settings = files["ipywidgets_state"]
        settings["body"] = without_sliders(settings["body"])


def without_sliders(body: str) -> str:
    """Return the widgets' state of a page without those of ipywidgets."""
    page = json.loads(body)
    models = page["state"].items()
    page["state"] = {key: model for key, model in models if model["model_module"] != CONTROLS}
    return json.dumps(page)  # live_figures.share writes it so that no text can end its script


def add_answers(app: Sphinx, site: Path) -> None:
    """Write the labs' script and style, and their answers: a program of the package does it."""
    static = site / "_static"
    add_script(static)
    folders = (static / "labs", site.parent / KEPT)
    subprocess.run([sys.executable, "-m", "neuralnet.labs", *map(str, folders)], check=True)


def add_script(static: Path) -> None:
    """Write what brings labs to life, joined from its modules: ``labs.js``."""
    script = "".join(MODULES.parts("lab.js", FOLDER))
    (static / "labs.js").write_text(f"(() => {{\n{script}}})();\n", encoding="utf-8")


def add_style(app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(FOLDER / "lab.css"))


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_css_file("lab.css", priority=901)
    app.connect("config-inited", add_style)
    app.add_post_transform(BoxLabs)
    # Before long texts of the state are shared (400).
    app.connect("html-page-context", leave_out_sliders, priority=390)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
