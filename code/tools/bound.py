"""The book's pages bound: one long page with what a printed book has and a site has not.

Cover, contents, the pages themselves, the answers and solutions that they leave to the end, and
the index. Page numbers are links of the class ``number``, empty until pdf.py knows where
their targets are.
"""

import re
from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from typing import NamedTuple
from urllib.parse import urldefrag
from xml.etree import ElementTree as ET

import yaml

from sphinx_ext import edition
from sphinx_ext.term_index import pattern, spelling
from tools import ROOT
from tools.xhtml import MATHML, PAGES, STYLES, html, only

SHEETS = (*STYLES, "_static/bound.css", "_static/math.css")
INDEX, FIGURES = "back/index-of-terms.xhtml", "back/figures.xhtml"
ANSWERS = "answers"
LETTERS = "ABCDEFGH"
NO_PROSE = {html("section"), html("pre"), html("code"), f"{{{MATHML}}}math"}
Pages = dict[str, ET.Element]


class Part(NamedTuple):
    """A part of the long page: its place there, its running head, and its element."""

    place: str
    head: str
    body: ET.Element


def place(name: str, fragment: str = "") -> str:
    """Return the place in the one long page of a place in one of its parts."""
    return f"{name.removesuffix('.xhtml').replace('/', '-')}--{fragment}".rstrip("-")


def plain(element: ET.Element) -> str:
    """Return an element's text, in one line."""
    return " ".join("".join(element.itertext()).split())


def heading(element: ET.Element) -> str:
    """Return a heading's text, its number without the full stop: 3.9 Check yourself."""
    return re.sub(r"^([\d.]+)\.\s", r"\1 ", plain(element))


def add(parent: ET.Element, name: str, text: str = "", **words: str) -> ET.Element:
    """Add an element with a text and attributes; ``kind`` is its class."""
    words = {"class" if key == "kind" else key: value for key, value in words.items()}
    element = ET.SubElement(parent, html(name), words)
    element.text = text
    return element


def number(parent: ET.Element, target: str, before: str = "") -> ET.Element:
    """Add the number of the page that holds a target, which is not known yet."""
    if before:
        add(parent, "span", before)
    return add(parent, "a", kind="number", href=f"#{target}")


def classed(element: ET.Element, name: str, kind: str) -> list[ET.Element]:
    """Return the elements of a name and a class within another one."""
    return [one for one in element.iter(html(name)) if kind in one.get("class", "").split()]


def moved(name: str, page: ET.Element, names: Collection[str]) -> ET.Element:
    """Return the body of a page, its places, links and pictures as the one long page has them."""
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


def cover(picture: ET.Element, title: str, subtitle: str) -> Part:
    """Return the cover: title, subtitle, the machine, and which edition this is."""
    body = ET.Element(html("div"), {"class": "cover"})
    add(body, "p", title, kind="title")
    add(body, "p", subtitle, kind="subtitle")
    add(body, "img", **picture.attrib)
    add(body, "p", edition.words(ROOT), kind="edition")
    return Part("cover", "", body)


def contents(parts: list[Part]) -> Part:
    """Return the contents: every part, and the sections of those whose headings have numbers."""
    body = ET.Element(html("div"), {"class": "contents", "id": "contents"})
    add(body, "h1", "Contents")
    captions = {
        place(entry["file"]): group["caption"]
        for group in yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
        for entry in group["chapters"][:1]
    }
    for part in parts:
        if part.place in captions:
            add(body, "p", captions[part.place], kind="group")
        line(body, part.place, part.head, "chapter")
        for section in part.body.iter(html("section")):
            title = section.find(html("h2"))
            if title is not None and classed(title, "span", "section-number"):
                line(body, section.attrib["id"], heading(title), "section")
    return Part("contents", "Contents", body)


def line(parent: ET.Element, target: str, words: str, kind: str) -> None:
    """Add a line of the contents, with the number of the page at its end."""
    found = add(parent, "p", kind=f"line {kind}")
    add(found, "a", words, href=f"#{target}")
    add(found, "span", kind="dots")
    number(found, target)


def parents(body: ET.Element) -> dict[ET.Element, ET.Element]:
    return {child: parent for parent in body.iter() for child in parent}


