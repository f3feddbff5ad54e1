"""What the tests of labs share."""

import re


def accuracy(picture):
    """Return the share that a lab's words say is read, such as "94.2%"."""
    return re.search(r"reads? (\d+\.\d%)", picture.words)[1]
