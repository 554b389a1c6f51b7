"""The app's page, served by Voilà: every tab, a row written down, nothing from outside."""

import os
from pathlib import Path

import pytest
from jupyterlab_driver import browser_page, grave_faults, open_home, running_app

import infoview_analytics as iv

SHOTS = os.environ.get("INFOVIEW_SHOTS")
TABS = {  # what a tab shows when it is ready, and how many pictures it has
    "Week": ("figure img", 2),
    "Next": ("textarea", 0),
    "Write down": (".infoview-field", 0),
    "Answers": ("figure img", 1),
    "Network": (".iv-people .iv-mark", 0),
    "Growth": ("figure img", 1),
    "Plan": ("figure img", 2),
    "Correct": ("canvas", 0),
}
DRAWN = "(images) => images.map((image) => image.complete && image.naturalWidth > 100)"
HAS_INK = """(canvas) => new Set(canvas.getContext('2d')
    .getImageData(0, 0, canvas.width, canvas.height).data).size > 2"""

pytestmark = pytest.mark.browser
in_the_light = pytest.mark.parametrize("app", ["light"], indirect=True, scope="module")
in_both_themes = pytest.mark.parametrize("app", ["light", "dark"], indirect=True, scope="module")


@pytest.fixture(scope="module")
def app(request, tmp_path_factory):
    """Return the theme, the folder, and the page with what it said, of an app that runs."""
    folder = tmp_path_factory.mktemp("sample")
    as_of = f"{iv.make_sample(folder):%Y-%m-%d}"
    home = tmp_path_factory.mktemp("home")
    is_dark = request.param == "dark"
    with running_app(folder, home, as_of=as_of, dark=is_dark) as server:
        with browser_page(server) as (page, watch):
            open_home(page, server)
            yield request.param, folder, page, watch
        assert "Traceback" not in server.log.read_text()


@in_both_themes
def test_every_tab_opens_with_its_pictures_and_without_a_grave_fault(app):
    theme, _, page, watch = app
    assert page.evaluate("document.body.dataset.jpThemeLight") == str(theme == "light").lower()
    assert page.get_by_role("tab").all_inner_texts() == list(TABS)
    for name, (sign, pictures) in TABS.items():
        page.get_by_role("tab", name=name).click()
        panel = page.locator(".widget-tab-contents > .jupyter-widgets").filter(visible=True)
        panel.locator(sign).first.wait_for()
        images = panel.locator("figure img")
        assert images.count() == pictures
        assert images.evaluate_all(DRAWN) == [True] * pictures
        if name == "Correct":
            assert panel.locator("canvas").first.evaluate(HAS_INK)
        if SHOTS:
            page.set_viewport_size({"width": 1280, "height": 1700})
            page.wait_for_timeout(500)
            page.screenshot(path=Path(SHOTS) / f"app-{name}-{theme}.png")
        assert grave_faults(page, "body") == []
    assert watch.is_quiet()


@in_the_light
def test_a_row_written_down_is_in_the_file_and_in_every_tab(app):
    _, folder, page, watch = app
    page.get_by_role("tab", name="Write down").click()
    page.get_by_label("Person *").fill("Eva Orr")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("status").filter(has_text="Logged: you asked Eva Orr").wait_for()
    assert ",Eva Orr," in (folder / "interviews.csv").read_text().splitlines()[-1]

    page.get_by_role("tab", name="Network").click()
    page.locator(".iv-mark[aria-label^='Eva Orr']").wait_for(state="attached")
    assert watch.is_quiet()


@in_the_light
def test_an_action_has_its_draft_and_what_is_found_changes_while_it_is_edited(app):
    theme, _, page, watch = app
    page.get_by_role("tab", name="Next").click()
    draft, remarks = page.get_by_label("Draft"), page.get_by_role("status")
    page.get_by_label("To do").select_option(index=0)
    page.wait_for_function("document.querySelector('textarea').value.startsWith('Subject:')")
    remarks.filter(has_text="Nothing to remark").wait_for()
    draft.press("Control+End")
    draft.press_sequentially(" Do you have a job opening for me?")
    remarks.filter(has_text="asks for a job").wait_for()
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"app-Next-edited-{theme}.png")
    offered = page.get_by_label("To do").locator("option").all_text_contents()
    talk = next(i for i, text in enumerate(offered) if text.split()[:2] == ["Be", "there"])
    page.get_by_label("To do").select_option(index=talk)
    page.get_by_role("heading", name="The brief").wait_for()
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"app-Next-brief-{theme}.png")
    assert grave_faults(page, "body") == []
    assert watch.is_quiet()
