"""How boards look where the page is dark."""

from __future__ import annotations

_DARK = '[data-jp-theme-light="false"]'
_ARROW = (  # ipywidgets draws a black one whatever the theme
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 18 18'%3E"
    "%3Cpath d='M5.2 5.9 9 9.7l3.8-3.8 1.2 1.2-4.9 5-4.9-5z' fill='%23ddd'/%3E%3C/svg%3E"
)
CHOICE = "infoview-choice"  # the class of a list to choose from
LOOK = (
    f'{_DARK} .{CHOICE} > select {{ background-image: url("{_ARROW}") }}'
    f"{_DARK} .infoview-picture img {{ filter: invert(0.9) hue-rotate(180deg) }}"
)
