"""The simulation against the closed forms it must have where the delay is 0."""

import numpy as np
import pytest
from scipy import stats

from infoview_analytics.metrics.chances import Prior
from infoview_analytics.planning._delays import (
    Seen,
    agreeing_prior,
    by_then,
    draw_hazards,
    seen_in,
)
from infoview_analytics.planning._outlook import middle_counts
from infoview_analytics.planning._pace import draw_pace
from infoview_analytics.planning._simulation import Draws, Weeks, scatter, simulate

RUNS = 20_000


def draws(*, level=3.0, size=2.0, chance=0.3, warm_chance=None, chain=0.0, names=0.0):
    def whole(value):
        return np.full(RUNS, float(value))

    def at_once(value):
        return np.full((1, RUNS), float(value))

    warm = at_once(chance if warm_chance is None else warm_chance)
    return Draws(
        level=whole(level),
        size=whole(size),
        chain=whole(chain),
        warm=whole(0),
        agreed_warm=warm,
        agreed_cold=at_once(chance),
        agreed_now_warm=warm,
        agreed_now_cold=at_once(chance),
        talked=at_once(1),
        talked_now=at_once(1),
        names=whole(names),
    )


def play(drawn, *, weeks=3, leads=0, sends=None, sending=None, lands=None):
    nothing = np.zeros((weeks + 1, RUNS), dtype=np.int64)
    ahead = Weeks(
        np.ones(weeks) if sending is None else np.array(sending),
        np.arange(weeks) if lands is None else np.array(lands),
    )
    rng = np.random.default_rng(7)
    return simulate(rng, ahead, drawn, held=nothing, agreed=nothing, leads=leads, sends=sends)


def assert_law(counts, law):
    """Assert that each frequency is within four standard errors of the law's."""
    for count in range(int(law.ppf(0.995)) + 1):
        chance = law.pmf(count)
        error = np.sqrt(chance * (1 - chance) / RUNS)
        assert (counts == count).mean() == pytest.approx(chance, abs=4 * error), count


def test_requests_sent_for_sure_are_held_as_the_binomial_law_says():
    held = play(draws(chance=0.3), sends=np.array([5, 0, 8]))
    assert_law(held[0], stats.binom(5, 0.3))
    assert not held[1].any()
    assert_law(held[2], stats.binom(8, 0.3))


def test_uneven_weeks_are_held_as_the_negative_binomial_law_says():
    held = play(draws(level=3, size=2, chance=0.3))
    for week in held:
        assert_law(week, stats.nbinom(2, 2 / (2 + 3 * 0.3)))


def test_even_weeks_are_held_as_the_law_of_poisson_says():
    held = play(draws(level=3, size=1e9, chance=0.3))
    assert_law(held[0], stats.poisson(0.9))
    assert_law(held.sum(axis=0), stats.poisson(2.7))


def test_an_uncertain_chance_makes_the_beta_binomial_law():
    rng = np.random.default_rng(3)
    chance = rng.beta(2, 5, RUNS)[None]
    into = np.zeros((2, RUNS), dtype=np.int64)
    scatter(rng, into, 0, np.full(RUNS, 10), chance, np.arange(1))
    assert_law(into[0], stats.betabinom(10, 2, 5))


def test_a_delay_moves_what_is_held_to_later_weeks_and_beyond():
    rng = np.random.default_rng(3)
    chances = np.repeat([[0.2], [0.5], [0.6]], RUNS, axis=1)
    into = np.zeros((3, RUNS), dtype=np.int64)
    scatter(rng, into, 0, np.full(RUNS, 6), chances, np.array([0, 2]))
    assert_law(into[0], stats.binom(6, 0.2))
    assert not into[1].any()
    assert_law(into[2], stats.binom(6, 0.3))


def test_requests_to_leads_end_when_there_are_no_more_leads():
    held = play(draws(chance=0, warm_chance=1, chain=1), sends=np.array([5, 5, 5]), leads=7)
    assert held.sum(axis=1).tolist() == [5 * RUNS, 2 * RUNS, 0]


def test_each_conversation_brings_new_leads():
    held = play(
        draws(chance=0, warm_chance=1, chain=1, names=1), sends=np.array([4, 100, 0]), leads=4
    )
    assert_law(held[1], stats.poisson(4))


def test_a_break_sends_nothing_and_puts_conversations_off():
    held = play(draws(size=1e9), sending=[1, 0, 1], lands=[2, 2, 2])
    assert not held[:2].any()
    assert_law(held[2], stats.poisson(1.8))


def test_without_a_delay_the_chance_to_agree_is_the_beta_posterior():
    # 3 of 8 agreed at once, nobody was watched for less than all weeks
    counted = seen_in(
        np.zeros(8, dtype=int), np.repeat([0, -1], [3, 5]), np.full(8, 20), weeks=10, ways=2
    )
    prior = agreeing_prior(Prior(0.36, 4))
    drawn = by_then(draw_hazards(np.random.default_rng(5), counted, prior, RUNS), 10)[-1]
    law = stats.beta(0.4 * 4 + 3, 0.6 * 4 + 5)
    for quantile in (0.1, 0.5, 0.9):
        error = np.sqrt(quantile * (1 - quantile) / RUNS)
        assert (drawn <= law.ppf(quantile)).mean() == pytest.approx(quantile, abs=4 * error)


def test_a_week_counts_only_for_those_who_were_watched_through_it():
    lag, way = np.array([0, 1, 0, 0]), np.array([0, 1, -1, 0])
    seen = seen_in(lag, way, np.array([3, 3, 2, 0]), weeks=3, ways=2)
    assert seen.ended.tolist() == [[1, 0], [0, 1], [0, 0]]
    assert seen.open.tolist() == [2, 1, 0]


def test_who_is_open_late_has_only_the_late_chances():
    nothing = Seen(np.zeros((10, 2), dtype=int), np.zeros(10, dtype=int))
    hazards = draw_hazards(np.random.default_rng(1), nothing, agreeing_prior(Prior(0.5, 4)), 500)
    whole, late = by_then(hazards, 10), by_then(hazards, 10, age=4)
    assert (late[-1] <= 1).all()
    assert len(late) == 6
    assert late[-1].mean() < whole[-1].mean()
    assert not by_then(hazards, 1, rest=0).any()


def test_the_pace_of_many_like_weeks_is_their_mean():
    pace = draw_pace(np.random.default_rng(1), np.full(40, 6), 4_000)
    assert pace.level.mean() == pytest.approx(6, rel=0.1)


def test_late_weeks_weigh_more_in_the_pace():
    rising = draw_pace(np.random.default_rng(1), np.repeat([1, 9], 12), 2_000).level.mean()
    falling = draw_pace(np.random.default_rng(1), np.repeat([9, 1], 12), 2_000).level.mean()
    assert rising > 6
    assert falling < 4


def test_weeks_without_a_request_let_the_pace_go_to_nothing():
    assert draw_pace(np.random.default_rng(1), np.zeros(12, dtype=int), 500).level.mean() < 0.3


def test_the_middle_of_counts_is_cut_at_the_mid_distribution():
    counts = np.repeat([0, 1, 2, 3], [5, 30, 60, 5])[:, None]
    assert [end.tolist() for end in middle_counts(counts, 0.8)] == [[1], [2]]
    assert [end.tolist() for end in middle_counts(counts, 0.98)] == [[0], [3]]
