import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.errors import OptionError
from infoview_analytics.intervals import wilson_interval
from infoview_analytics.planning.reproduction import name_concentration, reproduction

AS_OF = pd.Timestamp("2026-06-01")
DAY = pd.Timedelta(days=1)
OLD = AS_OF - 200 * DAY


def campaign(talks, *, asked=(), named=()):
    """Build a campaign from {person: day met}, (person, asked, met) and (from, to, day)."""
    rows = [(person, met - 7 * DAY, met) for person, met in talks.items()]
    rows += [(person, on, met) for person, on, met in asked]
    interviews = pd.DataFrame(rows, columns=["person", "requested_on", "interview_on"])
    interviews["interview_id"] = [f"i{row}" for row in range(len(interviews))]
    interviews["response"] = None
    referrals = pd.DataFrame(list(named), columns=["from_person", "to_person", "referred_on"])
    days = ["requested_on", "interview_on"]
    interviews[days] = interviews[days].apply(pd.to_datetime)
    referrals["referred_on"] = pd.to_datetime(referrals["referred_on"])
    return iv.Campaign(folder=Path(), interviews=interviews, referrals=referrals)


def ten(names=2):
    """Ten old interviews, each of which named some people, all asked a week later."""
    talks = {f"t{i}": OLD + i * DAY for i in range(10)}
    named = [(t, f"{t}n{j}", on) for t, on in talks.items() for j in range(names)]
    asked = [(to, on + 7 * DAY, on + 14 * DAY) for _, to, on in named]
    return talks, asked, named


def test_r_is_the_product_of_its_three_parts():
    talks, asked, named = ten()
    rows = reproduction(campaign(talks, asked=asked[:10], named=named), as_of=AS_OF)["estimate"]
    # the ten who were met have named nobody: 30 interviews would be too many, 20 there are
    assert rows.to_dict() == pytest.approx(
        {"names_per_interview": 1.0, "asked": 0.5, "held": 1.0, "r": 0.5}
    )


def test_counts_and_denominators_stand_beside_every_part():
    talks, asked, named = ten()
    table = reproduction(campaign(talks, asked=asked[:10], named=named), as_of=AS_OF)
    assert table["n"].tolist() == [20, 20, 10, 20]
    assert table["count"].tolist() == [20, 10, 10, 10]
    assert table["not_yet_known"].tolist() == [0, 0, 0, 0]


def test_a_young_name_is_censored_not_unasked():
    talks, asked, named = ten(1)
    late = {f"y{i}": AS_OF - DAY for i in range(10)}
    young = [(t, f"{t}n", on) for t, on in late.items()]
    table = reproduction(campaign(talks | late, asked=asked, named=named + young), as_of=AS_OF)
    assert table.loc["asked", "not_yet_known"] == 10
    assert table.loc["asked", "estimate"] == pytest.approx(1.0)
    assert table.loc["names_per_interview", "not_yet_known"] == 10


def test_a_young_request_is_censored_and_a_declined_one_is_not():
    talks, asked, named = ten(1)
    late = AS_OF - 5 * DAY
    asked = [(person, on, met) for person, on, met in asked[:5]] + [
        (person, late, None) for person, _, _ in asked[5:]
    ]
    records = campaign(talks, asked=asked, named=named)
    open_ = reproduction(records, as_of=AS_OF).loc["held"]
    assert (open_["n"], open_["count"], open_["not_yet_known"]) == (10, 5, 5)
    assert open_["estimate"] == pytest.approx(1.0)
    young = records.interviews["requested_on"] == late
    records.interviews.loc[young, "response"] = "declined"
    assert reproduction(records, as_of=AS_OF).loc["held", "not_yet_known"] == 0


def test_a_declined_request_is_never_met():
    talks, asked, named = ten(1)
    asked = [(p, on, met if i < 4 else None) for i, (p, on, met) in enumerate(asked)]
    records = campaign(talks, asked=asked, named=named)
    records.interviews["response"] = np.where(
        records.interviews["interview_on"].isna(), "declined", "accepted"
    )
    assert reproduction(records, as_of=AS_OF).loc["held", "estimate"] == pytest.approx(0.4)


def test_the_names_of_a_young_interview_weigh_by_the_days_it_was_watched():
    # by hand: on day 0, 2 names of 3 interviews; on day 5, 1 name of the 2 that are so old
    talks = {"a": OLD, "b": OLD, "c": AS_OF, "d": OLD, "e": OLD}
    named = [("a", "x", OLD), ("c", "y", AS_OF), ("b", "z", OLD + 5 * DAY)]
    table = reproduction(campaign(talks, named=named), as_of=AS_OF)
    assert table.loc["names_per_interview", "estimate"] == pytest.approx(2 / 5 + 1 / 4)


def test_a_name_after_the_horizon_comes_too_late():
    talks, _, named = ten(1)
    named = [(giver, to, on + 61 * DAY) for giver, to, on in named]
    table = reproduction(campaign(talks, named=named), as_of=AS_OF)
    assert table["count"].tolist() == [0, 0, 0, 0]
    assert table.loc["r", "estimate"] == 0


