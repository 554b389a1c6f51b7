# ruff: noqa: S311 no dice here are secret
"""Measure whether the forecast's intervals are honest.

Students with a known truth are made up by the day, not by the model of the forecast, and go on
for eight weeks after the day of the forecast. Run it with
``uv run --extra dev python benchmarks/forecast_coverage.py [STUDENTS]``; it prints a table in
Markdown. The quantiles of the totals count as covered when they hold the truth; beside them
stands the share of the randomised PIT in the same middle, which no rounding of counts widens.
"""

from __future__ import annotations

import random
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator
from math import exp
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

import infoview_analytics as iv
from infoview_analytics.metrics.chances import PRIORS
from infoview_analytics.planning._delays import Seen, agreeing_prior, talking_prior
from infoview_analytics.planning._outlook import middle_counts, outlook
from infoview_analytics.planning._pace import draw_pace
from infoview_analytics.planning._standing import Standing, standings
from infoview_analytics.planning.forecast import held_ahead
from infoview_analytics.weeks import period_starts

MONDAY = pd.Timestamp("2025-01-06")
AHEAD = 8
RUNS = 1_000
RHYTHM = np.array([6, 7, 7, 6, 4, 0.3, 0.4])


class Truth(NamedTuple):
    """What is true of one student."""

    pace: float
    uneven: float
    wander: float
    chain: float
    other_warm: float
    agree: tuple[float, float]  # cold, warm
    shows: float
    names: float


def a_truth(rng: np.random.Generator, wander: float) -> Truth:
    return Truth(
        pace=float(np.exp(rng.normal(np.log(3), 0.5))),
        uneven=rng.uniform(0.02, 0.6),
        wander=wander,
        chain=rng.uniform(0.2, 0.7),
        other_warm=rng.uniform(0, 0.5),
        agree=(rng.uniform(0.05, 0.35), rng.uniform(0.3, 0.8)),
        shows=rng.uniform(0.85, 1),
        names=rng.uniform(0.3, 2),
    )


def a_student(rng: np.random.Generator, truth: Truth, weeks: int) -> iv.Campaign:
    """Return the whole campaign of a student, day by day, as it will have been in the end."""
    requests: list[dict[str, Any]] = []
    referrals: list[dict[str, Any]] = []
    leads: list[str] = []
    talks: dict[int, list[int]] = {}
    pace = truth.pace
    for day in range(7 * weeks):
        if day % 7 == 0:
            pace *= np.exp(truth.wander * rng.standard_normal())
            mood = pace * rng.gamma(1 / truth.uneven, truth.uneven)
        for place in talks.pop(day, []):
            for _ in range(rng.poisson(truth.names * rng.exponential())):
                leads.append(f"lead {len(referrals)}")
                giver = requests[place]["person"]
                pair = {"from_person": giver, "to_person": leads[-1], "referred_on": day}
                referrals.append(pair)
        for _ in range(rng.poisson(mood * RHYTHM[day % 7] / RHYTHM.sum())):
            row = _ask(rng, truth, day, leads, len(requests))
            requests.append(row)
            if row["outcome"] == "held":
                talks.setdefault(row["interview_on"], []).append(len(requests) - 1)
    return _campaign(requests, referrals)


def _ask(
    rng: np.random.Generator, truth: Truth, day: int, leads: list[str], number: int
) -> dict[str, Any]:
    """Return one request and what will become of it."""
    row: dict[str, Any] = {
        "interview_id": f"i{number}",
        "person": f"p{number}",
        "requested_on": day,
    }
    row |= {"source": "website", "responded_on": None, "response": None}
    row |= {"interview_on": None, "outcome": None}
    warm = False
    if rng.random() < truth.chain:
        if leads:
            row |= {"source": "referral", "person": leads.pop(rng.integers(len(leads)))}
            warm = True
    elif rng.random() < truth.other_warm:
        row["source"], warm = "friend", True
    answered = day + int((3 if warm else 6) * rng.exponential() ** (4 / 3))
    dice = rng.random()
    agreed = truth.agree[warm]
    if dice < agreed:
        meets = answered + int(rng.integers(2, 12))
        shows = "held" if rng.random() < truth.shows else "no_show"
        row |= {"responded_on": answered, "response": "accepted"}
        row |= {"interview_on": meets, "outcome": shows}
    elif dice < agreed + 0.25 * (1 - agreed):
        row |= {"responded_on": answered, "response": "declined"}
    return row


