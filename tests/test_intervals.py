import json
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest

import infoview_analytics as iv
from infoview_analytics.errors import OptionError


def test_every_interval_up_to_twenty_is_the_published_one(real):
    cases = json.loads((real / "published-examples.json").read_text(encoding="utf-8"))
    cases = cases["proportion_intervals_n1_to_20"]
    ours = iv.wilson_interval([c["k"] for c in cases], [c["n"] for c in cases])
    np.testing.assert_allclose(ours[["low", "high"]], [c["wilson"] for c in cases], atol=1e-12)


@pytest.mark.parametrize(("answered", "ripe"), [(1, 2), (7, 31), (81, 263)])
def test_the_interval_ends_where_the_score_test_turns(answered, ripe):
    row = iv.wilson_interval([answered], [ripe]).loc[0]
    for end in (row["low"], row["high"]):
        distance = abs(answered / ripe - end) / sqrt(end * (1 - end) / ripe)
        assert distance == pytest.approx(NormalDist().inv_cdf(0.975))


def test_none_of_them_and_all_of_them_reach_exactly_the_ends():
    interval = iv.wilson_interval([0, 9], [9, 9])
    assert interval["low"].iloc[0] == 0
    assert interval["high"].iloc[1] == 1


def test_of_nobody_there_is_no_share():
    assert iv.wilson_interval([0], [0]).isna().all(axis=None)


def test_more_confidence_is_a_wider_interval():
    wide, narrow = (iv.wilson_interval([4], [11], confidence=c).loc[0] for c in (0.99, 0.5))
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


@pytest.mark.parametrize("confidence", [0, 1, 1.5, -0.1, float("nan")])
def test_a_confidence_of_none_or_all_is_refused_with_the_remedy(confidence):
    with pytest.raises(OptionError, match=r"between 0 and 1.*Write 95 % as 0\.95"):
        iv.wilson_interval([4], [11], confidence=confidence)


def test_nearly_all_confidence_is_a_wide_interval_and_no_crash():
    row = iv.wilson_interval([4], [11], confidence=1 - 2**-53).loc[0]
    assert 0 < row["low"] < 0.05
