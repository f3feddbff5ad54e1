"""Make one file of the whole book: ``python -m tools.books epub`` or ``pdf``, into _build/books.

Sphinx writes an EPUB. Its pages are made to follow the EPUB standard to the letter; the PDF
is the same pages, one after the other, printed by Chromium. Live figures are pictures there.
"""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Collection
from html.entities import html5
from pathlib import Path
from urllib.parse import urldefrag
from xml.etree import ElementTree as ET

from playwright.sync_api import sync_playwright

from sphinx_ext import edition
from tools import ROOT, browser, kernels

BOOKS = ROOT / "_build" / "books"
PAGES = ROOT / "_build" / "epub"
STATIC = ROOT / "code" / "sphinx_ext" / "static"
NAME = "thirteen-thousand-knobs"
STYLES = ("_static/pygments.css", "_static/paper.css")
MATH_FONT = "_static/math.css"  # for paper alone: a reader of EPUBs has a font of its own
XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
PACKAGE = "http://www.idpf.org/2007/opf"
# What no paper needs: what runs or is typed into, style sheets of the site, its small signs.
UNUSED = {f"{{{XHTML}}}{name}" for name in ("script", "link", "form", "svg")}
for prefix, space in (("", XHTML), ("m", MATHML), ("epub", "http://www.idpf.org/2007/ops")):
    ET.register_namespace(prefix, space)


def html(name: str) -> str:
    return f"{{{XHTML}}}{name}"


def only(element: ET.Element, path: str) -> ET.Element:
    """Return the first element at a path, which must be there."""
    found = element.find(path)
    if found is None:
        raise LookupError(f"expected {path} in {element.tag}, which Sphinx no longer writes")
    return found


