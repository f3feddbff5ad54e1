"""What other programs want to know of the site: a sitemap, and how to show a link to it.

Search engines read sitemap.xml, which sphinx-sitemap writes. Where somebody shares a link to a
page, messengers show the title, the first sentences and a picture that the page names
(https://ogp.me). They want full addresses, so all this needs the site's own: see repository.py.
"""

import re
import textwrap
from html import escape
from pathlib import Path
from typing import Any

import matplotlib
from docutils import nodes
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import Circle
from PIL import Image
from sphinx.application import Sphinx

LOGO = Path(__file__).parent / "static" / "logo.svg"
CARDS = "_static/cards"
SCREEN, INK, ACCENT = "#0e1216", "#eef1f5", "#ffb000"  # the stage's colours, as in tokens.css


def description(doctree: nodes.document) -> str:
    """Return what a page is about: its first paragraphs, short ones left out: 200 letters."""
    paragraphs = [node.astext() for node in doctree.findall(nodes.paragraph)]
    text = " ".join(" ".join([text for text in paragraphs if len(text) > 60][:3]).split())
    return textwrap.shorten(text, 200, placeholder=" …")


def first_picture(doctree: nodes.document) -> str:
    """Return the file name of the first picture of a page, or ""."""
    names = [Path(image["uri"]).name for image in doctree.findall(nodes.image)]
    return next((name for name in names if name.endswith(".png")), "")


def card_name(page: str) -> str:
    return f"{CARDS}/{page.replace('/', '-')}.png"


def tags(pairs: dict[str, str]) -> str:
    return "".join(
        f'<meta property="{name}" content="{escape(text)}" />\n' for name, text in pairs.items()
    )


def add_tags(
    app: Any,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if app.builder.name != "html" or doctree is None:
        return
    title = app.env.titles[pagename].astext()
    number = app.env.toc_secnumbers.get(pagename, {}).get("")
    pairs = {
        "og:title": f"{number[0]}. {title}" if number else title,
        "og:description": description(doctree),
        "og:type": "article",
        "og:site_name": app.config.html_title,
        "og:locale": "en",
    }
    words = f'<meta name="description" content="{escape(pairs["og:description"])}" />\n'
    site = app.config.html_baseurl
    if site:
        pairs |= {
            "og:url": f"{site}{pagename}.html",
            "og:image": f"{site}{card_name(pagename)}",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": f"The title of the page beside a picture from it: {title}",
        }
        words += '<meta name="twitter:card" content="summary_large_image" />\n'
        drawn = app.env.metadata[pagename].get("first_png") or first_picture(doctree)
        app.env.book_cards[pagename] = (pairs["og:title"], drawn)
    context["metatags"] = context.get("metatags", "") + words + tags(pairs)


def draw_logo(axes: Axes) -> None:
    """Draw the panel of knobs from the circles of the logo's file."""
    for x, y, radius, colour in re.findall(
        r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" fill="([^"]+)"', LOGO.read_text()
    ):
        axes.add_patch(Circle((float(x), float(y)), float(radius), color=colour))
    axes.set(xlim=(0, 140), ylim=(140, 0))


def draw_card(path: Path, book: str, title: str, picture: Path | None = None) -> None:
    """Draw the picture that stands beside a shared link, 1200 by 630 pixels."""
    with matplotlib.rc_context({"font.family": "DejaVu Sans", "text.parse_math": False}):
        figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=SCREEN)
        figure.text(0.06, 0.84, book, color=ACCENT, fontsize=24)
        lines = textwrap.wrap(title, 20, break_long_words=False)
        size = 38 if len(lines) <= 5 else 30
        figure.text(
            0.06, 0.74, "\n".join(lines), color=INK, fontsize=size, va="top", linespacing=1.25
        )
        axes = figure.add_axes((0.56, 0.09, 0.4, 0.82))
        axes.set_axis_off()
        axes.set_aspect("equal")
        if picture:
            axes.imshow(imread(picture))
        else:
            draw_logo(axes)
        figure.savefig(path, facecolor=SCREEN)
    with Image.open(path) as card:  # flat colours: 256 of them do, in a third of the bytes
        card.convert("RGB").quantize(256).save(path, optimize=True)


def draw_cards(app: Any, site: Path) -> None:
    """Draw the pictures that the pages of a site with an address name."""
    if app.env.book_cards:
        (site / CARDS).mkdir(parents=True, exist_ok=True)
    for page, (title, picture) in app.env.book_cards.items():
        file = site / "_images" / picture if picture else None
        draw_card(site / card_name(page), app.config.html_title, title, file)


def begin(app: Any) -> None:
    app.env.book_cards = {}


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("builder-inited", begin)
    app.connect("html-page-context", add_tags)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
