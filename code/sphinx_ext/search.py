"""The site's search: it finds numbers, and what readers from elsewhere call by other names.

Sphinx splits "13,002" into 13 and 002 and looks for neither. Here a number stays whole, and can
be asked for with and without its comma. ``static/search.js`` does the same with what is asked.

The theme puts the index into every page, where it holds up all that is to be seen, although only
the page of results reads it; there it comes after the page's text.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

NUMBER = r"\d+(?:[.,]\d+)+"
FILES = ("_static/searchtools.js", "_static/language_data.js", "searchindex.js")
SCRIPTS = re.compile(
    r"\s*<script src=\"(?P<place>[^\"]*?)(?P<file>" + "|".join(map(re.escape, FILES)) + r")"
    r"(?P<version>\?[^\"]*)?\"></script>"
)


class Words(SearchEnglish):
    """English, with numbers as words."""

    language_name = "English, and numbers"
    js_splitter_code = (
        f"var splitQuery = (query) => query.match(/{NUMBER}"
        r"|[\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu) ?? [];"
    )
    _word_re = re.compile(rf"{NUMBER}|\w+")

    def split(self, input: str) -> list[str]:
        words = super().split(input)
        return words + [word.replace(",", "") for word in words if "," in word]


def scripts(page: str, has_results: bool) -> str:
    """Return the text of a page with the search's scripts where they are needed, and late."""

    def script(found: re.Match[str]) -> str:
        if not has_results:
            return ""
        place, file = found["place"], found["file"]
        own = f'\n    <script defer src="{place}_static/search.js"></script>'
        late = f'\n    <script defer src="{place}{file}{found["version"] or ""}"></script>'
        return own + late if file == FILES[-1] else late

    return SCRIPTS.sub(script, page)


def come_late(app: Sphinx, site: Path) -> None:
    for path in site.rglob("*.html"):
        if "_static" not in path.parts:
            page = path.read_text(encoding="utf-8")
            changed = scripts(page, path == site / "search.html")
            if changed != page:
                path.write_text(changed, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_search_language(Words)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
