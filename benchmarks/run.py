"""Measure the package against public libraries: each figure is a ratio within one run.

Run it with ``uv run --extra dev --extra bench python benchmarks/run.py``. It prints a table in
Markdown; ``benchmarks/README.md`` keeps the last one with what it was measured on. Absolute
times depend on the machine and on what else it does; ratios, taken in turn, hardly do.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import igraph
import networkx as nx
import numpy as np
import pandas as pd
from forecast_coverage import speed
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.stats import CensoredData, ecdf

import infoview_analytics as iv
from infoview_analytics.charts.rendering import draw, render
from infoview_analytics.metrics._silence import kaplan_meier
from infoview_analytics.network._steps import warmest

ROOT = Path(__file__).resolve().parents[1]
AS_OF = pd.Timestamp("2026-04-01")
IMPORTS = "import pandas, matplotlib.pyplot, networkx"

Task = Callable[[], object]


def seconds(task: Task) -> float:
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def ratio(ours: Task, theirs: Task, *, times: int = 5) -> float:
    """Return the median of ours over theirs, run in turn after one run that is not counted."""
    ours(), theirs()
    return median(seconds(ours) / seconds(theirs) for _ in range(times))


def command(*words: object) -> Task:
    def run() -> None:
        subprocess.run([sys.executable, *map(str, words)], check=True, capture_output=True)

    return run


def infoview(*words: object) -> Task:
    return command("-c", "from infoview_analytics.cli import main; main()", *words)


def cold_start() -> float:
    return ratio(
        command("-c", "import infoview_analytics"), command("-c", "import pandas"), times=9
    )


def cold_check() -> float:
    check = infoview("check", ROOT / "data" / "sample", "--as-of", "2026-04-01")
    return ratio(check, command("-c", "import pandas"), times=9)


def cold_report(scratch: Path) -> float:
    folder = scratch / "two_thousand"
    iv.make_sample(folder, requests=2_000, weeks=104)
    as_of = f"{iv.load_interviews(folder / 'interviews.csv')['requested_on'].max():%Y-%m-%d}"
    report = infoview(
        "report", folder, "--out", scratch / "page", "--as-of", as_of, "--format", "svg"
    )
    return ratio(report, command("-c", IMPORTS))


def strict_reading(scratch: Path) -> float:
    folder = scratch / "hundred_thousand"
    iv.make_sample(folder, requests=100_000, weeks=520)
    path = folder / "interviews.csv"

    def bare() -> list[list[str]]:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))

    return ratio(lambda: iv.load_interviews(path), bare)


def a_class(groups: int, rows: int) -> pd.DataFrame:
    """Return the requests of so many students, each with so many."""
    rng = np.random.default_rng(1)
    size = groups * rows

    def days(most: int) -> pd.Series:
        return pd.Series(pd.to_timedelta(rng.integers(0, most, size), unit="D"))

    table = pd.DataFrame({"student": np.repeat(np.arange(groups), rows), "person": "somebody"})
    table["requested_on"] = pd.Timestamp("2025-10-06") + days(170)
    answered, agreed = rng.random(size) < 0.6, rng.random(size) < 0.7
    table["responded_on"] = (table["requested_on"] + days(20)).where(answered)
    table["interview_on"] = (table["responded_on"] + days(20)).where(agreed)
    return table


def groups(measure: Callable[..., pd.DataFrame], *, some: int = 250) -> float:
    """Return how many times faster all groups are than one by one (timed on some of them)."""
    everybody, rows = 50_000, 20
    table = a_class(everybody, rows)
    few = table[table["student"] < some]
    together = seconds(lambda: measure(table, by="student", as_of=AS_OF))
    apart = seconds(
        lambda: few.groupby("student")[list(few.columns)].apply(
            lambda one: measure(one, as_of=AS_OF)
        )
    )
    return apart * (everybody / some) / together


def curves() -> float:
    """Return how many times faster all groups' curves are than scipy's, group by group."""
    size, rows, some = 4_000, 250, 200
    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(size), rows)
    age = rng.integers(0, 120, size * rows)
    days = np.minimum(rng.exponential(20, size * rows).astype(int), age)
    answered = rng.random(size * rows) < 0.5
    table = pd.DataFrame({"answered": answered, "waiting": ~answered, "age_days": age})
    table["answer_days"] = np.where(answered, days, np.nan)
    times = np.where(answered, days, age).reshape(size, rows)[:some]
    silent = (~answered).reshape(size, rows)[:some]

    def one_by_one() -> None:
        for row, censored in zip(times, silent, strict=True):
            ecdf(CensoredData.right_censored(row, censored))

    return size / some / ratio(lambda: kaplan_meier(table, group), one_by_one)


def a_network(referrals: int, weeks: int = 52) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return requests and referrals: everybody is named by somebody who came before."""
    rng = np.random.default_rng(2)
    people = referrals * 4 // 5
    to = np.concatenate([np.arange(1, people), rng.integers(1, people, referrals - people + 1)])
    by = rng.integers(0, to)
    day = np.sort(rng.integers(0, 7 * weeks - 6, people))
    names = np.char.add("Person ", np.arange(people).astype(str)).astype(object)
    first = pd.Timestamp("2025-03-31")
    named = pd.DataFrame({"from_person": names[by], "to_person": names[to]})
    named["referred_on"] = first + pd.to_timedelta(day[to], unit="D")
    asked = pd.DataFrame({"person": names})
    asked["requested_on"] = first + pd.to_timedelta(np.minimum(day + 3, 7 * weeks - 6), unit="D")
    return asked, named


