"""A content-security policy in every page, as tight as the page allows.

A browser then runs nothing that the site did not bring: no script of another host, no code
made from text (``eval``), and of the scripts written in a page only those that were there
when it was built, known by their SHA-256. A host of static files sets no header, so the
policy stands in the page itself.
"""

import base64
import hashlib
import html
import os
import re
from pathlib import Path

from sphinx.application import Sphinx

# Where each kind of file may come from; what is not named, from nowhere.
POLICY = {
    "default-src": "'none'",
    # blob: the code of a live figure stands in the page as text, and becomes a module.
    "script-src": "'self' blob:",
    "worker-src": "blob:",
    # Figures and formulas set sizes and colours on the elements themselves.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "media-src": "data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
FRAME = '<div class="run-here"'  # where a notebook opens, in a frame: see exercises.py
SCRIPT = re.compile(r"<script(?P<words>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
HANDLER = re.compile(r"<[a-z][^>]*?\son[a-z]+=\"(?P<text>[^\"]*)\"")
DATA = re.compile(r"type=\"(?!module|text/javascript)")
META = re.compile(r"(\n    )?<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
CHARSET = re.compile(r"<meta charset=\"utf-8\" ?/?>", re.IGNORECASE)


def checksum(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def scripts(page: str) -> list[str]:
    """Return the texts of the scripts that stand in a page."""
    return [
        found["text"]
        for found in SCRIPT.finditer(page)
        if " src=" not in found["words"] and not DATA.search(found["words"])
    ]


def handlers(page: str) -> list[str]:
    """Return what its buttons run, written as onclick="…": the theme's print and full screen."""
    return [html.unescape(found["text"]) for found in HANDLER.finditer(SCRIPT.sub("", page))]


def policy(texts: list[str], clicks: list[str], frames: bool = False) -> str:
    """Return the policy of a page in which these scripts stand, on a site with these clicks.

    ``frames`` says whether it may show another page of the site in a frame.
    """
    allowed = dict.fromkeys(checksum(text) for text in texts)
    if clicks:
        allowed |= {"'unsafe-hashes'": None} | dict.fromkeys(checksum(text) for text in clicks)
    sources = POLICY | {"script-src": " ".join([POLICY["script-src"], *allowed])}
    if frames:
        sources["frame-src"] = "'self'"
    return "; ".join(f"{kind} {places}" for kind, places in sources.items())


def protect(page: str, clicks: list[str]) -> str:
    """Return the text of a page with its policy."""
    return with_rules(page, policy(scripts(page), clicks, frames=FRAME in page))


def with_rules(page: str, rules: str) -> str:
    """Return the text of a page with a policy, before anything that the policy rules.

    A page that was not written anew has one already.
    """
    page = META.sub("", page)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}" />'
    protected, count = CHARSET.subn(lambda found: f"{found[0]}\n    {meta}", page, count=1)
    return protected if count else f"{meta}\n{page}"


def protect_pages(app: Sphinx, site: Path) -> None:
    if os.environ.get("BOOK_WATCH"):
        return  # `make watch` puts a script into every page as it serves it
    paths = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    pages = {path: path.read_text(encoding="utf-8") for path in paths}
    # The search reads other pages into its own, with their buttons: one list for all pages.
    clicks = sorted({text for page in pages.values() for text in handlers(page)})
    for path, page in pages.items():
        protected = protect(page, clicks)
        if protected != page:
            path.write_text(protected, encoding="utf-8")
