"""What is wrong between the rows of a sheet, and between one sheet and another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from infoview_analytics.errors import quoted
from infoview_analytics.records.likeness import like_pairs
from infoview_analytics.records.rings import find_rings
from infoview_analytics.records.sheets import Sheet

Sheets = Mapping[str, Sheet]

PERSON_COLUMNS = ("person", "from_person", "to_person")
_MOST_IDS = 3
_MOST_IN_A_RING = 6
_NOT_IN_AN_ID = re.compile(r"[\W_]+|(?<![0-9])0+(?=[0-9])")


def check_self_referrals(referrals: Sheet) -> None:
    """Note E304 where somebody names themselves.

    Parameters
    ----------
    referrals : Sheet
        The referrals; takes the problems.
    """
    for row, (referrer, person) in enumerate(_pairs(referrals)):
        if referrer == person != "":
            remedy = "Correct from_person or to_person"
            referrals.tell(row, "to_person", "E304", "names themselves", remedy)


def check_links(sheets: Sheets) -> None:
    """Note E305 and E306 where a row is linked to an interview that is not there or not theirs.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        The sheets of a campaign by the names of their tables; they take the problems.
    """
    interviews = sheets.get("interviews")
    if interviews is None or not interviews.complete or "interview_id" not in interviews.cells:
        return
    ids = interviews.cells["interview_id"]
    people = interviews.cells.get("person", [""] * len(ids))
    with_whom: dict[str, str] = {}
    for interview, person in zip(ids, people, strict=True):
        with_whom.setdefault(interview, person)
    known = with_whom.keys() | interviews.strays
    for name in ("referrals", "advice"):
        if name in sheets and "interview_id" in sheets[name].cells:
            _check_known(sheets[name], known)
    if "referrals" in sheets:
        _check_theirs(sheets["referrals"], with_whom)


def note_links(sheets: Sheets, you: str) -> None:
    """Note what looks odd between rows: W502 to W504 and W514.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        The sheets of a campaign by the names of their tables; they take the problems.
    you : str
        The name that stands for the campaign's owner.
    """
    if "referrals" in sheets:
        _note_repeated(sheets["referrals"])
        _note_rings(sheets["referrals"])
    people = [(sheet, name) for sheet in sheets.values() for name in PERSON_COLUMNS]
    firms = [(sheet, "organization") for sheet in sheets.values()]
    for kind, places in (("person", people), ("organisation", firms)):
        there = [(sheet, name) for sheet, name in places if name in sheet.cells]
        _note_like(there, kind)
        if kind == "person":
            _note_you(there, you)


def _check_known(sheet: Sheet, known: set[str]) -> None:
    """Note E305 where an interview_id is not among the known ones."""
    cells = sheet.cells["interview_id"]
    unknown = set(sheet.values["interview_id"]) - known - {""}
    if not unknown:
        return
    alike = {_plain_id(interview): interview for interview in known}
    remedy = "Write an interview_id that interviews.csv has"
    if not next(c for c in sheet.table.columns if c.name == "interview_id").filled:
        remedy = f"{remedy}, or leave it empty"
    for row, cell in enumerate(cells):
        if cell in unknown:
            near = alike.get(_plain_id(cell))
            said = f"Write {near} if you mean that" if near else remedy
            sheet.tell(row, "interview_id", "E305", "is not in interviews.csv", said)


def _check_theirs(referrals: Sheet, with_whom: dict[str, str]) -> None:
    """Note E306 where the linked interview is not with the one who named somebody."""
    if not {"interview_id", "from_person"} <= referrals.cells.keys():
        return
    linked = zip(referrals.cells["interview_id"], referrals.cells["from_person"], strict=True)
    wrong = [
        (row, person)
        for row, (interview, person) in enumerate(linked)
        if interview and person and with_whom.get(interview, person) not in (person, "")
    ]
    theirs = defaultdict(list)
    for interview, person in with_whom.items() if wrong else ():
        theirs[person].append(interview)
    for row, person in wrong:
        other = with_whom[referrals.cells["interview_id"][row]]
        ids = theirs.get(person, [])
        remedy = f"Write {' or '.join(ids[:_MOST_IDS])}" if ids else "Leave it empty"
        fault = f"is an interview with {quoted(other)}, not with {quoted(person)}"
        remedy = f"{remedy}, or correct from_person"
        referrals.tell(row, "interview_id", "E306", fault, remedy)


def _note_repeated(referrals: Sheet) -> None:
    """Note W504 where the same person was named by the same person on an earlier row."""
    pairs = list(_pairs(referrals))
    if len(set(pairs)) == len(pairs):
        return
    first: dict[tuple[str, str], int] = {}
    for row, pair in enumerate(pairs):
        if all(pair) and first.setdefault(pair, row) != row:
            line = referrals.line(first[pair], "to_person")
            fault = f"was named by {quoted(pair[0])} on line {line} too"
            remedy = "Delete one, unless they were named twice"
            referrals.tell(row, "to_person", "W504", fault, remedy)


def _note_rings(referrals: Sheet) -> None:
    """Note W502 once for each ring of people who name each other."""
    pairs = [pair for pair in _pairs(referrals) if all(pair)]
    rings = find_rings(pairs)
    if not rings:
        return
    row_of = {pair: row for row, pair in enumerate(_pairs(referrals))}
    for ring in rings:
        row = row_of[ring[-1], ring[0]]
        shown = [quoted(person) for person in ring[:_MOST_IN_A_RING]]
        more = [f"{len(ring) - len(shown):,} more"] if len(ring) > len(shown) else []
        fault = f"closes a ring: {', '.join([*shown, *more, shown[0]])} name each other in turn"
        remedy = "See whether a referral is reversed"
        referrals.tell(row, "to_person", "W502", fault, remedy)


def _note_like(places: list[tuple[Sheet, str]], kind: str) -> None:
    """Note W503 where a spelling may mean a person or an organisation met before."""
    first: dict[str, tuple[Sheet, str]] = {}
    for sheet, name in places:
        for spelling in sheet.values[name]:
            first.setdefault(spelling, (sheet, name))
    pairs = like_pairs(list(first))
    if not pairs:
        return
    row_of = {
        (sheet.file, name, cell): row
        for sheet, name in places
        for row, cell in reversed(list(enumerate(sheet.cells[name])))
    }
    for later, earlier in pairs:
        (sheet, name), (other, column) = first[later], first[earlier]
        line = other.line(row_of[other.file, column, earlier], column)
        fault = f"may be the same {kind} as {quoted(earlier)} ({other.file}:{line})"
        row = row_of[sheet.file, name, later]
        sheet.tell(row, name, "W503", fault, "Use one spelling if they are one")


def _note_you(places: list[tuple[Sheet, str]], you: str) -> None:
    """Note W514 once for each column that holds the name that stands for you."""
    for sheet, name in places:
        if you in sheet.values[name]:
            row = sheet.cells[name].index(you)
            remedy = "Change it here, or your name under [you] in infoview.toml"
            sheet.tell(row, name, "W514", "stands for you", remedy)


def _pairs(referrals: Sheet) -> Iterator[tuple[str, str]]:
    """Return who named whom in each row, nothing where a column is missing."""
    cells = referrals.cells
    if not {"from_person", "to_person"} <= cells.keys():
        return iter(())
    return zip(cells["from_person"], cells["to_person"], strict=True)


def _plain_id(interview: str) -> str:
    """Return an id as one might write it from memory."""
    return _NOT_IN_AN_ID.sub("", interview).casefold()
