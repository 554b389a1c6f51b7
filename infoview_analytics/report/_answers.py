"""The chapter on the answers: who answers, and how soon."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import pandas as pd

from infoview_analytics.charts.comparisons import (
    describe_response_difference,
    describe_shrunk_rates,
    plot_response_difference,
    plot_shrunk_rates,
)
from infoview_analytics.charts.curves import describe_response_curve, plot_response_curve
from infoview_analytics.charts.funnels import describe_funnel, plot_funnel
from infoview_analytics.charts.incidence import (
    describe_cumulative_incidence,
    describe_later_answers,
    plot_cumulative_incidence,
    plot_later_answers,
)
from infoview_analytics.charts.rates import describe_response_rates, plot_response_rates
from infoview_analytics.metrics.comparisons import response_difference
from infoview_analytics.metrics.funnel import funnel
from infoview_analytics.metrics.incidence import cumulative_incidence
from infoview_analytics.metrics.nudges import nudge_effect
from infoview_analytics.metrics.outcomes import advice_so_far, outcomes_so_far
from infoview_analytics.metrics.responses import response_curve, response_rates, response_times
from infoview_analytics.metrics.shrinkage import response_spread, shrunk_rates
from infoview_analytics.metrics.waiting import later_answers, nudge_advice
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report import tables
from infoview_analytics.report.section import Section
from infoview_analytics.weeks import Day
from infoview_analytics.words.outcomes import advice_followed_in_words, outcomes_in_words
from infoview_analytics.words.phrases import FEWEST, percent, plain
from infoview_analytics.words.responses import (
    advice_in_words,
    difference_in_words,
    incidence_in_words,
    nudge_effect_in_words,
    spread_in_words,
    times_in_words,
)

_SAID = {
    "share_accepted": "Yes by then",
    "share_declined": "No by then",
    "share_unstated": "Answered, neither",
    "share_silent": "Silent",
}
_LATER = slice(0, None, 7)  # a row a week


def answers(
    campaign: Campaign, as_of: Day, *, only: Collection[str] | None = None
) -> list[Section]:
    """Return the sections on who answers and how soon, or some of them by their names."""
    sections: dict[str, Callable[[Campaign, Day], Section]] = {
        "response_rates_by_warmth": partial(_rates, by="warmth"),
        "response_rates_by_channel": partial(_rates, by="channel"),
        "response_rates_by_source": partial(_rates, by="source"),
        "response_difference": _difference,
        "shrunk_rates_by_channel": _ranking,
        "response_curve": _curve,
        "cumulative_incidence": _what_they_said,
        "later_answers": _later,
        "funnel": _funnel,
    }
    wanted = sections if only is None else only
    return [make(campaign, as_of) for name, make in sections.items() if name in wanted]


def _rates(campaign: Campaign, as_of: Day, by: str) -> Section:
    """Return who answers, by one column."""
    patience = campaign.habits.patience_days
    records = (campaign.interviews, campaign.referrals)
    plot = partial(plot_response_rates, patience_days=patience)
    describe = partial(describe_response_rates, patience_days=patience)
    rates = response_rates(*records, by=by, as_of=as_of, patience_days=patience)
    title = "the warm or the cold" if by == "warmth" else f"by {by}"
    return Section(
        name=f"response_rates_by_{by}",
        title=f"Who answers: {title}?" if by == "warmth" else f"Who answers, {title}?",
        words=[describe(rates)],
        plot=plot,
        describe=describe,
        drawn=(rates,),
        table=rates,
        shown=tables.rates(rates, patience),
    )


def _difference(campaign: Campaign, as_of: Day) -> Section:
    """Return whether warm and cold requests differ by more than chance."""
    patience = campaign.habits.patience_days
    difference = response_difference(
        campaign.interviews, campaign.referrals, by="warmth", as_of=as_of, patience_days=patience
    )
    return Section(
        name="response_difference",
        title="Is the difference between warm and cold real?",
        words=difference_in_words(difference, patience_days=patience),
        plot=partial(plot_response_difference, patience_days=patience),
        describe=partial(describe_response_difference, patience_days=patience),
        drawn=(difference,),
        table=difference,
        shown=_compared(difference),
    )


def _ranking(campaign: Campaign, as_of: Day) -> Section:
    """Return which channel does best, small groups drawn towards all."""
    patience = campaign.habits.patience_days
    records = (campaign.interviews, campaign.referrals)
    rates = shrunk_rates(*records, by="channel", as_of=as_of, patience_days=patience)
    spread = response_spread(*records, by="channel", as_of=as_of, patience_days=patience)
    return Section(
        name="shrunk_rates_by_channel",
        title="Is there a best channel?",
        words=spread_in_words(spread.iloc[0], rates),
        plot=plot_shrunk_rates,
        describe=describe_shrunk_rates,
        drawn=(rates, spread),
        table=rates,
        shown=_ranked(rates),
    )


def _curve(campaign: Campaign, as_of: Day) -> Section:
    """Return how soon people answer."""
    curve = response_curve(campaign.interviews, as_of=as_of)
    times = response_times(campaign.interviews, as_of=as_of).iloc[0]
    return Section(
        name="response_curve",
        title="How soon do people answer?",
        words=times_in_words(times),
        plot=plot_response_curve,
        describe=describe_response_curve,
        drawn=(curve,),
        table=curve,
        shown=tables.curve(curve),
    )


def _what_they_said(campaign: Campaign, as_of: Day) -> Section:
    """Return how many say yes, no or nothing, day by day."""
    incidence = cumulative_incidence(campaign.interviews, as_of=as_of)
    return Section(
        name="cumulative_incidence",
        title="How many say yes, and how many no?",
        words=incidence_in_words(incidence),
        plot=plot_cumulative_incidence,
        describe=describe_cumulative_incidence,
        drawn=(incidence,),
        table=incidence,
        shown=_said(incidence),
    )


def _later(campaign: Campaign, as_of: Day) -> Section:
    """Return when to ask again, and when to let go."""
    later = later_answers(campaign.interviews, as_of=as_of)
    advice = nudge_advice(
        campaign.interviews, as_of=as_of, habits=campaign.habits.nudge_after_business_days
    )
    effect = nudge_effect(campaign.interviews, campaign.touches, as_of=as_of)
    return Section(
        name="later_answers",
        title="When to ask again, and when to let go?",
        words=[*advice_in_words(advice.iloc[0]), *nudge_effect_in_words(effect)],
        plot=plot_later_answers,
        describe=describe_later_answers,
        drawn=(later, advice),
        table=later,
        shown=_still(later.iloc[_LATER]),
    )


def _funnel(campaign: Campaign, as_of: Day) -> Section:
    """Return how far people come."""
    stages = funnel(campaign.interviews, campaign.referrals, as_of=as_of)
    advice = advice_so_far(campaign.advice, campaign.interviews, as_of=as_of)
    came_of_it = outcomes_so_far(campaign.outcomes, as_of=as_of)
    return Section(
        name="funnel",
        title="From a name to the next names",
        words=[
            describe_funnel(stages),
            *advice_followed_in_words(advice.iloc[0]),
            *outcomes_in_words(came_of_it),
        ],
        plot=plot_funnel,
        describe=describe_funnel,
        drawn=(stages,),
        table=stages,
        shown=tables.stages(stages),
    )


def _compared(difference: pd.DataFrame) -> pd.DataFrame:
    """Return the comparison of two groups for reading: a row for all requests, one for the ripe."""
    if difference.empty:
        return tables.readable(difference, {})
    sides = {
        plain(difference[side].iloc[0]): tables.shares_of(difference, f"{side}_answered", side)
        for side in ("first", "second")
    }
    shown = tables.readable(difference, {}).assign(**sides)
    points = 100 * difference[["difference", "low", "high"]]
    points["n"] = difference[["first_n", "second_n"]].min(axis="columns")
    shown["Difference in points"] = tables.with_interval(
        points, "difference", "low", "high", in_words="{:.0f}".format, n="n"
    )
    return shown


def _ranked(rates: pd.DataFrame) -> pd.DataFrame:
    """Return the shrunk rates for reading, the highest first."""
    rows = rates.sort_values("rank", kind="stable")
    told_apart = bool((rows["rank"] > 1).any())
    shown = tables.readable(rows, {"rank": "Rank"} if told_apart else {})
    shown["Of the ripe"] = tables.shares_of(rows, "answered", "")
    shown["Drawn towards all"] = tables.with_interval(
        rows, "shrunk", "shrunk_low", "shrunk_high", in_words=percent, n="n"
    )
    return shown


def _still(later: pd.DataFrame) -> pd.DataFrame:
    """Return the chance of a later answer for reading."""
    shown = tables.readable(later, {"at_risk": "Still silent"})
    chances = tables.with_interval(later, "chance", "low", "high", in_words=percent, n="at_risk")
    nobody = ((later["chance"] == 0) & (later["at_risk"] >= FEWEST)).to_numpy()
    shown["Will still answer"] = [
        "nobody so far" if none else told for none, told in zip(nobody, chances, strict=True)
    ]
    return shown


def _said(incidence: pd.DataFrame) -> pd.DataFrame:
    """Return what was answered for reading: the days on which somebody answered."""
    came = (incidence[["accepted", "declined", "unstated"]] > 0).any(axis="columns")
    names = {"at_risk": "Not answered yet that morning"}
    if incidence.empty or incidence["at_risk"].iloc[0] < FEWEST:
        return tables.readable(incidence[came], names)
    return tables.readable(incidence[came], names | _SAID, shares=_SAID)
