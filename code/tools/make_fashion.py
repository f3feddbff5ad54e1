"""Make ``data/fashion/`` anew: a part of Fashion-MNIST, with fewer levels of grey.

``python -m tools.make_fashion`` reads the four files of Debian's package
dataset-fashion-mnist, version 0.0~git20200523.55506a9-1, and writes the same bytes each
time.
"""

import argparse
import gzip
import hashlib
from pathlib import Path

from neuralnet.files import unpack_idx
from tools import ROOT
from tools.idx import greys, write_idx

SOURCE = Path("/usr/share/datasets/fashion-mnist")
LEVELS = 8  # of grey: a quarter of the bytes, and no loss of accuracy that we could measure
TRAIN = 10_000  # the first of the 60,000; of the test images all are kept
FILES = {  # what they hold, and the SHA-256 of each, unpacked
    "train-images-idx3": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "fashion")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for name, checksum in FILES.items():
        path = options.source / f"{name}-ubyte.gz"
        content = gzip.decompress(path.read_bytes())
        found = hashlib.sha256(content).hexdigest()
        if found != checksum:
            raise ValueError(f"{path}: expected SHA-256 {checksum} when unpacked, found {found}")
        array = unpack_idx(content, path)[:TRAIN]
        if array.ndim == 3:
            array = greys(array / 255, LEVELS)
        write_idx(options.to / path.name, array)
        print(f"{path.name}: {len(array):,}")


if __name__ == "__main__":
    main()
