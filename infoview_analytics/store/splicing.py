"""Rows changed in the text of a file, and every other character of it left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from infoview_analytics.errors import OptionError, UnknownColumnError, UnknownRowError, quoted
from infoview_analytics.records.headings import meant_by
from infoview_analytics.records.sheets import Sheet

_BREAK = re.compile(r"\r\n|\r|\n")
_CELL = re.compile(r'("[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)(,|\r\n|\r|\n|\Z)')
ROW = re.compile(r'([^"\r\n]*+(?:"[^"]*+"[^"\r\n]*+)*+)(\r\n|\r|\n|\Z)')
_NEEDS_QUOTES = re.compile(r'[",\r\n]')

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What shall become of one row.

    Attributes
    ----------
    table : str
        The table's name, such as ``"interviews"``.
    values : mapping of str to str
        What shall stand in the row's cells, by their columns: plain text, without the quotes
        of a CSV file. An empty text empties the cell; columns that are not named stay.
    key : str or None
        The value by which the table knows the row. None adds a row at the end of the file.
    removes : bool
        Whether the row is taken away.

    Raises
    ------
    OptionError
        If a row is to be taken away and its key is not told.
    """

    table: str
    values: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
    removes: bool = False

    def __post_init__(self) -> None:
        """Refuse to take away what cannot be found."""
        if self.removes and self.key is None:
            message = "A change that takes a row away needs its key. Give the key of the row."
            raise OptionError(message)


