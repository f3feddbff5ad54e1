"""NewFigure, used as a reader would, against Python's numbers."""

from neuralnet.widgets import NewFigure
from tests.site.conftest import LOOKS
from tests.site.figure_page import FigurePage


class NewFigurePage(FigurePage):
    kind = NewFigure

    def shows(self, python):
        assert self.numbers() == [python.side, python.side, python.pixels]


def test_it_starts_as_python_left_it(show):
    python = NewFigure(side=5)
    with show(NewFigurePage, python) as figure:
        figure.shows(python)


def test_its_slider_moves_by_keyboard(show):
    python = NewFigure()
    with show(NewFigurePage, python) as figure:
        for key, side in (("ArrowLeft", 27), ("Home", 1), ("ArrowRight", 2), ("End", 28)):
            figure.slide("Side", key)
            python.side = side
            figure.shows(python)


@LOOKS
def test_it_breaks_no_rule(show, viewport, theme):
    with show(NewFigurePage, NewFigure(), viewport, theme) as figure:
        figure.breaks_no_rule()
