"""A brief as Markdown and as HTML; whatever came from a record is made safe there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import jinja2

_BY_NUMBER = frozenset("\\$&@")
_MARKS = re.compile(r"[\\$`*\[\]<>|~{}]|&(?=#?\w)|(?<=@)@|(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"^([#+=-]|\d+(?=[.)]))")


def in_markdown(value: object) -> object:
    """Return a text in which nothing is read as Markdown, HTML or mathematics."""
    if not isinstance(value, str):
        return value
    safe = _MARKS.sub(
        lambda mark: _entity(mark[0]) if mark[0] in _BY_NUMBER else f"\\{mark[0]}", value
    )
    return _AT_START.sub(lambda start: f"{start[1][:-1]}{_entity(start[1][-1])}", safe)


def as_markdown(facts: Mapping[str, Any]) -> str:
    """Return a brief in Markdown."""
    return _MARKDOWN.get_template("brief.md.j2").render(facts).strip() + "\n"


def as_html(facts: Mapping[str, Any], *, is_page: bool) -> str:
    """Return a brief as a page of its own, or as a part of one."""
    name = "brief.html.j2" if is_page else "brief_part.html.j2"
    return _HTML.get_template(name).render(facts)


def _entity(mark: str) -> str:
    """Return a character by its number."""
    return f"&#{ord(mark)};"


def _environment(*, autoescape: bool, **options: Any) -> jinja2.Environment:  # noqa: ANN401
    """Return an environment that knows our templates."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("infoview_analytics.briefs"),
        autoescape=autoescape,  # noqa: S701 -- Markdown is made safe by `finalize`
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        **options,
    )


_HTML = _environment(autoescape=True)
_MARKDOWN = _environment(autoescape=False, finalize=in_markdown)