def run_sphinx() -> None:
    """Let Sphinx write the pages of the EPUB, from what is already run."""
    shutil.rmtree(PAGES, ignore_errors=True)
    words = ["build", ".", "--builder", "custom", "--custom-builder", "epub"]
    program = Path(sys.executable).with_name("jupyter-book")
    done = subprocess.run(
        [program, *words, "-W", "-n"],
        cwd=ROOT,
        env=kernels.environment(),
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        sys.exit(f"The pages could not be written:\n{(done.stdout + done.stderr)[-3000:]}")


def clean(page: ET.Element, style_path: str) -> None:
    """Make a page, an element tree, follow the standard; in place."""
    parents = {child: parent for parent in page.iter() for child in parent}
    seen = set()
    for element in list(page.iter()):
        if element.tag in UNUSED:
            parent = parents[element]
            parent.remove(element)
        elif element.tag == html("summary"):
            for inner in element.iter(html("p")):
                inner.tag = html("span")
        elif element.tag == html("math"):
            for part in element.iter():
                part.tag = part.tag.replace(XHTML, MATHML)
        if (place := element.get("id")) in seen:
            del element.attrib["id"]
        elif place:
            seen.add(place)
    head = only(page, html("head"))
    for name in STYLES:
        words = {"rel": "stylesheet", "type": "text/css", "href": f"{style_path}{name}"}
        ET.SubElement(head, html("link"), words)


def without_names(text: str) -> str:
    """Return a page with HTML's named characters, which XML does not know, written out."""

    def character(found: re.Match[str]) -> str:
        return found[0] if found[1] in XML_NAMES else html5.get(f"{found[1]};", found[0])

    return re.sub(r"&(\w+);", character, text)


def read_pages() -> dict[str, ET.Element]:
    """Return the book's pages in their order, clean: {name: element tree}."""
    package = ET.parse(PAGES / "content.opf").getroot()
    names = {item.attrib["id"]: item.attrib["href"] for item in package.iter(f"{{{PACKAGE}}}item")}
    order = [names[item.attrib["idref"]] for item in package.iter(f"{{{PACKAGE}}}itemref")]
    pages = {}
    for name in order:
        pages[name] = ET.fromstring(without_names((PAGES / name).read_text(encoding="utf-8")))
        clean(pages[name], "../" * name.count("/"))
    return pages


def write_epub(target: Path) -> None:
    """Write the EPUB: its pages as they are now, and in its list what each of them holds."""
    pages = read_pages()
    shutil.copy(STATIC / "paper.css", PAGES / "_static")
    for name, page in pages.items():
        ET.ElementTree(page).write(PAGES / name, encoding="utf-8", xml_declaration=True)
    listing = PAGES / "content.opf"
    ET.register_namespace("", PACKAGE)
    package = ET.parse(listing)
    manifest = only(package.getroot(), f"{{{PACKAGE}}}manifest")
    used = {f"_static/{Path(name).name}" for name in STYLES}
    for item in list(manifest):
        name = item.attrib["href"]
        if name.startswith("_static/") and name not in used:
            manifest.remove(item)
        used.discard(name)
        if name in pages and pages[name].find(f".//{{{MATHML}}}math") is not None:
            item.set("properties", "mathml")
    for name in sorted(used):
        words = {"id": Path(name).stem, "href": name, "media-type": "text/css"}
        ET.SubElement(manifest, f"{{{PACKAGE}}}item", words)
    package.write(listing, encoding="utf-8", xml_declaration=True)
    ET.register_namespace("", XHTML)
    inside = [item.attrib["href"] for item in manifest]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        book.write(PAGES / "mimetype", "mimetype", zipfile.ZIP_STORED)
        for name in ["META-INF/container.xml", "content.opf", *inside]:
            book.write(PAGES / name, name)


def place(name: str, fragment: str = "") -> str:
    """Return the place in the one long page of a place in one of its parts."""
    return f"{name.removesuffix('.xhtml').replace('/', '-')}--{fragment}".rstrip("-")


def part(name: str, page: ET.Element, names: Collection[str]) -> ET.Element:
    """Return a page as a part of the one long page: its places and links moved there."""
    body = only(page, f".//{html('div')}[@class='body']")
    body.set("id", "")
    for element in body.iter():
        if (own := element.get("id")) is not None:
            element.set("id", place(name, own))
        if element.tag == html("details"):
            element.set("open", "open")
        if element.tag == html("img"):
            source = (PAGES / name).parent / element.attrib["src"]
            element.set("src", source.resolve().relative_to(PAGES).as_posix())
        target, fragment = urldefrag(element.get("href", ""))
        if element.get("href") and "://" not in target:
            there = (PAGES / name).parent / target if target else PAGES / name
            to = there.resolve().relative_to(PAGES).as_posix()
            if to in names:
                element.set("href", f"#{place(to, fragment)}")
    return body


def write_long_page(target: Path) -> None:
    """Write all pages as one, with a cover, for Chromium to print."""
    pages = read_pages()
    for path in (STATIC / "paper.css", STATIC / "math.css", *STATIC.glob("*.woff2")):
        shutil.copy(path, PAGES / "_static")
    long = ET.Element(html("html"), {"lang": "en"})
    head = ET.SubElement(long, html("head"))
    ET.SubElement(head, html("title")).text = "Thirteen Thousand Knobs"
    for name in (*STYLES, MATH_FONT):
        ET.SubElement(head, html("link"), {"rel": "stylesheet", "href": name})
    body = ET.SubElement(long, html("body"))
    cover = ET.SubElement(body, html("div"), {"class": "cover"})
    ET.SubElement(cover, html("p")).text = edition.words(ROOT)
    for name, page in pages.items():
        body.append(part(name, page, pages))
    ET.ElementTree(long).write(target, encoding="utf-8", xml_declaration=True)


def write_pdf(target: Path) -> None:
    page_file = PAGES / "long.xhtml"
    write_long_page(page_file)
    footer = (
        '<div style="font: 8px sans-serif; width: 100%; text-align: center">'
        '<span class="pageNumber"></span></div>'
    )
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser.find())
        page = opened.new_page()
        page.goto(page_file.as_uri(), wait_until="networkidle")
        page.pdf(
            path=target,
            format="A4",
            margin={"top": "18mm", "bottom": "18mm", "left": "20mm", "right": "20mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=footer,
            print_background=True,
            outline=True,
            tagged=True,
        )
        opened.close()


def main(kind: str) -> None:
    BOOKS.mkdir(parents=True, exist_ok=True)
    target = BOOKS / f"{NAME}.{kind}"
    print(f"Making the {kind.upper()} of the whole book", flush=True)
    run_sphinx()
    {"epub": write_epub, "pdf": write_pdf}[kind](target)
    print(f"Made: {target.relative_to(ROOT)}, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