def _campaign(requests: list[dict[str, Any]], referrals: list[dict[str, Any]]) -> iv.Campaign:
    """Return the rows as a campaign."""
    names = "interview_id person source requested_on responded_on response interview_on outcome"
    asked = pd.DataFrame(requests, columns=names.split())
    named = pd.DataFrame(referrals, columns=["from_person", "to_person", "referred_on"])
    for table in (asked, named):
        for name in (name for name in table.columns if name.endswith("_on")):
            days = pd.to_timedelta(table[name].astype(float), unit="D")
            table[name] = (MONDAY + days).astype("datetime64[s]")
    goal = iv.Goal(interviews=1, starts_on=MONDAY)
    return iv.Campaign(folder=Path("made up"), interviews=asked, referrals=named, goal=goal)


def pit(totals: np.ndarray, truth: int, dice: float) -> float:
    """Return the randomised probability integral transform of a count."""
    return float((totals < truth).mean() + dice * (totals == truth).mean())


def results(students: int, wander: float, history: tuple[int, int]) -> Iterator[dict[str, float]]:
    rng = np.random.default_rng(11)
    for _ in range(students):
        past = int(rng.integers(*history))
        campaign = a_student(rng, a_truth(rng, wander), past + AHEAD + 1)
        as_of = MONDAY + pd.Timedelta(days=7 * past + int(rng.integers(-1, 6)))
        (now,) = standings(campaign, [as_of])
        rows = np.arange(now.week, now.week + AHEAD)
        draws = np.random.default_rng(7)
        drawn = held_ahead(draws, now, campaign.goal, rows, RUNS, PRIORS)
        totals = now.held + drawn.cumsum(axis=1)
        week_ends = period_starts(rows + 1) - pd.Timedelta(days=1)
        asked = campaign.interviews
        held_on = asked["interview_on"].where(asked["outcome"] == "held")
        total = int((held_on <= week_ends[-1]).sum())
        yield {
            **{
                f"in_{cover}": bool(low[-1] <= total <= high[-1])
                for cover in (80, 95)
                for low, high in [middle_counts(totals, cover / 100)]
            },
            "pit": pit(totals[:, -1], total, rng.random()),
            "error": float(totals[:, -1].mean()) - total,
            "p": float(outlook(draws, drawn, now, campaign.goal, rows).chances()[1]),
            "kept": float(((held_on > week_ends[0]) & (held_on <= week_ends[1])).any()),
            "ahead": float(total - now.held),
        }


def coverage(students: int) -> None:
    """Print how often the truth lay in the intervals of the total eight weeks ahead."""
    print("| students | 80 % | 95 % | PIT 80 % | PIT 95 % | mean PIT | bias | Brier, next week |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, wander, history in (
        ("8 to 30 weeks of history, steady pace", 0.0, (8, 31)),
        ("8 to 30 weeks, the pace wanders by 10 % a week", 0.1, (8, 31)),
        ("8 to 12 weeks, steady pace", 0.0, (8, 13)),
        ("1 to 7 weeks, steady pace (priors)", 0.0, (1, 8)),
    ):
        seen = pd.DataFrame(results(students, wander, history))
        off = (seen["pit"] - 0.5).abs()
        brier = ((seen["p"] - seen["kept"]) ** 2).mean()
        flat = seen["kept"].mean() * (1 - seen["kept"].mean())
        cells = [f"{100 * seen[cover].mean():.1f}" for cover in ("in_80", "in_95")]
        cells += [f"{100 * (off < half).mean():.1f}" for half in (0.4, 0.475)]
        cells += [f"{seen['pit'].mean():.3f}"]
        cells += [f"{seen['error'].mean():+.2f} of {seen['ahead'].mean():.1f}"]
        cells += [f"{brier:.3f} (always the mean: {flat:.3f})"]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def speed() -> float:
    """Return how many times faster than a plain loop 10,000 runs of 26 weeks are."""
    rng = np.random.default_rng(1)
    campaign = a_student(rng, a_truth(rng, 0.0), 30)
    (now,) = standings(campaign, [MONDAY + pd.Timedelta(days=7 * 25 - 1)])
    rows = np.arange(now.week, now.week + 26)

    def ours() -> float:
        begun = time.perf_counter()
        held_ahead(np.random.default_rng(7), now, campaign.goal, rows, 10_000, PRIORS)
        return time.perf_counter() - begun

    pace = draw_pace(np.random.default_rng(7), now.sent, 200)

    def theirs() -> float:
        begun = time.perf_counter()
        for run in range(200):
            one_run(now, float(pace.level[run]), float(pace.size[run]), len(rows))
        return (time.perf_counter() - begun) * 50

    ours(), theirs()
    return median(theirs() / ours() for _ in range(5))


