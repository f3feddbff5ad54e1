"""What search engines and messengers find in a fork's site."""

import html
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import yaml
from matplotlib.image import imread

from tests.launch.conftest import FORK_SITE
from tools import ROOT

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def book_pages():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    files = [entry["file"] for part in contents["parts"] for entry in part["chapters"]]
    return [contents["root"], *files]


def tags(page):
    text = page.read_text(encoding="utf-8")
    found = re.findall(r'<meta property="og:([^"]+)" content="([^"]*)"', text)
    return {name: html.unescape(words) for name, words in found}


def test_the_sitemap_lists_every_page_of_the_book_once(fork_site):
    listed = [place.text for place in ET.parse(fork_site / "sitemap.xml").iter(PLACE)]
    assert sorted(listed) == sorted(f"{FORK_SITE}{page}.html" for page in book_pages())


def test_a_shared_link_shows_what_the_page_is_about(fork_site):
    pictures, descriptions = set(), set()
    for page in book_pages():
        path = fork_site / f"{page}.html"
        said = tags(path)
        title = re.search(r"<title>([^<]*?) &#8212;", path.read_text(encoding="utf-8"))[1]
        assert said["title"] == html.unescape(title)
        assert said["url"] == f"{FORK_SITE}{page}.html"
        assert f'<link rel="canonical" href="{said["url"]}"' in path.read_text(encoding="utf-8")
        assert 60 < len(said["description"]) <= 200
        picture = fork_site / said["image"].removeprefix(FORK_SITE)
        assert imread(picture).shape[:2] == (630, 1200)
        assert picture.stat().st_size < 150_000
        pictures.add(Path(picture).read_bytes())
        descriptions.add(said["description"])
    assert len(pictures) == len(descriptions) == len(book_pages())


def test_the_missing_page_links_from_the_fork_s_own_address(fork_site):
    text = (fork_site / "404.html").read_text(encoding="utf-8")
    assert '<base href="/her-fork/" />' in text
    assert text.index("<base") < text.index("<link")
