"""Lay a data set where a browser fetches it: many images in pieces, so that few can be fetched."""

import shutil
from pathlib import Path

from neuralnet import files
from tools.idx import Bytes, write_idx

PIECE = 10_000  # images


def lay(folder: Path, target: Path) -> None:
    """Copy a folder of data, files of more than PIECE images in pieces, with their checksums."""
    shutil.copytree(folder, target)
    for whole in target.glob("*-images-idx3-ubyte.gz"):
        pixels = files.read_idx(whole)
        if len(pixels) > PIECE:
            cut(whole, pixels)


def cut(whole: Path, pixels: Bytes) -> None:
    """Put pieces in a file's place, numbered in its name: train-images-0-idx3-ubyte.gz."""
    whole.unlink()
    sums = whole.with_name(files.SUMS)
    lines = sums.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.endswith(f" {whole.name}\n")]
    sums.write_text("".join(kept), encoding="utf-8")
    for number, start in enumerate(range(0, len(pixels), PIECE)):
        name = whole.name.replace("-images-", f"-images-{number:02}-")
        write_idx(whole.with_name(name), pixels[start : start + PIECE])
