"""The book in JupyterLab with a live kernel, as on Binder or a class's hub."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from neuralnet.widgets import PixelGrid
from tests.site.test_pixel_grid import Grid
from tools import ROOT, notebooks

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def test_the_page_and_python_move_each_other(book, open_lab):
    cells = [
        "from neuralnet.widgets import PixelGrid\n"
        "grid = PixelGrid(index=30, row=9, column=13)\n"
        "grid",
        "grid.index, grid.row, grid.threshold, grid.shuffled = 5, 3, 0.5, True",
        "print(grid.index, grid.row, grid.column, grid.label, grid.value)",
    ]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=KERNEL)
    nbformat.write(notebook, book / "grid.ipynb")
    python = PixelGrid(index=30, row=9, column=13)

    lab = open_lab("grid.ipynb")
    lab.run(0)
    figure = Grid(lab.page)
    figure.shows(python)

    lab.run(1)  # Python moves the page
    lab.page.get_by_text("Digit 6 of 100").wait_for()
    python.index, python.row, python.threshold, python.shuffled = 5, 3, 0.5, True
    figure.shows(python)
    assert figure.switch("Shuffle the places").is_checked()

    figure.button("Next ▶").click()  # the page moves Python
    figure.canvas.focus()
    for _ in range(4):
        lab.page.keyboard.press("ArrowDown")
    python.index, python.row = 6, 7
    figure.shows(python)
    printed = lab.run(2).locator(".jp-OutputArea-output")
    expected = f"6 7 13 {python.label} {python.value}"
    printed.get_by_text(expected).wait_for()


def test_a_saved_notebook_shows_its_figures_before_it_is_run_again(book, open_lab):
    cell = "from neuralnet.widgets import PixelGrid\nPixelGrid(index=30, row=9, column=13)"
    notebook = new_notebook(cells=[new_code_cell(cell)], metadata=KERNEL)
    nbformat.write(notebook, book / "saved.ipynb")
    python = PixelGrid(index=30, row=9, column=13)
    lab = open_lab("saved.ipynb")
    lab.run(0)
    figure = Grid(lab.page)
    figure.button("Next ▶").click()
    python.index = 31
    figure.shows(python)
    lab.page.keyboard.press("Control+s")
    saved = book / "saved.ipynb"
    for _ in range(300):
        if "widget-state+json" in saved.read_text(encoding="utf-8"):
            break
        lab.page.wait_for_timeout(200)
    else:
        pytest.fail("JupyterLab did not save the figure's state")
    # Another server, or another day: the kernel that made the figure is gone.
    text = saved.read_text(encoding="utf-8")
    (book / "reopened.ipynb").write_text(text, encoding="utf-8")
    again = open_lab("reopened.ipynb")
    Grid(again.page).shows(python)
    assert again.page.get_by_text("model not found").count() == 0


def test_a_chapter_reads_well_before_anything_is_run(chapter):
    page = chapter.page
    for cell in page.locator(".jp-Notebook .jp-Cell").all():  # drawn when first in sight
        cell.evaluate("cell => cell.scrollIntoView()")
    page.locator(".jp-MarkdownCell details").last.wait_for(state="attached")
    text = page.locator(".jp-Notebook").inner_text()
    assert "Why is a 3 easy" in text
    assert "What you now know" in text
    for raw in (":::", "{eval}", "{eq}", "{term}", "$$", "Unknown Directive", "<!--", "<details"):
        assert raw not in text
    assert page.locator("[title*='not found' i], .jp-Notebook .myst-error").count() == 0
    # Formulas are set; answers, solutions and what the lab shows are folded until asked for.
    assert page.locator(".jp-MarkdownCell mjx-container[display='true']").count() == 2
    stored = nbformat.read(ROOT / "chapters" / "01-digits.ipynb", as_version=4)
    prose = [cell.source for cell in stored.cells if cell.cell_type == "markdown"]
    answers = page.locator(".jp-MarkdownCell details")
    assert answers.count() == "".join(prose).count("<details") == 3 * 3 + 3 + 2 + 1
    assert page.locator(".jp-MarkdownCell details[open]").count() == 0
    answer = answers.filter(has_text="Nobody looks.")
    answer.locator("summary").click()
    answer.get_by_text("Nobody looks.").wait_for()
    # What measures the answer to a prediction waits until its cell is run, its first line too.
    waits = [cell for cell in stored.cells if "outputs_hidden" in cell.metadata.get("jupyter", {})]
    assert "text" in waits[0].outputs[1], "which JupyterLab would show"
    folded = page.locator(".jp-OutputPlaceholder").all_inner_texts()
    assert [text.strip() for text in folded] == [""] * 3
    # A number of the prose, stored and not typed, before any cell has run.
    (source,) = (source for source in prose if source.startswith("Only <!--"))
    number = notebooks.COMPUTED.search(source)[2]
    assert f"Only {number} of the pixels" in text


def test_a_chapter_runs_and_its_lab_answers(chapter):
    chapter.run_all()
    Grid(chapter.page).root.wait_for()
    words = chapter.page.locator(".widget-html-content").first
    words.get_by_text("moved right by 0 pixels").wait_for()
    chapter.page.locator(".jupyter-widgets .noUi-handle").nth(2).focus()
    chapter.page.keyboard.press("ArrowRight")
    words.get_by_text("moved right by 1 pixels").wait_for()


FIGURES = {
    "ConfidenceLab": ("amount = 0.5", "50%"),
    "DescentLab": ("steps = 3", "Step 3:"),
    "DigitReader": ("index = 4", "Test digit 5"),
    "LanguageLab": ("text = 'Die Sonne scheint.'", "It reads German"),
    "KnobWall": ("broken = 0.5", "6,501 knobs"),
    "NeuronLab": ("bias = 2.5", "bias +2.50"),
    "ParameterCounter": ("sizes = [784, 30, 10]", "23,860 parameters"),
    "TrainingRoom": ("batch_size = 100", re.compile("^100$")),
    "SquashCurve": ("weight = 2.0", "weighted sum 2.00"),
    "SlopeRelay": ("count = 3", "of 3 neurons"),
    "CurveSum": ("neurons = [[3.0, 0.0, 0.5]]", "of 1"),
    "OwnHand": ("writer = 'Ada'", "Ada has written nothing"),
    "HandLesson": ("hands = figures['HandLesson'].sample", "There are too few digits"),
    "TwoReaders": ("right = 8", "The network of windows reads"),
    "WindowLab": ("row = 5", "Row 5, column 11"),
    "SurpriseCurve": ("y = 0.25", "cost 1.39"),
    "TenLamps": ("output = 'softmax'", "make 1.00"),
    "PowersZoom": ("sight = 60e6", "60 million"),
    "AverageStack": ("step = 10", "4,000 examples"),
    "TemperatureDial": ("step = 50", "Temperature 3.00"),
    "ThreeInputs": ("bias = 2.0", "+ 2.0 ="),
    "MovedDigit": ("right = 3", "from itself"),
    "FoldedLine": ("count = 4", "4 layers"),
    "BlameFlow": ("earlier = 4", "to neuron 5"),
    "ByHeart": ("epoch = 3", "Epoch 3"),
    "EdgeMatch": ("which = 4", "of neuron 5"),
    "WindowSchool": ("seed = 2", "Eight windows of random weights"),
}


FETCHING = ("TrainingRoom", "DigitReader", "NeuronLab")  # which on the site fetch digits


@pytest.mark.parametrize(
    "names", [FETCHING, pytest.param(tuple(FIGURES), marks=pytest.mark.thorough)], ids=len
)
def test_figures_follow_python_and_get_their_digits(book, open_lab, names):
    cells = ["from neuralnet import widgets\nfigures = {}"]
    for name in names:
        change, _ = FIGURES[name]
        cells.append(f"figures['{name}'] = widgets.{name}()\nfigures['{name}']")
        cells.append(f"figures['{name}'].{change}")
    cells.append(
        "room, reader = figures['TrainingRoom'], figures['DigitReader']\n"
        "print('seen', room.images_seen, len(room.learned))\n"
        "print('drawn', reader.index, reader.image.any())\n"
        "print('painted', (figures['NeuronLab'].weights != 0).sum())"
    )
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=KERNEL)
    nbformat.write(notebook, book / "figures.ipynb")
    lab = open_lab("figures.ipynb")
    for place in range(len(cells) - 1):
        lab.run(place)
    for name in names:
        _, words = FIGURES[name]
        label = "-".join(re.findall("[A-Z][a-z]+", name)).lower()
        lab.page.locator(f".nn-{label}").get_by_text(words).first.wait_for(state="attached")
    # In a notebook the digits come from Python, and what was learned goes back to it.
    room = lab.page.locator(".nn-training-room")
    room.get_by_role("button", name="One batch").click()
    room.locator(".nn-readout", has_text="0.01 epochs").wait_for()
    lab.page.locator(".nn-digit-reader").get_by_role("button", name="Clear").click()
    lab.page.locator(".nn-neuron-lab").get_by_role("radio", name="Edge").press("Space")
    printed = lab.run(len(cells) - 1)
    printed.get_by_text(f"seen 100 {8 * 13_002}").wait_for()
    printed.get_by_text("drawn -1 False").wait_for()
    printed.get_by_text("painted 96").wait_for()
