"""The templates of the messages: read, checked and filled in, the user's own before ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from infoview_analytics.errors import TemplateError, quoted
from infoview_analytics.letters._language import Language

_MOST_NEAR = 3
_ENDING = ".txt.j2"


def filled(kind: str, fields: Mapping[str, Any], *, folders: list[Path], language: Language) -> str:
    """Return the text of a template with its fields filled in.

    Parameters
    ----------
    kind : str
        The template is the first ``KIND.txt.j2`` in the folders.
    fields : mapping
        What it may say.
    folders : list of pathlib.Path
        Where templates stand, the first before the others.
    language : Language
        Its small words.

    Returns
    -------
    str
        Tidy lines, without doubled blank ones.

    Raises
    ------
    TemplateError
        If it cannot be read, is not written as a template, or has an unknown field.
    """
    name = f"{kind}{_ENDING}"
    place = next((f / name for f in folders if (f / name).is_file()), folders[-1] / name)
    environment = SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["before"] = language.before
    try:
        _refuse_unknown(environment, place, fields)
        text = environment.get_template(name).render(fields)
    except TemplateError:
        raise
    except jinja2.TemplateSyntaxError as error:
        at = Path(error.filename) if error.filename else place
        raise TemplateError(
            _told(at, error.lineno, error.message or "it is no template")
        ) from error
    except jinja2.TemplateNotFound as error:
        why = f"the template {quoted(str(error))} is not there"
        raise TemplateError(_told(place, _line_of(error, folders), why)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(_told(place, None, f"it cannot be read ({error})")) from error
    except Exception as error:  # a template may do whatever it likes
        why = str(error) or type(error).__name__
        raise TemplateError(_told(place, _line_of(error, folders), why)) from error
    return language.unbroken(_tidy(text))


def _refuse_unknown(
    environment: SandboxedEnvironment, place: Path, fields: Mapping[str, Any]
) -> None:
    """Refuse a template with a field that no message has."""
    tree = environment.parse(place.read_text("utf-8"), filename=str(place))
    unknown = meta.find_undeclared_variables(tree) - set(fields) - set(environment.globals)
    if not unknown:
        return
    first = min(
        (n for n in tree.find_all(nodes.Name) if n.ctx == "load" and n.name in unknown),
        key=lambda n: n.lineno,
    )
    near = get_close_matches(first.name, fields, n=_MOST_NEAR, cutoff=0.4)
    known = ", ".join(near or sorted(fields))
    remedy = f"Did you mean {known}?" if near else f"Known fields: {known}."
    message = f"{place}:{first.lineno} has the unknown field {quoted(first.name)}. {remedy}"
    raise TemplateError(message)


def _line_of(error: BaseException, folders: list[Path]) -> int | None:
    """Return the line of a template in which an error arose."""
    line, trace = None, error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(_ENDING) and any(Path(name).is_relative_to(f) for f in folders):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _told(place: Path, line: int | None, why: str) -> str:
    """Return what is wrong with a template, and what to do."""
    where = f"{place}:{line}" if line else f"{place}"
    said = " ".join(why.split()).rstrip(".")
    return f"{where} cannot be filled in: {said}. Correct it, or remove it to use ours."


def _tidy(text: str) -> str:
    """Return a text without spaces at the ends of lines and without doubled blank lines."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines)
