import pandas as pd
import pytest

from infoview_analytics.metrics.responses import response_times
from infoview_analytics.words.responses import (
    advice_in_words,
    day_to_tell,
    difference_in_words,
    incidence_in_words,
    nudge_effect_in_words,
    rate_in_words,
    spread_in_words,
    times_in_words,
)


def rate(sent, answered, ripe_n, ripe_answered, low=0.152, high=0.646):
    return pd.Series(
        {
            "sent": sent,
            "answered": answered,
            "ripe_n": ripe_n,
            "ripe_answered": ripe_answered,
            "ripe_low": low,
            "ripe_high": high,
        }
    )


@pytest.mark.parametrize(
    ("row", "first"),
    [
        (rate(0, 0, 0, 0), "No request has been sent yet."),
        (rate(3, 1, 0, 0), "No request is 14 days old yet."),
        (
            rate(3, 1, 2, 1),
            (
                "Of 2 who could have answered in 14 days, 1 did: too few to say how often people "
                "answer."
            ),
        ),
        (
            rate(14, 5, 11, 4),
            (
                "Of 11 who could have answered, 4 did: 36 %, and it could be anywhere between 15 % "
                "and 65 %."
            ),
        ),
    ],
)
def test_a_rate_is_told_with_its_count_and_its_caution(row, first):
    assert rate_in_words(row)[0] == first


def test_a_rate_tells_its_patience_and_all_that_were_sent():
    last = rate_in_words(rate(14, 5, 11, 4), patience_days=10)[-1]
    assert last.startswith("That is within 10 days")
    assert last.endswith("Of all 14 requests sent so far, 5 have an answer.")


def incidence(rows, *, at_risk=20):
    """Return an incidence from {day: (accepted, declined, unstated) shares}."""
    index = pd.Index(list(rows), name="day")
    names = ["share_accepted", "share_declined", "share_unstated"]
    table = pd.DataFrame(list(rows.values()), index, columns=names)
    table["share_silent"] = 1 - table.sum(axis="columns")
    for kind in ("accepted", "declined"):
        share = table[f"share_{kind}"]
        table[f"{kind}_low"] = (share - 0.1).clip(lower=0.01).where(share > 0)
        table[f"{kind}_high"] = (share + 0.1).where(share > 0)
    return table.assign(at_risk=at_risk, waiting=0)


def test_the_outcomes_are_told_by_a_day_that_was_watched():
    words = incidence_in_words(incidence({3: (0.3, 0, 0), 20: (0.4, 0.2, 0.1)}))
    assert words[0] == (
        "Of 20 requests, an estimated 30 % had said yes by day 14 (between 20 % and 40 %) and "
        "0 % no; 70 % were still silent."
    )
    later = incidence_in_words(incidence({3: (0.3, 0, 0), 20: (0.4, 0.2, 0.1)}), day=30)[0]
    assert "by day 20" in later
    assert "and 10 % neither" in later


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (incidence({}), "No request has been sent yet."),
        (incidence({3: (0.5, 0, 0)}, at_risk=2), "2 requests: too few to say how many say yes."),
        (incidence({20: (0.5, 0, 0)}), "Of 20 requests, none was answered by day 14."),
    ],
)
def test_where_there_is_little_the_outcomes_say_so(table, words):
    assert incidence_in_words(table) == [words]


def test_a_share_by_a_day_that_hardly_anybody_was_watched_to_is_not_told():
    table = incidence({1: (0, 0, 0), 14: (1, 0, 0)}, at_risk=[10, 1]).assign(waiting=[9, 0])
    told = incidence_in_words(table)[0]
    assert "0 % had said yes by day 1 " in told
    assert "100 %" not in told.split(";")[0]
    all_answered = incidence({1: (0.9, 0, 0), 14: (1, 0, 0)}, at_risk=[10, 1])
    assert [day_to_tell(t, day=30) for t in (table, all_answered)] == [1, 30]


def difference(first, second, low, high, *, names=("email", "form")):
    (k, n), (other_k, other_n) = first, second
    row = {
        "first": names[0],
        "second": names[1],
        "first_answered": k,
        "first_n": n,
        "first_rate": k / n,
        "second_answered": other_k,
        "second_n": other_n,
        "second_rate": other_k / other_n,
        "low": low,
        "high": high,
    }
    return pd.DataFrame([row, row], index=pd.Index(["raw", "ripe"], name="basis"))


def test_a_difference_that_may_be_none_is_no_difference():
    words = difference_in_words(difference((5, 10), (4, 10), -0.28, 0.44))
    assert words == [
        (
            "Within 14 days, 5 of 10 email requests had an answer, and 4 of 10 form requests: 50 % "
            "and 40 %."
        ),
        (
            "The truth could lie anywhere between 28 points less and 44 more for email: no "
            "difference can be told from this."
        ),
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.2, 0.6, "between 20 and 60 points: email more often than form."),
        (-0.6, -0.2, "between 20 and 60 points: form more often than email."),
    ],
)
def test_a_difference_that_is_one_is_told_without_a_why(low, high, words):
    told = difference_in_words(difference((5, 10), (4, 10), low, high))
    assert told[1].endswith(words)
    assert told[2] == "This tells that they differ, not why."