def test_someone_known_before_is_no_new_name():
    talks, _, _ = ten(1)
    table = reproduction(campaign(talks, named=[("t5", "t0", OLD + 5 * DAY)]), as_of=AS_OF)
    assert table.loc["names_per_interview", "count"] == 0


def test_below_five_interviews_there_are_counts_and_no_figures():
    talks = {f"t{i}": OLD for i in range(4)}
    table = reproduction(campaign(talks, named=[("t0", "x", OLD)]), as_of=AS_OF)
    assert table.loc["names_per_interview", "count"] == 1
    assert table[["estimate", "low", "high"]].isna().all(axis=None)
    assert not table["weakest"].any()


def test_an_empty_campaign_has_its_rows_and_no_figures():
    table = reproduction(campaign({}), as_of=AS_OF)
    assert table["n"].tolist() == [0, 0, 0, 0]
    assert table["estimate"].isna().all()


def test_nobody_asked_is_an_r_of_none_with_an_upper_end():
    talks, _, named = ten(1)
    row = reproduction(campaign(talks, named=named), as_of=AS_OF).loc["r"]
    assert (row["estimate"], row["low"]) == (0, 0)
    assert row["high"] == pytest.approx(-np.log(0.025) / 10)  # as nothing seen in ten


def test_what_nobody_was_watched_for_is_missing():
    talks = {f"t{i}": AS_OF - DAY for i in range(8)}
    named = [(t, f"{t}n", on) for t, on in talks.items()]
    table = reproduction(campaign(talks, named=named), as_of=AS_OF)
    assert table["estimate"].isna().tolist() == [False, True, True, True]
    assert table.loc["r", "watched_days"] == 1


def test_the_weakest_part_is_the_one_that_would_raise_r_most():
    talks, asked, named = ten(3)
    table = reproduction(campaign(talks, asked=asked[:6], named=named), as_of=AS_OF)
    assert table.index[table["weakest"]].tolist() == ["asked"]
    few = reproduction(campaign(talks, asked=asked[::3], named=named[::3]), as_of=AS_OF)
    assert few.index[few["weakest"]].tolist() == ["names_per_interview"]


def test_the_weakest_part_is_named_even_where_it_is_nothing():
    talks, _, named = ten(2)
    nobody_asked = reproduction(campaign(talks, named=named), as_of=AS_OF)
    assert nobody_asked.index[nobody_asked["weakest"]].tolist() == ["asked"]
    nobody_named = reproduction(campaign(talks), as_of=AS_OF)
    assert nobody_named.index[nobody_named["weakest"]].tolist() == ["names_per_interview"]
    asked = [(person, OLD + 20 * DAY, None) for _, person, _ in named]
    nobody_met = reproduction(campaign(talks, named=named, asked=asked), as_of=AS_OF)
    assert nobody_met.index[nobody_met["weakest"]].tolist() == ["held"]


def test_only_what_there_is_to_watch_tells_how_long_it_was_watched():
    talks, _, named = ten(2)
    asked = reproduction(campaign(talks, named=named), as_of=AS_OF)
    assert asked["watched_days"].tolist() == [60, 60, 0, 60]
    named = reproduction(campaign(talks), as_of=AS_OF, horizon_days=30)
    assert named["watched_days"].tolist() == [30, 0, 0, 30]
    assert named["horizon_days"].tolist() == [30] * 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"confidence": 0},
        {"confidence": 1},
        {"confidence": 1.5},
        {"draws": 0},
        {"horizon_days": 0},
    ],
)
def test_an_option_that_makes_no_sense_is_refused_with_a_remedy(wrong):
    with pytest.raises(OptionError, match=rf"{next(iter(wrong))} cannot be .* Give "):
        reproduction(campaign(ten()[0]), as_of=AS_OF, **wrong)


def test_without_spread_the_interval_still_is_one():
    talks, asked, named = ten(1)
    row = reproduction(campaign(talks, asked=asked, named=named), as_of=AS_OF).loc["r"]
    assert 0 < row["low"] < row["estimate"] < row["high"]


def test_a_share_of_all_has_wilsons_interval():
    talks, asked, named = ten(1)
    row = reproduction(campaign(talks, asked=asked, named=named), as_of=AS_OF).loc["asked"]
    assert row["low"] == pytest.approx(wilson_interval([10], [10])["low"].iloc[0])


def test_a_narrower_confidence_gives_a_narrower_interval():
    records = campaign(*[ten()[0]], asked=ten()[1][:12], named=ten()[2])
    wide, narrow = (reproduction(records, as_of=AS_OF, confidence=c) for c in (0.95, 0.8))
    assert (narrow["low"] >= wide["low"]).all()
    assert (narrow["high"] <= wide["high"]).all()


