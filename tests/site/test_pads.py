"""What is drawn on in the figures: strokes may begin a little beside it."""

import pytest

from neuralnet import widgets
from tests.site.conftest import NARROW, WIDE
from tests.site.figure_page import FigurePage

# What is drawn on; in TwoReaders once a switch says so.
PADS = {
    "DigitReader": ".nn-pad canvas",
    "NeuronLab": ".nn-weights canvas",
    "OwnHand": ".nn-pad canvas",
    "TwoReaders": ".nn-moved canvas",
    "WindowLab": ".nn-weights canvas",
}
BESIDE = 4  # CSS pixels


@pytest.mark.parametrize(
    ("viewport", "hand"),
    [
        pytest.param(WIDE, "mouse", id="wide-mouse"),
        pytest.param(NARROW, "finger", id="narrow-finger"),
        pytest.param(WIDE, "finger", id="wide-finger", marks=pytest.mark.thorough),
        pytest.param(NARROW, "mouse", id="narrow-mouse", marks=pytest.mark.thorough),
    ],
)
@pytest.mark.parametrize("name", PADS)
def test_a_stroke_may_begin_beside_the_pad(show, name, viewport, hand):
    options = {"reduced_motion": "reduce", "has_touch": True}
    kind = getattr(widgets, name)
    page = type(f"{name}Page", (FigurePage,), {"kind": kind})
    with show(page, kind(), viewport, **options) as figure:
        if name == "TwoReaders":
            figure.switch("Draw your own").click()
        for clear in figure.root.get_by_role("button", name="Clear", exact=True).all():
            clear.click()  # paint on paint is not seen
        pad = figure.root.locator(PADS[name]).first
        pad.evaluate("(pad) => pad.scrollIntoView({ block: 'center' })")
        figure.settle()
        box = pad.bounding_box()
        left, top, side = box["x"], box["y"], box["width"]
        draw = {"mouse": mouse, "finger": finger}[hand]
        begins = {
            "left": ((left - BESIDE, top + 0.2 * side), (left + 0.3 * side, top + 0.2 * side)),
            "top": ((left + 0.6 * side, top - BESIDE), (left + 0.6 * side, top + 0.2 * side)),
            "right": (
                (left + side + BESIDE, top + 0.5 * side),
                (left + 0.7 * side, top + 0.5 * side),
            ),
            "bottom": (
                (left + 0.3 * side, top + side + BESIDE),
                (left + 0.3 * side, top + 0.7 * side),
            ),
        }
        if name == "DigitReader":
            del begins["bottom"]  # its buttons are right below
        seen = picture(figure, pad)
        for edge, (begin, end) in begins.items():
            draw(figure.page, begin, end)
            before, seen = seen, picture(figure, pad)
            assert seen != before, edge


def picture(figure, pad):
    figure.page.mouse.move(0, 0)  # no outline of a brush
    figure.page.wait_for_timeout(100)
    figure.settle()
    return pad.evaluate("pad => pad.toDataURL()")


def mouse(page, begin, end):
    page.mouse.move(*begin)
    page.mouse.down()
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def finger(page, begin, end):
    session = page.context.new_cdp_session(page)
    places = [[a + (b - a) * k / 4 for a, b in zip(begin, end, strict=True)] for k in range(5)]
    for k, (x, y) in enumerate(places):
        kind = "touchMove" if k else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
