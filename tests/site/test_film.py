"""A film, played, stepped through and taken over, as a reader would."""

import pytest

from neuralnet.widgets import DescentLab
from tests.site.conftest import looks, settle
from tests.site.figure_page import FigurePage

PAGE = "chapters/07-learning.html"
STILL = {"reduced_motion": "reduce"}


class Ball(FigurePage):
    kind = DescentLab


@pytest.fixture
def film(visit):
    with visit(PAGE, clock=True, **STILL) as page:
        yield page.locator(".film")


def caption(film):
    """Return the one caption that is to be seen."""
    settle_clock(film)
    [shown] = [step for step in film.locator("li").all() if step.is_visible()]
    return shown.inner_text()


def settle_clock(film):
    film.page.clock.run_for(100)


def button(film, name):
    return film.get_by_role("button", name=name, exact=True)


def test_it_is_stepped_through_by_keyboard_and_moves_its_figure(film):
    ball, steps = Ball(film.page), film.locator("li").count()
    assert film.locator(".place").inner_text() == f"{steps} steps"
    assert not button(film, "One step back").is_enabled()
    button(film, "One step on").press("Enter")
    assert "A knob stands" in caption(film)
    assert ball.readout().startswith("Step 0: knob at 2.60")
    for _ in range(2):
        button(film, "One step on").press("Enter")
    assert "One step." in caption(film)
    assert ball.readout().startswith("Step 1")
    assert film.locator(".place").inner_text() == f"3 of {steps}"
    button(film, "One step back").press("Enter")
    settle_clock(film)
    assert ball.readout().startswith("Step 0")


def test_it_plays_by_itself_to_its_end_and_can_be_seen_again(film):
    steps = film.locator("li").count()
    button(film, "Play").click()
    for k in range(1, steps + 1):
        settle_clock(film)
        assert film.locator(".place").inner_text() == f"{k} of {steps}"
        for _ in range(200):  # as long as its caption takes to be read
            if film.locator(".place").inner_text() != f"{k} of {steps}" or (
                k == steps and button(film, "Again").is_visible()
            ):
                break
            film.page.clock.run_for(200)
    assert button(film, "Again").is_visible()
    button(film, "Again").click()
    assert film.locator(".place").inner_text() == f"1 of {steps}"


def test_who_touches_the_figure_has_it_and_the_film_goes_on_from_where_it_was(film):
    ball = Ball(film.page)
    button(film, "Play").click()
    button(film, "Pause").click()
    button(film, "One step on").click()
    button(film, "Go on").click()
    assert button(film, "Pause").is_visible()
    ball.button("One step").click()
    assert button(film, "Go on").is_visible()
    film.page.clock.run_for(60_000)
    assert film.locator(".place").inner_text().startswith("2 of ")
    button(film, "Go on").click()
    settle_clock(film)
    assert ball.readout().startswith("Step 0")


def test_its_pace_can_be_chosen(film):
    film.get_by_role("radio", name="fast").check()
    button(film, "Play").click()
    for _ in range(80):  # 8 seconds; at the usual pace it takes more than 9
        film.page.clock.run_for(100)
        if not film.locator(".place").inner_text().startswith("1 of"):
            break
    assert film.locator(".place").inner_text().startswith("2 of")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_on_paper_and_without_scripts_it_is_a_list(visit, scripts):
    with visit(PAGE, java_script_enabled=scripts) as page:
        page.emulate_media(media="print")
        assert all(step.is_visible() for step in page.locator(".film li").all())
        assert not any(each.is_visible() for each in page.locator(".film-bar").all())


@looks(1)
def test_no_caption_changes_the_height_of_the_page(visit, viewport, theme):
    with visit(PAGE, viewport=viewport, theme=theme, **STILL) as page:
        film = page.locator(".film")
        height = film.bounding_box()["height"]
        for _ in range(film.locator("li").count()):
            button(film, "One step on").click()
            settle(page)
            assert film.bounding_box()["height"] == height
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
