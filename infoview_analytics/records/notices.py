"""What is not wrong, and yet counts otherwise than its writer may think."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from infoview_analytics.records.sheets import Sheet


@dataclass(frozen=True, slots=True)
class _Notice:
    """A pattern of filled and empty cells in a row, and what to tell of it.

    The problem stands at `column`. `odd` takes the values of `column` and of `others`.
    """

    code: str
    column: str
    others: tuple[str, ...]
    odd: Callable[..., bool]
    fault: str
    remedy: str


_INTERVIEWS = (
    _Notice(
        "W506",
        "response",
        ("responded_on",),
        lambda response, responded: response and not responded,
        "has no responded_on: it is counted as answered and left out of the times",
        "Fill in responded_on if you know it",
    ),
    _Notice(
        "W507",
        "responded_on",
        ("response",),
        lambda responded, response: responded and not response,
        "has no response: it is counted as answered, without a verdict",
        "Fill in response if you know it",
    ),
    _Notice(
        "W509",
        "interview_on",
        ("response", "responded_on"),
        lambda meets, response, responded: meets and not (response or responded),
        "has no response: it is counted as accepted and left out of the times",
        "Fill in responded_on and response if you know them",
    ),
    _Notice(
        "W512",
        "thank_you_on",
        ("interview_on", "response"),
        lambda thanked, meets, response: thanked and not meets and response != "declined",
        "has no interview_on",
        "Fill in interview_on if there was an interview",
    ),
    _Notice(
        "W513",
        "outcome",
        ("interview_on",),
        lambda outcome, meets: outcome and not meets,
        "has no interview_on: it counts nowhere",
        "Fill in interview_on",
    ),
)
_REFERRALS = (
    _Notice(
        "W505",
        "referred_on",
        ("from_person",),
        lambda referred, referrer: referrer and not referred,
        "is empty: the linked interview's date counts, else that of the first request, "
        "else it counts from the start",
        "Fill it in if you know it",
    ),
)
_NOTICES = {"interviews": _INTERVIEWS, "referrals": _REFERRALS}


def note_gaps(sheet: Sheet) -> None:
    """Note the rows that lack what would make them count fully: W505 to W507, W509, W512, W513.

    Parameters
    ----------
    sheet : Sheet
        Interviews or referrals; takes the problems.
    """
    for notice in _NOTICES.get(sheet.table.name, ()):
        if notice.column not in sheet.cells:
            continue
        nothing = [""] * len(sheet)
        columns = [sheet.cells.get(name, nothing) for name in (notice.column, *notice.others)]
        rows = [row for row, values in enumerate(zip(*columns, strict=True)) if notice.odd(*values)]
        for row in rows:
            sheet.tell(row, notice.column, notice.code, notice.fault, notice.remedy)
