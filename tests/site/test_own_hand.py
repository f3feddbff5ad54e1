"""OwnHand, used as a reader would: what is written stays, and is read as Python reads it."""

import re

import numpy as np
import pytest

from neuralnet import datasets, handwriting
from neuralnet.hands import person
from neuralnet.images import to_bytes
from neuralnet.widgets import OwnHand
from neuralnet.widgets.hand_traits import INVENTED, invented
from tests.site.conftest import NARROW, looks
from tests.site.figure_page import FigurePage

FULL = "() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }"


class HandPage(FigurePage):
    kind = OwnHand

    def __init__(self, page):
        super().__init__(page)
        self.pad = self.root.locator(".nn-pad canvas")
        self.tiles = self.root.locator(".nn-sheet button")
        self.whose = self.root.get_by_role("combobox", name="Whose")

    def asked(self):
        return int(re.fullmatch(r"Write an? (\d)", self.title())[1])

    def write(self, points=((6, 5), (20, 5), (12, 24))):
        """Draw, keep it, and return which digit was asked for."""
        asked = self.asked()
        self.drag(self.pad, points, 28)
        self.button("Keep it").click()
        self.settle()
        return asked

    def says(self, words):
        self.wait_for_text(".nn-readout", re.compile(words))

    def labels(self):
        self.settle()
        names = [tile.get_attribute("aria-label") for tile in self.tiles.all()]
        return [int(re.match(r"An? (\d)", name)[1]) for name in names]

    def row(self, name):
        self.settle()
        return self.text_of(".nn-rows:not([hidden]) li", name)

    def text_of(self, selector, words):
        found = self.root.locator(selector, has_text=words).inner_text()
        return found.replace("\N{MINUS SIGN}", "-")

    def saved(self, path):
        with self.page.expect_download() as download:
            self.button("Save").click()
        download.value.save_as(path)
        return path

    def open_files(self, *files):
        """Open files, each a name and its text."""
        content = [
            {"name": name, "mimeType": "application/json", "buffer": text.encode()}
            for name, text in files
        ]
        self.root.locator("input[type=file]").set_input_files(content)


def written(writer, seed=3, labels=(1, 2, 3)):
    drawings = to_bytes(person(list(labels), seed))
    return handwriting.as_text([handwriting.Hand(writer, np.array(labels), drawings)])


def test_what_is_written_is_kept_and_read_as_python_reads_it(show, tmp_path):
    with show(HandPage, OwnHand()) as figure:
        assert figure.readout().startswith("You have written nothing yet")
        asked = [figure.write() for _ in range(3)]
        assert len(set(asked)) == 3
        assert sorted(figure.labels()) == sorted(asked)
        own = datasets.own(figure.saved(tmp_path / "mine.json"))
        assert own.labels.tolist() == asked
        python = OwnHand(hands=(tmp_path / "mine.json").read_text())
        right, _ = python.reading["ours"]
        assert f"The book's network reads {right} of 3, so" in figure.readout()
        figure.choose("Readers")
        figure.button(f"Fetch them ({python.megabytes:g} MB)").click()
        figure.root.locator("li", has_text=re.compile(r"Nearest of.* of 3")).wait_for()
        names = ["The book's", "The one for", "The one of", "Nearest average", "Nearest of"]
        for name, (count, _) in zip(names, python.reading.values(), strict=True):
            assert f"{count} of 3, so " in figure.row(name)
        figure.choose("Habits")
        for name, value in zip(
            ["Thick", "Slant", "Size", "Off"], python.measures.values(), strict=True
        ):
            places = 2 if name == "Slant" else 1
            assert f"\n{value:.{places}f};" in figure.row(name)
        figure.page.reload()
        again = HandPage(figure.page)
        assert sorted(again.labels()) == sorted(asked)
        again.button("Erase all").click()
        again.says("Erased all 3 digits")
        assert again.labels() == []
        figure.page.reload()
        assert HandPage(figure.page).labels() == []


def ghosts(figure):
    """How many faint digits there are in each column."""
    figure.settle()
    columns = figure.root.locator(".nn-column").all()
    return [column.locator(".nn-ghost:visible").count() for column in columns]


def test_faint_digits_keep_the_places_of_the_reader_s_own(show):
    with show(HandPage, OwnHand()) as figure:
        assert ghosts(figure) == [6] * 10
        assert figure.labels() == []
        assert "Faint digits are an invented person's" in figure.text(".nn-detail")
        asked = figure.write()
        left = [6 - (k == asked) for k in range(10)]
        assert ghosts(figure) == left
        first = figure.root.locator(".nn-column").nth(asked).locator(".nn-tile").first
        assert first.evaluate("node => node.localName") == "button"
        figure.button("An invented person").click()
        figure.settle()
        assert ghosts(figure) == [0] * 10
        assert "Faint" not in figure.text(".nn-detail")
        figure.whose.select_option("")
        assert ghosts(figure) == left
        figure.button("Erase all").click()
        assert ghosts(figure) == [6] * 10


@pytest.mark.parametrize("width", [390, 720, 822])
def test_list_and_sheet_end_at_the_right_edge(show, width):
    with show(HandPage, OwnHand(), {"width": width, "height": 844}) as figure:
        figure.settle()
        parts = (".nn-head", ".nn-whose", ".nn-choices > div", ".nn-ghost >> nth=-1")
        boxes = [figure.root.locator(part).bounding_box() for part in parts]
        rights = [box["x"] + box["width"] for box in boxes]
        assert rights == pytest.approx([rights[0]] * 4, abs=1)
        sheet = figure.root.locator(".nn-sheet").bounding_box()
        left = sheet["y"] + sheet["height"] - boxes[-1]["y"] - boxes[-1]["height"]
        assert 0 <= left < 40  # six rows fit, and fill it


