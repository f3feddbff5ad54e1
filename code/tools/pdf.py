"""Print the bound book as a PDF with Chromium, twice: only a printed page knows its number.

Running heads and page numbers are CSS, which Chromium knows: named pages, and boxes in their
margins. It cannot name the page of a link's target, so pypdf reads these in the first print.
"""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from tools import bound, browser
from tools.xhtml import PAGES, STATIC, read_pages

PRINTS = 4  # a number more may move what follows; three prints were enough so far


def known_pages(target: Path) -> dict[str, int]:
    """Return the pages of a PDF's places, counted from 1: {place: page}."""
    reader = PdfReader(target)
    places = reader.named_destinations.items()
    found = {name: reader.get_destination_page_number(place) for name, place in places}
    return {name.removeprefix("/"): page + 1 for name, page in found.items() if page is not None}


def write_print(page: Page, long: ET.Element, target: Path) -> None:
    """Print the long page."""
    file = PAGES / "long.xhtml"
    ET.ElementTree(long).write(file, encoding="utf-8", xml_declaration=True)
    page.goto(file.as_uri(), wait_until="networkidle")
    page.pdf(
        path=target, prefer_css_page_size=True, print_background=True, outline=True, tagged=True
    )


def write(target: Path) -> None:
    """Write the PDF: print until each number is that of the page where its target is."""
    long = bound.bind(read_pages())
    for path in (*STATIC.glob("*.css"), *STATIC.glob("*.woff2")):
        shutil.copy(path, PAGES / "_static")
    known: dict[str, int] = {}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser.find())
        page = opened.new_page()
        for _ in range(PRINTS):
            bound.fill(long, known)
            write_print(page, long, target)
            # A link that is not shown has no place; its page is that of the print before.
            before, known = known, known | known_pages(target)
            if known == before:
                break
        else:
            raise RuntimeError(f"expected page numbers to stay after {PRINTS} prints")
        opened.close()
    missing = {link.attrib["href"] for link in bound.numbers(long)} - {f"#{name}" for name in known}
    if missing:
        raise LookupError(f"expected a page for each place, and found none for {sorted(missing)}")
