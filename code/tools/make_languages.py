"""Make ``data/languages/`` anew: the same manual in ten languages, and text of another kind.

``python -m tools.make_languages FOLDER`` reads, below ``FOLDER/usr/share``, the pages of
Debian's package gnome-user-docs, version 43.0-2, and the manual pages of the packages
manpages (6.03-2) and manpages-de, -es, -fi, -fr, -hu, -it, -nl, -pl and -sv (4.18.1-1). Get
each with ``apt-get download``, and unpack it into the folder with ``dpkg-deb -x``: other
packages on a system bring manual pages too. It writes the same bytes each time. The
sentences in ``everyday.txt.gz`` were written by hand.
"""

import argparse
import gzip
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from pathlib import Path

from neuralnet.files import add_checksum
from tools import ROOT

LANGUAGES = ("en", "de", "nl", "sv", "fr", "es", "it", "pl", "fi", "hu")
MALLARD = "{http://projectmallard.org/1.0/}"
# What stands inside these is the same in every language: commands, names of files, symbols.
LEFT_OUT = {MALLARD + tag for tag in ("cmd", "code", "file", "input", "media", "output", "sys")}
SHORTEST = 25  # characters: shorter paragraphs are mostly names of buttons
TEST_SHARE = 0.25
EXCERPTS, EXCERPT = 30, 200  # of manual pages, in each language; characters of each


def text_of(element: ElementTree.Element) -> str:
    """Return the text of an element and of what is in it, without what is left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in LEFT_OUT:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs of a page."""
    found = ElementTree.parse(path).getroot().iter(MALLARD + "p")
    texts = [" ".join(text_of(paragraph).split()) for paragraph in found]
    return [text for text in texts if len(text) >= SHORTEST]


def split(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return which pages are for training, and which for the test: one page, one part.

    A page is in the same part in all languages, so that no subject is in both.
    """
    names = sorted(names)
    random.Random(0).shuffle(names)
    count = round(TEST_SHARE * len(names))
    return sorted(names[count:]), sorted(names[:count])


def lines(folder: Path, names: list[str], known: set[str]) -> list[str]:
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


def manual_page(path: Path) -> str:
    """Return the text of a manual page between the lines that only shape it."""
    source = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    source = re.sub(r"^[.'].*\n", "\n", source, flags=re.MULTILINE)
    # Fonts, named characters and narrow spaces, as groff writes them.
    source = re.sub(r"\\f(\[.*?\]|\(..|.)|\\\*?(\(..|\[.*?\])|\\[&,/|^%:c]", "", source)
    return " ".join(source.replace("\\", "").split())


def manual_pages(folder: Path) -> list[str]:
    """Return lines as ``lines`` does: one excerpt of each of EXCERPTS pages a language."""
    kept, rng = [], random.Random(0)
    for language in LANGUAGES:
        pages = folder if language == "en" else folder / language
        texts = {path.name: manual_page(path) for path in sorted(pages.glob("man[1-8]/*.gz"))}
        names = [name for name, text in texts.items() if len(text) >= 3 * EXCERPT]
        for name in sorted(rng.sample(names, EXCERPTS)):
            text = texts[name]
            start = text.find(" ", rng.randrange(len(text) - 2 * EXCERPT)) + 1
            excerpt = text[start : start + EXCERPT].strip()
            kept.append(f"{language}\t{name.removesuffix('.gz')}\t{excerpt}\n")
    return kept


def write(path: Path, kept: list[str]) -> None:
    path.write_bytes(gzip.compress("".join(kept).encode(), 9, mtime=0))
    add_checksum(path)
    print(f"{path.name}: {len(kept):,} paragraphs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="where the packages were unpacked")
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "languages")
    options = parser.parse_args()
    share = options.folder / "usr" / "share"
    names = [path.name for path in (share / "help" / "C" / "gnome-help").glob("*.page")]
    train, test = split(names)
    known: set[str] = set()
    options.to.mkdir(parents=True, exist_ok=True)
    for part, names in (("train", train), ("test", test)):
        write(options.to / f"{part}.txt.gz", lines(share / "help", names, known))
    write(options.to / "manual-pages.txt.gz", manual_pages(share / "man"))


if __name__ == "__main__":
    main()
