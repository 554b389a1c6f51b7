"""A slider with a name that a screen reader tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets as t


class Slider(anywidget.AnyWidget):
    """Choose one of some options in a row.

    Parameters
    ----------
    description : str
        The name of what is chosen.
    continuous : bool, default False
        Whether it tells its values while it is drawn, too, or only where it is let go.
    """

    _esm = Path(__file__).parent / "slider.js"

    description = t.Unicode(help="The name of what is chosen.").tag(sync=True)
    options: Any = t.List(help="A label and a value for each option.").tag(sync=True)
    index = t.Int(None, allow_none=True, help="The place of the option chosen.").tag(sync=True)
    continuous = t.Bool(default_value=False, help="Whether it tells while drawn.").tag(sync=True)
    disabled = t.Bool(default_value=False, help="Whether nothing can be chosen.").tag(sync=True)

    def __init__(self, description: str, *, continuous: bool = False) -> None:
        super().__init__(description=description, continuous=continuous)

    @t.validate("index")
    def _check_index(self, proposal: dict[str, Any]) -> int | None:
        index: int | None = proposal["value"]
        if index is not None and not 0 <= index < len(self.options):
            message = f"There is no option {index}. Use one from 0 to {len(self.options) - 1}."
            raise t.TraitError(message)
        return index
