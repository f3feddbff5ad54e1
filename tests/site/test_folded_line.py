"""FoldedLine, used as a reader would, against Python's numbers."""

from neuralnet.widgets import FoldedLine
from tests.site.conftest import looks
from tests.site.figure_page import FigurePage


class FoldedLinePage(FigurePage):
    kind = FoldedLine

    def shows(self, python):
        assert self.numbers() == [python.count, python.bends]


def test_its_bends_are_python_s_by_keyboard(show):
    python = FoldedLine(count=1)
    with show(FoldedLinePage, python) as figure:
        figure.shows(python)
        for count in (2, 3, 4, 5, 6):
            figure.slide("Layers", "ArrowRight")
            python.count = count
            figure.shows(python)
        figure.switch("ReLU").press("Space")
        python.relu = True
        for count in (6, 5, 4, 3, 2, 1):
            python.count = count
            figure.shows(python)
            figure.slide("Layers", "ArrowLeft")
        figure.button("Start again").click()
        figure.shows(FoldedLine())


def test_what_the_same_layers_would_make_is_a_dashed_line(show):
    python = FoldedLine()
    with show(FoldedLinePage, python) as figure:
        for relu in (True, False):
            figure.switch("ReLU").press("Space")
            figure.settle()
            other = FoldedLine(count=python.count, relu=not relu)
            label = figure.root.locator("canvas").get_attribute("aria-label")
            assert f"Dashed, with{'out' * relu} ReLU: {other.bends} bends." in label


def test_before_relu_has_been_on_nothing_gives_away_what_it_does(show):
    with show(FoldedLinePage, FoldedLine()) as figure:
        label = figure.root.locator("canvas")
        figure.settle()
        at_rest = label.get_attribute("aria-label")
        assert at_rest.endswith("0 bends. Thin, fewer layers: straight lines, too.")
        figure.slide("Layers", "Home")
        figure.settle()
        assert label.get_attribute("aria-label").endswith("function: 0 bends.")
        figure.slide("Layers", "ArrowRight", "ArrowRight")
        for _ in range(2):
            figure.switch("ReLU").press("Space")
            figure.settle()  # it is seen with ReLU, and then without
        assert "Dashed" in label.get_attribute("aria-label")
        figure.button("Start again").click()
        figure.settle()
        assert label.get_attribute("aria-label") == at_rest


@looks(0)
def test_nothing_jumps_and_no_rule_is_broken(show, viewport, theme):
    with show(FoldedLinePage, FoldedLine(), viewport, theme) as figure:
        before = figure.height()
        figure.slide("Layers", "End")
        assert figure.height() == before
        figure.breaks_no_rule()
        figure.fits(20)
