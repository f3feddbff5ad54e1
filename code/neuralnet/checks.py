"""What the functions of this package accept, and what they say about anything else.

Each check takes a value and the name that the reader knows it by. It returns the value in
the form in which it is used, or raises TypeError or ValueError: what was expected, what
came, and what to do. A function has its arguments checked by ``accepts``, or asks itself.
"""

import functools
import inspect
import math
import os
import reprlib
import sys
from collections.abc import Callable, Mapping, Sized, ValuesView
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Same = TypeVar("Same", bound=Callable[..., Any])  # a function, of the same type after as before

INPUTS = 784  # the numbers of a picture, 28 rows of 28
# Pictures hold numbers from 0 to 1. Numbers of other kinds, and those evened out to a mean of
# 0 and a variance of 1, go further; 16 shades, or 255, must not pass for either.
LARGEST, FARTHEST = 10, 1000
MOST = 100_000_000  # parameters of a network: 400 megabytes

# Read as whole numbers, the bits of floating-point numbers from 0 upwards lie in the same
# order; those of negative numbers, infinity and NaN lie above. So one look at the largest
# shows whether all numbers are from 0 to LARGEST.
BITS = {
    np.dtype(kind): (np.dtype(bits), int(np.array(LARGEST, kind).view(bits)))
    for kind, bits in ((np.float32, np.uint32), (np.float64, np.uint64))
}


def accepts(**kinds: Callable[[Any, str], Any]) -> Callable[[Same], Same]:
    """Have a function's arguments checked before it runs, each by the check of its name."""

    def decorate(function):
        signature = inspect.signature(function)

        @functools.wraps(function)
        def checked(*args, **kwargs):
            try:
                given = signature.bind(*args, **kwargs)
            except TypeError as error:
                raise TypeError(f"{function.__name__}: {error}") from None
            for name in given.arguments:
                if name in kinds:
                    given.arguments[name] = kinds[name](given.arguments[name], name)
            return function(*given.args, **given.kwargs)

        return checked

    return decorate


def unchecked(function):
    """Return a function without the checks that ``accepts`` gave it."""
    return function.__wrapped__


def or_none(check):
    """Return a check that lets None through."""
    return lambda value, name: None if value is None else check(value, name)


def told(value):
    """Say in a few words what came."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    return reprlib.repr(value)


# Numbers, words and other things of which there is one.


def _number(kinds, convert, low, high, words):
    def check(value, name):
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        if isinstance(value, np.generic):  # in its own type, a limit may be too large
            value = value.item()
        if not is_number or not low <= value <= high:  # NaN is not
            raise ValueError(f"{name} must be {words}, got {told(value)}")
        return convert(value)

    return check


def whole(low, high=None):
    """Return a check for whole numbers from ``low`` to ``high``."""
    words = f"of at least {low:,}" if high is None else f"from {low:,} to {high:,}"
    most = sys.maxsize if high is None else high
    return _number(int | np.integer, int, low, most, f"a whole number {words}")


def real(low=-sys.float_info.max, high=sys.float_info.max, words=None):
    """Return a check for finite numbers from ``low`` to ``high``."""
    words = words or f"a number from {low:g} to {high:g}"
    return _number(int | float | np.integer | np.floating, float, low, high, words)


number = real(words="a finite number")
any_whole = _number(int | np.integer, int, -math.inf, math.inf, "a whole number")
positive_whole = whole(1)
share = real(0, math.nextafter(1, 0), "a number from 0 to below 1")
learning_rate = real(sys.float_info.min, words="a positive number, such as 0.1")


def flag(value, name):
    """Return True or False."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False, got {told(value)}")
    return bool(value)


def one_of(*choices):
    """Return a check for one of these words."""

    def check(value, name):
        if not isinstance(value, str) or value not in choices:
            listed = ", ".join(sorted(choices))
            raise ValueError(f"unknown {name} {told(value)}; expected one of: {listed}")
        return str(value)

    return check


