"""Make ``data/fashion/`` anew: a part of Fashion-MNIST, with fewer levels of grey.

``python -m tools.make_fashion`` reads the four files of Debian's package
dataset-fashion-mnist, version 0.0~git20200523.55506a9-1, and writes the same bytes each
time.
"""

import argparse
from pathlib import Path

from neuralnet.datasets import read_idx
from tools import ROOT
from tools.idx import greys, write_idx

SOURCE = Path("/usr/share/datasets/fashion-mnist")
LEVELS = 8  # of grey: a quarter of the bytes, and no loss of accuracy that we could measure
TRAIN = 10_000  # the first of the 60,000; of the test images all are kept
FILES = (
    (
        "train-images-idx3-ubyte.gz",
        (60_000, 28, 28),
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    ),
    (
        "train-labels-idx1-ubyte.gz",
        (60_000,),
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    ),
    (
        "t10k-images-idx3-ubyte.gz",
        (10_000, 28, 28),
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    ),
    (
        "t10k-labels-idx1-ubyte.gz",
        (10_000,),
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--to", type=Path, default=ROOT / "data" / "fashion")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    for name, shape, checksum in FILES:
        array = read_idx(options.source / name, shape, checksum)[:TRAIN]
        if array.ndim == 3:
            array = greys(array / 255, LEVELS)
        write_idx(options.to / name, array)
        print(f"{name}: {len(array):,}")


if __name__ == "__main__":
    main()
