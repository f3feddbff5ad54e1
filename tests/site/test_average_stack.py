"""AverageStack, used as a reader would, against Python's numbers."""

from neuralnet.widgets import AverageStack
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class AverageStackPage(FigurePage):
    kind = AverageStack

    def shows(self, python):
        accuracy = round(100 * python.accuracies[python.step], 1)
        assert self.numbers() == [python.counts[python.step], accuracy, 10_000]


def test_its_averages_are_python_s_by_keyboard_and_by_hand(show):
    python = AverageStack()
    with show(AverageStackPage, python) as figure:
        figure.shows(python)
        for key, step in (("ArrowRight", 1), ("End", 10), ("ArrowLeft", 9)):
            figure.slide("Examples of each digit", key)
            python.step = step
            figure.shows(python)
        figure.drag(figure.root.locator(".nn-handle"), [(0.5, 0.5), (-3, 0.5)], 1)
        assert figure.numbers()[0] < 1000
        figure.button("Start again").click()
        figure.shows(AverageStack())


@looks(1)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(AverageStackPage, AverageStack(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Examples of each digit", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