def one_run(now: Standing, level: float, size: float, weeks: int) -> list[int]:
    """Play one campaign on in plain Python: the same model, but the pace was drawn before."""
    warm, cold = (
        hazards(seen, agreeing_prior(PRIORS[warmth]))
        for warmth, seen in (("warm", now.warm), ("cold", now.cold))
    )
    talk = hazards(now.agreed, talking_prior())
    to_leads, others, other_warm, other_cold = (
        random.gammavariate(kind + 0.5, 1) for kind in now.mix.tolist()
    )
    chain, other = to_leads / (to_leads + others), other_warm / (other_warm + other_cold)
    names = random.gammavariate(1 + now.names, 1 / (1 + now.talks))
    shows = random.betavariate(9 + now.came, 1 + now.fell_through)
    held = [sum(random.random() < shows for _ in range(n)) for n in now.planned.tolist()[:weeks]]
    held += [0] * (weeks - len(held))
    agreed, leads = [0] * weeks, now.leads
    for waiting, chances, into, rest in (
        (now.waiting_warm, warm, agreed, now.rest),
        (now.waiting_cold, cold, agreed, now.rest),
        (now.unplanned, talk, held, now.rest_of_talks),
    ):
        for age, count in enumerate(waiting.tolist()[: len(chances)]):
            if count:
                happen(into, 0, count, by_week(chances[age:], rest))
    warm_by, cold_by, talked_by = (by_week(chances, 1) for chances in (warm, cold, talk))
    for week in range(weeks):
        part = now.rest if week == 0 else 1
        to_warm = to_cold = 0
        for _ in range(poisson(random.gammavariate(size, level / size) * part)):
            if leads and random.random() < chain:
                leads -= 1
                to_warm += 1
            elif random.random() < other:
                to_warm += 1
            else:
                to_cold += 1
        happen(agreed, week, to_warm, warm_by)
        happen(agreed, week, to_cold, cold_by)
        happen(held, week, agreed[week], talked_by)
        leads += poisson(names * held[week])
    return held


def hazards(seen: Seen, prior: np.ndarray) -> list[tuple[float, float]]:
    """Draw the chances to end in the first way, and in any, in each week."""
    drawn = []
    for row in (prior + np.column_stack([seen.ended, seen.open])).tolist():
        gammas = [random.gammavariate(shape, 1) if shape > 0 else 0.0 for shape in row]
        drawn.append((gammas[0] / sum(gammas), sum(gammas[:-1]) / sum(gammas)))
    return drawn


def by_week(chances: list[tuple[float, float]], rest: float) -> list[float]:
    """Return the chance to have ended in the first way by each week."""
    so_far, open_, by_then = 0.0, 1.0, []
    for first, ends in chances:
        part = rest / (1 - ends * (1 - rest)) if not by_then else 1
        so_far += open_ * first * part
        open_ *= 1 - ends * part
        by_then.append(so_far)
    return by_then


def happen(into: list[int], week: int, count: int, by_then: list[float]) -> None:
    """Let `count` happen, each in its week."""
    for _ in range(count):
        lag = bisect_right(by_then, random.random())
        if lag < len(by_then) and week + lag < len(into):
            into[week + lag] += 1


def poisson(mean: float) -> int:
    """Return a Poisson count by Knuth's method."""
    count, left = 0, random.random()
    least = exp(-mean)
    while left > least:
        count += 1
        left *= random.random()
    return count


if __name__ == "__main__":
    coverage(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
