"""Make one file of the whole book: ``python -m tools.books epub`` or ``pdf``, into _build/books.

The PDF is made of the same pages as the EPUB: see pdf.py. Live figures are pictures in both.
"""

import shutil
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tools import ROOT, pdf
from tools.xhtml import MATHML, PACKAGE, PAGES, STATIC, STYLES, XHTML, only, read_pages, run_sphinx

BOOKS = ROOT / "_build" / "books"
NAME = "thirteen-thousand-knobs"


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


def main(kind: str) -> None:
    BOOKS.mkdir(parents=True, exist_ok=True)
    target = BOOKS / f"{NAME}.{kind}"
    print(f"Making the {kind.upper()} of the whole book", flush=True)
    run_sphinx()
    {"epub": write_epub, "pdf": pdf.write}[kind](target)
    print(f"Made: {target.relative_to(ROOT)}, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1])
