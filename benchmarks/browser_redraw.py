"""Measure how long a board takes from a control's change to its new picture, at 2,000 records.

Run it with ``uv run --extra dev python benchmarks/browser_redraw.py`` on a machine that does
nothing else; Chromium must be installed. It prints medians in milliseconds for each board: in
Python alone, and in a real JupyterLab from the control's change to the picture in the page.
*New* is a picture that was never shown, *again* one that was. There are 1,090 requests and the
referrals that came of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import infoview_analytics as iv

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from jupyterlab_driver import (  # noqa: E402
    Page,
    browser_page,
    notebook_of,
    open_notebook,
    run_all,
    running_lab,
)

REQUESTS = 1090
CHANGES = 8
BOARDS = {  # what is changed: the control's attribute and name, and its figure
    "the first week": ("GoalBoard", "first", "From week", 0),
    "requests a week": ("GoalBoard", "requests", "What if I sent", 1),
    "the channel": ("ResponseBoard", "channels", "Only asked by", 0),
    "the day": ("GrowthBoard", "slider", "Day", 0),
    "the way": ("PlanBoard", "to", "The warmest way to", 1),
}
STOPWATCH = """(place) => {
    window.times = [];
    const board = document.querySelector('.jupyter-widgets');
    const figure = board.querySelectorAll('figure')[place].parentElement;
    for (const kind of ['keydown', 'change']) {
        board.addEventListener(kind, () => { window.pressed = performance.now(); }, true);
    }
    new MutationObserver(async () => {
        const pressed = window.pressed;
        await figure.querySelector('img').decode();
        requestAnimationFrame(() => window.times.push(performance.now() - pressed));
    }).observe(figure, {childList: true});
}"""


def showing(board: str, day: str) -> str:
    """Return a notebook that shows one board."""
    return notebook_of(
        "import infoview_analytics as iv\n"
        'campaign = iv.load_campaign("records")\n'
        f'iv.{board}(campaign, as_of="{day}")'
    )


def in_python(board: object, name: str) -> list[float]:
    """Return the medians in Python alone, for new pictures and for those shown again."""
    control = getattr(board, name)
    begin, step = control.index, -1 if name == "slider" else 1
    steps = range(1, min(CHANGES, len(control.options) - 1) + 1)
    places = [begin + step * n for n in steps]
    new = [timed(lambda place=place: setattr(control, "index", place)) for place in places]
    again = [
        timed(lambda place=place: setattr(control, "index", place)) for place in places[-2::-1]
    ]
    return [median(new), median(again)]


def timed(change: Callable[[], Any]) -> float:
    """Return how many milliseconds a change takes."""
    begin = perf_counter()
    change()
    return (perf_counter() - begin) * 1000


def in_browser(page: Page, name: str, place: int, many: int) -> list[float]:
    """Return the medians from a control's change to the picture, new and again."""
    page.wait_for_selector(".jupyter-widgets figure img")
    page.evaluate(STOPWATCH, place)
    handle = page.get_by_role("slider", name="Day")
    there = list(range(1, many + 1))
    for step, option in enumerate([*there, *there[-2::-1]]):
        count = page.evaluate("() => window.times.length")
        if name == "Day":
            handle.press("ArrowLeft" if step < many else "ArrowRight")
        else:
            page.get_by_label(name, exact=True).first.select_option(index=option)
        page.wait_for_function("(count) => window.times.length > count", arg=count)
        page.wait_for_timeout(400)  # nobody looks at a picture for a shorter time
    times = page.evaluate("() => window.times")
    return [median(times[:many]), median(times[many:])]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        root, home = Path(name) / "campaign", Path(name) / "home"
        root.mkdir()
        day = iv.make_sample(root / "records", requests=REQUESTS)
        campaign = iv.load_campaign(root / "records")
        for board in {row[0] for row in BOARDS.values()}:
            text = showing(board, f"{day:%Y-%m-%d}")
            (root / f"{board}.ipynb").write_text(text)
        with running_lab(root, home) as lab, browser_page(lab) as (page, _):
            for what, (board, control, label, place) in BOARDS.items():
                shown = getattr(iv, board)(campaign, as_of=day)
                many = min(CHANGES, len(getattr(shown, control).options) - 1)
                alone = in_python(shown, control)
                open_notebook(page, lab, f"{board}.ipynb")
                run_all(page)
                seen = in_browser(page, label, place, many)
                told = " ".join(f"{time:7.0f}" for time in [*alone, *seen])
                print(f"{board:14} {what:16} {told} ms", flush=True)


if __name__ == "__main__":
    print(f"{'':31} Python:  new   again browser: new again")
    main()
