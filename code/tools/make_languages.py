"""Make ``data/languages/`` anew: the same manual in ten languages.

``python code/tools/make_languages.py`` reads the pages of Debian's package gnome-user-docs,
version 43.0-2, in ``/usr/share/help``, and writes the same bytes each time. ``--help``
tells how to read or write elsewhere.
"""

import argparse
import gzip
import random
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "de", "nl", "sv", "fr", "es", "it", "pl", "fi", "hu")
MALLARD = "{http://projectmallard.org/1.0/}"
# What stands inside these is the same in every language: commands, names of files, symbols.
LEFT_OUT = {MALLARD + tag for tag in ("cmd", "code", "file", "input", "media", "output", "sys")}
SHORTEST = 25  # characters: shorter paragraphs are mostly names of buttons
TEST_SHARE = 0.25


def text_of(element):
    """Return the text of an element and of what is in it, without what is left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in LEFT_OUT:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def paragraphs(path):
    """Return the paragraphs of a page."""
    found = ElementTree.parse(path).getroot().iter(MALLARD + "p")
    texts = [" ".join(text_of(paragraph).split()) for paragraph in found]
    return [text for text in texts if len(text) >= SHORTEST]


def split(names):
    """Return which pages are for training, and which for the test: one page, one part.

    A page is in the same part in all languages, so that no subject is in both.
    """
    names = sorted(names)
    random.Random(0).shuffle(names)
    count = round(TEST_SHARE * len(names))
    return sorted(names[count:]), sorted(names[:count])


def lines(folder, names, known):
    """Return lines "language<tab>page<tab>paragraph", without any paragraph in ``known``.

    Each paragraph is added to ``known``. English goes first, so that paragraphs that
    nobody has translated count as English.
    """
    kept = []
    for language in LANGUAGES:
        pages = folder / ("C" if language == "en" else language) / "gnome-help"
        for name in names:
            for text in paragraphs(pages / name):
                if text not in known:
                    known.add(text)
                    kept.append(f"{language}\t{name.removesuffix('.page')}\t{text}\n")
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--help-pages", type=Path, default=Path("/usr/share/help"))
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "languages")
    options = parser.parse_args()
    english = options.help_pages / "C" / "gnome-help"
    train, test = split(path.name for path in english.glob("*.page"))
    known = set()
    options.to.mkdir(parents=True, exist_ok=True)
    for part, names in (("train", train), ("test", test)):
        content = "".join(lines(options.help_pages, names, known)).encode()
        (options.to / f"{part}.txt.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        print(f"{part}: {len(names)} pages, {len(content):,} bytes")


if __name__ == "__main__":
    main()
