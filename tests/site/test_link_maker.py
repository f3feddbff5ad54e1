"""The form that makes links for a class."""

from urllib.parse import parse_qs, urlsplit

from tools import ROOT


def test_it_joins_a_link_that_nbgitpuller_understands(visit):
    with visit("back/classes.html") as page:
        form = page.locator(".link-maker")
        link = form.locator("output")
        assert "Fill in" in link.inner_text()
        form.get_by_label("Address of your hub").fill("https://hub.school.example/")
        form.get_by_label("Address of your copy").fill("https://github.com/her/fork.git")
        form.get_by_label("Branch", exact=True).fill("spring")
        chapter = form.locator("select[name=chapter]").input_value()
        assert (ROOT / chapter).exists()
        parts = urlsplit(link.locator("a").get_attribute("href"))
        assert parts.netloc == "hub.school.example"
        assert parts.path == "/hub/user-redirect/git-pull"
        assert parse_qs(parts.query) == {
            "repo": ["https://github.com/her/fork"],
            "branch": ["spring"],
            "urlpath": [f"lab/tree/fork/{chapter}"],
        }


def test_it_makes_no_link_of_half_an_address(visit):
    with visit("back/classes.html") as page:
        form = page.locator(".link-maker")
        form.get_by_label("Address of your hub").fill("javascript:alert(1)//")
        form.get_by_label("Address of your copy").fill("https://github.com/her/fork")
        assert form.locator("output a").count() == 0