def anything(value, name):
    """Return it."""
    return value


def text(value, name):
    """Return a text."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text, got {told(value)}")
    return value


def items(check):
    """Return a check for a list of what ``check`` accepts."""

    def checked(value, name):
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sized):
            raise TypeError(f"{name} must be a list, got {told(value)}")
        return [check(one, f"{name}[{place}]") for place, one in enumerate(_listed(value, name))]

    return checked


def _listed(value, name):
    try:
        return list(value)
    except Exception as error:  # whatever an object does that only looks like a list
        raise TypeError(f"{name} must be a list, got {told(value)}") from error


def alike(*lists, most=None):
    """Raise ValueError unless lists, as pairs (name, list), are of one length, and not empty."""
    counts = {len(values) for _, values in lists}
    if len(counts) > 1 or 0 in counts:
        found = ", ".join(f"{len(values):,} {name}" for name, values in lists)
        raise ValueError(f"expected as many of each, and at least one, got {found}")
    if most is not None and max(counts) > most:
        raise ValueError(f"expected at most {most} {lists[0][0]}, got {max(counts):,}")


def exactly(count, check):
    """Return a check for a list of so many things."""

    def checked(value, name):
        value = check(value, name)
        if len(value) != count:
            raise ValueError(f"{name} must be {count}, got {len(value)}")
        return value

    return checked


def mapping(check, least=0, most=None):
    """Return a check for a dictionary from names to what ``check`` accepts."""

    def checked(value, name):
        if not isinstance(value, Mapping):
            raise TypeError(f"{name} must be a dictionary, got {told(value)}")
        if not least <= len(value) <= (len(value) if most is None else most):
            limits = f"at least {least}" if most is None else f"{least} to {most}"
            raise ValueError(f"{name} must have {limits} entries, got {len(value)}")
        return {
            text(key, f"a name in {name}"): check(one, f"{name}[{key!r}]")
            for key, one in value.items()
        }

    return checked


def pair(value, name, words="a pair"):
    """Return a pair, such as images and labels."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise TypeError(f"{name}: expected {words}, got {type(value).__name__}")
    return value


def span(low, high, kind=real):
    """Return a check for a pair of numbers, the smaller one first, from ``low`` to ``high``."""
    inside = kind(low, high)

    def check(value, name):
        first, last = (inside(one, name) for one in pair(value, name))
        if first > last:
            raise ValueError(f"{name}: expected the smaller number first, got {told(value)}")
        return first, last

    return check


def whole_span(low, high):
    """Return a check for a pair of whole numbers, as ``span`` does."""
    return span(low, high, whole)


def one(kind, known_as=None):
    """Return a check for an object of this class, which readers may know by another name."""
    known_as = known_as or kind.__name__

    def check(value, name):
        if not isinstance(value, kind):
            raise TypeError(f"{name}: expected a neuralnet {known_as}, got {type(value).__name__}")
        return value

    return check


def kind_of(base):
    """Return a check for a class that is derived from this one."""

    def check(value, name):
        if not (isinstance(value, type) and issubclass(value, base)):
            raise TypeError(f"{name} must be a class such as Network, got {told(value)}")
        return value

    return check


def function(value, name):
    """Return a function."""
    if not callable(value):
        raise TypeError(f"{name} must be a function, got {told(value)}")
    return value


def octets(value, name):
    """Return bytes."""
    if not isinstance(value, bytes):
        raise TypeError(f"{name} must be bytes, got {told(value)}")
    return value


def path(value, name):
    """Return a path."""
    if not isinstance(value, str | os.PathLike) or not _may_be_a_path(os.fspath(value)):
        raise TypeError(f"{name} must be a path, such as 'network.npz', got {told(value)}")
    return Path(value)


def _may_be_a_path(value):
    try:
        return b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


