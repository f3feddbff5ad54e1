"""Cut the site's font for mathematics down to what formulas need.

``python -m tools.make_math_font`` fetches STIX Two Math, under the SIL Open Font License, from the
PyPI package ziamath, which carries it, and writes code/sphinx_ext/static/stix-two-math.woff2:
letters, Greek, operators, arrows, and the table by which roots and braces grow. It needs the
package brotli.
"""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from tools import ROOT

TARGET = ROOT / "code" / "sphinx_ext" / "static" / "stix-two-math.woff2"
PACKAGE, FONT = "ziamath==0.13", "ziamath/fonts/STIXTwoMath-Regular.ttf"
CHARACTERS = [
    range(0x20, 0x7F),
    range(0xA0, 0x100),
    range(0x370, 0x400),  # Greek
    range(0x2010, 0x2070),  # dashes, primes, dots
    range(0x2190, 0x2310),  # arrows, operators
    range(0x27E8, 0x27F0),  # brackets
    range(0x1D434, 0x1D468),  # italic letters
    range(0x1D6E2, 0x1D71C),  # italic Greek
    [0x210E, 0x2115, 0x211D, 0x23B0, 0x23B1, 0x23D0],
]


def font() -> TTFont:
    """Return the whole font."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE]
        subprocess.run(words, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            return TTFont(io.BytesIO(packed.read(FONT)))


def main() -> None:
    options = subset.Options(flavor="woff2", hinting=False)
    options.layout_features = ["ssty", "kern", "mark", "mkmk", "ccmp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cut, whole = subset.Subsetter(options), font()
    cut.populate(unicodes=[character for some in CHARACTERS for character in some])
    cut.subset(whole)
    subset.save_font(whole, TARGET, options)
    print(f"{TARGET.relative_to(ROOT)}, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