def replace(parent: ET.Element, old: ET.Element, new: ET.Element) -> None:
    """Put one element in the place of another one."""
    new.tail, old.tail = old.tail, None
    parent[list(parent).index(old)] = new


def copied(element: ET.Element) -> ET.Element:
    """Return a copy of an element that is no place to link to."""
    copy = deepcopy(element)
    for one in copy.iter():
        one.attrib.pop("id", None)
    return copy


def take_questions(body: ET.Element, to: ET.Element, target: str) -> None:
    """Leave a part's questions with what there is to choose from; move what is right."""
    questions = classed(body, "div", "question")
    if not questions:
        return
    add(to, "h3", "Check yourself", id=target)
    for question in questions:
        to.append(copied(only(question, html("p"))))
        listed = add(question, "ol", kind="choices")
        told = []
        for letter, choice in zip(LETTERS, question.findall(html("details")), strict=False):
            question.remove(choice)
            words = only(choice, html("summary"))
            choice.remove(words)
            words.tag, words.tail = html("li"), None
            listed.append(words)
            verdict = ET.Element(html("div"), {"class": f"verdict {choice.get('class')}"})
            said = copied(words)
            said.tag = html("p")
            said.text = f"{letter}. {said.text or ''}"
            verdict.append(said)
            verdict.extend(choice)
            told.append(verdict)
        to.extend(sorted(told, key=lambda verdict: verdict.get("class") != "verdict right"))
    last = parents(body)[questions[-1]]
    number(add(last, "p", kind="see"), target, "Answers at the end, page ")


def take_solutions(body: ET.Element, to: ET.Element) -> None:
    """Leave the page of its solution where the solution of an exercise was."""
    above = parents(body)
    for solution in classed(body, "details", "solution"):
        exercise = above[solution]
        here = ET.Element(html("p"), {"class": "see"})
        number(here, solution.attrib["id"], "Solution at the end, page ")
        replace(exercise, solution, here)
        solution.remove(only(solution, html("summary")))
        title = next(one for one in exercise if one.tag in (html("h2"), html("h3")))
        add(to, "h3", heading(title), id=solution.attrib["id"])
        told = add(to, "div", kind="solved")
        told.text = solution.text
        told.extend(solution)


def answers(parts: list[Part]) -> Part:
    """Return the answers and solutions of all parts, which keep the pages where they are."""
    body = ET.Element(html("div"), {"id": ANSWERS})
    add(body, "h1", "Answers and solutions")
    for part in parts:
        own = ET.Element(html("div"))
        add(own, "h2", part.head, id=f"{ANSWERS}--{part.place}")
        take_questions(part.body, own, f"{ANSWERS}--{part.place}--questions")
        take_solutions(part.body, own)
        if len(own) > 1:
            body.append(own)
    return Part(ANSWERS, "Answers and solutions", body)


Finder = Callable[[str], re.Match[str] | None]


def finder(terms: Collection[str]) -> Callable[[str], Finder]:
    """Return what returns, for a term, what finds its first use in a text."""
    found_in = pattern(terms)

    def of(term: str) -> Finder:
        def first(text: str) -> re.Match[str] | None:
            matches = found_in.finditer(text)
            return next((one for one in matches if spelling(one[1]) == term.lower()), None)

        return first

    return of


def wrap(parent: ET.Element, after: int, text: str, found: re.Match[str], target: str) -> str:
    """Put a found word into an element of its own, a place; return the text before it."""
    word = ET.Element(html("span"), {"id": target, "class": "indexed"})
    word.text, word.tail = found[0], text[found.end() :]
    parent.insert(after, word)
    return text[: found.start()]


def mark(element: ET.Element, first: Finder, target: str) -> bool:
    """Make the first use of a term in an element's own prose a place; return whether there is one.

    Prose is not a cell, not code, not a formula, and not what stands in a section below.
    """
    if found := first(element.text or ""):
        element.text = wrap(element, 0, element.text or "", found, target)
        return True
    for k, child in enumerate(list(element)):
        skipped = child.tag in NO_PROSE or "cell" in child.get("class", "").split()
        if not skipped and mark(child, first, target):
            return True
        if found := first(child.tail or ""):
            child.tail = wrap(element, k + 1, child.tail or "", found, target)
            return True
    return False


