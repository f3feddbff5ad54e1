"""The book's pages as Sphinx writes them for an EPUB, made to follow its standard to the letter."""

import re
import shutil
import subprocess
import sys
from html.entities import html5
from pathlib import Path
from xml.etree import ElementTree as ET

from tools import ROOT, kernels

PAGES = ROOT / "_build" / "epub"
STATIC = ROOT / "code" / "sphinx_ext" / "static"
STYLES = ("_static/pygments.css", "_static/paper.css", "_static/sheets.css")
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