@dataclass(slots=True)
class _Plan:
    """What becomes of a sheet: its rows' new values, the rows taken away, those added."""

    values: dict[int, dict[str, str]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    added: list[dict[str, str]] = field(default_factory=list)


def edits_of(text: str, sheet: Sheet, changes: Iterable[Change]) -> list[Edit]:
    """Return what to replace in a text so that some of its rows are changed.

    A column of the table that the file lacks is added behind the last one if a value for it
    is given; that is the only case in which rows are touched that no change names.

    Parameters
    ----------
    text : str
        The text without a byte order mark, free of errors of the whole file.
    sheet : Sheet
        What was read from the same text.
    changes : iterable of Change
        Changes of this table; of two that set the same cell the later one holds.

    Returns
    -------
    list of tuple
        Where a span begins and ends, and what shall stand there, in order: changed cells,
        added rows, rows taken away, and nothing else.

    Raises
    ------
    UnknownRowError
        If the text has no row of that key, or several.
    UnknownColumnError
        If a value is given for a column that neither the file nor the table has, or one that
        the file seems to have under another heading.
    """
    plan = _planned(sheet, changes)
    places = {plain(heading): place for place, heading in enumerate(sheet.headings)}
    new = _new_columns(sheet, plan, places)
    edits: list[Edit] = []
    begins = [0, *(found.end() for found in _BREAK.finditer(text))]
    for row in plan.gone:
        begin = begins[sheet.begins[row] - 1]
        edits.append((begin, _row_end(text, begin), ""))
    line_ends = text.endswith(("\n", "\r")) or any(end == len(text) for _, end, _ in edits)
    header = _cells_at(text, 0)
    for row, values in plan.values.items():
        if row not in plan.gone:
            cells = _cells_at(text, begins[sheet.begins[row] - 1])
            placed = {places[name]: value for name, value in values.items() if name in places}
            edits += _cell_edits(text, cells, header, placed)
    edits += _widened(text, sheet, plan, new) if new else []
    if plan.added:
        like = _cells_at(text, begins[sheet.begins[-1] - 1]) if len(sheet) else header
        edits.append(_added(text, like, [*places, *new], plan.added, line_ends=line_ends))
    return sorted(edits, key=lambda edit: edit[:2])


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with some spans of it replaced.

    Parameters
    ----------
    text : str
        The text.
    edits : iterable of tuple
        Where each span begins and ends, and what shall stand there, in order.

    Returns
    -------
    str
        Every other character is as it was.
    """
    pieces, at = [], 0
    for begin, end, new in edits:
        pieces += [text[at:begin], new]
        at = end
    return "".join([*pieces, text[at:]])


def plain(value: str) -> str:
    """Return a heading or a value as the reader compares it.

    Parameters
    ----------
    value : str
        As it is written.

    Returns
    -------
    str
        Stripped and in NFC.
    """
    return normalize("NFC", value.strip())


def _planned(sheet: Sheet, changes: Iterable[Change]) -> _Plan:
    """Find the rows that the changes are about."""
    plan = _Plan()
    for change in changes:
        values = {plain(name): value for name, value in change.values.items()}
        if change.key is None:
            plan.added.append(values)
            continue
        row = _row_of(sheet, change.key)
        if change.removes:
            plan.gone.add(row)
        else:
            plan.values.setdefault(row, {}).update(values)
    return plan


def _row_of(sheet: Sheet, key: str) -> int:
    """Return the only row that has a key."""
    cells, wanted = sheet.cells.get(sheet.table.key, []), plain(key)
    many = cells.count(wanted) if wanted else 0
    if many == 1:
        return cells.index(wanted)
    said = "no row" if not many else f"{many:,} rows"
    remedy = "Read the records again" if not many else "Give each row its own first"
    message = f"{sheet.file} has {said} with the {sheet.table.key} {quoted(key)}. {remedy}."
    raise UnknownRowError(message)


def _new_columns(sheet: Sheet, plan: _Plan, places: Mapping[str, int]) -> list[str]:
    """Return the table's columns that the file needs and does not have yet."""
    rows = [*(v for row, v in plan.values.items() if row not in plan.gone), *plan.added]
    named = {name for values in rows for name in values}
    known = [column.name for column in sheet.table.columns]
    unknown = sorted(named - set(known) - places.keys())
    if unknown:
        message = (
            f"{sheet.file} has no column {quoted(unknown[0])}. It has {', '.join(places)}; "
            "or give the file such a column first."
        )
        raise UnknownColumnError(message)
    filled = {name for values in rows for name, value in values.items() if value}
    new = [name for name in known if name in filled - places.keys()]
    for heading in places.keys() - set(known):
        if meant_by(heading, known) in new:
            raise UnknownColumnError(_nearly_there(sheet.file, heading, meant_by(heading, known)))
    return new


def _nearly_there(file: str, heading: str, name: str | None) -> str:
    """Return what to say where a column seems to be there under another heading."""
    return (
        f"{file} has no column {name}, but {quoted(heading)}, which may be meant for it. Write "
        f"{name} there if so, or give it a heading that is less like it. Nothing was changed."
    )


def _widened(text: str, sheet: Sheet, plan: _Plan, new: Sequence[str]) -> list[Edit]:
    """Return what puts new columns behind each row, headings and misshapen rows included."""
    values = {sheet.begins[row]: cells for row, cells in plan.values.items()}
    gone = {sheet.begins[row] for row in plan.gone}
    edits: list[Edit] = []
    line = 1
    for found in ROW.finditer(text):
        begin, end = found.span(1)
        if begin == len(text):
            break
        if begin == 0:
            here = list(new)
        else:
            here = [_written(values.get(line, {}).get(name, "")) for name in new]
        if end > begin and line not in gone:
            edits.append((end, end, "".join(f",{cell}" for cell in here)))
        line += len(_BREAK.findall(found[0]))
    return edits


def _cell_edits(
    text: str, cells: Sequence[Edit], header: Sequence[Edit], values: Mapping[int, str]
) -> list[Edit]:
    """Return what puts new values into a row's cells; a cell that holds its value stays."""
    edits = []
    for place, value in values.items():
        begin, end, old = cells[place]
        if old != value:
            style = _keeps_quotes(text, cells[place]) or _keeps_quotes(text, header[place])
            edits.append((begin, end, _written(value, always=style)))
    return edits


def _added(
    text: str,
    like: Sequence[Edit],
    names: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    line_ends: bool,
) -> Edit:
    """Return what puts new rows at the end, quoted as the row that they stand under."""
    header = ROW.match(text)
    line_end = (header and header[2]) or "\n"
    quotes = [_keeps_quotes(text, cell) for cell in like]
    quotes += [False] * (len(names) - len(quotes))
    lines = [
        ",".join(
            _written(row.get(name, ""), always=always)
            for name, always in zip(names, quotes, strict=True)
        )
        + line_end
        for row in rows
    ]
    return len(text), len(text), "".join([line_end * (not line_ends), *lines])


def _keeps_quotes(text: str, cell: Edit) -> bool:
    """Tell whether a cell stands in quotes and does not need them."""
    begin, end, value = cell
    return end > begin and text[begin] == '"' and not _NEEDS_QUOTES.search(value)


def _cells_at(text: str, begin: int) -> list[Edit]:
    """Return where each cell of a row begins and ends, and its value without quotes."""
    cells, at = list[Edit](), begin
    while found := _CELL.match(text, at):
        written = found[1]
        value = written[1:-1].replace('""', '"') if written[:1] == '"' else written
        cells.append((*found.span(1), value))
        at = found.end()
        if found[2] != ",":
            break
    return cells


def _row_end(text: str, begin: int) -> int:
    """Return where a row ends, its line end included."""
    found = ROW.match(text, begin)
    return found.end() if found else len(text)


def _written(value: str, *, always: bool = False) -> str:
    """Return a value as a cell of the file."""
    if always or _NEEDS_QUOTES.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value
