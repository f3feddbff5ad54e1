"""The state of a live figure: which values its traits take, and what is said about others."""

import contextlib
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import traitlets

from neuralnet import checks

MOST = 2**53  # the page's numbers hold whole ones exactly below it
DEEPEST = 5  # lists in lists


class Refused(traitlets.TraitError, ValueError, TypeError):
    """A figure was to be set to what it cannot show; it has stayed as it was."""


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Raise Refused for what a check says."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise Refused(str(error)) from error


class Number(traitlets.Float):
    """A trait for a number that is neither NaN nor infinite."""

    def validate(self, obj: Any, value: Any) -> float:
        value = super().validate(obj, value)
        if not math.isfinite(value):
            raise traitlets.TraitError(f"{self.name} must be a finite number, got {value}")
        return value


class Data(traitlets.Bytes):
    """A trait for bytes, which come from the page as a view of its memory."""

    def validate(self, obj: Any, value: Any) -> bytes | None:
        is_memory = isinstance(value, memoryview | bytearray)
        return super().validate(obj, bytes(value) if is_memory else value)


def plain(value: Any, name: str) -> Any:
    """Return a value as the page can have it: of numbers, texts, bytes, lists and dictionaries.

    NumPy's numbers and arrays become Python's. Raises Refused for anything else, for numbers
    that are not finite or too large to be exact in the page, and for texts that are none.
    """
    return _plain(value, name, 0)


def _plain(value: Any, name: str, depth: int) -> Any:
    if isinstance(value, str):
        return _text(value, name)
    if isinstance(value, np.generic | np.ndarray):
        with refusing():
            value = checks.numbers(value, name).tolist()
    if value is None or isinstance(value, bool | bytes | bytearray | memoryview):
        if depth == 0 or not isinstance(value, bool):
            return value
    elif isinstance(value, int | float):
        return _number(value, name)
    if depth == DEEPEST or not isinstance(value, list | tuple | dict):
        raise Refused(
            f"{name} must be made of numbers, texts, bytes, lists or dictionaries, "
            f"got {type(value).__name__}"
        )
    if isinstance(value, dict):
        return {_key(key, name): _plain(one, name, depth + 1) for key, one in value.items()}
    parts = [_plain(one, name, depth + 1) for one in value]
    return tuple(parts) if isinstance(value, tuple) else parts


def _number(value: float, name: str) -> float:
    if not (abs(value) < MOST if isinstance(value, int) else math.isfinite(value)):
        raise Refused(
            f"{name} must hold finite numbers, whole ones below 2^53, got {checks.told(value)}"
        )
    return value


def _text(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Refused(f"{name} must be a text of whole characters: {error}") from error
    return str(value)


def _key(key: Any, name: str) -> str:
    if not isinstance(key, str | int | np.integer) or isinstance(key, bool):
        raise Refused(f"{name} must have names or whole numbers as keys, got {checks.told(key)}")
    return _text(str(key), name)
