"""What every test of a live figure does: open it, use it as a reader would, read what it says."""

import itertools
import re

from axe_playwright_python.sync_playwright import Axe

from tests.site.conftest import OPTIONS, settle

NUMBER = r"[-+]?\d[\d,]*(?:\.\d+)?(?:e[-+]\d+)?"


class FigurePage:
    """A live figure in a page, from outside.

    A subclass names the figure's class in ``kind`` and adds ``shows(python)``, which compares what
    is to be seen with a figure in Python. ``with show(SubClass, python) as figure`` opens a page
    with nothing else; ``with visit(address) as page: SubClass(page)`` one of the built site.

    What is typed, pressed or dragged goes through the browser. Whatever is read waits until it
    has been drawn, so no test needs to.
    """

    kind: type  # a class of neuralnet.widgets

    def __init__(self, page, place=0):
        self.page = page
        words = re.findall("[A-Z][a-z]+", self.kind.__name__)
        self.name = f".nn-{'-'.join(words).lower()}"
        self.root = page.locator(self.name).nth(place)
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()
        self.box = page.locator(".live-figure", has=page.locator(self.name)).nth(place)

    # Controls, by the names that a screen reader says.

    def button(self, name):
        return self.root.get_by_role("button", name=name, exact=True)

    def slider(self, name):
        return self.root.get_by_role("slider", name=name)

    def switch(self, name):
        return self.root.get_by_role("switch", name=name)

    def spinbutton(self, name):
        return self.root.get_by_role("spinbutton", name=name)

    def choose(self, name):
        """Choose one of a group by keyboard: a radio button, or a button that stays pressed."""
        self.root.get_by_role("radio", name=name, exact=True).or_(self.button(name)).press("Space")

    def slide(self, name, *keys):
        """Move a slider by keyboard."""
        self.slider(name).focus()
        for key in keys:
            self.page.keyboard.press(key)

    # What it says.

    def settle(self):
        """Wait until all that was done has been drawn."""
        settle(self.page)

    def text(self, selector):
        """Return the text of the first part of the figure that a CSS selector finds."""
        self.settle()
        return self.root.locator(selector).first.inner_text().replace("\N{MINUS SIGN}", "-")

    def title(self):
        return self.text(".nn-title")

    def readout(self):
        return self.text(".nn-readout")

    def numbers(self, selector=".nn-readout", pattern=NUMBER):
        """Return the numbers in a part of the figure."""
        return [float(x.replace(",", "")) for x in re.findall(pattern, self.text(selector))]

    def wait_for_text(self, selector, words):
        """Wait until a part of the figure says this; ``words`` may be a regular expression."""
        self.root.locator(selector, has_text=words).first.wait_for()

    # A picture, in its own units: ``across`` of them are its width, ``down`` its height.

    def places(self, picture, points, across, down=None):
        """Return points of a picture as points of the page, with the picture in sight."""
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        step_x, step_y = box["width"] / across, box["height"] / (down or across)
        return [(box["x"] + x * step_x, box["y"] + y * step_y) for x, y in points]

    def hover(self, picture, point, across, down=None):
        self.page.mouse.move(*self.places(picture, [point], across, down)[0])

    def drag(self, picture, points, across, down=None, steps=5):
        """Press at the first point, move along the others, let go at the last."""
        first, *others = self.places(picture, points, across, down)
        self.page.mouse.move(*first)
        self.page.mouse.down()
        for place in others:
            self.page.mouse.move(*place, steps=steps)
        self.page.mouse.up()

    def tap(self, picture, point, across, down=None):
        """Tap with a finger: the page must have been opened with ``has_touch``."""
        self.page.touchscreen.tap(*self.places(picture, [point], across, down)[0])

    def note_written(self):
        """Have the page note, in its variable ``written``, what is written in pictures."""
        self.page.evaluate(
            """() => {
              window.written = [];
              const { fillText } = CanvasRenderingContext2D.prototype;
              CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
                written.push(text);
                fillText.call(this, text, ...place);
              };
            }"""
        )

    # What holds for every figure.

    def height(self):
        """Return the height of the box that the page keeps free for the figure, in pixels."""
        self.settle()
        return self.box.bounding_box()["height"]

    def turn(self, direction):
        """Have the page read from left to right, "ltr", or from right to left, "rtl"."""
        self.page.evaluate("(to) => (document.documentElement.dir = to)", direction)

    def fits(self, size=16, direction="ltr", scrolls="none"):
        """Check that no part reaches over the figure's edges, with type of this size.

        ``scrolls`` selects parts that may, since they scroll in a part of the figure.
        """
        self.page.evaluate(
            """([size, direction]) => {
              document.documentElement.style.fontSize = `${size}px`;
              document.documentElement.dir = direction;
            }""",
            [size, direction],
        )
        self.settle()
        over = self.root.evaluate(
            """(figure, scrolls) => {
              const room = figure.getBoundingClientRect();
              const reaches = ({ left, right, bottom, width }) =>
                width > 1 &&
                (left < room.left - 1 || right > room.right + 1 || bottom > room.bottom + 1);
              return [...figure.querySelectorAll("*")]
                .filter((node) => !node.closest(`legend, ${scrolls}`)) // nobody sees a legend
                .filter((node) => reaches(node.getBoundingClientRect()))
                .map((node) => node.outerHTML.slice(0, 120));
            }""",
            scrolls,
        )
        assert over == [], over

    def resized(self, widths, sizes=(16,)):
        """Give the page each width, and its type each size; yield both when all is drawn again."""
        for width, size in itertools.product(widths, sizes):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.evaluate(
                "size => (document.documentElement.style.fontSize = size)", f"{size}px"
            )
            self.page.wait_for_timeout(300)  # it is laid out anew, perhaps smaller, and drawn
            self.settle()
            yield width, size

    def is_on_one_screen(self, hand, *answers):
        """Check that a phone shows at once what the hand moves and what answers: locators."""
        top = hand.bounding_box()["y"]
        for answer in answers:
            box = answer.bounding_box()
            assert box["y"] + box["height"] - top <= 640

    def breaks_no_rule(self):
        """Check the figure, in the state in which it is, against WCAG 2.2 AA."""
        self.settle()
        found = Axe().run(self.page, context=self.name, options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
