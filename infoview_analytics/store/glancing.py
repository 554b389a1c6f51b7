"""A look at the few rows that changes are about, where that tells as much as reading it all."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from infoview_analytics.errors import InfoviewError
from infoview_analytics.records.configuring import settings_beside
from infoview_analytics.records.links import check_links
from infoview_analytics.records.reading import check_rows, is_of_a_file
from infoview_analytics.records.schema import TABLE_OF, Table
from infoview_analytics.records.settings import SETTINGS_FILE
from infoview_analytics.records.sheets import Sheet, read_sheet
from infoview_analytics.records.splitting import is_regular
from infoview_analytics.store.excerpts import Excerpt, Page, excerpt_of, otherwise_written
from infoview_analytics.store.novelties import told_anew
from infoview_analytics.store.saving import contents_of
from infoview_analytics.store.splicing import Change, edits_of, plain, spliced

_LINK = "interview_id"
_LINKED = ("interviews", "referrals", "advice")
_IN_LINKS = {_LINK, "person", "from_person", "to_person"}


class _CannotTellError(InfoviewError):
    """The few rows do not tell enough."""


def quickly_after(
    folder: Path, now: Mapping[str, bytes], changes: Sequence[Change]
) -> dict[str, bytes] | None:
    """Return what files will hold, if a look at a few rows shows that no change brings an error.

    Parameters
    ----------
    folder : pathlib.Path
        The campaign.
    now : mapping of str to bytes
        What the files hold that the changes are about.
    changes : sequence of Change
        What shall become of which rows.

    Returns
    -------
    dict or None
        The bytes of each of these files; None if all must be read to tell.
    """
    try:
        return _Glance(folder, now, changes).contents()
    except (InfoviewError, OSError, UnicodeError):
        return None


class _Glance:
    """The rows of a campaign that some changes are about."""

    def __init__(self, folder: Path, now: Mapping[str, bytes], changes: Sequence[Change]) -> None:
        self.folder = folder
        self.changes = changes
        words = settings_beside(folder / SETTINGS_FILE)[0].words
        named = {Path(file).stem for file in now}.union(_LINKED)
        self.tables = {name: TABLE_OF[name].with_words(words) for name in named}
        self.pages = {Path(file).stem: _regular(raw) for file, raw in now.items()}

    def contents(self) -> dict[str, bytes]:
        """Return what the files will hold; raise where that cannot be told so."""
        links = any(_is_about_links(change) for change in self.changes)
        ids = self.ids() if links else set()
        before, after = dict[str, Sheet](), dict[str, Sheet]()
        new: dict[str, bytes] = {}
        for name, page in self.pages.items():
            mine = [change for change in self.changes if change.table == name]
            excerpt = _excerpt(page.text, _keys(mine, TABLE_OF[name]) | ids)
            before[name] = self.sheet(name, excerpt.text)
            _refuse_new_columns(before[name], mine)
            edits = edits_of(excerpt.text, before[name], mine)
            after[name] = self.sheet(name, spliced(excerpt.text, edits))
            new[f"{name}.csv"] = page.after(excerpt.edits_of_whole(edits))
        for name in set(_LINKED) - self.pages.keys() if links else ():
            text = self.linked_text(name, ids)
            if text is not None:
                before[name], after[name] = self.sheet(name, text), self.sheet(name, text)
        self.refuse_errors(before, after)
        return new

    def ids(self) -> set[str]:
        """Return the ids of the interviews that the changed rows are, or will be, linked to."""
        found = {
            plain(value)
            for change in self.changes
            for value in (change.values.get(_LINK, ""), change.key or "")
        }
        for name in set(_LINKED[1:]) & self.pages.keys():
            table = TABLE_OF[name]
            keys = _keys([change for change in self.changes if change.table == name], table)
            sheet = self.sheet(name, _excerpt(self.pages[name].text, keys).text)
            rows = zip(sheet.cells[table.key], sheet.cells.get(_LINK, ()), strict=False)
            found |= {interview for key, interview in rows if key in keys}
        return found - {""}

    def sheet(self, name: str, text: str) -> Sheet:
        """Return rows of a file as a sheet."""
        table = self.tables[name]
        sheet = read_sheet(Path(table.file), table, instead=BOM_UTF8 + text.encode())
        if any(is_of_a_file(problem) for problem in sheet.problems):
            raise _CannotTellError
        return sheet

    def linked_text(self, name: str, ids: set[str]) -> str | None:
        """Return the rows of a file that is not changed and may be linked to the changed ones."""
        raw = contents_of(self.folder / f"{name}.csv")
        if raw is None or (name != _LINKED[0] and _holds_none(raw, ids)):
            return None
        return _excerpt(_regular(raw).text, ids).text

    def refuse_errors(self, before: Mapping[str, Sheet], after: Mapping[str, Sheet]) -> None:
        """Raise if there may be an error afterwards that was not there before."""
        for sheets in (before, after):
            for name in self.pages:
                check_rows(sheets[name])
            check_links(sheets)
        old, new = (
            [problem for sheet in sheets.values() for problem in sheet.problems]
            for sheets in (before, after)
        )
        if any(problem.is_error for problem in told_anew(old, new, ())):
            raise _CannotTellError


def _regular(raw: bytes) -> Page:
    """Return the page of a file that can be split without a problem."""
    page = Page.of(raw)
    if page is None or not is_regular(page.text):
        raise _CannotTellError
    return page


def _excerpt(text: str, values: set[str]) -> Excerpt:
    """Return the rows that hold some values."""
    excerpt = excerpt_of(text, values)
    if excerpt is None:
        raise _CannotTellError
    return excerpt


def _keys(changes: Iterable[Change], table: Table) -> set[str]:
    """Return the keys that rows have, and will have."""
    keys = {plain(key) for c in changes for key in (c.key or "", c.values.get(table.key, ""))}
    return keys - {""}


def _refuse_new_columns(sheet: Sheet, changes: Iterable[Change]) -> None:
    """Raise if a value is for a column that the file does not have: that touches every row."""
    headings = set(map(plain, sheet.headings))
    if not {plain(name) for change in changes for name in change.values} <= headings:
        raise _CannotTellError


def _is_about_links(change: Change) -> bool:
    """Tell whether a change can break or make a link between tables."""
    if change.table not in _LINKED:
        return False
    adds_or_removes = change.key is None or change.removes
    return adds_or_removes or bool(_IN_LINKS & set(map(plain, change.values)))


def _holds_none(raw: bytes, ids: set[str]) -> bool:
    """Tell whether a file surely holds none of some ids, looking at its bytes alone."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return False
    sought = (*ids, *otherwise_written(ids))
    return all(map(str.isascii, ids)) and not any(text.encode() in raw for text in sought)
