"""Leave out of the pages what the theme brings and this book does not use.

Thebe's scripts came twice, and broke every page. Font Awesome's script is 1.5 MB: it draws
icons that the theme's style sheet draws too, from a font, and looks at every change of the
page to see whether another icon has come, also at those that a live figure makes.
"""

import re
from pathlib import Path

UNUSED = re.compile(
    r"\s*<script type=\"text/x-thebe-config\">.*?</script>"
    r"|<script>kernelName = [^<]*</script>"
    r"|\s*<script defer src=\"[^\"]*/fontawesome\.js[^\"]*\"></script>"
    r"|\s*<link [^>]*/sphinx-thebe\.css[^>]*>",
    re.DOTALL,
)
# A glyph of a font: nothing to read aloud. The script would have said so too.
ICON = re.compile(r"<(?P<tag>i|span) class=\"(?P<words>[^\"]*\bfa-[^\"]*)\"(?! aria-hidden)")
FILES = ["scripts/fontawesome.js", "scripts/*.map", "styles/*.map", "sphinx-thebe.*"]


def remove_thebe(app, pagename, templatename, context, doctree):
    """Drop the scripts that Sphinx is about to link."""
    context["script_files"] = [
        script
        for script in context.get("script_files", [])
        if "thebe" not in str(getattr(script, "filename", "") or "")
        and "THEBE" not in str(getattr(script, "attributes", {}).get("body", ""))
    ]


def clean(page):
    """Return the text of a page without the rest, and its icons hidden from screen readers."""
    return ICON.sub(r'<\g<tag> class="\g<words>" aria-hidden="true"', UNUSED.sub("", page))


def finish(app, exception):
    if exception or app.builder.name != "html":
        return
    site = Path(app.outdir)
    for path in site.rglob("*.html"):
        if "_static" not in path.parts:
            path.write_text(clean(path.read_text(encoding="utf-8")), encoding="utf-8")
    for pattern in FILES:
        for path in (site / "_static").glob(pattern):
            path.unlink()


def setup(app):
    app.connect("html-page-context", remove_thebe, priority=900)
    # Before the content policy lists what the pages hold.
    app.connect("build-finished", finish, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