def use(section: ET.Element, first: Finder, entry: str, target: str) -> str:
    """Return the place where a section first uses a term, or else links to its entry."""
    if mark(section, first, target):
        return target
    for link in section.iter(html("a")):
        if link.get("href") == entry:
            link.set("id", target)
            return target
    return section.attrib["id"]


def index(page: Part, parts: list[Part]) -> Part:
    """Return the site's index with the numbers of pages in place of sections."""
    places = {one.attrib["id"]: one for part in parts for one in part.body.iter() if one.get("id")}
    for part in parts:  # a link to a page leads to its first section
        places[part.place] = only(part.body, html("section"))
    first_use = finder([plain(name) for name in page.body.iter(html("dt"))])
    section = only(page.body, html("section"))
    columns = ET.Element(html("div"), {"class": "columns"})
    for child in section[2:]:  # after the title, and what it says of itself
        section.remove(child)
        if child.tag != html("dl"):
            columns.append(child)
            continue
        names, lists = child.findall(html("dt")), child.findall(html("dd"))
        for name, listed in zip(names, lists, strict=True):
            link = only(name, html("a"))
            entry = add(columns, "p", kind="entry")
            entry.append(link)
            for k, one in enumerate(listed.findall(f".//{html('a')}")):
                used = places[one.attrib["href"].removeprefix("#")]
                target = f"use-{link.attrib['href'].removeprefix('#')}-{k}"
                number(entry, use(used, first_use(plain(name)), link.attrib["href"], target))
                if listed.find(f".//{html('strong')}/{html('a')}") is one:
                    entry[-1].set("data-first", "yes")
    section.append(columns)
    return page


def number_figures(page: Part) -> None:
    """Give every entry of the list of figures the number of its page."""
    for item in page.body.iter(html("li")):
        words = only(item, html("p"))
        number(words, only(words, html("a")).attrib["href"].removeprefix("#"), ", ")


def heads(parts: list[Part]) -> str:
    """Return the style that gives the pages of each part its running head."""
    rules = []
    for part in parts:
        words = part.head.replace("\\", "").replace('"', '\\"')
        rules.append(f'@page {part.place} {{ @top-left {{ content: "{words}"; }} }}')
        rules.append(f"#{part.place} {{ page: {part.place}; }}")
    return "\n".join(rules)


def bind(pages: Pages) -> ET.Element:
    """Return all pages as one."""
    parts = {}
    for name, page in pages.items():
        body = moved(name, page, pages)
        parts[name] = Part(place(name), heading(only(body, f".//{html('h1')}")), body)
    page_of_index = parts.pop(INDEX)
    inside = list(parts.values())
    number_figures(parts[FIGURES])
    last = index(page_of_index, inside)
    ends = [answers(inside), last]
    listed = contents([*inside, *ends])
    first = inside[0].body
    opened = only(first, f".//{html('img')}")
    title, subtitle = (plain(only(first, f".//{html(name)}")) for name in ("h1", "p"))
    long = ET.Element(html("html"), {"lang": "en"})
    head = add(long, "head")
    add(head, "title", title)
    for sheet in SHEETS:
        add(head, "link", rel="stylesheet", href=sheet)
    bound = [listed, *inside, *ends]
    add(head, "style", heads(bound))
    body = add(long, "body")
    body.append(cover(opened, title, subtitle).body)
    body.extend(part.body for part in bound)
    return long


def numbers(long: ET.Element) -> Iterator[ET.Element]:
    """Yield the links that stand for page numbers."""
    return (link for link in long.iter(html("a")) if "number" in link.get("class", "").split())


def fill(long: ET.Element, known: dict[str, int]) -> None:
    """Write the numbers of pages where they belong; 999 where they are not known yet."""
    for link in numbers(long):
        link.text = str(known.get(link.attrib["href"].removeprefix("#"), 999))
    if known:
        for entry in classed(long, "p", "entry"):
            merge(entry)


def merge(entry: ET.Element) -> None:
    """Show each number of an entry of the index once: bold, if that page introduces the term."""
    shown: dict[str | None, ET.Element] = {}
    for link in entry.findall(html("a"))[1:]:
        link.attrib.pop("hidden", None)
        same = shown.setdefault(link.text, link)
        if same is not link:
            link.set("hidden", "hidden")
        first = "data-first" in link.attrib or (
            same is not link and "first" in same.attrib["class"]
        )
        same.set("class", "number first" if first else "number")
