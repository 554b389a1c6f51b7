"""Do the intervals hold the truth as often as they say? Simulated students of known truth.

Run it with ``uv run --extra dev python benchmarks/coverage.py [STUDENTS]``: 2,000 students take
about two minutes. It prints a table in Markdown; ``benchmarks/README.md`` keeps the last one.

Each student has chances of their own: how many names an interview brings (binomial of three, or
uneven), how many of those are asked, how many are met, how soon, and how often a cold request is
answered. The campaign runs for 10 to 40 weeks, starts chains by cold requests and follows every
name, and is looked at when it holds 8 to 40 interviews.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

import infoview_analytics as iv
from infoview_analytics.planning.reproduction import figures, reproduced

STUDENTS = 2_000
HORIZON, PATIENCE = 60, 14
FEWEST, MOST = 8, 40  # interviews held
LEVELS = (0.80, 0.95)
AIMS = {0.80: (0.77, 0.84), 0.95: (0.93, 0.97)}
START = np.datetime64("2026-01-05")
NEVER = 10**6
RATE, PART, PLAIN = "ripe response rate", "R's part ", "R by plain percentiles, not used"
SIZES = {"R, 8 to 15 interviews": 15, "R, 16 to 25 interviews": 25, "R, 26 to 40 interviews": 40}
PARTS = [PART + part for part in ("names_per_interview", "asked", "held")]
ROWS = [RATE, *PARTS, "R", *SIZES, PLAIN]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Truth:
    """What is true of one student."""

    names: float
    unevenness: float  # the size of the negative binomial law; infinite for three asked for
    asked: float
    held: float
    cold: float
    answered: float  # of the cold requests, within 14 days
    days: int
    starts: int

    @property
    def parts(self) -> list[float]:
        """Return the three parts of R, and R."""
        return [self.names, self.asked, self.held, self.names * self.asked * self.held]


def make_truth(rng: np.random.Generator) -> Truth:
    names, asked, held = rng.uniform(0.5, 2.5), rng.uniform(0.4, 0.95), rng.uniform(0.3, 0.8)
    days = 7 * int(rng.integers(10, 41))
    interviews, cold = rng.uniform(FEWEST, MOST), rng.uniform(0.15, 0.4)
    starts = 1.5 * interviews * max(1 - names * asked * held, 0.15) / cold
    unevenness = float(rng.choice([0.6, 2.0, np.inf]))
    answered = rng.uniform(0.2, 0.7)
    return Truth(names, unevenness, asked, held, cold, answered, days, int(rng.poisson(starts)))


def delays(rng: np.random.Generator, mean: float, count: int) -> Ints:
    """Return days from 0 to the horizon."""
    drawn = rng.gamma(1.5, mean / 1.5, 4 * count + 20)
    return drawn[drawn <= HORIZON][:count].astype(np.int64)


def names_given(rng: np.random.Generator, truth: Truth) -> int:
    if np.isinf(truth.unevenness):
        return int(rng.binomial(3, truth.names / 3))
    return int(rng.poisson(rng.gamma(truth.unevenness, truth.names / truth.unevenness)))


def played(rng: np.random.Generator, truth: Truth) -> tuple[list[tuple], list[tuple]] | None:
    """Return the requests (person, asked, met) and the namings (from, to, day) of a campaign."""
    asked_on = rng.integers(0, truth.days, truth.starts)
    met = rng.random(truth.starts) < truth.cold
    met_on = asked_on + np.where(met, delays(rng, 14, truth.starts), NEVER)
    people = [f"c{number}" for number in range(truth.starts)]
    requests = list(zip(people, asked_on.tolist(), met_on.tolist(), strict=True))
    namings: list[tuple] = []
    talks = [(person, met) for person, _, met in requests if met <= truth.days]
    for talked, (giver, day) in enumerate(talks):  # it grows as it is read
        if talked == MOST:
            return None
        for _ in range(names_given(rng, truth)):
            named_on = day + (0 if rng.random() < 0.7 else int(rng.integers(1, 8)))
            if named_on > truth.days:
                continue
            person = f"p{len(namings)}"
            namings.append((giver, person, named_on))
            if rng.random() >= truth.asked:
                continue
            asks_on = named_on + int(delays(rng, 10, 1)[0])
            met_on = asks_on + (int(delays(rng, 14, 1)[0]) if rng.random() < truth.held else NEVER)
            if asks_on <= truth.days:
                requests.append((person, asks_on, met_on))
            if met_on <= truth.days:
                talks.append((person, met_on))
    return (requests, namings) if len(talks) >= FEWEST else None


def on(days: pd.Series, last: int) -> pd.Series:
    """Return days as dates, missing where they have not come."""
    dates = START + np.minimum(days.to_numpy(), last).astype("timedelta64[D]")
    return pd.Series(dates.astype("datetime64[s]"), index=days.index).where(days <= last)


def student(rng: np.random.Generator, number: int, blank: iv.Campaign) -> tuple[Truth, iv.Campaign]:
    while True:
        truth = make_truth(rng)
        if truth.parts[-1] > 1.5 or (rows := played(rng, truth)) is None:
            continue
        asked = pd.DataFrame(rows[0], columns=["person", "requested_on", "interview_on"])
        named = pd.DataFrame(rows[1], columns=["from_person", "to_person", "referred_on"])
        answer = np.where(
            rng.random(len(asked)) < truth.answered,
            rng.integers(0, PATIENCE + 1, len(asked)),
            np.where(rng.random(len(asked)) < 0.1, rng.integers(15, 60, len(asked)), NEVER),
        )
        asked["answered_on"] = asked["requested_on"] + answer
        asked["interview_id"] = [f"i{i}" for i in range(len(asked))]
        asked["responded_on"] = on(asked.pop("answered_on"), truth.days)
        asked["interview_on"] = on(asked["interview_on"], truth.days)
        asked["requested_on"] = on(asked["requested_on"], truth.days)
        named["referred_on"] = on(named["referred_on"], truth.days)
        asked["student"] = named["student"] = number
        return truth, replace(blank, interviews=asked, referrals=named)


class Tally:
    """How often each interval held the truth, lay below it, lay above it, and how wide it was."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, float], list[tuple[bool, bool, bool]]] = defaultdict(list)

    def add(self, what: str, level: float, truth: float, low: float, high: float) -> None:
        """Count one interval, if there is one."""
        if not np.isnan(low):
            self.seen[what, level].append((low <= truth <= high, high < truth, low > truth))

    def show(self) -> None:
        """Print the table."""
        print("| interval of | students | 80 % | 95 % | 95 %: too low | too high | aim |")
        print("|---|---:|---:|---:|---:|---:|---|")
        for what in sorted({what for what, _ in self.seen}, key=ROWS.index):
            share = {level: np.mean(self.seen[what, level], axis=0) for level in LEVELS}
            met = all(low <= share[level][0] <= high for level, (low, high) in AIMS.items())
            cells = [f"{len(self.seen[what, 0.95]):,}", *(f"{share[x][0]:.1%}" for x in LEVELS)]
            cells += [f"{share[0.95][1]:.1%}", f"{share[0.95][2]:.1%}", "met" if met else "missed"]
            print(f"| {what} | {' | '.join(cells)} |")


