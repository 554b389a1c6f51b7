"""Every number of a campaign in one plain object, for scripts and other tools."""

from __future__ import annotations

from typing import Any

from infoview_analytics.metrics.funnel import funnel
from infoview_analytics.metrics.goals import goal_summary, weekly_goal
from infoview_analytics.metrics.outcomes import advice_so_far, outcomes_so_far
from infoview_analytics.network.growth import network_growth
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.report._numbers_of_answers import response_time, responses
from infoview_analytics.report._numbers_of_care import looked_after
from infoview_analytics.report._numbers_of_the_network import network, structure
from infoview_analytics.report._numbers_of_the_plan import ahead, chain, to_do
from infoview_analytics.report._plain import row_of, rows_of
from infoview_analytics.weeks import Day, day

_GOAL = ("weeks_over", "weeks_kept", "current_streak", "longest_streak", "held", "days_since_last")
_WEEKLY = ("requested", "answered", "held", "goal", "short", "over")
_GROWTH = ("people", "held", "organizations", "referrals", "new_people", "generations")


def numbers(campaign: Campaign, *, as_of: Day) -> dict[str, Any]:
    """Return every number of a campaign as plain values, ready for JSON.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it.
    as_of : pandas.Timestamp, datetime.date or str
        The last day that counts.

    Returns
    -------
    dict
        - ``as_of``: the day, as ``YYYY-MM-DD``;
        - ``records``: ``interviews`` and ``referrals`` (rows), ``errors`` and ``warnings``;
        - ``goal``: as `goal_summary` tells it, and ``weekly``, a list with one object for each
          week (``week`` is its Monday, or the first of the month for a goal per month);
        - ``responses``: ``all``, and ``by`` with ``channel``, ``source`` and ``warmth``, each a
          mapping of a name to the same shape: ``sent``, ``answered``, ``accepted``,
          ``declined``, ``waiting`` (counts), ``raw``, ``ripe``, ``accepted_raw``,
          ``accepted_ripe``, ``held_raw``, ``held_ripe`` (each ``n``, ``rate``, ``low``,
          ``high``) and ``by_day`` (``3``, ``7``, ``14``, ``30``); and ``compare`` with the same
          three, each None for one group alone, else ``first`` and ``second`` (the two groups
          with the most requests), ``raw`` and ``ripe`` (as `response_difference` tells them),
          ``logrank`` (of the two), ``spread`` (as `response_spread` tells it) and ``shrunk`` (a
          mapping of each group, as `shrunk_rates` tells it);
        - ``response_time``: as `response_times` tells it, ``curve``, a list with one object
          for each day on which something was seen, and ``cumulative_incidence``, a list of
          ``day``, ``accepted``, ``declined`` and ``unstated`` (shares by that day);
        - ``funnel``: a list of ``stage`` and ``count``;
        - ``outcomes``, a list as `outcomes_so_far` tells it, and ``advice``, as `advice_so_far`;
        - ``care``: a mapping of each habit as `care` tells it (``count``, ``n``, ``rate``,
          ``low``, ``high`` and ``not_yet_known``), and ``outcomes``, a list as `outcome_credit`
          tells it (``chain`` is a list of names);
        - ``network``: as `network_summary` tells it, without you and without edges from you,
          and ``generations``, a mapping of the generation to the people in it;
        - ``growth``: a list with one object for each week;
        - ``structure``: ``hill`` with ``industry`` and ``organization`` (each ``n``, ``q0``,
          ``q1``, ``q2``, ``rarefied_to`` and ``rarefied``, as `hill_numbers` tells them);
          ``homophily`` with ``industry``, ``organization`` and ``role`` (as `homophily` tells
          it); ``effective_size`` and ``constraint``, a mapping of each contact, empty where no
          two contacts of anybody know each other; ``falls_away``, ``starting_points``,
          ``saturation`` and ``targets``, lists as the functions of that name tell them
          (`target_reach` for the last, of your organisations);
        - ``reproduction``: ``names_per_interview``, ``asked``, ``held`` and ``r`` with ``low``
          and ``high``, ``extinction``, all None below 5 interviews held; ``parts``, a list as
          `reproduction` tells it; ``concentration``, ``lead_survival`` and ``cold_requests``;
        - ``forecast``: ``this_week`` (the chance that its goal is kept), ``total`` (that the
          campaign's total is reached), ``requests_needed`` (``80`` and ``90`` percent),
          ``backtest`` (as `forecast_scores` tells it: ``weeks``, the Brier scores ``brier``,
          ``climatology`` and ``last_four_weeks``, and ``count_score``) and ``weeks``, a list as
          `forecast` tells it;
        - ``actions``: a list as `next_actions` tells it, in its order: ``rule``, ``person``,
          ``due_on``, ``overdue_days``, ``action``, ``organization``, ``table`` and ``record``.

        Shares are 0 to 1 and unrounded, times are days, what is missing is None. Keys may be
        added later; none is renamed or removed.

    Notes
    -----
    What each number means stands with the function that makes it.
    """
    records, habits = (campaign.interviews, campaign.referrals), campaign.habits
    growth = network_growth(*records, as_of=as_of, you=campaign.you, people=campaign.people)
    errors = sum(problem.is_error for problem in campaign.problems)
    return {
        "as_of": f"{day(as_of):%Y-%m-%d}",
        "records": {
            "interviews": len(campaign.interviews),
            "referrals": len(campaign.referrals),
            "errors": errors,
            "warnings": len(campaign.problems) - errors,
        },
        "goal": _goal(campaign, as_of),
        "responses": responses(records, as_of, habits.patience_days),
        "response_time": response_time(campaign.interviews, as_of),
        "funnel": rows_of(funnel(*records, as_of=as_of), ("count",)),
        "outcomes": rows_of(outcomes_so_far(campaign.outcomes, as_of=as_of)),
        "advice": row_of(advice_so_far(campaign.advice, campaign.interviews, as_of=as_of)),
        "care": looked_after(campaign, as_of),
        "network": network(campaign, as_of),
        "growth": rows_of(growth, _GROWTH),
        "structure": structure(campaign, as_of),
        "reproduction": chain(campaign, as_of),
        "forecast": ahead(campaign, as_of),
        "actions": to_do(campaign, as_of),
    }


def _goal(campaign: Campaign, as_of: Day) -> dict[str, Any]:
    """Return the goal's summary and its weeks."""
    summary = goal_summary(campaign.interviews, goal=campaign.goal, as_of=as_of)
    weekly = weekly_goal(campaign.interviews, goal=campaign.goal, as_of=as_of)
    weeks = rows_of(weekly.rename_axis("week"), _WEEKLY)
    return {**row_of(summary, _GOAL), "weekly": weeks}
