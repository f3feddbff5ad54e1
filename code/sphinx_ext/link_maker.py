"""A form that makes links which open a chapter on a class's JupyterHub: ``{link-maker}``.

It knows the book's repository and its chapters. The script ``link_maker.js`` joins what
its reader types in the page itself, and sends nothing.
"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FORM = """<form class="link-maker">
<p><label>Address of your hub<br />
<input name="hub" type="url" size="48" placeholder="https://hub.school.example" /></label></p>
<p><label>Address of your copy of the book<br />
<input name="repository" type="url" size="48" value="{repository}"
 placeholder="https://github.com/OWNER/NAME" /></label></p>
<p><label>Branch<br /><input name="branch" size="20" value="{branch}" /></label></p>
<p><label>Chapter<br /><select name="chapter">{options}</select></label></p>
<p><label>The link<br /><output name="link"></output></label></p>
<noscript><p>The form needs JavaScript. The link is
HUB/hub/user-redirect/git-pull?repo=BOOK&amp;branch=BRANCH&amp;urlpath=lab/tree/NAME/CHAPTER
</p></noscript>
</form><script defer="defer" src="{script}"></script>"""


class LinkMaker(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        options = self.config.html_theme_options
        chapters = sorted(name for name in self.env.found_docs if name.startswith("chapters/"))
        form = FORM.format(
            repository=escape(options["repository_url"]),
            branch=escape(options["repository_branch"]),
            options="".join(f"<option>{escape(name)}.ipynb</option>" for name in chapters),
            script="../" * self.env.docname.count("/") + "_static/link_maker.js",
        )
        return [nodes.raw("", form, format="html")]


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_directive("link-maker", LinkMaker)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
