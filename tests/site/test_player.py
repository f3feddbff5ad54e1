"""Sounds on the published page: they are there, they have names, and a browser can play them."""

from neuralnet.datasets import clip

PAGE = "chapters/10-beyond.html"


def test_the_words_of_chapter_9_can_be_heard(visit):
    with visit(PAGE) as page:
        page.locator("audio").first.scroll_into_view_if_needed()
        page.wait_for_function(
            "[...document.querySelectorAll('audio')].every((sound) => sound.readyState >= 1)"
        )
        sounds = page.evaluate(
            """[...document.querySelectorAll("audio")].map((sound) => ({
                 word: sound.ariaLabel ?? sound.getAttribute("aria-label"),
                 seconds: sound.duration, controls: sound.controls, paused: sound.paused,
                 right: sound.getBoundingClientRect().right,
               }))"""
        )
        assert [sound["word"] for sound in sounds] == ["three", "seven", "nine"]
        for sound in sounds:
            samples, rate = clip(sound["word"])
            assert abs(sound["seconds"] - len(samples) / rate) < 0.02
            assert sound["controls"]
            assert sound["paused"], "nothing may play by itself"


def test_a_player_fits_a_phone(visit):
    with visit(PAGE, viewport={"width": 320, "height": 640}) as page:
        widths = page.evaluate(
            "[...document.querySelectorAll('audio')].map((s) => s.getBoundingClientRect().right)"
        )
        assert widths
        assert max(widths) <= 320
