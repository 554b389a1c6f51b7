"""Measure, in a real JupyterLab, how soon the network explorer shows 2,000 people.

Run it with ``uv run --extra dev python benchmarks/explorer_paint.py`` on a machine that does
nothing else; Chromium must be installed. The records are read in a first cell. The clock runs
from the start of the second, which makes the explorer, to the frame in which everybody is
drawn; then from a key press to a person's selection in Python and back, from a move of the
slider to the earlier network, and for one frame of a pan.
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

from jupyterlab_driver import (  # noqa: E402
    browser_page,
    notebook_of,
    open_notebook,
    run_all,
    running_lab,
)

REQUESTS = 1540
TIMES = 9
PAINT = """() => new Promise((done) => {
    const panel = window.jupyterapp.shell.currentWidget;
    const drawn = () => document.querySelectorAll('.iv-people .iv-mark').length > 0;
    const cell = panel.content.widgets[1];
    panel.content.activeCellIndex = 1;
    cell.model.sharedModel.setSource(EXPLORER);
    const start = performance.now();
    const look = () => drawn()
        ? requestAnimationFrame(() => done(performance.now() - start))
        : requestAnimationFrame(look);
    window.jupyterapp.commands.execute('notebook:run-cell');
    look();
})"""
SELECT = """() => new Promise((done) => {
    const marks = [...document.querySelectorAll('.iv-people .iv-mark')];
    const mark = marks[Math.floor(marks.length / 3 + 17 * (window.turn = (window.turn ?? 0) + 1))];
    const told = document.querySelector('.iv-live');
    const start = performance.now();
    new MutationObserver((_, watch) => {
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
    }).observe(told, {childList: true, characterData: true, subtree: true});
    mark.dispatchEvent(new MouseEvent('click', {bubbles: true}));
})"""
GO_BACK = """() => new Promise((done) => {
    const slider = document.querySelector('.iv-day input');
    const told = document.querySelector('.iv-words');
    const start = performance.now();
    new MutationObserver((_, watch) => {
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
    }).observe(told, {childList: true, characterData: true, subtree: true});
    slider.value = Number(slider.value) - 1;
    slider.dispatchEvent(new Event('input', {bubbles: true}));
})"""
PAN = """() => new Promise((done) => {
    const picture = document.querySelector('.iv-picture');
    const box = picture.getBoundingClientRect();
    const at = (kind, step, on) => on.dispatchEvent(new MouseEvent(kind, {
        bubbles: true, view: window, clientX: box.left + 60 + step, clientY: box.top + 60,
    }));
    at('mousedown', 0, picture);
    const times = [];
    let last = performance.now();
    const step = (n) => {
        at('mousemove', 4 * n, window);
        requestAnimationFrame(() => {
            const now = performance.now();
            times.push(now - last);
            last = now;
            if (n < 40) step(n + 1); else { at('mouseup', 160, window); done(times); }
        });
    };
    step(1);
})"""


def reading(day: str) -> str:
    """Return a notebook that reads the records, and has a cell to spare."""
    return notebook_of(
        "import infoview_analytics as iv\n"
        f'campaign = iv.load_campaign("records")\nday = "{day}"\niv.NetworkExplorer',
        "0",
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        root, home = Path(name) / "campaign", Path(name) / "home"
        root.mkdir()
        day = iv.make_sample(root / "records", requests=REQUESTS)
        (root / "explorer.ipynb").write_text(reading(f"{day:%Y-%m-%d}"))
        with running_lab(root, home) as lab, browser_page(lab) as (page, _):
            open_notebook(page, lab, "explorer.ipynb")
            run_all(page)
            cell = json.dumps("iv.NetworkExplorer(campaign, as_of=day)")
            paint = page.evaluate(PAINT.replace("EXPLORER", cell))
            people = page.locator(".iv-people .iv-mark").count()
            print(f"people drawn                {people:6,}")
            print(f"from the cell to the paint  {paint:6.0f} ms", flush=True)
            for words, script in (("a click, selected", SELECT), ("a week back, drawn", GO_BACK)):
                times = []
                for _ in range(TIMES):
                    page.wait_for_timeout(300)
                    times.append(page.evaluate(script))
                print(f"{words:27} {median(times):6.0f} ms", flush=True)
            print(f"a frame of a pan            {median(page.evaluate(PAN)):6.0f} ms")


if __name__ == "__main__":
    main()
