"""The sheets to print: one page for each chapter, nothing of it an answer, and no script needed."""

import io
import json
import re

import pytest
from pypdf import PdfReader

from tools import notebooks

PAGE = "back/sheets.html"
CHAPTERS = [path for path in notebooks.book_notebooks() if path.parent.name == "chapters"]
STILL = {"java_script_enabled": False}
GUESSED = re.compile(
    r'<div class="predict"([^>]*)>.*?<details class="answer">(.*?)</details>', re.DOTALL
)
TOLD = re.compile(
    r'<details class="(?:right|wrong)">\s*<summary>.*?</summary>(.*?)</details>', re.DOTALL
)


def markdown(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def one_line(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def texts(chromium, address):
    """{name of a chapter: the text of its sheet}."""
    with chromium.new_page(**STILL) as page:
        page.goto(f"{address}/{PAGE}")
        found = page.locator("section.sheet").all()
        return {
            one.get_attribute("id").removeprefix("sheet-"): one_line(one.inner_text())
            for one in found
        }


def test_each_chapter_has_one_with_all_its_parts(visit):
    with visit(PAGE, **STILL) as page:
        for path in CHAPTERS:
            sheet = page.locator(f"#sheet-{path.stem}")
            title = re.search(r"^# (.+)$", markdown(path), re.MULTILINE)[1]
            assert title in sheet.locator("h2").inner_text()
            assert len(sheet.locator("img").get_attribute("alt")) > 20
            assert sheet.locator(".task").count() == 4
            assert sheet.locator(":scope > .room").count() == 3
            assert page.locator(f"ul.sheets a[href='#sheet-{path.stem}']").count() == 1
        assert page.locator("section.sheet").count() == len(CHAPTERS)


def sheets_print(chromium, address, texts, paper, places):
    with chromium.new_page(**STILL) as page:
        for place in places:
            page.goto(f"{address}/{PAGE}{place}")
            printed = PdfReader(io.BytesIO(page.pdf(format=paper)))
            wanted = [place.removeprefix("#sheet-")] if place else list(texts)
            assert len(printed.pages) == len(wanted), place
            for name, sheet in zip(wanted, printed.pages, strict=True):
                text = one_line(sheet.extract_text())
                assert text.startswith(texts[name][:10]), (name, paper)
                assert "From Thirteen Thousand Knobs" in text, (name, paper)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_all_print_each_on_one_page(chromium, address, texts, paper):
    sheets_print(chromium, address, texts, paper, [""])


@pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.thorough)])
def test_each_prints_alone_on_one_page(chromium, address, texts, paper):
    sheets_print(chromium, address, texts, paper, [f"#sheet-{name}" for name in texts])


def test_none_gives_an_answer_away(texts):
    for path in CHAPTERS:
        words = markdown(path)
        for told in TOLD.findall(words):
            plain = re.split(r"[^\w ,;]", one_line(re.sub(r"<!--.*?-->|\$[^$]*\$", "|", told)))
            longest = max((part.strip() for part in plain), key=len)
            assert longest not in texts[path.stem], path.stem
        for tag, told in GUESSED.findall(words):
            value = re.search(r"\*\*(?:<!--.*?-->)?([^*<]+)", told)
            if "data-from" in tag and len(value[1]) > 1:  # one digit alone may be the name of it
                number = rf"(?<![\d.,]){re.escape(value[1].strip('%'))}(?![\d.,])"
                assert not re.search(number, texts[path.stem]), (path.stem, value[1])
