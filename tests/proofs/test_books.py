"""The whole book in one file, and the site as it is published."""

import gzip
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from urllib.parse import urldefrag, urljoin

import pytest
import yaml

from tools import ROOT, notebooks, serve

NAME = "thirteen-thousand-knobs"
BOOKS = ROOT / "_build" / "books"
DOWNLOADS = serve.SITE / "downloads"


@pytest.fixture(scope="module")
def epub():
    with zipfile.ZipFile(BOOKS / f"{NAME}.epub") as book:
        yield book


def test_the_epub_holds_every_page_and_runs_nothing(epub):
    assert epub.namelist()[0] == "mimetype"
    assert epub.infolist()[0].compress_type == zipfile.ZIP_STORED
    for path in notebooks.book_notebooks():
        name = path.relative_to(ROOT).with_suffix(".xhtml").as_posix()
        text = epub.read(name).decode()
        assert "<script" not in text
        for link in re.findall(r'src="([^"]+)"', text):
            folder = name.count("/") * "../"
            assert link.removeprefix(folder) in epub.namelist(), link


def test_the_epub_lists_each_file_that_it_holds(epub):
    package = ET.fromstring(epub.read("content.opf"))
    items = package.iter("{http://www.idpf.org/2007/opf}item")
    listed = {item.get("href"): item.get("properties", "") for item in items}
    own = {"mimetype", "META-INF/container.xml", "content.opf"}
    assert set(epub.namelist()) - own == set(listed)
    for name, properties in listed.items():
        if name.endswith(".xhtml"):
            assert ("mathml" in properties) == (b":math" in epub.read(name)), name


def test_every_link_within_the_epub_leads_somewhere(epub):
    names = epub.namelist()
    pages = {n: epub.read(n).decode() for n in names if n.endswith(".xhtml")}
    places = {name: set(re.findall(r'\sid="([^"]+)"', text)) for name, text in pages.items()}
    for name, text in pages.items():
        for link in re.findall(r'href="([^":]+)"', text):
            address, fragment = urldefrag(urljoin(name, link))
            assert address in names, (name, link)
            assert not fragment or fragment in places[address], (name, link)
    assert pages["back/index-of-terms.xhtml"].count("glossary.xhtml#term-") > 50


def test_epubcheck_finds_no_fault():
    """With the official checker, which `make proofs` installs (Debian's package epubcheck)."""
    program = shutil.which("epubcheck")
    if program is None:
        pytest.fail("epubcheck is not installed. On Debian, as root: apt-get install epubcheck")
    # The program is a Java archive, which a shell runs and Python does not.
    words = ["java", "-jar", program] if zipfile.is_zipfile(program) else [program]
    done = subprocess.run(
        [*words, "--failonwarnings", BOOKS / f"{NAME}.epub"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr


def test_the_pdf_is_tagged_and_has_all_chapters_in_its_outline():
    content = (BOOKS / f"{NAME}.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in content
    assert b"/Outlines" in content
    pages = len(re.findall(rb"/Type /Page\b", content))
    assert pages > 8 * len(notebooks.book_notebooks()) / 2


def test_what_is_offered_to_download_is_there():
    page = (serve.SITE / "back" / "ways.html").read_text(encoding="utf-8")
    for kind in ("pdf", "epub", "zip"):
        assert f'href="../downloads/{NAME}.{kind}"' in page
        assert (DOWNLOADS / f"{NAME}.{kind}").stat().st_size > 100_000


def test_the_archive_is_the_site_without_what_needs_a_server():
    with zipfile.ZipFile(DOWNLOADS / f"{NAME}.zip") as archive:
        names = set(archive.namelist())
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = [entry["file"] for part in contents["parts"] for entry in part["chapters"]]
    assert {f"{NAME}/{name}.html" for name in [contents["root"], *files]} <= names
    assert not any("/lite/" in name or "/downloads/" in name for name in names)


def test_the_browser_s_python_adds_nothing_to_the_weight_of_a_page(visit):
    """It is a link; nothing of it is fetched before the click."""
    with visit("intro.html") as page:
        asked = page.evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
    assert asked
    assert not [address for address in asked if "/lite/" in address]


def test_what_a_page_weighs(chromium, address, measured):
    sizes = []
    with chromium.new_page() as page:
        page.on("response", lambda r: sizes.append(len(gzip.compress(r.body()))))
        page.goto(f"{address}/chapters/01-digits.html", wait_until="networkidle")
    measured("page_megabytes", sum(sizes) / 1e6, within=0.3)


def megabytes(folder):
    return sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def test_what_a_clone_takes(tmp_path, measured):
    clone = tmp_path / "book"
    subprocess.run(["git", "clone", "-q", ROOT.as_uri(), clone], check=True)
    measured("clone_megabytes", megabytes(clone), within=0.3)
    measured("environment_megabytes", megabytes(ROOT / ".venv"), within=0.3)
