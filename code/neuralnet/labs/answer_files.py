"""What labs answer, and files of answers that the published page asks for.

A lab's answer is a sentence and a picture of ``plots``, not yet drawn: a notebook draws it with
Matplotlib, the page with the same numbers by itself.
"""

import base64
import gzip
import json
from collections.abc import Callable
from typing import Any

import numpy as np

from neuralnet import checks, plots
from neuralnet.checks import accepts, items, one, text
from neuralnet.plots import Picture

# What the page can draw too.
DRAWN = (plots.bars, plots.lines, plots.digits, plots.signed, plots.answers)
GREYS = 16  # of a picture on the page: a file of many then takes half the room


def _drawn(value: Any, name: str) -> Any:
    if not any(value is draw for draw in DRAWN):
        names = ", ".join(f"plots.{draw.__name__}" for draw in DRAWN)
        raise ValueError(f"{name}: expected one of {names}, got {checks.told(value)}")
    return value


class Answer:
    """What a lab answers: a sentence, and a picture of ``plots`` with what it shows.

    ``draw`` is one of DRAWN. It is given ``says``, the sentence, and ``shown`` by name. Where the
    picture stands alone, as in print, it has a ``title``.
    """

    @accepts(draw=_drawn, says=text, title=text)
    def __init__(
        self, draw: Callable[..., Picture], says: str, title: str = "", **shown: Any
    ) -> None:
        self.draw, self.says, self.title, self.shown = draw, says, title, shown

    def picture(self) -> Picture:
        """Draw it. Raises what ``draw`` raises for what it cannot show."""
        picture = self.draw(says=self.says, **self.shown)
        if self.title:
            picture.set_figheight(picture.get_figheight() + 0.25)
            picture.suptitle(self.title, fontsize=11)
        return picture


@accepts(answers=items(one(Answer)))
def pack(answers: list[Answer]) -> bytes:
    """Return answers as bytes, gzipped, as ``unpackAnswers`` in ``lab_answers.js`` reads them.

    A line of JSON, a list with the sentence, the picture's kind and what it shows for each
    answer; then the images, each once, a byte from 0 to GREYS - 1 for each pixel; where numbers
    have signs, from 0 to 14, with 7 for 0. Where the picture shows images, the list has their
    numbers.
    """
    tiles: dict[bytes, int] = {}

    def number(image: Any) -> int:
        pixels = np.rint(np.clip(image, 0, 1) * (GREYS - 1)).astype(np.uint8)
        return tiles.setdefault(pixels.tobytes(), len(tiles))

    def plain(answer: Answer, name: str, value: Any) -> Any:
        if name in ("image", "images"):
            images = np.reshape(value, (-1, checks.INPUTS))
            if answer.draw is plots.signed:
                most = np.abs(images).max(axis=1, keepdims=True)
                images = (images / np.where(most, most, 1) + 1) * 7 / (GREYS - 1)
            return [number(image) for image in images]
        return value.tolist() if isinstance(value, np.ndarray) else value

    listed = [
        {"draw": answer.draw.__name__, "says": answer.says}
        | {name: plain(answer, name, value) for name, value in answer.shown.items()}
        for answer in answers
    ]
    line = json.dumps(listed, separators=(",", ":"), default=list).encode()
    return gzip.compress(b"\n".join([line, b"".join(tiles)]), 9, mtime=0)


@accepts(name=text)
def script(name: str, answers: list[Answer]) -> str:
    """Return a file of answers as a script, which a page that is opened from a disk may load."""
    text = base64.b64encode(pack(answers)).decode()
    return f'(globalThis.bookLabs ??= {{}}).{name} = "{text}";\n'
