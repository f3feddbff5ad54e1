"""Put together what is published: the site, and beside it all that one can take or run.

``make publish`` has built the PDF, the EPUB and the browser's JupyterLab. This builds the site so
that it leads there and offers them, and has its exercises done in the page, with an archive of
itself to read without a network.
"""

import os
import shutil

from tools import build, fetched
from tools.books import BOOKS
from tools.lite import LITE


def main() -> None:
    fetched.main()
    os.environ |= {"BOOK_LITE": str(LITE), "BOOK_DOWNLOADS": str(BOOKS)}
    build.main()
    shutil.copytree(LITE, build.SITE / "lite")
    (build.SITE / ".nojekyll").touch()  # for hosts that would leave out folders such as _static
    print("Ready to publish: _build/html")


if __name__ == "__main__":
    main()
