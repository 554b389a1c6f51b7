import json
from dataclasses import replace

import numpy as np
import pytest

import infoview_analytics as iv

COUNTED = {}


def numbers_of(campaign, as_of):
    """Return the numbers of a campaign that no test changes, counted once."""
    if (campaign.folder, as_of) not in COUNTED:
        COUNTED[campaign.folder, as_of] = iv.numbers(campaign, as_of=as_of)
    return COUNTED[campaign.folder, as_of]


@pytest.fixture
def answers(real):
    def read(case: str, tool: str = "r") -> dict:
        path = real / case / f"answers-{tool}.json"
        return json.loads(path.read_text(encoding="utf-8"))

    return read


def test_the_keys_are_the_documented_ones(sample):
    found = numbers_of(sample, "2026-04-01")
    assert list(found) == [
        "as_of",
        "records",
        "goal",
        "responses",
        "response_time",
        "funnel",
        "outcomes",
        "advice",
        "care",
        "network",
        "growth",
        "structure",
        "reproduction",
        "forecast",
        "actions",
    ]
    assert list(found["actions"][0]) == [
        *("rule", "person", "due_on", "overdue_days"),
        *("action", "organization", "table", "record"),
    ]
    assert set(found["goal"]["weekly"][0]) == {
        "week",
        "requested",
        "answered",
        "held",
        "goal",
        "short",
        "over",
    }
    assert set(found["responses"]["by"]) == {"channel", "source", "warmth"}
    assert set(found["responses"]["compare"]) == {"channel", "source", "warmth"}
    assert set(found["response_time"]["cumulative_incidence"][0]) == {
        *("day", "accepted", "declined", "unstated"),
    }
    assert set(found["structure"]["hill"]) == {"industry", "organization"}
    assert {"n", "recruitment_homophily", "ei_index", "assortativity", "p"} <= set(
        found["structure"]["homophily"]["industry"]
    )
    assert {"effective_size", "constraint"} <= set(found["structure"])
    assert {"names_per_interview", "asked", "held", "r", "low", "high", "extinction"} <= set(
        found["reproduction"]
    )
    assert set(found["forecast"]["requests_needed"]) == {"80", "90"}
    assert {"brier", "climatology", "last_four_weeks"} <= set(found["forecast"]["backtest"])
    assert set(found["responses"]["all"]["by_day"]) == {"3", "7", "14", "30"}
    assert set(found["network"]) == {
        "people",
        "referrals",
        "leads",
        "components",
        "largest_component",
        "generations",
        "articulation_people",
        "bridges",
        "top_referrer_share",
        "is_tree",
    }
    assert set(found["growth"][0]) == {
        "week",
        "people",
        "held",
        "organizations",
        "referrals",
        "new_people",
        "generations",
    }


def test_every_value_is_plain_json(sample):
    found = numbers_of(sample, "2026-04-01")
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_counts_are_whole_and_shares_are_not_rounded(sample):
    found = numbers_of(sample, "2026-04-01")
    assert isinstance(found["goal"]["weeks_kept"], int)
    assert isinstance(found["goal"]["weekly"][0]["over"], bool)
    raw = found["responses"]["all"]["raw"]
    assert raw["rate"] == found["responses"]["all"]["answered"] / raw["n"]


def test_groups_add_up_to_all(sample):
    responses = numbers_of(sample, "2026-04-01")["responses"]
    for groups in responses["by"].values():
        assert sum(group["sent"] for group in groups.values()) == responses["all"]["sent"]


def test_an_empty_campaign_has_its_keys_and_nothing_in_them(tmp_path):
    iv.new_campaign(tmp_path)
    found = iv.numbers(iv.load_campaign(tmp_path), as_of="2026-04-01")
    assert found["responses"]["all"]["raw"] == {"n": 0, "rate": None, "low": None, "high": None}
    assert found["network"]["people"] == 0
    assert found["goal"]["weekly"] == found["growth"] == []


def test_a_published_job_search_gives_its_answers(job_search, answers):
    found, theirs = numbers_of(job_search, "2023-03-13"), answers("job_search")
    assert found["records"] == {"interviews": 177, "referrals": 0} | {
        key: found["records"][key] for key in ("errors", "warnings")
    }
    assert found["records"]["errors"] == 0
    for share, rate in (("raw", "all_answered"), ("accepted_raw", "all_accepted")):
        ours, expected = found["responses"]["all"][share], theirs["rates"][rate]
        assert ours["n"] == expected["n"]
        assert ours["rate"] == pytest.approx(expected["p"], abs=1e-9)
        assert [ours["low"], ours["high"]] == pytest.approx(expected["wilson"], abs=1e-9)
    by_channel = found["responses"]["by"]["channel"]
    for channel, expected in theirs["rates"]["by_channel_answered"].items():
        ours = by_channel["form" if channel == "company site" else channel]["raw"]
        assert [ours["low"], ours["high"]] == pytest.approx(expected["wilson"], abs=1e-9)


