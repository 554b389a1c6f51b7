"""Draw what comes of requests: yes, no or silence by each day, and whether silence still ends."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from infoview_analytics.charts._canvas import (
    INK,
    ORANGE,
    PALE,
    QUIET,
    STRONG,
    Canvas,
    canvas_on,
    dress,
    say,
    size_in_points,
    write,
)
from infoview_analytics.charts._day_axis import (
    end_of_axis,
    margins_around,
    number_at_risk,
    share_axis,
)
from infoview_analytics.charts._groups import one_group
from infoview_analytics.charts._placing import LINE, spread
from infoview_analytics.charts.lettering import width_of
from infoview_analytics.words.languages import noun_of, tr
from infoview_analytics.words.phrases import FEWEST, counted, percent
from infoview_analytics.words.responses import advice_in_words, day_to_tell, incidence_in_words

_HEIGHT = 3.3
_TOLD = 14  # the day in the title
_SILENT = 7  # days of silence in the title where no advice is given
_NOTHING_SENT = "No request has been sent yet"
_HOW = "Share of {requests} by each day after asking, with interval; the rest are still silent"
_HOW_LATER = "Chance of an answer within {horizon} of asking, by days of silence so far"
_NONE_LATER = "None of {n} requests silent for {days} has been answered later"
_TOO_FEW_WATCHED = "Too few of {n} requests silent for {days} were watched on to say more"
_STILL_COMING = "After {days}, {chance} still answer ({low} to {high})"
_MARKED = {"nudge_after_days": "nudge", "let_go_after_days": "let go"}
_WHOSE = {
    "own answers": "Nudge after {nudge} {unit}, let go after {let_go}: by your own answers",
    "habit": "Nudge after {nudge} {unit}, let go after {let_go}: by habit",
}


class _Line(NamedTuple):
    """How one outcome is drawn; dashes and hatches tell it apart without the colour."""

    said: str
    color: str
    dashes: Any
    band: dict[str, Any] | None


_HATCHED = {"facecolor": "#f2d5c0", "edgecolor": "#d9a581", "hatch": "///"}
_LINES = {
    "accepted": _Line("said yes", STRONG, "solid", {"facecolor": PALE, "edgecolor": PALE}),
    "declined": _Line("said no", ORANGE, (0, (5, 2)), _HATCHED),
    "unstated": _Line("neither", QUIET, (0, (1, 2)), None),
}


def plot_cumulative_incidence(incidence: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the shares of requests that were accepted and declined by each day after asking.

    The bands are the intervals; below the axis stands how many requests were still open.

    Parameters
    ----------
    incidence : pandas.DataFrame
        As `cumulative_incidence` returns it, of one group.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    table = one_group(incidence)
    still_open, said = tr("still open"), (_said(1.0, kind) for kind in ("accepted", "declined"))
    right = max(96.0, *(8 + width_of(words, weight="bold") for words in said))
    margins = margins_around(still_open, table["at_risk"], right=right)
    canvas = canvas_on(ax, height=_HEIGHT, margins=margins)
    if table.empty:
        return say(canvas, tr(_NOTHING_SENT))
    sent = int(table["at_risk"].iloc[0])
    if sent < FEWEST:
        requests = counted(sent, "request")
        return say(canvas, tr("{requests}: too few to say how many say yes", requests=requests))
    ax = canvas.ax
    ax.set_xlim(0, end_of_axis(table[list(_LINES)].sum(axis="columns")))
    share_axis(ax)
    shown = [kind for kind in _LINES if kind != "unstated" or table[kind].any()]
    for kind in shown:
        _draw_line(ax, table, kind)
    _name_lines(ax, table, shown)
    number_at_risk(ax, table["at_risk"], name=still_open)
    subtitle = tr(_HOW, requests=counted(sent, "request"))
    return dress(canvas, title=_yes_and_no(table), subtitle=subtitle)


def describe_cumulative_incidence(incidence: pd.DataFrame) -> str:
    """Say in words what `plot_cumulative_incidence` shows.

    Parameters
    ----------
    incidence : pandas.DataFrame
        As `cumulative_incidence` returns it, of one group.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    return " ".join(incidence_in_words(one_group(incidence)))


