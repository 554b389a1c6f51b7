"""The notebooks in a real JupyterLab, in a real browser that can reach nothing but this machine."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OPEN_AND_TAKE_NEXT = ("Space", "ArrowDown", "Enter")
CONTROLS = {  # a control of each notebook's board, and the keys that change it
    "01_my_week": ("select", OPEN_AND_TAKE_NEXT),
    "02_the_answers": ("select", OPEN_AND_TAKE_NEXT),
    "03_the_network": (".noUi-handle", ("ArrowLeft",)),
}

pytestmark = pytest.mark.browser

missing = [name for name in ("jupyterlab", "playwright") if find_spec(name) is None]
if not any(map(shutil.which, BROWSERS)):
    missing.append("a Chromium on the path")
if missing:
    reason = f"the browser tests need {' and '.join(missing)}"
    if os.environ.get("INFOVIEW_BROWSER") == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)

from jupyterlab_driver import (  # noqa: E402 - it cannot be imported where playwright is missing
    browser_page,
    faults,
    open_notebook,
    run_all,
    running_lab,
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    root = tmp_path_factory.mktemp("campaign")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    shutil.copytree(ROOT / "data", root / "data")
    with running_lab(root, tmp_path_factory.mktemp("home")) as lab:
        yield lab


@pytest.fixture(scope="module")
def browser(lab):
    with browser_page(lab) as opened:
        yield opened


@pytest.mark.parametrize("name", CONTROLS)
def test_a_notebook_runs_and_its_board_answers_to_the_keyboard(lab, browser, name):
    page, watch = browser
    open_notebook(page, lab, f"notebooks/{name}.ipynb")

    cells = run_all(page)
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert [kind for cell in cells for kind in cell["outputs"] if kind == "error"] == []

    selector, keys = CONTROLS[name]
    picture = page.locator(".jupyter-widgets figure img")
    before = picture.get_attribute("src"), picture.get_attribute("alt")
    page.locator(f".jupyter-widgets {selector}").first.focus()
    for key in keys:
        page.keyboard.press(key)
    changed = "(old) => document.querySelector('.jupyter-widgets figure img').src !== old"
    page.wait_for_function(changed, arg=before[0])
    assert picture.get_attribute("alt") != before[1]
    assert picture.evaluate("(image) => image.naturalWidth") > 0

    _nothing_is_wrong(page, watch)


def test_the_plan_runs_and_shows_its_pictures(lab, browser):
    page, watch = browser
    open_notebook(page, lab, "notebooks/04_the_plan.ipynb")

    cells = run_all(page)
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert [kind for cell in cells for kind in cell["outputs"] if kind == "error"] == []
    drawn = [kind for cell in cells for kind in cell["outputs"] if kind == "display_data"]
    assert page.locator(".jp-OutputArea img").count() == len(drawn) > 0

    _nothing_is_wrong(page, watch)


def _nothing_is_wrong(page, watch):
    assert faults(page) == []
    assert watch.complaints == []
    assert watch.foreign == []
