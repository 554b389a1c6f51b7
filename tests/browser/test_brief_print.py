"""A brief on paper: one sheet, letters that can be read, nothing from outside."""

import re

import pytest
from jupyterlab_driver import find_chromium
from playwright.sync_api import sync_playwright

import infoview_analytics as iv

TALKS = [
    ("Maxime Desrosiers", "2026-04-01"),
    ("Kenji Morimoto", "2026-03-23"),
    ("Eleni Vassilakis", "2026-03-10"),
]
TEN_POINTS = 10 * 96 / 72
SMALLEST = """() => Math.min(...[...document.querySelectorAll('main *')]
    .filter(e => e.innerText?.trim()).map(e => parseFloat(getComputedStyle(e).fontSize)))"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium())
        page = browser.new_page()
        page.route("**/*", lambda route: route.abort())
        yield page
        browser.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("person", "as_of"), TALKS)
def test_a_brief_of_the_sample_is_one_sheet(page, person, as_of, paper):
    sample = iv.load_campaign("data/sample")
    page.set_content(iv.brief_in_html(iv.brief(sample, person, as_of=as_of)))
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=paper))
    assert len(sheets) == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= TEN_POINTS - 0.01
    page.emulate_media(media="null")


def test_on_a_phone_nothing_is_cut_off(page):
    page.set_viewport_size({"width": 360, "height": 740})
    sample = iv.load_campaign("data/sample")
    page.set_content(iv.brief_in_html(iv.brief(sample, TALKS[0][0], as_of=TALKS[0][1])))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
