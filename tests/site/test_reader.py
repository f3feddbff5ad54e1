"""What a reader does on a page: predicts, answers questions, and finds it remembered."""

import json
import re

import pytest

from tests.site.conftest import NARROW, looks

CHAPTER = "chapters/05-parameters.html"
STORED = "JSON.parse(localStorage.getItem('thirteen-thousand-knobs') ?? '{}')"


def prediction(page, name):
    """Return the block of a prediction, its answer, and what is said of the guess."""
    block = page.locator(f"#predict-{name}")
    return block, block.locator("+ details.answer"), block.locator(".said")


def test_a_guess_is_made_by_keyboard_and_stands_beside_what_was_measured(visit):
    with visit("chapters/01-digits.html") as page:
        block, answer, said = prediction(page, "averages")
        assert not answer.is_visible()
        slider = block.get_by_role("slider", name="Your guess")
        slider.focus()
        for _ in range(10):
            page.keyboard.press("ArrowRight")
        assert slider.get_attribute("aria-valuetext") == "60%"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        measured = answer.locator("strong").first.inner_text()
        off = float(measured.rstrip("%")) - 60
        assert said.inner_text() == (
            f"You said 60%. Measured: {measured}. You were {off:.3g} points too low."
        )
        assert answer.locator(".cell_output").first.is_visible()
        assert block.get_by_role("button").all_inner_texts() == []
        page.reload(wait_until="networkidle")
        block, answer, said = prediction(page, "averages")
        assert said.inner_text().startswith("You said 60%.")
        assert answer.is_visible()


def test_it_can_be_shown_without_a_guess_and_nothing_is_remembered(visit):
    with visit(CHAPTER) as page:
        block, answer, said = prediction(page, "hammer")
        block.get_by_role("button", name="Just show me").click()
        assert answer.locator("table").is_visible()
        assert said.inner_text() == ""
        assert "guesses" not in str(page.evaluate(STORED))
        # Who has seen it may still guess.
        assert block.get_by_role("button").all_inner_texts() == ["Commit"]


def test_a_choice_is_right_or_another_and_none_is_asked_for_calmly(visit):
    with visit(CHAPTER) as page:
        block, answer, said = prediction(page, "where")
        block.get_by_role("button", name="Commit").click()
        assert said.inner_text() == "Choose one first, or have it shown."
        assert not answer.is_visible()
        block.get_by_role("radio", name="784-100-10").focus()
        page.keyboard.press("Space")
        block.get_by_role("button", name="Commit").click()
        right = "784-100-10, with one hidden layer of 100 neurons"
        assert said.inner_text() == f"You said {right}. Measured: {right}. ✓ Right."
        block, _, said = prediction(page, "smallest")
        block.get_by_role("radio", name="less than 10%").check()
        block.get_by_role("button", name="Commit").click()
        assert said.inner_text() == (
            "You said less than 10%. Measured: more than half. ✕ Another one."
        )


def test_where_a_slider_begins_is_no_guess(visit):
    with visit(CHAPTER) as page:
        wanted = {"nearest": "Move the slider first", "hammer": "Draw a line first"}
        for name, words in wanted.items():
            block, answer, said = prediction(page, name)
            block.get_by_role("button", name="Commit").click()
            assert said.inner_text() == f"{words}, or have it shown."
            assert not answer.is_visible()
        block, answer, said = prediction(page, "nearest")
        assert block.locator("output").inner_text() == "?"
        assert block.get_by_role("slider").get_attribute("aria-valuetext") == "no guess yet"
        block.get_by_role("slider").click()  # it stays in the middle: now that is meant
        block.get_by_role("button", name="Commit").click()
        assert said.inner_text().startswith("You said 50%.")


def test_a_guess_that_grows_tenfold_is_off_by_a_factor(visit):
    with visit("chapters/04-activations.html") as page:
        block, answer, said = prediction(page, "vanish")
        block.get_by_role("slider").focus()
        page.keyboard.press("Home")
        block.get_by_role("button", name="Commit").click()
        measured = answer.locator("strong").first.inner_text()
        factor = float(f"{float(measured.replace(',', '')):.2g}")
        assert said.inner_text() == (
            f"You said 1 times. Measured: {measured}. You were {factor:,.0f} times too low."
        )


def test_a_curve_is_drawn_by_mouse_or_keyboard_and_the_measured_one_beside_it(visit):
    with visit(CHAPTER) as page:
        block, answer, said = prediction(page, "hammer")
        board, sliders = block.locator(".sketch"), block.get_by_role("slider")
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + 2, middle)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] - 2, middle, steps=20)
        page.mouse.up()
        drawn = [int(slider.input_value()) for slider in sliders.all()]
        assert len(drawn) == 8
        assert all(abs(value - 50) <= 1 for value in drawn)
        sliders.first.focus()
        page.keyboard.press("End")
        assert sliders.first.input_value() == "100"
        assert sliders.first.get_attribute("aria-valuetext") == "100%"
        block.get_by_role("button", name="Commit").click()
        cells = answer.locator("tbody tr td:nth-child(2)").all_inner_texts()
        truth = [float(cell.rstrip("%")) for cell in cells]
        guess = [100, *drawn[1:]]
        mean = sum(abs(a - b) for a, b in zip(truth, guess, strict=True)) / 8
        assert f"yours is {mean:.2g} points off" in said.inner_text()
        points = block.locator("polyline.measured").get_attribute("points").split()
        heights = [100 - float(point.split(",")[1]) for point in points]
        assert heights == pytest.approx(truth)


