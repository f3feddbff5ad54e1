"""What the book's package does otherwise in the browser.

A data file is fetched when it is read: the files lie beside the kernel, and where there are many
training images they lie there in pieces, see code/tools/pieces.py. Pictures come as SVG, since
what stands in for Matplotlib draws only that. This is put into the package's copy there, see
code/tools/lite.py.
"""

import functools
import os

import numpy as np
import pyjs

from neuralnet import checks, datasets, files

stored = files._bytes


def fetched(path):
    """Return a file's bytes, fetched from the book's own site the first time."""
    if not path.exists() and path.is_relative_to(files.data_folder()):
        path.write_bytes(fetch(path))
    return stored(path)


def fetch(path):
    """Return what lies under an address beside the kernel; raises DataError if nothing comes."""
    place = path.relative_to(files.data_folder()).as_posix()
    request = pyjs.new(pyjs.js.XMLHttpRequest)
    request.open("GET", f"data/{place}", False)  # Python waits: a worker may
    request.responseType = "arraybuffer"
    try:
        request.send(pyjs.js_null())
    except pyjs.JsError:
        raise files.DataError(f"{place} could not be fetched. Is the network there?") from None
    if request.status != 200:
        raise files.DataError(f"{place} could not be fetched: the site answers {request.status}.")
    return np.array(pyjs.to_py(request.response)).tobytes()


class DigitsWhenRead(datasets.Digits):
    """Digits whose four arrays are fetched each when it is first read."""

    folder = None

    def part(self, name):
        """Return one of the four arrays."""
        which, kind = name.split("_")
        which = "t10k" if which == "test" else which
        if kind == "images":
            found = self.images(which)
        else:
            found = datasets.whole_numbers(self.folder / f"{which}-labels-idx1-ubyte.gz")
            found.flags.writeable = False
        return found

    def images(self, which, count=None):
        """Return the images of a part, or so many pieces of them as hold the first ``count``."""
        start = f"{which}-images-"
        listed = files.checksums(self.folder)
        names = sorted(name for name in listed if name.startswith(start))
        pieces, found = [], 0
        for name in names or [f"{start}idx3-ubyte.gz"]:
            if count is None or found < count:
                pieces.append(datasets.images(self.folder / name))
                found += len(pieces[-1])
        whole = np.concatenate(pieces) if len(pieces) > 1 else pieces[0]
        whole.flags.writeable = False
        return whole

    @checks.accepts(count=checks.positive_whole)
    def first(self, count):
        """As ``Digits.first``: what was read before is not fetched again."""
        whole = vars(self).get("train_images")
        images = self.images("train", count) if whole is None else whole
        return images[:count], self.train_labels[:count]

    def __getitem__(self, index):
        return tuple(self)[index]

    def __iter__(self):
        return (getattr(self, name) for name in self._fields)


for field in datasets.Digits._fields:
    kept = functools.cached_property(functools.partial(DigitsWhenRead.part, name=field))
    setattr(DigitsWhenRead, field, kept)
    kept.__set_name__(DigitsWhenRead, field)


def labelled_images(folder):
    """Return a folder's images and labels, none of which has been fetched yet."""
    found = DigitsWhenRead(*[None] * 4)
    found.folder = folder
    return found


def when_read(name):
    """Return the function that gives a data set of this name."""

    @functools.wraps(getattr(datasets, name))
    @functools.lru_cache(maxsize=1)
    def find(folder=None):
        return labelled_images(files.data_folder() / name if folder is None else folder)

    return find


os.environ["BOOK_PICTURES"] = "in the page"  # see plots.Picture
files._bytes = fetched
datasets.mnist, datasets.fashion = when_read("mnist"), when_read("fashion")