def plot_later_answers(
    later: pd.DataFrame, advice: pd.DataFrame | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw the chance that an answer still comes, after each number of silent days.

    The band is the interval. The days to nudge and to let go are marked where they follow your
    own answers; a habit is told in words.

    Parameters
    ----------
    later : pandas.DataFrame
        As `later_answers` returns it, of one group.
    advice : pandas.DataFrame, optional
        As `nudge_advice` returns it.
    ax : matplotlib.axes.Axes, optional
        Where to draw. A new figure if left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn on. Nothing is shown and nothing is saved.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    table = one_group(later)
    silent = tr("still silent")
    margins = margins_around(silent, table["at_risk"], right=36)
    canvas = canvas_on(ax, height=_HEIGHT, margins=margins)
    why_not = _why_no_chance(table)
    if why_not:
        return say(canvas, why_not, _advised(advice))
    ax = canvas.ax
    known = table[table["chance"].notna()]
    days = known.index.to_numpy()
    low, high = (known[end].to_numpy(dtype=float) for end in ("low", "high"))
    ax.fill_between(days, low, high, step="post", color=PALE, alpha=0.55, linewidth=0)
    ax.step(days, known["chance"], where="post", color=STRONG, linewidth=2)
    ax.set_xlim(0, max(int(table.index[-1]), 1))
    share_axis(ax)
    if advice is not None and advice["unit"].iloc[0] == "days":
        _mark_advice(ax, advice.iloc[0])
    number_at_risk(ax, table["at_risk"], name=silent)
    return _dress_later(canvas, table, advice)


def describe_later_answers(later: pd.DataFrame, advice: pd.DataFrame | None = None) -> str:
    """Say in words what `plot_later_answers` shows.

    Parameters
    ----------
    later : pandas.DataFrame
        As `later_answers` returns it, of one group.
    advice : pandas.DataFrame, optional
        As `nudge_advice` returns it.

    Returns
    -------
    str
        A few sentences, for those who cannot see the chart.

    Raises
    ------
    ValueError
        If the table holds several groups.
    """
    table = one_group(later)
    words = [f"{_why_no_chance(table) or _still_coming(table, _SILENT)}."]
    if advice is not None and len(advice):
        words += advice_in_words(advice.iloc[0])
    return " ".join(words)


def _draw_line(ax: Axes, table: pd.DataFrame, kind: str) -> None:
    """Draw the share of one outcome and its band."""
    line, days = _LINES[kind], np.append(0, table.index.to_numpy())
    share = np.append(0.0, table[f"share_{kind}"].to_numpy(dtype=float))
    if line.band:
        low, high = (
            np.append(np.nan, table[f"{kind}_{end}"].to_numpy(dtype=float))
            for end in ("low", "high")
        )
        ax.fill_between(days, low, high, step="post", alpha=0.55, linewidth=0, **line.band)
    ax.step(days, share, where="post", color=line.color, linewidth=2, linestyle=line.dashes)


def _name_lines(ax: Axes, table: pd.DataFrame, shown: list[str]) -> None:
    """Write at the end of each line what it is, and how far it came."""
    end, height = ax.get_xlim()[1], size_in_points(ax)[1]
    row = table.loc[table.index <= end].tail(1)
    ends = [float(row[f"share_{kind}"].sum()) for kind in shown]
    top, sound = ax.get_ylim()[1], row.empty or day_to_tell(table, day=int(end)) >= row.index[-1]
    for kind, place in zip(shown, spread(np.array(ends) / top * height), strict=True):
        share = ends[shown.index(kind)]
        lift = place - share / top * height
        text = _said(share, kind) if sound else tr(_LINES[kind].said)
        how: dict[str, Any] = {"va": "center", "color": _LINES[kind].color, "fontweight": "bold"}
        write(ax, text, (end, share), (6, lift), **how)


def _said(share: float, kind: str) -> str:
    """Return a share with what they said."""
    return f"{percent(share)} {tr(_LINES[kind].said)}"


def _yes_and_no(table: pd.DataFrame) -> str:
    """Return the finding: how many had said yes and no by the day that matters."""
    day = day_to_tell(table, day=_TOLD)
    seen = table.loc[table.index <= day, ["share_accepted", "share_declined"]]
    yes, no = seen.iloc[-1] if len(seen) else (0.0, 0.0)
    told = {"yes": percent(yes), "no": percent(no), "days": counted(day, "day")}
    return tr("{yes} said yes and {no} said no within {days}", **told)


def _why_no_chance(later: pd.DataFrame) -> str:
    """Return why there is no chance to draw, or nothing."""
    if later.empty:
        return tr(_NOTHING_SENT)
    if later["chance"].notna().sum() == 0:
        days = counted(later.index[-1], "day")
        return tr("Nobody has been waited for as long as {days} yet", days=days)
    silent = int(later["at_risk"].iloc[0])
    if silent < FEWEST:
        requests = counted(silent, "silent request")
        return tr("{requests}: too few to say whether answers still come", requests=requests)
    return ""


def _still_coming(later: pd.DataFrame, day: int) -> str:
    """Return the chance of a later answer after so many silent days."""
    day = min(day, int(later.index[-1]))
    row = later.loc[day].to_dict()
    days, silent = counted(day, "day"), int(row["at_risk"])
    if pd.isna(row["chance"]):
        return tr("Nobody was silent for more than {days}", days=days)
    if silent < FEWEST:
        requests = counted(silent, "request")
        return tr("{requests} silent for {days}: too few to say more", requests=requests, days=days)
    if pd.isna(row["low"]):
        why_not = _NONE_LATER if row["chance"] == 0 else _TOO_FEW_WATCHED
        return tr(why_not, n=silent, days=days)
    shares = {name: percent(row[name]) for name in ("chance", "low", "high")}
    return tr(_STILL_COMING, days=counted(day, "silent day"), **shares)


def _advised(advice: pd.DataFrame | None) -> str:
    """Return the advice in a few words."""
    if advice is None or advice.empty:
        return ""
    row = advice.iloc[0]
    nudge, let_go = int(row["nudge_after_days"]), int(row["let_go_after_days"])
    unit = noun_of(nudge, row["unit"], row["unit"])
    return tr(_WHOSE[row["basis"]], nudge=nudge, unit=unit, let_go=let_go)


def _mark_advice(ax: Axes, advice: pd.Series) -> None:
    """Mark the day to nudge and the day to let go."""
    end, width = ax.get_xlim()[1], size_in_points(ax)[0]
    free = 0.0
    for name, mark in _MARKED.items():
        day, text = float(advice[name]), tr(mark)
        if day > end:
            continue
        ax.axvline(day, color=QUIET, linewidth=1, linestyle=(0, (3, 2)), zorder=1)
        place = day / end * width
        drop = -LINE if place < free else 0.0
        free = place + width_of(text) + 8
        write(ax, text, (day, 1), (4, drop - 10), at="x of data", color=INK, fontweight="bold")


def _dress_later(canvas: Canvas, later: pd.DataFrame, advice: pd.DataFrame | None) -> Axes:
    """Give the chart of later answers its title and its subtitle."""
    own = advice is not None and len(advice) and advice["unit"].iloc[0] == "days"
    day = int(advice["nudge_after_days"].iloc[0]) if advice is not None and own else _SILENT
    horizon = counted(later.index[-1], "day")
    words = tr(_HOW_LATER, horizon=horizon)
    if advice is not None and len(advice) and not own:
        words = tr("By days of silence so far. {advice}", advice=_advised(advice))
    return dress(canvas, title=_still_coming(later, day), subtitle=words)
