"""ParameterCounter on the published page, used as a reader would, against Python's counts."""

from axe_playwright_python.sync_playwright import Axe

from neuralnet.widgets import ParameterCounter
from tests.site.conftest import LOOKS, settle
from tests.site.test_pages import OPTIONS

PAGE = "chapters/05-parameters.html"


class Figure:
    """What a reader sees of the first ParameterCounter of a page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".nn-parameter-counter").first
        self.root.wait_for()
        self.root.scroll_into_view_if_needed()

    def button(self, name):
        return self.root.get_by_role("button", name=name)

    def box(self, name):
        return self.root.get_by_role("spinbutton", name=name)

    def shows(self, sizes):
        settle(self.page)
        python = ParameterCounter(sizes=sizes)
        words = f"{'-'.join(map(str, sizes))}: {python.count:,} parameters"
        assert self.root.locator(".nn-title").inner_text() == words
        terms = self.root.locator(".nn-bars").first.locator("li span").all_inner_texts()
        numbers = [int(text.split("=")[-1].split()[0].replace(",", "")) for text in terms]
        assert sum(numbers) == python.count
        own = self.root.locator(".nn-bars").nth(1).locator("span.nn-own").inner_text()
        assert own == f"This one: {python.count:,}"


def test_it_counts_as_python_does_by_keyboard(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        figure.shows([784, 16, 16, 10])
        figure.box("Hidden 1").focus()
        page.keyboard.press("ArrowUp")
        figure.shows([784, 17, 16, 10])
        figure.box("Inputs").fill("100")
        figure.shows([100, 17, 16, 10])
        figure.button("Add a hidden layer").press("Enter")
        figure.shows([100, 17, 16, 16, 10])
        figure.button("Remove hidden layer 1").press("Enter")
        figure.shows([100, 16, 16, 10])
        figure.button("Back to 784-16-16-10").press("Enter")
        figure.shows([784, 16, 16, 10])


def test_bad_numbers_lose_nothing(visit):
    with visit(PAGE) as page:
        figure = Figure(page)
        for bad in ("", "0", "-3"):
            figure.box("Hidden 1").fill(bad)
            figure.shows([784, 16, 16, 10])
        figure.box("Hidden 1").press("Tab")
        settle(page)
        figure.box("Hidden 1").fill("99999999")
        figure.shows([784, 100_000, 16, 10])
        for _ in range(4):
            figure.button("Add a hidden layer").click()
            settle(page)
        assert figure.button("Add a hidden layer").is_disabled()


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure, box = Figure(page), page.locator(".live-figure").nth(1)
        alive = box.bounding_box()["height"]
        figure.box("Outputs").fill("26")
        assert box.bounding_box()["height"] == alive
        found = Axe().run(page, context=".nn-parameter-counter", options=OPTIONS)
        assert found.violations_count == 0, found.generate_report()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").nth(1).bounding_box()["height"] == alive
