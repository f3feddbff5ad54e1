"""Put together what is published: the site, and beside it all that one can take or run.

``make publish`` has built the PDF, the EPUB and the browser's JupyterLab. This builds the
site so that it leads there, makes an archive of the site to read without a network, and
fills in the list of downloads, with their sizes.
"""

import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

from tools import build
from tools.books import BOOKS, NAME
from tools.lite import LITE

SITE = build.SITE
LIST = re.compile(r'<p class="downloads">.*?</p>', re.DOTALL)
KINDS = {
    "pdf": "PDF, to print or to read on a tablet",
    "epub": "EPUB, for a reader of electronic books",
    "zip": "this site, to unpack and to read without a network: open intro.html",
}


def downloads(folder: Path) -> str:
    """Return the list of downloads as HTML."""
    entries = []
    for kind, words in KINDS.items():
        size = (folder / f"{NAME}.{kind}").stat().st_size / 1e6
        link = f'<a href="../downloads/{NAME}.{kind}" download="{NAME}.{kind}">{NAME}.{kind}</a>'
        entries.append(f"<li>{link}, {size:.1f} MB: {words}</li>")
    return f'<ul class="downloads">{"".join(entries)}</ul>'


def write_archive(target: Path) -> None:
    """Pack the site as it is, in one folder, the dates of its files left out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(SITE.rglob("*")):
            if path.is_file() and "downloads" not in path.parts:
                name = f"{NAME}/{path.relative_to(SITE).as_posix()}"
                entry = zipfile.ZipInfo(name)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def main() -> None:
    os.environ["BOOK_LITE"] = "yes"
    build.main()
    folder = SITE / "downloads"
    folder.mkdir()
    for kind in ("pdf", "epub"):
        shutil.copy(BOOKS / f"{NAME}.{kind}", folder)
    write_archive(folder / f"{NAME}.zip")
    page = SITE / "back" / "ways.html"
    text, count = LIST.subn(downloads(folder), page.read_text(encoding="utf-8"))
    if count != 1:
        sys.exit("back/ways.md needs one paragraph of the class downloads, to be filled in")
    page.write_text(text, encoding="utf-8")
    shutil.copytree(LITE, SITE / "lite")
    (SITE / ".nojekyll").touch()  # for hosts that would leave out folders such as _static
    print("Ready to publish: _build/html")


if __name__ == "__main__":
    main()
