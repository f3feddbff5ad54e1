"""Every source that a chapter names is in the bibliography, and the other way round."""

import re
from urllib.parse import quote

import nbformat
import pybtex.database

from tools import ROOT, notebooks

# Licences, and the origin of the data: addresses that are no publication.
OTHER = ("https://creativecommons.org/", "http://yann.lecun.com/")


def entries():
    """Return the entries of references.bib, by their keys."""
    return pybtex.database.parse_file(ROOT / "references.bib").entries


def bibliography():
    """Return the address of each entry of references.bib, by its key."""
    return {
        key: f"https://doi.org/{quote(entry.fields['doi'])}"
        if "doi" in entry.fields
        else entry.fields["url"]
        for key, entry in entries().items()
    }


def cited():
    """Return all addresses outside the book that its notebooks link to."""
    found = set()
    for path in notebooks.book_notebooks():
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                found |= set(re.findall(r"\]\((https?://[^)\s]+)\)", cell.source))
    return {address for address in found if not address.startswith(OTHER)}


def test_sources_and_bibliography_agree():
    assert cited() == set(bibliography().values())


def test_every_entry_is_complete():
    for key, entry in entries().items():
        assert entry.persons["author"], key
        assert entry.fields["title"], key
        assert entry.fields["year"], key


def test_every_term_of_a_chapter_is_in_the_glossary_and_linked():
    glossary = (ROOT / "back" / "glossary.md").read_text(encoding="utf-8")
    terms = set(re.findall(r"^(\S[^\n]*)\n: ", glossary, re.MULTILINE))
    used = set()
    for path in notebooks.book_notebooks():
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                used |= set(re.findall(r"glossary\.md#term-([\w-]+)\)", cell.source))
    assert used == {term.replace(" ", "-") for term in terms}
