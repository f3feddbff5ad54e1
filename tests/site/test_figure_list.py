"""The list of figures: complete, and each entry leads to its picture."""

import re

from tools import serve

PAGE = "back/figures.html"
CHAPTER = "chapters/05-parameters.html"
LINK = f"../{CHAPTER}"


def entries(page):
    """Return (link, what follows it) for each entry of the list."""
    found = []
    for item in page.locator("article li:has(a.reference.internal)").all():
        link = item.locator("a").first
        found.append((link.get_attribute("href"), item.inner_text()))
    return found


def test_each_entry_leads_to_a_picture_of_its_own(visit):
    with visit(PAGE) as page:
        links = [link for link, _ in entries(page)]
    assert len(links) == len(set(links)) > 0
    for link in links:
        name, anchor = link.split("#")
        assert f'id="{anchor}"' in (serve.SITE / "back" / name).read_text(encoding="utf-8"), link


def test_no_picture_of_a_chapter_is_missing(visit):
    with visit(CHAPTER) as page:
        pictures = page.locator("article :is(.picture, img)").count()
    with visit(PAGE) as page:
        listed = [words for link, words in entries(page) if link.startswith(LINK)]
    assert len(listed) == pictures
    assert sum(words.endswith("(live)") for words in listed) == 3
    assert sum(words.endswith("(lab)") for words in listed) == 1
    for k, words in enumerate(listed, start=1):
        assert re.fullmatch(r".{20,200}", words), words
        assert words.startswith(f"5.{k} "), words


def test_an_entry_is_followed_to_the_picture(visit):
    with visit(PAGE) as page:
        link = page.locator(f'article a[href="{LINK}#figure-1"]')
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{CHAPTER}#figure-1")
        assert page.locator("#figure-1").is_visible()
        page.wait_for_load_state("networkidle")
