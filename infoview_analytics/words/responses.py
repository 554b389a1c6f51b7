"""Who answers and how soon, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import (
    FEWEST,
    TOO_FEW,
    counted,
    group_labels,
    listed,
    percent,
    plain,
)

_DAY = 14
_NO_DIFFERENCE = "no difference can be told from this"
_NO_WHY = "This tells that they differ, not why."


def share_in_words(done: int, among: int, low: float, high: float) -> str:
    """Return a share with its numbers, its interval, or why there is none.

    Parameters
    ----------
    done, among : int
        The numerator and the denominator.
    low, high : float
        The interval of the share, 0 to 1.

    Returns
    -------
    str
        Two lines, such as ``4 of 11: 36 %`` and ``(15 % to 65 %)``; below 5, ``1 of 2`` and
        ``too few to say``.
    """
    if among == 0:
        return "nobody yet"
    if among < FEWEST:
        words = f"{done} of {among}\n{TOO_FEW}"
    else:
        seen, range_ = percent(done / among), f"({percent(low)} to {percent(high)})"
        words = f"{done} of {among}: {seen}\n{range_}"
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def times_in_words(times: pd.Series) -> list[str]:
    """Tell how long an answer takes.

    Parameters
    ----------
    times : pandas.Series
        One row of `response_times`.

    Returns
    -------
    list of str
        Sentences.
    """
    if times["at_risk"] < FEWEST:
        return ["Too few requests to say how long an answer takes."]
    words = [
        _reached("A quarter", times, "lower_quartile"),
        _reached("Half", times, "median"),
        "Those who are still silent are counted as waiting, not as a no.",
    ]
    untimed = int(times["untimed"])
    if untimed:
        words.append(f"Left out: {counted(untimed, 'answer')} without a day.")
    return words


def _reached(who: str, times: pd.Series, name: str) -> str:
    """Tell by which day a share had answered, and how sure that is."""
    if pd.isna(times[name]):
        return f"{who} have not answered yet, on any day that was watched."
    low, high = times[f"{name}_low"], times[f"{name}_high"]
    least = "the first day" if pd.isna(low) else f"day {low:.0f}"
    sure = f"from {least} on" if pd.isna(high) else f"between {least} and day {high:.0f}"
    told = "" if pd.isna(low) and pd.isna(high) else f" (it could be {sure})"
    return f"{who} had answered by day {times[name]:.0f}{told}."


def answered_so_far(answered: int, sent: int) -> str:
    """Return how many of all requests have an answer, young ones too, as a sentence."""
    if sent == 1:
        return f"The one request sent so far has {'an answer' if answered else 'no answer yet'}."
    has = "has" if answered == 1 else "have"
    return f"Of all {counted(sent, 'request')} sent so far, {answered:,} {has} an answer."


def rate_in_words(rates: pd.Series, *, patience_days: int = 14) -> list[str]:
    """Tell how many of those who were asked have answered.

    Parameters
    ----------
    rates : pandas.Series
        One row of `response_rates`.
    patience_days : int, default 14
        What it was made with.

    Returns
    -------
    list of str
        Sentences.
    """
    if not rates["sent"]:
        return ["No request has been sent yet."]
    among, done = int(rates["ripe_n"]), int(rates["ripe_answered"])
    so_far = answered_so_far(int(rates["answered"]), int(rates["sent"]))
    if among == 0:
        return [f"No request is {patience_days} days old yet.", so_far]
    if among < FEWEST:
        few = f"Of {among} who could have answered in {patience_days} days, {done} did"
        return [f"{few}: too few to say how often people answer.", so_far]
    words = f"Of {among:,} who could have answered, {done:,} did: {percent(done / among)}"
    sure = _between(rates["ripe_low"], rates["ripe_high"])
    return [
        f"{words}, and it could be anywhere {sure}.",
        f"That is within {patience_days} days, of requests that are at least so old. {so_far}",
    ]


def incidence_in_words(incidence: pd.DataFrame, *, day: int = _DAY) -> list[str]:
    """Tell how many said yes, no or nothing by a day after asking.

    Parameters
    ----------
    incidence : pandas.DataFrame
        As `cumulative_incidence` returns it, of one group.
    day : int, default 14
        The day; an earlier one is told where nobody was watched for so long.

    Returns
    -------
    list of str
        Sentences.
    """
    if incidence.empty:
        return ["No request has been sent yet."]
    sent = int(incidence["at_risk"].iloc[0])
    if sent < FEWEST:
        return [f"{counted(sent, 'request')}: too few to say how many say yes."]
    days = incidence.index.get_level_values(-1)
    told = day_to_tell(incidence, day=day)
    seen = incidence.loc[days <= told]
    if seen.empty:
        return [f"Of {counted(sent, 'request')}, none was answered by day {told}."]
    row = seen.iloc[-1]
    yes = f"{percent(row['share_accepted'])} had said yes by day {told}{_band(row, 'accepted')}"
    no = f"{percent(row['share_declined'])} no{_band(row, 'declined')}"
    parts = [yes, no]
    if row["share_unstated"] > 0:
        parts.append(f"{percent(row['share_unstated'])} neither")
    silent = f"{percent(row['share_silent'])} were still silent"
    return [
        f"Of {counted(sent, 'request')}, an estimated {listed(parts)}; {silent}.",
        "Those who are still silent are counted as waiting, not as a no.",
    ]


def day_to_tell(incidence: pd.DataFrame, *, day: int = _DAY) -> int:
    """Return the day by which the outcomes can be told: enough were still watched then.

    Parameters
    ----------
    incidence : pandas.DataFrame
        As `cumulative_incidence` returns it, of one group and with a row.
    day : int, default 14
        The day that is wanted.

    Returns
    -------
    int
        That day, or the last before it on which 5 requests were watched. All days will do where
        every request has an answer, and up to the first that went on waiting.
    """
    days = incidence.index.get_level_values(-1)
    unwatched = incidence["waiting"].cumsum().shift(fill_value=0)
    sound = ((incidence["at_risk"] >= FEWEST) | (unwatched == 0)).to_numpy(dtype=bool)
    ended = incidence["share_silent"].iloc[-1] == 0 and sound.all()
    return day if ended else min(day, int(days[sound][-1]))


def difference_in_words(difference: pd.DataFrame, *, patience_days: int = 14) -> list[str]:
    """Tell whether one of two groups answers more often.

    Parameters
    ----------
    difference : pandas.DataFrame
        As `response_difference` returns it.
    patience_days : int, default 14
        What it was made with.

    Returns
    -------
    list of str
        Sentences.
    """
    if difference.empty:
        return ["There are no two groups to compare."]
    row = difference.loc["ripe"].to_dict()
    first, second = plain(row["first"]), plain(row["second"])
    one, other = (
        f"{int(row[f'{side}_answered']):,} of {int(row[f'{side}_n']):,} {name} requests"
        for side, name in (("first", first), ("second", second))
    )
    counts = f"Within {patience_days} days, {one} had an answer, and {other}"
    if min(row["first_n"], row["second_n"]) < FEWEST:
        return [f"{counts}: too few to say whether they differ."]
    low, high = row["low"], row["high"]
    words = [f"{counts}: {percent(row['first_rate'])} and {percent(row['second_rate'])}."]
    if low <= 0 <= high:
        ends = f"{_points(low)} points less and {_points(high)} more for {first}"
        return [*words, f"The truth could lie anywhere between {ends}: {_NO_DIFFERENCE}."]
    near, far = sorted((abs(low), abs(high)))
    more, less = (first, second) if low > 0 else (second, first)
    ends = f"{_points(near)} and {_points(far)} points"
    words.append(f"They differ by something between {ends}: {more} more often than {less}.")
    return [*words, _NO_WHY]


def spread_in_words(spread: pd.Series, rates: pd.DataFrame | None = None) -> list[str]:
    """Tell whether there is anything to rank among several groups.

    Parameters
    ----------
    spread : pandas.Series
        One row of `response_spread`.
    rates : pandas.DataFrame, optional
        As `shrunk_rates` returns it for the same groups, to name the first and the last
        of those with 5 requests or more, with their intervals.

    Returns
    -------
    list of str
        Sentences.
    """
    groups, among = int(spread["groups"]), int(spread["n"])
    if among == 0:
        return ["No request of a known group is old enough yet to compare groups."]
    if groups < 2:  # noqa: PLR2004
        return ["There is only one group, and nothing to rank."]
    if among < FEWEST:
        return [f"{counted(among, 'request')} in {groups} groups: too few to say who answers more."]
    if not spread["told_apart"]:
        all_ = f"{int(spread['answered']):,} of {among:,} ({percent(spread['rate'])})"
        return [
            f"The differences between {groups:,} groups cannot be told from chance.",
            f"Their one rate, {all_}, says as much as a ranking would.",
        ]
    all_ = f"{groups:,} groups ({counted(among, 'request')})"
    words = [f"The rates of {all_} differ by more than chance would make them."]
    told = None if rates is None else rates.loc[rates["n"] >= FEWEST]
    if told is not None and len(told) > 1:
        ends = told.sort_values("shrunk", ascending=False, kind="stable").iloc[[0, -1]]
        high, low = (
            f"about {percent(row['shrunk'])} for {name} "
            f"({_between(row['shrunk_low'], row['shrunk_high'])})"
            for row, name in zip(ends.to_dict("records"), group_labels(ends.index), strict=True)
        )
        words.append(f"With small groups drawn towards all, they run from {low} to {high}.")
    return [*words, _NO_WHY]


def advice_in_words(advice: pd.Series) -> list[str]:
    """Tell when to nudge the silent, and when to let them go.

    Parameters
    ----------
    advice : pandas.Series
        One row of `nudge_advice`.

    Returns
    -------
    list of str
        Sentences.
    """
    answered = int(advice["answered"])
    nudge, let_go = int(advice["nudge_after_days"]), int(advice["let_go_after_days"])
    if advice["basis"] == "habit":
        again = f", a last time after {let_go}" if let_go > nudge else ""
        return [
            f"{counted(answered, 'dated answer')} of your own: too little to go by yet.",
            f"By habit, no more: nudge after {nudge} business days{again}, then let go.",
        ]
    still, later = (_later(advice, name) for name in ("nudge", "let_go"))
    own = f"By your own {answered:,} dated answers, nudge after {counted(nudge, 'silent day')}"
    return [
        f"{own}: most answers have come by then; {still}.",
        f"Let go after {counted(let_go, 'day')}; {later}.",
        f"This looks no further than {counted(advice['horizon_days'], 'day')} after asking.",
    ]


def nudge_effect_in_words(effect: pd.DataFrame) -> list[str]:
    """Tell whether those who were nudged answered more often.

    Parameters
    ----------
    effect : pandas.DataFrame
        As `nudge_effect` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    if effect.empty:
        return ["No nudge with a date is old enough, so what nudges do cannot be said."]
    row = effect.iloc[0]
    within, after = counted(row["within_days"], "day"), counted(row["after_days"], "silent day")
    done, among = int(row["nudged_answered"]), int(row["nudged_n"])
    others, all_others = int(row["not_nudged_answered"]), int(row["not_nudged_n"])
    counts = (
        f"Of {counted(among, 'request')} nudged after about {after}, {done:,} had an answer "
        f"within {within}; of {all_others:,} as long silent and not nudged by then, {others:,}"
    )
    if min(among, all_others) < FEWEST:
        return [f"{counts}: too few to say whether a nudge helps."]
    low, high = row["low"], row["high"]
    if low <= 0 <= high:
        ends = f"{_points(low)} points less and {_points(high)} more"
        verdict = f"A nudge could mean anything between {ends}: {_NO_DIFFERENCE}."
    else:
        near, far = sorted((abs(low), abs(high)))
        more = "more" if low > 0 else "less"
        verdict = f"The nudged answered {more} often, by {_points(near)} to {_points(far)} points."
    return [
        f"{counts}.",
        verdict,
        "Whom you nudged was your choice, so other things may differ too.",
    ]


def _later(advice: pd.Series, name: str) -> str:
    """Tell how likely an answer still is on one of the two days of the advice."""
    silent, chance = int(advice[f"{name}_at_risk"]), advice[f"{name}_chance"]
    if silent == 0:
        return "nobody was silent for longer"
    if silent < FEWEST or pd.isna(chance):
        seen = f"{counted(silent, 'request')} silent for longer"
        return f"{seen}: too few to say whether answers still come"
    if chance == 0:
        return f"of {silent:,} silent for longer, none has answered"
    return f"of {silent:,} silent for longer, an estimated {percent(chance)} still answer"


def _between(low: float, high: float) -> str:
    """Return an interval in words."""
    return f"between {percent(low)} and {percent(high)}"


def _band(row: pd.Series, kind: str) -> str:
    """Return the interval of a share in brackets, or nothing where there is none."""
    low, high = row[f"{kind}_low"], row[f"{kind}_high"]
    return "" if pd.isna(low) else f" ({_between(low, high)})"


def _points(difference: float) -> str:
    """Return how many percentage points a difference is, whichever way it goes."""
    return percent(abs(difference)).removesuffix(" %")
