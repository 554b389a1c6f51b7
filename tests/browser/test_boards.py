"""The boards in a real JupyterLab: each control changes its picture."""

import os
from pathlib import Path

import pytest
from jupyterlab_driver import (
    browser_page,
    faults,
    notebook_of,
    open_notebook,
    run_all,
    running_lab,
)

import infoview_analytics as iv

NEXT = ("Space", "ArrowDown", "Enter")
BOARDS = {  # the controls of each board by their names, and the keys that change them
    "GoalBoard": {
        "Goal: interviews": ("ArrowUp", "Enter"),
        "in each": NEXT,
        "From month": NEXT,
        "Planned breaks count neither way": ("Space",),
        "What if I sent": NEXT,
    },
    "ResponseBoard": {
        "Requests by": NEXT,
        "Ripe after": ("ArrowRight",),
        "Only asked by": NEXT,
        "Show": NEXT,
    },
    "GrowthBoard": {"Day": ("ArrowLeft",), "As known on": NEXT},
    "PlanBoard": {"The warmest way to": NEXT},
}
SLIDERS = ("Ripe after", "Day")


pytestmark = pytest.mark.browser
PICTURES = "[...document.querySelectorAll('.jupyter-widgets figure')].map((f) => f.innerHTML)"
HAS_CHANGED = f"(old) => JSON.stringify({PICTURES}) !== old"
SHOTS = os.environ.get("INFOVIEW_SHOTS")


def showing(board: str, day: str) -> str:
    """Return a notebook that shows one board."""
    return notebook_of(
        "import infoview_analytics as iv\n"
        'campaign = iv.load_campaign("records")\n'
        f'iv.{board}(campaign, as_of="{day}")'
    )


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    root = tmp_path_factory.mktemp("campaign")
    day = iv.make_sample(root / "records")
    for board in BOARDS:
        (root / f"{board}.ipynb").write_text(showing(board, f"{day:%Y-%m-%d}"))
    home = tmp_path_factory.mktemp("home")
    with running_lab(root, home) as lab, browser_page(lab) as opened:
        yield lab, *opened


@pytest.mark.parametrize("board", BOARDS)
def test_each_control_of_a_board_changes_its_picture(browser, board):
    lab, page, watch = browser
    open_notebook(page, lab, f"{board}.ipynb")
    cells = run_all(page)
    assert [kind for cell in cells for kind in cell["outputs"] if kind == "error"] == []
    page.wait_for_selector(".jupyter-widgets figure img")
    if SHOTS:
        page.set_viewport_size({"width": 1280, "height": 1700})
        page.wait_for_timeout(500)
        page.screenshot(path=Path(SHOTS) / f"{board}.png")
    for name, keys in BOARDS[board].items():
        before = page.evaluate(f"() => JSON.stringify({PICTURES})")
        change(page, name, keys)
        page.wait_for_function(HAS_CHANGED, arg=before)
    if board == "GrowthBoard":
        plays(page)
    assert faults(page) == []
    assert watch.complaints == []
    assert watch.foreign == []


def change(page, name, keys):
    """Change a control by keyboard; it is found by the name that a screen reader tells."""
    control = page.get_by_label(name, exact=True).first
    if name in SLIDERS:
        control = page.get_by_role("slider", name=name).first
    control.focus()
    for key in keys:
        page.keyboard.press(key)


def plays(page):
    """Let the weeks be played from the first, and see two pictures go by."""
    page.get_by_role("slider", name="Day").press("Home")
    page.wait_for_timeout(1000)
    button = page.get_by_role("button", name="Play the weeks")
    button.focus()
    page.keyboard.press("Space")
    for _ in range(2):
        before = page.evaluate(f"() => JSON.stringify({PICTURES})")
        page.wait_for_function(HAS_CHANGED, arg=before)
    page.keyboard.press("Space")