def growth() -> float:
    """Return how many times faster one pass is than a networkx graph for each week."""
    asked, named = a_network(100_000)
    weeks = pd.date_range(named["referred_on"].min(), periods=52, freq="7D")

    def week_by_week() -> list[tuple[int, int]]:
        sizes = []
        for monday in weeks:
            known = named[named["referred_on"] < monday + pd.Timedelta(days=7)]
            graph = nx.from_pandas_edgelist(known, "from_person", "to_person")
            sizes.append((len(graph), nx.number_connected_components(graph)))
        return sizes

    as_of = weeks[-1] + pd.Timedelta(days=6)
    once = median(seconds(lambda: iv.network_growth(asked, named, as_of=as_of)) for _ in range(5))
    return seconds(week_by_week) / once


def names_to_generations() -> float:
    """Return components and generations from names, over igraph from the same names."""
    asked, named = a_network(100_000)
    pairs = list(zip(named["from_person"], named["to_person"], strict=True))

    def theirs() -> None:
        graph = igraph.Graph.TupleList(pairs, directed=True)
        graph.connected_components(mode="weak")
        roots = graph.vs.select(_indegree=0).indices
        graph.add_vertex("You")
        graph.add_edges([(graph.vcount() - 1, root) for root in roots])
        graph.distances(source=[graph.vcount() - 1])

    return ratio(lambda: components_and_generations(asked, named), theirs)


def components_and_generations(asked: pd.DataFrame, named: pd.DataFrame) -> None:
    iv.generations(asked, named, as_of=AS_OF)


def warmest_ways() -> float:
    """Return the warmest ways to 100,000 people over scipy's dijkstra alone."""
    rng = np.random.default_rng(4)
    size = 100_000
    head = np.arange(1, size)
    tail = rng.integers(0, head)
    more = rng.integers(0, size, (2, size // 4))
    tail, head = np.append(tail, more[0]), np.append(head, more[1])
    cost = -np.log(rng.uniform(0.05, 0.95, len(tail)))
    matrix = csr_array((cost, (tail, head)), shape=(size, size))

    def theirs() -> None:
        dijkstra(matrix, indices=0, return_predecessors=True)

    return ratio(lambda: warmest(tail, head, cost, size, 0), theirs)


def every_measure(scratch: Path) -> float:
    """Return all that `numbers` tells of 2,000 requests over `import pandas`."""
    campaign = iv.load_campaign(scratch / "two_thousand")
    as_of = campaign.interviews["requested_on"].max()
    imports = command("-c", "import pandas")
    return ratio(lambda: iv.numbers(campaign, as_of=as_of), imports)


def two_thousand_people() -> float:
    """Return the network's chart as PNG over a bare LineCollection and scatter."""
    asked, named = a_network(2_500)
    layout = iv.referral_layout(asked, named, as_of=AS_OF)
    place = layout.people[["x", "y"]]
    size = draw(iv.plot_referral_network, *layout).get_size_inches()
    ends = [place.loc[layout.referrals[side]].to_numpy() for side in ("from_person", "to_person")]

    def bare() -> bytes:
        figure = Figure(figsize=size)
        ax = figure.subplots()
        ax.add_collection(LineCollection(np.stack(ends, axis=1)))
        ax.scatter(place["x"], place["y"])
        return render(figure, "png")

    return ratio(lambda: render(draw(iv.plot_referral_network, *layout), "png"), bare)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        rows = [
            ("`import infoview_analytics` / `import pandas`", cold_start(), "≤ 1.1"),
            ("`infoview check data/sample` / `import pandas`", cold_check(), "≤ 1.6"),
            (f"`infoview report`, 2,000 requests / `{IMPORTS}`", cold_report(scratch), "≤ 2"),
            ("strict reading of 100,000 rows / `csv.reader`", strict_reading(scratch), "≤ 4"),
            ("`groupby.apply` / `weekly_goal`, 50,000 groups", groups(iv.weekly_goal), "≥ 100"),
            ("`groupby.apply` / `response_rates`, 50,000", groups(iv.response_rates), "≥ 100"),
            ("`scipy.stats.ecdf` / the response curve, 4,000 groups of 250", curves(), "≥ 25"),
            ("networkx each week / `network_growth`, 100,000", growth(), "≥ 1,000"),
            ("`generations` from names / igraph, 100,000", names_to_generations(), "≤ 0.5"),
            ("warmest ways to 100,000 people / scipy's `dijkstra`", warmest_ways(), "≤ 2"),
            ("a plain loop / `forecast`, 10,000 runs of 26 weeks", speed(), "≥ 8"),
            ("all of `numbers`, 2,000 requests / `import pandas`", every_measure(scratch), "< 10"),
            ("chart of 2,000 people / bare collections", two_thousand_people(), "≤ 1.6"),
        ]
    print("| what | ratio | aim |\n|---|---:|---:|")
    for what, found, aim in rows:
        print(f"| {what} | {found:,.2f} | {aim} |")


if __name__ == "__main__":
    main()
