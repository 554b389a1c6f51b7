"""What the controls of the boards have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as ipw
import pandas as pd
import traitlets as t

from infoview_analytics.widgets._look import CHOICE
from infoview_analytics.widgets._slider import Slider

Options = Sequence[tuple[str, Any]]

_WHOLE = {"description_width": "initial"}
_APART = {"margin": "2px 14px 2px 2px"}
_WIDE = {"width": "auto", "max_width": "100%", **_APART}


def choice(name: str) -> ipw.Dropdown:
    """Return a list to choose from, with a name of any length beside it."""
    return ipw.Dropdown(description=name, style=_WHOLE, layout=_WIDE).add_class(CHOICE)


def number(name: str, *, least: int, most: int) -> ipw.BoundedIntText:
    """Return a field for a whole number, with a name of any length beside it."""
    wide = {"width": "auto", "max_width": "260px", **_APART}
    return ipw.BoundedIntText(
        value=least, min=least, max=most, description=name, style=_WHOLE, layout=wide
    )


def tick(name: str) -> ipw.Checkbox:
    """Return a box to tick, with its name beside it."""
    return ipw.Checkbox(description=name, indent=False, layout={"width": "auto", **_APART})


def row(*controls: ipw.Widget) -> ipw.HBox:
    """Return controls side by side, below each other where there is no room."""
    return ipw.HBox(controls, layout={"flex_flow": "row wrap", "align_items": "center"})


def day_options(days: pd.Index) -> list[tuple[str, Any]]:
    """Return days as the options of a control, each with its label, such as ``5 Jan 2026``."""
    stamps = pd.DatetimeIndex(days)
    return [(f"{d.day} {d.month_name()[:3]} {d.year}", d) for d in stamps]


def link_choice(
    known: tuple[t.HasTraits, str],
    control: ipw.Dropdown | ipw.Select | Slider,
    options: Callable[[], Options],
    *,
    anew: Sequence[str] = (),
) -> None:
    """Let a trait and what is chosen in a control follow each other.

    The options are asked for anew whenever one of the traits `anew` has changed. In the control
    the value of an option is its place, since two may have the same label.
    """
    state, trait = known
    offered: list[Any] = []
    is_following = False

    def follow(change: Any = None) -> None:  # noqa: ANN401
        nonlocal is_following
        is_following = True
        try:
            with control.hold_sync():
                if change is None or change["name"] in anew:
                    offer()
                value = getattr(state, trait)
                control.index = offered.index(value) if value in offered else None
        finally:
            is_following = False

    def offer() -> None:
        told = list(options())
        offered[:] = [value for _, value in told]
        control.options = [(label, place) for place, (label, _) in enumerate(told)]

    def choose(change: Any) -> None:  # noqa: ANN401
        if not is_following and change["new"] is not None:
            setattr(state, trait, offered[change["new"]])

    follow()
    control.observe(choose, "index")
    state.observe(follow, [trait, *anew])