def test_a_question_commits_and_then_lets_every_answer_be_opened(visit):
    with visit("chapters/07-learning.html") as page:
        question = page.locator(".question").first
        said = question.get_by_role("status")
        assert not question.locator("details").first.is_visible()
        question.get_by_role("button", name="Check").click()
        assert said.inner_text() == "Choose an answer first."
        kinds = [d.get_attribute("class") for d in question.locator("details").all()]
        radios = question.get_by_role("radio")
        assert radios.count() == len(kinds)
        for kind, words in (("wrong", "✕ Not this one."), ("right", "✓ Right.")):
            radios.nth(kinds.index(kind)).focus()
            page.keyboard.press("Space")
            question.get_by_role("button", name="Check").click()
            assert said.inner_text() == words
            opened = [
                d.get_attribute("open") is not None for d in question.locator("details").all()
            ]
            assert opened == [k == kinds.index(kind) for k in range(len(kinds))]
        other = question.locator("details.wrong").first
        other.locator("summary").click()
        assert other.locator("p").first.is_visible()
        # The first answer counts, not the one that was found at last.
        assert page.evaluate(STORED)["07-learning"]["questions"] == {"1": "wrong"}


def test_the_end_of_a_chapter_says_how_well_the_reader_guessed(visit):
    with visit(CHAPTER) as page:
        record = page.locator("#what-you-now-know .own-record")
        all_of_them = f"of this chapter's {page.locator('div.predict').count()} guesses."
        assert record.locator("p").inner_text() == f"You have made 0 {all_of_them}"
        block, *_ = prediction(page, "where")
        block.get_by_role("radio", name="784-16").check()
        block.get_by_role("button", name="Commit").click()
        assert record.locator("p").inner_text() == f"You have made 1 {all_of_them}"
        assert record.locator("li").all_inner_texts() == [
            "Which has more knobs: you said 784-16-16-16-16-16-16-10, with six hidden layers of "
            "16, measured 784-100-10, with one hidden layer of 100 neurons. ✕ Another one."
        ]


def test_the_first_page_says_what_was_done_until_it_is_erased(visit):
    with visit(CHAPTER) as page:
        block, *_ = prediction(page, "where")
        block.get_by_role("radio", name="784-16").check()
        block.get_by_role("button", name="Commit").click()
        page.locator("#what-you-now-know").scroll_into_view_if_needed()
        for _ in range(100):
            if page.evaluate(STORED)["05-parameters"].get("read"):
                break
            page.wait_for_timeout(50)
        page.goto(re.sub(r"chapters/.*", "intro.html", page.url), wait_until="networkidle")
        record = page.locator(".reading-record")
        assert (
            record.locator("p")
            .inner_text()
            .startswith(
                "So far you have come to the end of 1 chapter, made 1 guess, and answered 0"
            )
        )
        with page.expect_download() as saved:
            record.get_by_role("link", name="Save this record").click()
        content = json.loads(saved.value.path().read_text(encoding="utf-8"))
        assert content["05-parameters"]["guesses"]["predict-where"]["said"].startswith("784-16")
        record.get_by_role("button", name="Erase it").click()
        record.get_by_role("button", name="Erase all of it?").click()
        assert page.evaluate(STORED) == {}
        assert not record.is_visible()


def test_a_damaged_or_forbidden_memory_stops_nothing(visit):
    with visit(CHAPTER) as page:
        for damaged in ("[", "[1]", "null", '{"05-parameters": 3}'):
            page.evaluate("text => localStorage.setItem('thirteen-thousand-knobs', text)", damaged)
            page.reload(wait_until="networkidle")
            block, _, said = prediction(page, "where")
            block.get_by_role("radio", name="784-100-10").check()
            block.get_by_role("button", name="Commit").click()
            assert "✓ Right." in said.inner_text()
            page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_paper_holds_question_and_answer_and_no_controls(visit, scripts):
    with visit("chapters/01-digits.html", java_script_enabled=scripts) as page:
        page.emulate_media(media="print")
        for block in page.locator("div.predict").all():
            assert block.locator("p").first.is_visible()
            assert block.locator("+ details.answer p").first.is_visible()
        assert not any(each.is_visible() for each in page.locator(".guess, .own-record").all())


def test_without_scripts_an_answer_is_folded_under_words_that_open_it(visit):
    with visit("chapters/01-digits.html", java_script_enabled=False) as page:
        _, answer, _ = prediction(page, "rules")
        assert not answer.locator("p").first.is_visible()
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible()


@looks(1)
def test_what_asks_is_large_enough_and_fits(visit, viewport, theme):
    with visit(CHAPTER, viewport=viewport, theme=theme) as page:
        for block in page.locator("div.predict, div.question").all():
            for control in block.locator("button, label").all():
                if control.is_visible():
                    assert control.bounding_box()["height"] >= 24
            box = block.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= viewport["width"]


def test_a_finger_draws_a_curve(visit):
    with visit(CHAPTER, viewport=NARROW, has_touch=True, is_mobile=True) as page:
        block, *_ = prediction(page, "hammer")
        board = block.locator(".sketch")
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        page.touchscreen.tap(box["x"] + box["width"] / 16, box["y"] + box["height"] * 0.9)
        assert int(block.get_by_role("slider").first.input_value()) < 20