def test_it_is_written_with_the_keys(show):
    with show(HandPage, OwnHand()) as figure:
        asked = figure.asked()
        figure.pad.focus()
        figure.page.keyboard.press("Enter")
        figure.says(f"Nothing is drawn yet: write an? {asked} first")
        for key in ["Space", *["ArrowDown"] * 9, "Delete", "ArrowLeft", *["ArrowDown"] * 8]:
            figure.page.keyboard.press(key)
        figure.page.keyboard.press("Enter")
        assert figure.labels() == [asked]
        asked = figure.asked()
        figure.button("Skip").press("Enter")
        assert figure.asked() != asked


def test_a_digit_is_looked_at_and_removed_and_comes_back(show):
    python = OwnHand(hands=written("", labels=[4, 7, 9]))
    with show(HandPage, python) as figure:
        assert figure.labels() == [4, 7, 9]
        figure.tiles.nth(1).press("Enter")
        words = figure.text(".nn-detail p")
        assert words.startswith("Meant as a 7, and centred. Read by: the book's")
        figure.button("Remove").click()
        assert figure.labels() == [4, 9]
        figure.button("Undo").click()
        assert figure.labels() == [4, 7, 9]
        figure.button("Erase all").click()
        figure.button("Undo").click()
        assert figure.labels() == [4, 7, 9]


def test_a_class_is_opened_and_told_apart(show):
    with show(HandPage, OwnHand()) as figure:
        figure.write()
        files = [(f"{name}.json", written("Ada", seed)) for seed, name in enumerate("ab")]
        figure.open_files(*files, ("Bo.json", written("", 9)))
        figure.says("Opened 9 digits")
        names = figure.whose.locator("option").all_inner_texts()
        assert names == ["You", "Ada", "Ada (2)", "Bo"]
        assert figure.labels() == [1, 2, 3]
        figure.choose("People")
        for name, seed in (("Ada (2)", 1), ("Bo", 9)):
            right, count = OwnHand(hands=written("", seed)).reading["ours"]
            assert f"{right} of {count}, so" in figure.row(name)
        figure.whose.select_option("You")
        figure.choose("Digits")
        assert len(figure.labels()) == 1


BAD = [
    (" ", r"bad\.json was not opened: it is no JSON, or was cut off\."),
    (written("")[:-40], "was cut off"),
    ('{"format": "other"}', "not saved by a figure of this book"),
    (written("").replace('"sum": ', '"sum": 1'), "the digits in it are damaged"),
    (" " * 8_000_001, "larger than 8 megabytes"),
    (handwriting.as_text([]), "There are no digits in it"),
]


def test_a_bad_file_is_refused_in_words_and_nothing_is_lost(show):
    with show(HandPage, OwnHand()) as figure:
        asked = figure.write()
        for content, words in BAD:
            figure.open_files(("bad.json", content))
            figure.says(words)
            assert figure.labels() == [asked], words
        for place, (content, _) in enumerate(BAD):
            figure.open_files(("bad.json", content), (f"{place}.json", written(f"Bo {place}")))
            figure.whose.locator(f"option:text('Bo {place}')").wait_for(state="attached")
            figure.says("Opened 3 digits")
            figure.whose.select_option("You")
            assert figure.labels() == [asked], content[:100]


def test_a_browser_without_room_says_so(show):
    with show(HandPage, OwnHand()) as figure:
        figure.page.evaluate(FULL)
        asked = figure.write()
        figure.says("This browser keeps nothing of it: save it as a file")
        assert figure.labels() == [asked]


def test_names_are_text(show):
    name = "<img src=x onerror=alert(1)>"
    with show(HandPage, OwnHand()) as figure:
        figure.open_files(("x.json", written(name)))
        figure.says("Opened 3 digits")
        assert name in figure.whose.locator("option").all_inner_texts()
        figure.choose("People")
        assert figure.row(name).startswith(name)


def test_it_is_drawn_with_a_finger(show):
    with show(HandPage, OwnHand(), NARROW, has_touch=True) as figure:
        asked = figure.asked()
        figure.tap(figure.pad, (14, 14), 28)
        figure.button("Keep it").tap()
        assert figure.labels() == [asked]


def test_hand_and_answer_are_on_one_screen_of_a_phone(show):
    with show(HandPage, OwnHand(hands=invented(), writer=INVENTED), NARROW) as figure:
        figure.is_on_one_screen(figure.pad, figure.tiles.last)


def test_it_fits(show):
    with show(
        HandPage, OwnHand(hands=invented(), writer=INVENTED), {"width": 280, "height": 700}
    ) as figure:
        for _, size in figure.resized([280, 390, 1280], [16, 20]):
            for view in ("Digits", "Readers", "Habits", "People"):
                figure.choose(view)
                figure.fits(size, scrolls=".nn-sheet, .nn-rows")


@looks(1)
def test_it_breaks_no_rule(show, viewport, theme):
    with show(HandPage, OwnHand(hands=invented(), writer=INVENTED), viewport, theme) as figure:
        for view in ("Digits", "Readers", "Habits", "People"):
            figure.choose(view)
            figure.breaks_no_rule()