def tally_reproduction(tally: Tally, truth: Truth, campaign: iv.Campaign) -> float:
    as_of = pd.Timestamp(START) + pd.Timedelta(days=truth.days)
    found = reproduced(campaign, as_of=as_of, horizon_days=HORIZON)
    held = found.chain.size
    size = next(row for row, most in SIZES.items() if held <= most)
    for level in LEVELS:
        rows = figures(found.parts, found.draws, level)
        if not np.isnan(found.r[0]):
            tails = [0.5 - level / 2, 0.5 + level / 2]
            ends = np.quantile(np.nan_to_num(found.draws).prod(axis=0), tails)
            tally.add(PLAIN, level, truth.parts[-1], *ends)
        for part, true, (_, low, high) in zip(found.table.index, truth.parts, rows, strict=True):
            names = ["R", size] if part == "r" else [PART + part]
            for name in names:
                tally.add(name, level, true, low, high)
    return float(found.table.loc["r", "estimate"])


def tally_rates(tally: Tally, truths: list[Truth], campaigns: list[iv.Campaign]) -> None:
    """Cold requests only: their chance is the same all through a campaign."""
    asked = pd.concat([campaign.interviews for campaign in campaigns], ignore_index=True)
    cold = asked[asked["person"].str.startswith("c")]
    last = {n: np.timedelta64(max(t.days for t in truths) - t.days) for n, t in enumerate(truths)}
    shift = pd.to_timedelta(cold["student"].map({n: w.astype(int) for n, w in last.items()}), "D")
    dates = ["requested_on", "responded_on"]
    moved = {name: cold[name] + shift for name in dates}  # one last day for all
    cold = cold[["person", "student"]].assign(**moved)
    as_of = pd.Timestamp(START) + pd.Timedelta(days=max(t.days for t in truths))
    for level in LEVELS:
        rates = iv.response_rates(cold, as_of=as_of, by="student", confidence=level)
        for number, row in rates[rates["ripe_n"] >= 5].iterrows():
            low, high = row["ripe_low"], row["ripe_high"]
            tally.add(RATE, level, truths[number].answered, low, high)


def main(students: int) -> None:
    rng = np.random.default_rng(2026)
    tally = Tally()
    blank = iv.Campaign(folder=Path(), interviews=pd.DataFrame(), referrals=pd.DataFrame())
    made = [student(rng, number, blank) for number in range(students)]
    truths, campaigns = map(list, zip(*made, strict=True))
    tally_rates(tally, truths, campaigns)
    estimates = [tally_reproduction(tally, *one) for one in made]
    tally.show()
    true = np.array([truth.parts[-1] for truth in truths])
    print(f"\nMean of R: true {true.mean():.3f}, estimated {np.nanmean(estimates):.3f}.")
    print(f"No R could be told of {np.isnan(estimates).sum()} of {students} students.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else STUDENTS)
