"""The PDF as a book: its cover, contents, running heads, answers and index, read from the file."""

import json
import re
import unicodedata

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader

from tools import ROOT, notebooks
from tools.books import BOOKS, NAME

POINTS = 72 / 25.4  # in a millimetre
PDF = BOOKS / f"{NAME}.pdf"
LEFT_TO_THE_END = re.compile(
    r'<details class="(?:right|wrong|solution)"[^>]*>\s*<summary>.*?</summary>(.*?)</details>',
    re.DOTALL,
)


@pytest.fixture(scope="module")
def reader():
    return PdfReader(PDF)


@pytest.fixture(scope="module")
def lines(reader):
    """The lines of each page, the first under 1: a cover has a number too."""
    texts = (unicodedata.normalize("NFKC", page.extract_text()) for page in reader.pages)
    return {k: text.splitlines() for k, text in enumerate(texts, 1)}


def one_line(text):
    """Return a text in one line, the full stop after a heading's number left out."""
    return re.sub(r"(?<![\d.])(\d+(?:\.\d+)?)\. (?=\w)", r"\1 ", " ".join(text.split()))


@pytest.fixture(scope="module")
def pages(lines):
    return {k: one_line(" ".join(found)) for k, found in lines.items()}


def markdown(path):
    """Return the Markdown of a notebook, in the order of its cells."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def titles(path, level):
    return re.findall(rf"^{'#' * level} (.+)$", markdown(path), re.MULTILINE)


@pytest.fixture(scope="module")
def contents(lines):
    """[(words, page number)], as the contents say."""
    own = [line for found in lines.values() if found[0].startswith("Contents ") for line in found]
    found = [re.fullmatch(r"(.+) (\d+)", line.strip()) for line in own]
    return [(one_line(one[1]), int(one[2])) for one in found if one and one[1] != "Contents"]


def test_it_opens_with_its_cover(reader, pages):
    title, subtitle = markdown(ROOT / "intro.ipynb").split("\n\n")[:2]
    assert pages[1].startswith(f"{title.removeprefix('# ')} {' '.join(subtitle.split())}")
    assert "Edition" in pages[1]
    assert len(reader.pages[0].images) == 1


def test_the_contents_name_the_page_of_every_chapter_and_section(contents, pages):
    for words, page in contents:
        assert words in pages[page], (words, page)
    named = [words for words, _ in contents]
    for path in notebooks.book_notebooks():
        name = path.stem.split("-")[0].lstrip("0") if path.parent.name == "chapters" else ""
        assert f"{name} {titles(path, 1)[0]}".strip() in named, path
        for number, title in enumerate(titles(path, 2), 1):
            assert not name or f"{name}.{number} {title}" in named, (path, title)
    for last in ("Glossary", "Bibliography", "Answers and solutions", "Index"):
        assert last in named
    assert [page for _, page in contents] == sorted(page for _, page in contents)


def test_every_page_but_the_cover_says_its_part_and_its_number(contents, lines):
    starts = {page: words for words, page in contents if not re.match(r"\d+\.", words)}
    part = "Contents"
    for page in list(lines)[1:]:
        part = starts.get(page, part)
        assert lines[page][0] == f"{part} {page}"
    assert len(starts) > len(notebooks.book_notebooks()) + 5


def test_each_sheet_is_one_page(contents, lines):
    titles = [words for words, _ in contents if re.match(r"\d+ ", words)]
    heads = {k: found for k, found in lines.items() if found[0].startswith("Sheets to print ")}
    first = min(heads)
    for page, title in enumerate(titles, first + 1):
        assert one_line(" ".join(heads[page][1:])).startswith(title)
        assert "From Thirteen Thousand Knobs" in " ".join(heads[page])
    assert len(heads) == len(titles) + 1


def longest(text):
    """Return the longest stretch of words of a piece of Markdown that looks alike in print."""
    text = re.sub(r"```.*?```|<!--.*?-->|\$[^$]*\$|<[^>]+>", "|", text, flags=re.DOTALL)
    parts = re.split(r"[^\w ,;]", " ".join(re.sub(r"[*_`\[\]]", "|", text).split()))
    return max((part.strip() for part in parts), key=len)


def test_answers_and_solutions_wait_at_the_end(contents, lines):
    start = dict(contents)["Answers and solutions"]
    before = one_line(" ".join(line for k in lines if k < start for line in lines[k][1:]))
    after = one_line(" ".join(line for k in lines if k >= start for line in lines[k][1:]))
    count, texts = 0, [markdown(path) for path in notebooks.book_notebooks()]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "back").glob("*.md")]
    elsewhere = one_line(" ".join(LEFT_TO_THE_END.sub("", text) for text in texts))
    for path in notebooks.book_notebooks():
        for told in LEFT_TO_THE_END.findall(markdown(path)):
            words = unicodedata.normalize("NFKC", longest(told))
            if len(words) > 20:
                assert words in after, (path.stem, words)
                assert words not in before or words in elsewhere, (path.stem, words)
                count += 1
    assert count > 100
    said = re.findall(r"(?:Answers|Solution) at the end, page (\d+)", before)
    assert len(said) > 40
    assert all(start <= int(page) <= max(lines) for page in said)


def test_the_index_leads_to_pages_that_use_the_word(reader, contents, lines, pages):
    start = dict(contents)["Index"]
    text = " ".join(line.strip() for k in lines if k >= start for line in lines[k][1:])
    source = "".join(markdown(path) for path in notebooks.book_notebooks())
    source += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "back").glob("*.md"))
    glossary = (ROOT / "back" / "glossary.md").read_text(encoding="utf-8")
    for term in re.findall(r"^(\S[^\n]*)\n: ", glossary, re.MULTILINE):
        printed = re.search(rf"(?<!\S){re.escape(term)}((?:, \d+)+)", text)
        assert printed, term
        anchor = f"term-{term.replace(' ', '-')}"
        linked = re.findall(rf"\[([^\]]+)\]\([^)]*#{re.escape(anchor)}\)", source)
        words = [term, *(" ".join(one.strip("*").split()) for one in linked)]
        for page in map(int, re.findall(r"\d+", printed[1])):
            assert page < start
            assert any(word.lower() in pages[page].lower() for word in words), (term, page)
    links = [link for page in reader.pages[start - 1 :] for link in page.annotations or []]
    assert len([link for link in links if str(link.get("/Dest")).startswith("/use-")]) > 200


def test_nothing_is_cut_off_and_all_is_dark_on_light():
    pdf = pypdfium2.PdfDocument(PDF)
    for number, page in enumerate(pdf, 1):
        picture = page.render(scale=1, grayscale=True).to_numpy().squeeze()
        edge = int(20 * POINTS)
        strips = [picture[:, :edge], picture[:, -edge:], picture[-int(18 * POINTS) :]]
        for strip in strips:
            assert strip.min() == 255, number
        if number > 1:
            assert np.median(picture) == 255, number
    pdf.close()


def test_no_markup_is_left(pages):
    for number, text in pages.items():
        found = re.search(r"<!--|<div|</\w+>|<summary|\]\([.#]|:::|```|\\tag|\{eval\}", text)
        assert found is None, (number, found)
