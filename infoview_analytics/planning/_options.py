"""Refuse chances that cannot be asked for, with the remedy."""

from __future__ import annotations

from infoview_analytics.errors import OptionError


def refuse_sure(**options: float) -> None:
    """Refuse a chance or a confidence that is not between none and all."""
    for name, value in options.items():
        if not 0 < value < 1:
            message = (
                f"{name} cannot be {value!r}: nothing is quite sure. Give a number between 0 "
                "and 1, such as 0.8."
            )
            raise OptionError(message)
