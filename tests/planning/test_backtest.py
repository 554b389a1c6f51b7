import json

import numpy as np
import pytest
from scipy.special import gammaln

from infoview_analytics.errors import OptionError
from infoview_analytics.planning.backtest import backtest, forecast_scores, ranked_probability_score
from infoview_analytics.records.campaign import load_campaign

COUNTS = np.arange(400)


def law(mean, size):
    if size is None:
        return np.exp(COUNTS * np.log(mean) - mean - gammaln(COUNTS + 1))
    ways = gammaln(COUNTS + size) - gammaln(size) - gammaln(COUNTS + 1)
    share = size / (size + mean)
    return np.exp(ways + size * np.log(share) + COUNTS * np.log(1 - share))


def test_the_score_of_a_count_is_the_published_one(real):
    # R, published-examples.json: Poisson and negative binomial forecasts
    cases = json.loads((real / "published-examples.json").read_text())["count_scores"]
    for case in cases:
        told = law(case["mu"], case["size"])
        assert ranked_probability_score(told, case["y"]) == pytest.approx(case["rps"], abs=1e-9)


def test_a_sure_forecast_is_as_far_off_as_it_is():
    sure_of_two = np.array([0.0, 0.0, 1.0])
    assert [ranked_probability_score(sure_of_two, n) for n in (0, 2, 5)] == [2, 0, 3]


def test_the_counts_of_the_sample_are_scored_better_than_always_the_same(sample):
    past = backtest(sample, as_of="2026-04-01")
    assert past["count_score"].between(0, past["held"].max()).all()
    usual = np.bincount(past["held"]) / len(past)
    always = np.mean([ranked_probability_score(usual, held) for held in past["held"]])
    assert forecast_scores(past)["count_score"].item() < always


def test_no_run_is_no_back_test(sample):
    with pytest.raises(OptionError, match="runs"):
        backtest(sample, as_of="2026-04-01", runs=0)


@pytest.fixture
def sample(request):
    return load_campaign(request.config.rootpath / "data" / "sample")
