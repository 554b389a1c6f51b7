"""A campaign that is written to, and looked at afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import infoview_analytics as iv
from infoview_analytics.records.reading import read_campaign

DAY = "2026-03-10"
HEADINGS = (
    "interview_id,person,requested_on,responded_on,response,interview_on,outcome,"
    "minutes,learned,thank_you_on,notes"
)


class Book:
    """Write into one campaign, on one day."""

    def __init__(self, write: Callable[..., Path]) -> None:
        self._write = write
        self.folder = write()

    def holds(self, *requests: str, **files: str) -> None:
        """Put rows into interviews.csv, their last empty cells left out, and other files."""
        width = HEADINGS.count(",")
        rows = [row + "," * max(width - row.count(","), 0) for row in requests]
        self._write(interviews="\n".join([HEADINGS, *rows, ""]), **files)

    def log(self, entry: str, *, new_person: bool = False, replace: bool = False, **values):
        """Log something on 10 March 2026."""
        return iv.log_record(
            self.folder, entry, values, as_of=DAY, new_person=new_person, replace=replace
        )

    def rows(self, table: str = "interviews") -> list[dict[str, str]]:
        """Return the rows of a table, each with its filled cells only."""
        cells = read_campaign(self.folder).sheets[table].cells
        each = (dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True))
        return [{name: value for name, value in row.items() if value} for row in each]

    def refused(self, entry: str, **values) -> tuple[iv.Problem, ...]:
        """Return why an entry is refused, and see that nothing was changed for it."""
        before = self._contents()
        with pytest.raises(iv.EntryError) as caught:
            self.log(entry, **values)
        assert self._contents() == before
        return caught.value.problems

    def _contents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.glob("*.csv")}


@pytest.fixture
def book(campaign) -> Book:
    """Return a sound campaign of one request, to Ana Silva, and what writes into it."""
    return Book(campaign)
