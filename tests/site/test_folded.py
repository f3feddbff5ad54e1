"""What is folded in a chapter: the answers to its questions, the solutions of its exercises."""

import pytest

FOLDED = ".question details > p, #exercises details.solution > p"
VISIBLE = "elements => elements.map(element => element.checkVisibility())"
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@SCRIPTS
def test_nothing_folded_is_seen_until_its_words_are_pressed(visit, scripts):
    with visit("chapters/07-learning.html", java_script_enabled=scripts) as page:
        assert page.locator(".question").count() == 3
        assert page.locator("#exercises details.solution").count() == 3
        assert not any(page.locator(FOLDED).evaluate_all(VISIBLE))
        if scripts:  # a question opens its answers once one has been checked: see test_reader
            question = page.locator(".question").first
            question.get_by_role("radio").first.check()
            question.get_by_role("button", name="Check").click()
            for opened in question.locator("details[open] > summary").all():
                opened.click()
        answer = page.locator(".question details.right").first
        answer.locator("summary").focus()
        page.keyboard.press("Enter")
        assert answer.locator("p").is_visible()
        page.keyboard.press("Enter")
        assert not answer.locator("p").is_visible()


@SCRIPTS
def test_paper_has_all_that_is_folded(visit, scripts):
    with visit("chapters/07-learning.html", java_script_enabled=scripts) as page:
        page.emulate_media(media="print")
        assert all(page.locator(FOLDED).evaluate_all(VISIBLE))


def test_the_words_of_a_formula_s_number_lead_to_it(visit):
    with visit("chapters/07-learning.html") as page:
        page.get_by_role("link", name="equation (2)", exact=True).click()
        assert page.url.endswith("#equation-2")
        formula = page.locator("#equation-2")
        assert formula.locator("math").count() == 1
        assert "(2)" in formula.inner_text()
