"""What to do next: all that the rules of good practice ask for, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from infoview_analytics.agenda import _asking, _meeting, _owed, _silent, _staying, _wishing
from infoview_analytics.agenda._fairness import made_fair
from infoview_analytics.agenda._situation import DAY, Found, Situation, situation
from infoview_analytics.agenda.rules import RULE_OF
from infoview_analytics.errors import refuse_below
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.settings import RULES
from infoview_analytics.weeks import Day, day

Finder = Callable[[Situation], list[Found]]

_FINDERS: Mapping[str, Finder] = {
    "arrive": _meeting.arrive,
    "confirm": _meeting.confirm,
    "prepare": _meeting.prepare,
    "agree_day": _meeting.agree_day,
    "thank": _owed.thank,
    "write_down": _owed.write_down,
    "ask_for_name": _owed.ask_for_name,
    "tell_referrer": _owed.tell_referrer,
    "follow_advice": _owed.follow_advice,
    "tell_advice": _owed.tell_advice,
    "ask_leave": _asking.ask_leave,
    "contact": _asking.contact,
    "contact_cold": _asking.contact_cold,
    "nudge": _silent.nudge,
    "let_go": _silent.let_go,
    "keep_in_touch": _staying.keep_in_touch,
    "keep_in_mind": _staying.keep_in_mind,
    "list_wishes": _wishing.list_wishes,
    "look_into": _wishing.look_into,
    "find_way_in": _wishing.find_way_in,
}
_LAPSED = 4  # their block is the last
_DIARY = frozenset({"arrive", "confirm", "prepare"})
_OWED = frozenset(
    {"agree_day", "thank", "write_down", "ask_for_name", "tell_referrer", "tell_advice"}
)
_MESSAGES = frozenset({"thank", "tell_referrer", "tell_advice"})
_HELPS = ("ask_leave", "contact", "nudge", "contact_cold", "let_go")
_COLUMNS = (
    *("action", "person", "organization", "due_on", "overdue_days", "why", "rule", "table"),
    *("record", "by", "minutes", "entry", "other", "lapsed"),
)


def next_actions(
    campaign: Campaign, *, as_of: Day, ahead_days: int = 7, lapsed: bool = False
) -> pd.DataFrame:
    """Tell what to do next, for whom, until when and why.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. Its ``habits`` tune the rules or turn them off.
    as_of : pandas.Timestamp, datetime.date or str
        The day: nothing from later is known.
    ahead_days : int, default 7
        What is due later than so many days from then is left out.
    lapsed : bool, default False
        Whether to return also what is so old that to do it now would be odd.

    Returns
    -------
    pandas.DataFrame
        One row for each action, see Notes for their order. Columns:

        - ``action``: what to do, a short sentence for people;
        - ``person`` and ``organization`` (as in the records; missing where there is none);
        - ``due_on``, and ``overdue_days``: 0 where it is due today or later;
        - ``why``: the fact behind it, with its days;
        - ``rule``: one of `rules_in_words`;
        - ``table`` and ``record``: the file and the key of the row that it comes from;
        - ``by``: by what way, or empty;
        - ``minutes``: how long it takes, roughly;
        - ``entry``: the entry of the logbook that closes it, or empty;
        - ``other``: the other person concerned, such as the lead of whom to tell, or who may be
          mentioned; missing where there is none;
        - ``lapsed``: whether it is too old; always False unless `lapsed`.

    Raises
    ------
    OptionError
        If `ahead_days` is negative.

    Notes
    -----
    They stand in four blocks: what belongs to a talk of today or tomorrow, or gets ready for one
    and is due; then what is owed to others and due; then what helps the goal, the warmest leads
    first; then the rest. Within a block what is due comes before what is not; then the more
    pressing rule, the warmer lead, the earlier day.

    Whoever is owed a thank-you or a story is not to be written to besides, to keep in touch or
    to be kept in mind. A nudge repeats an ask, and counts as none of its own.
    """
    refuse_below(0, ahead_days=ahead_days)
    now = situation(campaign, today=day(as_of), ahead_days=ahead_days, lapsed=lapsed)
    return actions_in(now)


def actions_in(now: Situation) -> pd.DataFrame:
    """Return what to do next in a situation.

    Parameters
    ----------
    now : Situation
        What is known.

    Returns
    -------
    pandas.DataFrame
        As `next_actions` describes it.
    """
    rules = [rule for rule in RULES if rule not in now.campaign.habits.without]
    found = [one for rule in rules for one in _FINDERS[rule](now)]
    found = _without_owing(now, made_fair(now, found))
    in_time = [one for one in found if one.due_on <= now.until]
    return _as_table(sorted(in_time, key=lambda one: _sort_key(now, one)), now.today)


def _without_owing(now: Situation, found: list[Found]) -> list[Found]:
    """Leave out keeping in touch with people to whom another message goes."""
    current = [one for one in found if not now.is_lapsed(one)]
    owed = {one.person for one in current if one.rule in _MESSAGES}
    asked = owed | {one.person for one in current if one.rule == "keep_in_mind"}
    instead = {"keep_in_mind": owed, "keep_in_touch": asked}
    return [one for one in found if one.person not in instead.get(one.rule, ())]


def _sort_key(now: Situation, one: Found) -> tuple[int, bool, int, float, pd.Timestamp, str]:
    """Return what puts the actions in their order."""
    not_due, tomorrow = one.due_on > now.today, now.today + DAY
    talk_on = one.eve_of or one.due_on
    gets_ready = one.rule in _DIARY and (talk_on <= tomorrow or not not_due)
    rank = RULE_OF[one.rule].rank
    if gets_ready:
        block = 0
    elif one.rule in _OWED and not not_due:
        block = 1
    elif one.rule in _HELPS:
        block, rank = 2, max(_HELPS.index(one.rule), 1)
    else:
        block = 3
    block = _LAPSED if now.is_lapsed(one) else block
    return block, not_due, rank, one.order, one.due_on, one.person or ""


def _as_table(found: list[Found], today: pd.Timestamp) -> pd.DataFrame:
    """Return actions as a table."""
    table = pd.DataFrame(found, columns=list(Found._fields), dtype=object)
    due_on = pd.to_datetime(table["due_on"]).astype("datetime64[s]")
    late = (today - due_on).dt.days
    rules = [RULE_OF[rule] for rule in table["rule"]]
    limit = pd.Series([rule.lapses_after_days for rule in rules], table.index, dtype="float64")
    usual = pd.Series([rule.minutes for rule in rules], table.index, dtype="float64")
    table = table.assign(
        due_on=due_on,
        overdue_days=late.clip(lower=0).astype("int64"),
        minutes=table["minutes"].astype("float64").fillna(usual).astype("int64"),
        entry=pd.Series([rule.entry for rule in rules], table.index, dtype="object"),
        lapsed=(late > limit).astype(bool),
    )
    return table[list(_COLUMNS)]