def test_the_same_seed_gives_the_same_interval():
    records = campaign(ten()[0], asked=ten()[1][:12], named=ten()[2])
    first, again = (reproduction(records, as_of=AS_OF, seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_a_chain_that_doubles_has_an_r_of_two_though_recruits_an_interview_are_below_one():
    # each names two on the day after, who are met a day later: 5, 10, 20, 40 on the last day
    talks = {f"t{i}": AS_OF - 6 * DAY for i in range(5)}
    met, asked, named = list(talks.items()), [], []
    for _ in range(3):
        new = [(giver, f"{giver}{turn}", on + DAY) for giver, on in met for turn in "ab"]
        met = [(person, on + DAY) for _, person, on in new]
        asked += [(person, on - DAY, on) for person, on in met]
        named += new
    row = reproduction(campaign(talks, asked=asked, named=named), as_of=AS_OF).loc["r"]
    assert row["count"] / row["n"] == pytest.approx(70 / 75)
    assert row["estimate"] == pytest.approx(2)


def test_the_concentration_counts_what_the_top_person_named():
    talks, _, named = ten(1)
    more = [("t3", f"more{i}", OLD + 3 * DAY) for i in range(4)]
    row = name_concentration(campaign(talks, named=named + more), as_of=AS_OF).iloc[0]
    assert (row["names"], row["from_top"], row["top_person"]) == (14, 5, "t3")
    assert row["share"] == pytest.approx(5 / 14)
    assert (row["givers"], row["interviews"]) == (10, 10)


def test_no_name_is_no_concentration():
    row = name_concentration(campaign(ten()[0]), as_of=AS_OF).iloc[0]
    assert row["names"] == 0
    assert pd.isna(row["share"])
    assert row["top_person"] is None


def test_the_published_advisers_name_as_many_as_was_published(advice_network, real):
    # netdiffuseR medInnovations: 286 namings by 125 doctors, mean 2.288 (answers-r.json). A
    # name counts here only if it was new, and a naming of somebody already asked is none.
    offspring = json.loads((real / "advice_network" / "answers-r.json").read_text())["offspring"]
    table = reproduction(advice_network, as_of="2026-06-01")
    assert table.loc["r", "n"] <= offspring["n"]
    assert table.loc["names_per_interview", "count"] <= offspring["sum"]


def random_campaign(seed):
    random = np.random.default_rng(seed)
    days = OLD + pd.to_timedelta(np.sort(random.integers(100, 200, 12)), unit="D")
    talks = {f"t{i}": on for i, on in enumerate(days)}
    giver = random.integers(12, size=14)
    lag = random.integers(0, 20, (14, 3)).astype("timedelta64[D]")
    named = [(f"t{g}", f"n{i}", days[g] + lag[i, 0]) for i, g in enumerate(giver)]
    asked = [
        (to, on + lag[i, 1], on + lag[i, 1] + lag[i, 2] if random.random() < 0.6 else None)
        for i, (_, to, on) in enumerate(named)
        if random.random() < 0.7
    ]
    return campaign(talks, asked=asked, named=named)


SEEDS = st.integers(0, 10**6)
few_examples = settings(max_examples=20)


@few_examples
@given(seed=SEEDS)
def test_shares_stay_shares_and_the_estimate_lies_in_its_interval(seed):
    table = reproduction(random_campaign(seed), as_of=AS_OF, draws=200)
    told = table.dropna(subset="estimate")
    assert (told["low"] <= told["estimate"]).all()
    assert (told["estimate"] <= told["high"]).all()
    shares = table.loc[["asked", "held"], ["estimate", "low", "high"]].dropna()
    assert shares.ge(0).all(axis=None)
    assert shares.le(1 + 1e-12).all(axis=None)


@few_examples
@given(seed=SEEDS)
def test_order_and_names_of_the_rows_change_nothing(seed):
    records = random_campaign(seed)
    expected = reproduction(records, as_of=AS_OF, draws=100)
    other = records.interviews.sample(frac=1, random_state=1).replace({"person": {"n0": "Zoe"}})
    named = records.referrals.sample(frac=1, random_state=2).replace({"to_person": {"n0": "Zoe"}})
    moved = iv.Campaign(folder=Path(), interviews=other, referrals=named)
    pd.testing.assert_frame_equal(reproduction(moved, as_of=AS_OF, draws=100), expected)


@few_examples
@given(seed=SEEDS)
def test_what_comes_later_changes_nothing(seed):
    records = random_campaign(seed)
    early = AS_OF - 30 * DAY
    expected = reproduction(records, as_of=early, draws=100)
    interviews = records.interviews[records.interviews["requested_on"] <= early]
    referrals = records.referrals[records.referrals["referred_on"] <= early]
    known = iv.Campaign(folder=Path(), interviews=interviews, referrals=referrals)
    pd.testing.assert_frame_equal(reproduction(known, as_of=early, draws=100), expected)


def test_the_records_are_left_as_they_were():
    records = random_campaign(5)
    before = records.interviews.copy(), records.referrals.copy()
    reproduction(records, as_of=AS_OF)
    pd.testing.assert_frame_equal(records.interviews, before[0])
    pd.testing.assert_frame_equal(records.referrals, before[1])