def test_below_five_no_percentage_is_given():
    told = " ".join(difference_in_words(difference((1, 4), (4, 10), -0.5, 0.5)))
    assert "too few to say" in told
    assert "%" not in told


def test_one_group_cannot_be_compared():
    nothing = difference((1, 4), (4, 10), 0, 0).head(0)
    assert difference_in_words(nothing) == ["There are no two groups to compare."]


def spread(groups, n, *, told_apart, answered=5):
    row = {"groups": groups, "n": n, "answered": answered, "told_apart": told_apart}
    return pd.Series({**row, "rate": answered / n if n else None}, dtype=object)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (spread(0, 0, told_apart=False), "No request of a known group is old enough yet"),
        (spread(1, 9, told_apart=False), "There is only one group"),
        (spread(2, 4, told_apart=True), "4 requests in 2 groups: too few"),
        (spread(3, 20, told_apart=False), "cannot be told from chance"),
        (spread(3, 20, told_apart=True), "differ by more than chance would make them"),
    ],
)
def test_the_verdict_on_many_groups(row, words):
    assert words in spread_in_words(row)[0]


def test_no_group_below_five_is_named_for_its_rate():
    rates = pd.DataFrame(
        {
            "n": [2, 9, 9],
            "shrunk": [0.9, 0.6, 0.2],
            "shrunk_low": [0.2, 0.3, 0.1],
            "shrunk_high": [1, 0.8, 0.4],
        },
        index=pd.Index(["few", "$a$", "b"]),
    )
    told = spread_in_words(spread(3, 20, told_apart=True), rates)[1]
    assert told == (
        "With small groups drawn towards all, they run from about 20 % for b (between 10 % and "
        "40 %) to about 60 % for $a$ (between 30 % and 80 %)."
    )
    assert len(spread_in_words(spread(3, 20, told_apart=True), rates.head(2))) == 2


def advice(basis, unit, chance, at_risk=20):
    row = {"basis": basis, "unit": unit, "answered": 12, "horizon_days": 60}
    row |= {"nudge_after_days": 5, "let_go_after_days": 20}
    row |= {"nudge_chance": chance, "let_go_chance": chance}
    return pd.Series({**row, "nudge_at_risk": at_risk, "let_go_at_risk": at_risk})


def test_a_habit_is_called_a_habit_and_your_own_answers_your_own():
    habit = advice_in_words(advice("habit", "business days", None))
    assert habit[1] == (
        "By habit, no more: nudge after 5 business days, a last time after 20, then let go."
    )
    own = advice_in_words(advice("own answers", "days", 0.04))
    assert own[0].startswith("By your own 12 dated answers, nudge after 5 silent days")
    assert own[1] == (
        "Let go after 20 days; of 20 silent for longer, an estimated 4 % still answer."
    )


@pytest.mark.parametrize(
    ("chance", "at_risk", "words"),
    [
        (None, 0, "nobody was silent for longer."),
        (0.2, 4, "4 requests silent for longer: too few to say whether answers still come."),
        (0, 9, "of 9 silent for longer, none has answered."),
    ],
)
def test_of_few_or_none_silent_the_advice_gives_no_percentage(chance, at_risk, words):
    told = advice_in_words(advice("own answers", "days", chance, at_risk))
    assert told[0].endswith(words)
    assert "%" not in " ".join(told)


def effect(nudged, others, low, high):
    row = {"within_days": 7, "after_days": 5.0, "low": low, "high": high}
    row |= {"nudged_answered": nudged[0], "nudged_n": nudged[1]}
    row |= {"not_nudged_answered": others[0], "not_nudged_n": others[1]}
    return pd.DataFrame([row])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (effect((1, 9), (1, 9), -0.3, 0.3).head(0), "No nudge with a date is old enough"),
        (effect((1, 4), (1, 9), -0.3, 0.3), "too few to say whether a nudge helps"),
        (effect((1, 9), (1, 9), -0.3, 0.3), "no difference can be told"),
        (effect((8, 9), (1, 9), 0.3, 0.8), "The nudged answered more often, by 30 to 80 points."),
        (effect((1, 9), (8, 9), -0.8, -0.3), "The nudged answered less often, by 30 to 80 points."),
    ],
)
def test_the_effect_of_a_nudge_in_words(table, words):
    told = nudge_effect_in_words(table)
    assert words in " ".join(told)
    assert ("your choice" in told[-1]) == (len(told) == 3)


def test_answers_without_a_day_are_told(requests):
    rows = [{"requested_on": "2026-03-01", "responded_on": "2026-03-03"}] * 6
    table = requests(*rows, {"requested_on": "2026-03-01", "response": "declined"})
    times = response_times(table, as_of="2026-04-01").iloc[0]
    assert times_in_words(times)[-1] == "Left out: 1 answer without a day."
    known = response_times(table.iloc[:6], as_of="2026-04-01").iloc[0]
    assert times_in_words(known)[0].startswith("A quarter had answered by day 2")
    assert not any("Left out" in sentence for sentence in times_in_words(known))
