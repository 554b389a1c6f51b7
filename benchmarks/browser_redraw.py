"""Measure, in a real JupyterLab, how long a board takes from a key press to its new picture.

Run it with ``uv run --extra dev python benchmarks/browser_redraw.py`` on a machine that does
nothing else; Chromium must be installed. It prints the median in milliseconds for each board
at 2,000 records: 1,090 requests and the referrals that came of them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from statistics import median

import infoview_analytics as iv

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from jupyterlab_driver import Page, browser_page, open_notebook, run_all, running_lab  # noqa: E402

REQUESTS = 1090
PRESSES = 16
BOARDS = {  # the control, and two keys that change it there and back
    "GoalBoard": ("select", "PageDown", "PageUp"),
    "ResponseBoard": ("select", "PageDown", "PageUp"),
    "GrowthBoard": (".noUi-handle", "ArrowLeft", "ArrowRight"),
}
STOPWATCH = """() => {
    window.times = [];
    const board = document.querySelector('.jupyter-widgets');
    board.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
    new MutationObserver(async () => {
        await board.querySelector('figure img').decode();
        requestAnimationFrame(() => window.times.push(performance.now() - window.pressed));
    }).observe(board.querySelector('figure').parentElement, {childList: true});
}"""


def notebook(board: str, day: str) -> dict:
    """Return a notebook that shows one board."""
    source = (
        "import infoview_analytics as iv\n"
        'campaign = iv.load_campaign("records")\n'
        f'iv.{board}(campaign, as_of="{day}")'
    )
    cell = {"cell_type": "code", "id": "board", "metadata": {}, "source": source}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    cells = [cell | {"outputs": [], "execution_count": None}]
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def milliseconds(page: Page, control: str, *keys: str) -> float:
    """Return the median time from a key press to the new picture."""
    page.wait_for_selector(".jupyter-widgets figure img")
    page.evaluate(STOPWATCH)
    handle = page.locator(f".jupyter-widgets {control}").first
    for press in range(PRESSES):
        handle.press(keys[press % len(keys)])
        page.wait_for_function("(count) => window.times.length > count", arg=press)
        page.wait_for_timeout(100)
    return median(page.evaluate("() => window.times"))


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        root, home = Path(name) / "campaign", Path(name) / "home"
        root.mkdir()
        day = iv.make_sample(root / "records", requests=REQUESTS)
        for board in BOARDS:
            text = json.dumps(notebook(board, f"{day:%Y-%m-%d}"))
            (root / f"{board}.ipynb").write_text(text)
        with running_lab(root, home) as lab, browser_page(lab) as (page, _):
            for board, (control, *keys) in BOARDS.items():
                open_notebook(page, lab, f"{board}.ipynb")
                run_all(page)
                print(f"{board:14} {milliseconds(page, control, *keys):5.0f} ms", flush=True)


if __name__ == "__main__":
    main()
