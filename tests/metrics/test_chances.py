import pandas as pd
import pytest

from infoview_analytics.errors import OptionError, PriorError
from infoview_analytics.metrics.chances import PRIORS, Prior, step_chances


def test_without_a_request_the_chance_is_the_prior(requests):
    nothing = requests({"requested_on": "2026-03-01"}).head(0)
    chances = step_chances(nothing, as_of="2026-04-01")
    assert chances["chance"].to_dict() == {"warm": 0.5, "cold": 0.25}
    assert chances["asked"].tolist() == [0, 0]
    # Beta(1, 3): 1 - (1 - x) ** 3
    assert chances.loc["cold", "high"] == pytest.approx(1 - 0.025 ** (1 / 3), abs=1e-9)


def test_the_chance_is_the_posterior_mean(requests):
    cold = [{"requested_on": "2026-03-01"}] * 3
    held = {"requested_on": "2026-03-01", "interview_on": "2026-03-05"}
    chances = step_chances(requests(*cold, held), as_of="2026-04-01")
    assert chances.loc["cold", ["asked", "held", "chance"]].tolist() == [4, 1, 2 / 8]
    assert chances.loc["warm", "asked"] == 0


def test_a_young_request_does_not_count_even_if_it_was_held(requests):
    table = requests(
        {"requested_on": "2026-03-30"},
        {"requested_on": "2026-03-30", "interview_on": "2026-03-31"},
    )
    for day, counted in (("2026-04-01", [0, 0]), ("2026-04-13", [2, 1])):
        assert step_chances(table, as_of=day).loc["cold", ["asked", "held"]].tolist() == counted


def test_the_share_held_is_not_raised_by_the_young_who_were_quick(requests):
    # one in four talks five days after asking; somebody is asked every day
    asked = pd.date_range("2026-01-01", periods=80)
    rows = [
        {"requested_on": d, "interview_on": d + pd.Timedelta(days=5) if i % 4 == 0 else None}
        for i, d in enumerate(asked)
    ]
    cold = step_chances(requests(*rows), as_of=asked[-1]).loc["cold"]
    assert cold["asked"] == 66
    assert cold["held"] / cold["asked"] == pytest.approx(0.25, abs=0.01)


def test_a_negative_patience_is_refused(requests):
    with pytest.raises(OptionError, match="patience_days cannot be -1"):
        step_chances(requests({"requested_on": "2026-03-01"}), as_of="2026-04-01", patience_days=-1)


def test_a_conversation_agreed_for_later_is_not_decided_yet(requests):
    table = requests({"requested_on": "2026-03-01", "interview_on": "2026-04-09"})
    asked = {
        day: int(step_chances(table, as_of=day).loc["cold", "asked"])
        for day in ("2026-04-01", "2026-04-09")
    }
    assert asked == {"2026-04-01": 0, "2026-04-09": 1}


def test_a_chance_is_never_none_nor_all(requests):
    table = requests(*[{"requested_on": "2026-03-01", "source": "friend"}] * 30)
    assert 0 < step_chances(table, as_of="2026-04-01").loc["warm", "chance"] < 0.1


def test_another_prior_may_take_the_place(requests):
    table = requests({"requested_on": "2026-03-01"})
    mine = {"warm": Prior(0.9, 1), "cold": Prior(0.1, 9)}
    cold = step_chances(table, as_of="2026-04-01", priors=mine).loc["cold"]
    assert cold[["chance", "prior_chance", "prior_worth"]].tolist() == pytest.approx([0.09, 0.1, 9])


@pytest.mark.parametrize("chance", [0, 1, -0.2, 1.5, float("nan")])
def test_a_prior_that_is_sure_is_refused_with_the_remedy(chance):
    with pytest.raises(PriorError, match=r"between 0 and 1.*Write one in four as 0\.25"):
        Prior(chance, 4)


@pytest.mark.parametrize("worth", [0, -1, float("inf"), float("nan")])
def test_a_prior_that_weighs_nothing_or_all_is_refused(worth):
    with pytest.raises(PriorError, match="above 0"):
        Prior(0.5, worth)


def test_priors_need_both_warm_and_cold(requests):
    with pytest.raises(PriorError, match="no prior for cold"):
        step_chances(
            requests({"requested_on": "2026-03-01"}),
            as_of="2026-04-01",
            priors={"warm": PRIORS["warm"]},
        )


def test_the_order_of_rows_and_what_comes_later_change_nothing(class_records):
    table, referrals = class_records
    chances = step_chances(table, referrals, as_of="2026-03-01")
    known = table[table["requested_on"] <= "2026-03-01"]
    shuffled = step_chances(known.sample(frac=1, random_state=3), referrals, as_of="2026-03-01")
    pd.testing.assert_frame_equal(chances, shuffled)