def generator(value, name):
    """Return a random generator: the one given, or a new one that starts from a seed."""
    try:
        if isinstance(value, np.ndarray | list | tuple):  # a matrix would end Python itself
            value = np.asarray(value).ravel().tolist()
        return np.random.default_rng(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise TypeError(
            f"{name} must be a numpy.random.Generator, or a whole number of at least 0 for a "
            f"new one to start from, got {told(value)}"
        ) from error


# Arrays.


def numbers(value, name):
    """Return an array of real numbers, of any shape and in its own type."""
    if type(value) is not np.ndarray:
        value = _array(value, name)
    if value.dtype.kind not in "fiub":
        raise TypeError(f"{name} must be an array of real numbers, got dtype {value.dtype}")
    return value


def _array(value, name):
    try:
        value = list(value) if isinstance(value, ValuesView) else value
        masked = value if isinstance(value, np.ndarray) else np.ma.asarray(value)
        hidden = int(np.ma.count_masked(masked))
        value = np.asarray(value)
    except Exception as error:  # rows of different lengths, or an object that is no array
        raise TypeError(
            f"{name} must be an array of real numbers, got {told(value)}: {error}"
        ) from error
    if hidden:
        raise ValueError(
            f"{name}: {hidden} numbers are masked; say what they are, such as with filled(0)"
        )
    return value


def floats(value, name):
    """Return numbers as floating-point numbers: one as it is, or an array of any shape."""
    if (type(value) is np.ndarray and value.dtype.kind == "f") or isinstance(value, float):
        return value
    value = numbers(value, name)
    return value if value.dtype.kind == "f" else value.astype(np.float64)


def layer(value, name):
    """Return the numbers of one layer's neurons, or of many: one neuron or more, last axis."""
    value = floats(value, name)
    if not np.ndim(value) or not value.shape[-1]:
        raise ValueError(f"{name} must hold a layer's numbers along its last axis, got {value!r}")
    return value


def array(*shape):
    """Return a check for an array of finite numbers; None in ``shape`` stands for any length.

    Without a shape, any will do.
    """
    words = ", ".join("n" if length is None else str(length) for length in shape)
    words = f"({words}{',' if len(shape) == 1 else ''})"

    def check(value, name):
        value = numbers(value, name)
        fits = len(shape) == value.ndim and all(
            length in (None, found) for length, found in zip(shape, value.shape, strict=True)
        )
        if shape and not fits:
            raise ValueError(f"{name} must have shape {words}, got {value.shape}")
        if not np.isfinite(value).all():
            raise not_finite(value, name)
        return floats(value, name)

    return check


def not_finite(value, name):
    """Return the error for numbers that are NaN or infinite."""
    count = np.count_nonzero(~np.isfinite(value))
    return ValueError(f"{name} hold {count} NaN or infinite numbers")


def inside(low, high, *shape):
    """Return a check for an array of this shape, if one is given, of numbers in this range."""
    finite = array(*shape)

    def check(value, name):
        value = finite(value, name)
        if value.size and not (low <= value.min() and value.max() <= high):
            raise ValueError(
                f"{name} must hold numbers from {low:g} to {high:g}, got {value.min():g} to "
                f"{value.max():g}"
            )
        return value

    return check


def some(check):
    """Return a check for an array in which there is something."""

    def checked(value, name):
        value = check(value, name)
        if not value.size:
            raise ValueError(f"{name} must hold numbers, got shape {value.shape}")
        return value

    return checked


def row(value, name):
    """Return a list of finite numbers, whole ones as such."""
    array(None)(value, name)
    return numbers(value, name).tolist()


def positive(value, name):
    """Raise ValueError unless all these numbers are above 0."""
    if min(value) <= 0:
        raise ValueError(
            f"{name} must be above 0 where its axis is logarithmic, got {min(value):g}"
        )


def track(dimensions):
    """Return a check for one place or more, of shape (n, dimensions)."""

    def check(value, name):
        value = np.asarray(floats(value, name))
        if value.ndim != 2 or value.shape[1] != dimensions or not len(value):
            raise ValueError(f"{name} must have shape (n, {dimensions}), got {value.shape}")
        return value

    return check


def pixel(value, name):
    """Return a pixel of an image: its row and its column, each from 0 to 27."""
    within = whole(0, 27)
    return tuple(within(place, name) for place in pair(value, name))


def for_each_pixel(value, name):
    """Return one finite number for all pixels of an image, or one for each of them."""
    value = array()(value, name)
    if value.shape not in ((), (INPUTS,)):
        raise ValueError(f"{name} must be one number, or 784, got shape {value.shape}")
    return value


def knob(value, name):
    """Return one knob's setting, or many; a lone one whose powers Python can work out."""
    value = floats(value, name)
    if type(value) is float and abs(value) > 1e75:
        raise ValueError(f"{name} must be from -1e75 to 1e75, got {value:g}")
    return value


def places(value, name):
    """Return places on a surface: x and y along the last axis."""
    value = layer(value, name)
    if value.shape[-1] != 2:
        raise ValueError(f"{name} must hold x and y along its last axis, got shape {value.shape}")
    return value


def pixels(value, name="images", inputs=INPUTS):
    """Return one image, of shape (inputs,), or many, (n, inputs), of any real numbers.

    ``inputs`` may be None: then images are of any size.
    """
    value = numbers(value, name)
    if value.ndim not in (1, 2) or inputs not in (None, value.shape[-1]):
        size = "inputs" if inputs is None else inputs
        fits = inputs and value.size and value.size % inputs == 0
        raise ValueError(
            f"expected one image of shape ({size},) or many of shape (n, {size}), "
            f"got {value.shape}" + (f"; {name}.reshape(-1, {inputs}) has it" if fits else "")
        )
    return value


def images(value, name="images", inputs=INPUTS):
    """Return one image or many, as ``pixels`` does, of numbers from 0 to 1, as floats.

    This is asked before every forward pass, and so is quick where all is well.
    """
    value = pixels(value, name, inputs)
    bits, limit = BITS.get(value.dtype, (None, 0))
    if value.size and (bits is None or _largest(value.view(bits)) > limit):
        _judge(value, name)
    return value if bits is not None else value.astype(np.float64)


def _largest(numbers):
    # Of few numbers argmax finds it sooner; of many max does, which copies nothing.
    return numbers.max() if numbers.size > 10_000 else numbers.item(numbers.argmax())


def _judge(value, name):
    """Raise an error unless numbers may be an image's."""
    if value.dtype.kind in "iu" and value.dtype.itemsize == 1:
        raise TypeError(
            f"{name} are bytes from 0 to 255; expected numbers from 0 to 1: divide them by 255"
        )
    if not np.isfinite(value).all():
        raise not_finite(value, name)
    low, high = float(value.min()), float(value.max())
    if low >= 0 and high > LARGEST:
        scale = next((scale for scale in (16, 255, 65535) if high <= scale), high)
        raise ValueError(
            f"expected {name} with numbers from 0 to 1, got numbers up to {high:g}: "
            f"divide them by {scale:g}"
        )
    if max(-low, high) > FARTHEST or (low < 0 and np.abs(value.astype(float)).mean() > LARGEST):
        raise ValueError(
            f"expected {name} with numbers from 0 to 1, or from both sides of 0 and not far "
            f"from it, got numbers from {low:g} to {high:g}"
        )


def many_images(value, name="images", inputs=INPUTS):
    """Return many images, of shape (n, inputs): at least one."""
    value = images(value, name, inputs)
    if value.ndim == 1:
        raise ValueError(
            f"expected many images, of shape (n, {inputs or 'inputs'}), got one, of shape "
            f"{value.shape}; for one, write images[np.newaxis], and [label] for its label"
        )
    if not len(value):
        raise ValueError(f"no {name}: expected at least one")
    return value


def one_image(value, name="image"):
    """Return one image, of shape (784,), also if it came as its 28 rows of 28 pixels."""
    value = numbers(value, name)
    value = images(value.ravel() if value.shape == (28, 28) else value, name)
    if value.ndim != 1:
        raise ValueError(f"{name} must be one image, of shape (784,), got shape {value.shape}")
    return value


def squares(value, name):
    """Return square pictures of signed numbers, of shape (n, side²)."""
    value = array(None, None)(value, name)
    if not value.shape[1] or math.isqrt(value.shape[1]) ** 2 != value.shape[1]:
        raise ValueError(
            f"{name} must be squares of pixels, of shape (n, 784) or (n, 25), got {value.shape}"
        )
    return value


def maps(value, name):
    """Return maps of images: numbers of shape (maps, rows, columns, images)."""
    value = floats(value, name)
    if np.ndim(value) != 4:
        raise ValueError(
            f"{name} must have shape (maps, rows, columns, images), got {np.shape(value)}; "
            "n images become such by images.T.reshape(1, 28, 28, n)"
        )
    return value


def ink(value, name):
    """Return where there is ink, True or False: of many digits, in 28 rows of 28 pixels."""
    value = numbers(value, name)
    if value.ndim != 3 or value.shape[1:] != (28, 28):
        raise ValueError(
            f"{name} must have shape (n, 28, 28), got {value.shape}; images become such by "
            "images.reshape(-1, 28, 28) >= 0.5"
        )
    if not np.isin(value, (0, 1)).all():
        raise ValueError(
            f"{name} must say where there is ink by True or False, got other numbers; images say "
            "it by images >= 0.5"
        )
    return value.astype(bool, copy=False)


def samples(value, name):
    """Return the samples of a sound in one channel, in any unit, of shape (n,)."""
    value = numbers(value, name)
    if value.dtype.itemsize == 1:
        raise TypeError(f"{name} are bytes; 8-bit sounds rest at 128: ({name} - 128.0) / 128")
    if value.ndim == 2:
        raise ValueError(f"{name} are of several channels; their mean is a sound in one")
    return inside(-1e9, 1e9, None)(value, name)


def waves(value, name):
    """Return the samples of a sound, as ``samples`` does, from -1 to 1 and not far beyond."""
    value = samples(value, name)
    if value.size and np.abs(value).max() > LARGEST:
        raise ValueError(
            f"{name} must be from -1 to 1, got up to {np.abs(value).max():g}: divide them by 32768"
        )
    return value


def part_of(value, count, over):
    """Return a part, as (from, to), of so many samples, or reaching ``over`` their ends."""
    within = real(-over, count + over)
    start, end = (within(place, "part") for place in pair(value, "part"))
    if start >= end:
        raise ValueError(f"part must end after it begins, got {told(value)}")
    return start, end


def stream(value, name):
    """Return an iterator over random numbers from 0 to below 1, each looked at as it comes."""
    if not hasattr(value, "__next__"):
        raise TypeError(f"{name} must yield numbers, as mulberry32(seed) does, got {told(value)}")
    return _stream(value, name)


def _stream(value, name):
    for number in value:
        if not (isinstance(number, float) and 0 <= number < 1):
            raise ValueError(f"{name} must yield numbers from 0 to below 1, got {told(number)}")
        yield number
    raise ValueError(f"{name} has no more numbers")


def labels(value, count, classes=10):
    """Return ``count`` labels: whole numbers from 0 to classes - 1, of shape (count,)."""
    value = _array(value, "labels")
    _a_label_each(value, count)
    if value.ndim != 1 or value.dtype.kind not in "iub":
        raise TypeError(
            f"labels must be whole numbers, one an image, got shape {value.shape} "
            f"of dtype {value.dtype}"
        )
    if count and (value.min() < 0 or value.max() >= classes):
        raise ValueError(
            f"labels must be from 0 to {classes - 1}, got {value.min()} to {value.max()}"
        )
    return value.astype(np.int64, copy=False)


def _a_label_each(value, count):
    found = len(value) if value.ndim else 1
    if found != count:
        raise ValueError(f"expected a label for each of {count:,} images, got {found:,}")


def examples_of_digits(value):
    """Return a pair: many images, and a label from 0 to 9 for each."""
    found, given = pair(value, "digits", "a pair (images, labels)")
    found = many_images(found)
    return found, labels(given, len(found))


# Networks and their training.


def sizes(value, name="sizes"):
    """Return the layers' sizes as a tuple of two or more whole numbers of at least 1."""
    given = tuple(_listed(value, name)) if isinstance(value, Sized) else ()
    whole_numbers = [isinstance(n, int | np.integer) and not isinstance(n, bool) for n in given]
    if len(given) < 2 or not all(whole_numbers) or min(given) < 1:
        raise ValueError(
            f"{name} must be two or more whole numbers of at least 1, such as [784, 16, 16, 10], "
            f"got {told((given and list(given)) or value)}"
        )
    return tuple(int(n) for n in given)


def map_counts(value, name="maps"):
    """Return how many maps each layer has: one or two whole numbers of at least 1."""
    counts = items(positive_whole)(value, name)
    if len(counts) not in (1, 2):
        raise ValueError(f"{name} must be one number of maps or two, such as (8, 32), got {counts}")
    return tuple(counts)


def affordable(count):
    """Return how many parameters a network is to have, unless they are too many."""
    if count > MOST:
        raise ValueError(f"a network has at most {MOST:,} parameters here, got sizes for {count:,}")
    return count


def number_type(value, name="dtype"):
    """Return float32 or float64 as a NumPy dtype."""
    try:
        found = np.dtype(value)
    except Exception as error:  # np.dtype looks into whatever it gets
        raise TypeError(f"{name} must be float32 or float64, got {told(value)}") from error
    if found not in (np.float32, np.float64):
        raise TypeError(f"{name} must be float32 or float64, got {found}")
    return found


def parts(values, arrays, name):
    """Return numbers to write into ``arrays``: as many, and each of the same shape and type."""
    values = _listed(values, name)
    if len(values) != len(arrays):
        raise ValueError(f"{name}: expected {len(arrays)} arrays, one a layer, got {len(values)}")
    return [part(value, array, name) for value, array in zip(values, arrays, strict=True)]


def part(value, array, name):
    """Return numbers to write into ``array``, as a copy of its shape and type."""
    value = numbers(value, name)
    if value.shape != array.shape:
        turned = "; turn it round with .T" if value.shape == array.shape[::-1] else ""
        raise ValueError(f"{name}: expected shape {array.shape}, got {value.shape}{turned}")
    with np.errstate(over="ignore"):
        value = value.astype(array.dtype)
    if not np.isfinite(value).all():
        raise not_finite(value, name)
    return value


def outputs(value):
    """Raise ValueError if a network's outputs are not all finite."""
    # Quickly: the sum of all squares is finite only if every number is. If not: one by one.
    if not math.isfinite(np.vdot(value, value)) and not np.isfinite(value).all():
        raise ValueError(
            "the network's outputs are NaN or infinite, because its parameters are, or are too "
            "large: load it or train it anew"
        )


def examples(value, wanted, network, cost):
    """Return images, of shape (n, inputs), and the outputs wanted, of shape (n, classes).

    Wanted are labels: n whole numbers from 0 to classes - 1, or from no, 0, to yes, 1, for a
    network with one output; or the outputs themselves.
    """
    inputs, classes = network.sizes[0], network.sizes[-1]
    value = many_images(value, "images", inputs)
    value = np.ascontiguousarray(value, network.parameters.dtype)
    wanted = _array(wanted, "labels")
    if wanted.ndim == 2:
        return value, _outputs(wanted, value, classes, cost)
    wanted = labels(wanted, len(value), max(classes, 2))
    if classes > 1:
        return value, np.eye(classes, dtype=value.dtype)[wanted]
    no_or_yes = np.array([2 * network.middle - 1, 1], value.dtype)
    return value, _outputs(no_or_yes[wanted][:, np.newaxis], value, 1, cost)


def _outputs(wanted, images, classes, cost):
    _a_label_each(wanted, len(images))
    if wanted.shape[1] != classes or wanted.dtype.kind not in "fiub":
        raise ValueError(
            f"the outputs wanted must be numbers of shape (n, {classes}), "
            f"got shape {wanted.shape} of dtype {wanted.dtype}"
        )
    with np.errstate(over="ignore"):
        wanted = wanted.astype(images.dtype, copy=False)
    if not np.isfinite(wanted).all():
        raise not_finite(wanted, "the outputs wanted")
    if cost == "cross-entropy" and (wanted.min() < 0 or not one_wanted(wanted, 0.5)):
        raise ValueError(
            "with the cost 'cross-entropy' an image has one answer: of the outputs wanted one must "
            "be over 1/2, or all must be shares that add up to 1, and none below 0; for several "
            "answers or none, train with output='sigmoid' and cost='quadratic'"
        )
    return wanted


def one_wanted(targets, middle):
    """Whether of each image's outputs one is wanted: as shares that add up to 1, or as a yes."""
    sums = targets @ np.ones_like(targets[0])  # quicker than sum, which is asked every epoch
    if np.abs(sums - 1).max(initial=0) < 1e-3:
        return True
    return bool((np.count_nonzero(targets > middle, axis=-1) == 1).all())


def cost(value, network, choices):
    """Return the name of a cost that goes with the network's last layer."""
    value = one_of(*choices)(value, "cost")
    if value == "cross-entropy" and network.output != "softmax":
        raise ValueError(
            f"the cost 'cross-entropy' needs output='softmax', this network has "
            f"{network.output!r}: make it with output='softmax', or train it with cost='quadratic'"
        )
    return value


def optimiser(value, name="optimiser"):
    """Return an optimiser: an object that takes steps."""
    if isinstance(value, type) or not callable(getattr(value, "step", None)):
        raise TypeError(f"{name} must be one such as SGD(0.9) or Adam(), got {told(value)}")
    return value


def same_shape(outputs, targets):
    """Return outputs and those wanted, number by number: arrays of one shape."""
    outputs, targets = np.asarray(floats(outputs, "outputs")), numbers(targets, "targets")
    if outputs.shape != targets.shape or not outputs.ndim:
        raise ValueError(
            f"expected outputs and targets of one shape, such as (n, 10), got {outputs.shape} and "
            f"{targets.shape}; labels become targets by np.eye(10)[labels]"
        )
    return outputs, targets


def in_order(images, targets, order):
    """Return images, what is wanted of each, and the order in which to take them."""
    images, targets = floats(images, "images"), numbers(targets, "targets")
    order = numbers(order, "order")
    if np.ndim(images) != 2 or not targets.ndim or len(targets) != len(images):
        raise ValueError(
            f"expected images of shape (n, inputs) and n targets, got {np.shape(images)} and "
            f"{targets.shape}"
        )
    if order.ndim != 1 or order.dtype.kind not in "iu" or not len(order):
        raise ValueError(f"order must be a list of places, got {told(order)}")
    if order.min() < 0 or order.max() >= len(images):
        raise ValueError(f"order must hold places from 0 to {len(images) - 1}, got others")
    return images, targets, order


def step(parameters, gradient, learning_rate):
    """Raise an error unless a step can be taken: from arrays of one shape, by a number."""
    for value in (parameters, gradient):
        if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
            raise TypeError(f"expected arrays of floating-point numbers, got {told(value)}")
    if parameters.shape != gradient.shape:
        raise ValueError(f"expected a gradient of shape {parameters.shape}, got {gradient.shape}")
    if type(learning_rate) is not float:
        number(learning_rate, "learning_rate")