def test_its_channels_compare_as_published(job_search, answers):
    ours = numbers_of(job_search, "2023-03-13")["responses"]["compare"]["channel"]
    assert (ours["first"], ours["second"]) == ("linkedin", "form")
    interval = [ours["raw"]["low"], ours["raw"]["high"]]
    published = answers("job_search", "python")["compare_channel"]["newcombe_diff_ci"]
    assert interval == pytest.approx(published, abs=1e-9)
    theirs = answers("job_search")["logrank_two_largest_channels"]
    assert ours["logrank"]["chi_squared"] == pytest.approx(theirs["chisq"], abs=1e-9)
    assert ours["logrank"]["p"] == pytest.approx(theirs["p"], abs=1e-9)


def test_its_outcomes_compete_as_published(job_search, answers):
    ours = numbers_of(job_search, "2023-03-13")["response_time"]["cumulative_incidence"]
    theirs = answers("job_search")["cumulative_incidence"]
    days = np.array([point["day"] for point in ours])
    for kind, published in (("accepted", "accepted"), ("declined", "declined")):
        for day, share in zip(theirs["times"], theirs[published], strict=True):
            point = ours[np.flatnonzero(days <= day)[-1]]
            assert point[kind] == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("case", "as_of"), [("job_search", "2023-03-13"), ("advice_network", "2026-06-01")]
)
def test_their_diversity_is_the_published_one(case, as_of, answers, request):
    ours = numbers_of(request.getfixturevalue(case), as_of)["structure"]["hill"]
    for of in ("industry", "organization"):
        published = answers(case)["diversity"][of]
        if case == "job_search" or of == "industry":
            assert ours[of]["n"] == published["n"]
            for order, value in published["hill"].items():
                assert ours[of][order] == pytest.approx(value, abs=1e-9)


def test_its_curve_is_the_published_one(job_search, answers):
    ours = numbers_of(job_search, "2023-03-13")["response_time"]
    theirs = answers("job_search")["response_time"]
    assert ours["restricted_mean_30"] == pytest.approx(theirs["rmean30"], abs=1e-9)
    assert (ours["median"], ours["lower_quartile"]) == (None, theirs["km_log-log"]["q25"])
    days = np.array([point["day"] for point in ours["curve"]])
    for day, silent in zip(*(theirs["km_log-log"][key] for key in ("times", "surv")), strict=True):
        point = ours["curve"][np.flatnonzero(days <= day)[-1]]
        assert 1 - point["share_answered"] == pytest.approx(silent, abs=1e-9)


def test_its_weeks_are_the_published_ones(job_search, answers):
    weekly = numbers_of(job_search, "2023-03-13")["goal"]["weekly"]
    for ours, theirs in (("requested", "requested_on"), ("answered", "responded_on")):
        expected = answers("job_search")["weekly"][theirs]
        counts = [week[ours] for week in weekly]
        assert weekly[0]["week"] == expected["first_week"]
        assert counts[: len(expected["counts"])] == expected["counts"]
        assert sum(counts) == sum(expected["counts"])


def test_the_published_network_of_advisers_gives_its_answers(advice_network, answers):
    ours = numbers_of(advice_network, "2026-06-01")["network"]
    theirs = answers("advice_network")["graph"]
    assert ours["people"] == theirs["nodes"]
    assert ours["referrals"] == theirs["edges_distinct"]
    assert ours["leads"] == 64
    for name in ("components", "largest_component", "bridges"):
        assert ours[name] == theirs[name]
    assert ours["articulation_people"] == theirs["articulation_points"]
    assert ours["is_tree"] is False
    assert sum(ours["generations"].values()) == theirs["nodes"]
    assert len(ours["generations"]) == theirs["max_depth"] + 1


def test_the_network_of_advisers_mixes_and_bridges_as_published(advice_network, answers):
    ours = numbers_of(advice_network, "2026-06-01")["structure"]
    theirs = answers("advice_network")
    for of in ("industry", "role"):
        published = theirs["mixing"][of]
        found = ours["homophily"][of]
        assert found["n"] == np.sum(published["matrix"])
        for name, theirs_is in (
            ("recruitment_homophily", "recruitment_homophily"),
            ("ei_index", "ei_index"),
            ("assortativity", "assortativity_directed"),
        ):
            assert found[name] == pytest.approx(published[theirs_is], abs=1e-9)
    for person, published in theirs["ego_undirected"].items():
        for name in ("effective_size", "constraint"):
            assert ours[name][person] == pytest.approx(published[name], abs=1e-9)


def test_a_later_row_changes_no_number(sample_folder):
    then = iv.load_campaign(sample_folder)
    until = then.interviews["requested_on"] <= "2026-02-01"
    named = ~(then.referrals["referred_on"] > "2026-02-01")
    less = replace(then, interviews=then.interviews[until], referrals=then.referrals[named])
    found, expected = (iv.numbers(one, as_of="2026-02-01") for one in (then, less))
    found.pop("records"), expected.pop("records")
    assert found == expected
