"""The notebooks in a real JupyterLab, in a real browser that can reach nothing but this machine."""

import os
import shutil
from pathlib import Path

import pytest
from jupyterlab_driver import (
    browser_page,
    faults,
    open_notebook,
    run_all,
    run_in_kernel,
    running_lab,
)

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SHOTS = os.environ.get("INFOVIEW_SHOTS")
HIDDEN = """import gc, ipywidgets
kept = [thing.outputs for thing in gc.get_objects() if type(thing) is ipywidgets.Output]
assert not any(kept), kept"""  # an error in an Output would not be seen
WIDGET = "application/vnd.jupyter.widget-view+json"
DRAWN = "(images) => images.every((image) => image.complete && image.naturalWidth > 100)"

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom_and_shows_what_it_has_drawn(lab, browser, path):
    page, watch = browser
    open_notebook(page, lab, f"notebooks/{path.name}")
    cells = run_all(page)
    assert [cell["count"] for cell in cells] == list(range(1, len(cells) + 1))
    kinds = [kind for cell in cells for kind in cell["outputs"]]
    assert "error" not in kinds
    shown = page.locator(".jp-OutputArea-output:has(.jupyter-widgets)")
    stored = path.read_text(encoding="utf-8")
    if WIDGET in stored:
        shown.last.wait_for(state="attached")
    images = page.locator(".jp-OutputArea-output img")
    assert images.count() >= stored.count('"image/png": "')
    assert images.evaluate_all(DRAWN)
    if SHOTS:
        shoot(page, path.stem)
    run_in_kernel(page, HIDDEN)
    assert faults(page) == []
    assert watch.is_quiet()


def shoot(page, name):
    """Take a picture of each widget of a notebook."""
    page.set_viewport_size({"width": 1280, "height": 1700})
    shown = page.locator(".jp-OutputArea-output:has(.jupyter-widgets)")
    for place in range(shown.count()):
        shown.nth(place).scroll_into_view_if_needed()
        page.wait_for_timeout(700)
        page.screenshot(path=Path(SHOTS) / f"lab-{name}-{place}.png")
