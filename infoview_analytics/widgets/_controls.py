"""What the controls of the boards have in common."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw
import pandas as pd

_WHOLE = {"description_width": "initial"}


def choice(name: str, options: list[Any]) -> ipw.Dropdown:
    """Return a list to choose from, with a name of any length beside it."""
    return ipw.Dropdown(options=options, description=name, style=_WHOLE)


def row(*controls: ipw.Widget) -> ipw.HBox:
    """Return controls side by side, below each other where there is no room."""
    return ipw.HBox(controls, layout={"flex_flow": "row wrap"})


def day_options(days: pd.DatetimeIndex) -> list[tuple[str, pd.Timestamp]]:
    """Return days as the options of a control, each with its label, such as ``5 Jan 2026``."""
    return [(f"{d.day} {d.month_name()[:3]} {d.year}", d) for d in days]
