"""What the records tell of one person: for a message to them, or for a talk with them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from infoview_analytics.agenda._leave import last_leave
from infoview_analytics.as_of import Known, as_known, column, known_rows
from infoview_analytics.errors import UnknownContactError, quoted
from infoview_analytics.network._matching import key_of, nearest
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day

_TOLD = ("organization", "role", "industry", "city")
_MOST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Contact:
    """What was known of a person on a day.

    Attributes
    ----------
    person : str
        The name, as it is written in the records.
    organization, role, industry, city, email : str
        What was written down last; empty where nothing was.
    requests : pandas.DataFrame
        Your requests to them as `as_known` gives them, the earliest first.
    named_by : pandas.DataFrame
        The referrals that led to them, the earliest first; those that you made yourself left out.
    named : pandas.DataFrame
        Those whom they named.
    touches : pandas.DataFrame
        The other contacts with them by that day.
    known : Known
        The requests and referrals of everybody by that day.
    """

    person: str
    organization: str
    role: str
    industry: str
    city: str
    email: str
    requests: pd.DataFrame
    named_by: pd.DataFrame
    named: pd.DataFrame
    touches: pd.DataFrame
    known: Known

    @property
    def may_be_mentioned(self) -> list[str]:
        """Whose names may be used with this person, the first one first.

        Those whose last word was yes, and those who introduced you and did not say no.
        """
        said, named_by = last_leave(self.named_by), self.named_by
        through = named_by.loc[column(named_by, "introduced_on").notna(), "from_person"]
        introduced = named_by["from_person"].isin(through).tolist()
        open_ones = [
            leave is True or (here and leave is not False)
            for leave, here in zip(said, introduced, strict=True)
        ]
        return list(dict.fromkeys(named_by.loc[open_ones, "from_person"]))

    @property
    def not_to_be_mentioned(self) -> list[str]:
        """Who led to this person without their leave to be named, the first one first."""
        open_ones = self.may_be_mentioned
        return [who for who in dict.fromkeys(self.named_by["from_person"]) if who not in open_ones]


def contact_of(campaign: Campaign, name: str, *, as_of: Day) -> Contact:
    """Return what was known of a person on a day.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    name : str
        The person; case and spaces do not matter, and what stands in brackets behind a name may
        be left out where only one person has it.
    as_of : pandas.Timestamp, datetime.date or str
        The day.

    Returns
    -------
    Contact
        Without anything that was not known yet.

    Raises
    ------
    UnknownContactError
        If nobody of that name was known by then, or more than one person may be meant.
    """
    today = day(as_of)
    asked, named = known = as_known(campaign.interviews, campaign.referrals, as_of=today)
    people = known_rows(campaign.people, "known_since", as_of=today)
    touches = known_rows(campaign.touches, "touched_on", as_of=today)
    person = _meant(name, [asked, named, people, touches], campaign.you)
    requests = asked.loc[asked["person"] == person].sort_values("requested_on", kind="stable")
    others = named.sort_values("referred_on", kind="stable", na_position="first")
    led_here = (others["to_person"] == person) & (others["from_person"] != campaign.you)
    named_by = others.loc[led_here]
    listed = people.loc[column(people, "person") == person]
    told = {name: _last_told(name, listed, named_by, requests) for name in _TOLD}
    return Contact(
        person=person,
        **told,
        email=_last_told("email", listed),
        requests=requests,
        named_by=named_by,
        named=others.loc[others["from_person"] == person],
        touches=touches.loc[column(touches, "person") == person],
        known=known,
    )


def _last_told(name: str, *tables: pd.DataFrame) -> str:
    """Return the last value of a column, the last table's first."""
    values = pd.concat([column(table, name).astype(object) for table in tables]).dropna()
    return "" if values.empty else str(values.iloc[-1])


def _meant(name: str, tables: list[pd.DataFrame], you: str) -> str:
    """Return the one known person who is meant."""
    columns = ("person", "from_person", "to_person")
    known = {str(p) for t in tables for c in columns for p in column(t, c).dropna()} - {you}
    if name in known:
        return name
    key = key_of(name)
    meant = sorted(person for person in known if key_of(person) == key)
    meant = meant or sorted(person for person in known if key_of(person).partition(" (")[0] == key)
    if len(meant) == 1:
        return meant[0]
    if meant:
        which = " or ".join(map(quoted, meant[:_MOST]))
        message = f"{quoted(name)} may be {len(meant)} people. Write {which}."
        raise UnknownContactError(message)
    near = " or ".join(map(quoted, nearest(name, known)))
    remedy = f"Did you mean {near}?" if near else "Check the spelling, or write them down first."
    message = f"Nobody in the records is called {quoted(name)}. {remedy}"
    raise UnknownContactError(message)
