"""Write the digits that live figures ask for, as files beside a static page.

``python -m neuralnet.widgets FOLDER`` is what a site runs when it is built: see
``digit_files.write``.
"""

import sys
from pathlib import Path

from neuralnet.widgets import digit_files

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder for the files of digits: python -m neuralnet.widgets FOLDER")
    digit_files.write(Path(sys.argv[1]))
