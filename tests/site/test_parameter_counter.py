"""ParameterCounter, used as a reader would, against Python's counts."""

from neuralnet.widgets import ParameterCounter
from tests.site.conftest import LOOKS
from tests.site.figure_page import FigurePage

PAGE = "chapters/05-parameters.html"


class CounterPage(FigurePage):
    kind = ParameterCounter

    def shows(self, sizes):
        python = ParameterCounter(sizes=sizes)
        words = f"{'-'.join(map(str, sizes))}: {python.count:,} parameters"
        assert self.title() == words
        terms = self.root.locator(".nn-bars").first.locator("li span").all_inner_texts()
        numbers = [int(text.split("=")[-1].split()[0].replace(",", "")) for text in terms]
        assert sum(numbers) == python.count
        assert self.text(".nn-bars span.nn-own") == f"This one: {python.count:,}"


def test_it_counts_as_python_does_by_keyboard(show):
    with show(CounterPage, ParameterCounter()) as figure:
        figure.shows([784, 16, 16, 10])
        figure.spinbutton("Hidden 1").press("ArrowUp")
        figure.shows([784, 17, 16, 10])
        figure.spinbutton("Inputs").fill("100")
        figure.shows([100, 17, 16, 10])
        figure.button("Add a hidden layer").press("Enter")
        figure.shows([100, 17, 16, 16, 10])
        figure.button("Remove hidden layer 1").press("Enter")
        figure.shows([100, 16, 16, 10])
        figure.button("Back to 784-16-16-10").press("Enter")
        figure.shows([784, 16, 16, 10])


def test_bad_numbers_lose_nothing(show):
    with show(CounterPage, ParameterCounter()) as figure:
        for bad in ("", "0", "-3"):
            figure.spinbutton("Hidden 1").fill(bad)
            figure.shows([784, 16, 16, 10])
        figure.spinbutton("Hidden 1").press("Tab")
        figure.settle()
        figure.spinbutton("Hidden 1").fill("99999999")
        figure.shows([784, 100_000, 16, 10])
        for _ in range(4):
            figure.button("Add a hidden layer").click()
            figure.settle()
        assert figure.button("Add a hidden layer").is_disabled()


@LOOKS
def test_nothing_jumps_and_no_rule_is_broken(visit, viewport, theme):
    with visit(PAGE, viewport, theme) as page:
        figure = CounterPage(page)
        figure.shows([784, 16, 16, 10])
        alive = figure.height()
        figure.spinbutton("Outputs").fill("26")
        assert figure.height() == alive
        figure.breaks_no_rule()
    with visit(PAGE, viewport, theme, java_script_enabled=False) as page:
        assert page.locator(".live-figure").nth(1).bounding_box()["height"] == alive
