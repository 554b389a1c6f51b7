import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv
from infoview_analytics.network.saturation import saturation

AS_OF = pd.Timestamp("2026-04-01")


def test_a_name_heard_before_is_a_repeated_one_in_its_month(asked, referrals):
    named = referrals(
        *("Al > Bo 2026-01-05", "Al > Cy 2026-01-06"), *("Di > Bo 2026-03-02", "Di > Ed 2026-03-02")
    )
    table = saturation(asked("Al 2026-01-01", "Di 2026-02-01"), named, as_of=AS_OF)
    assert table["names"].tolist() == [2, 0, 2, 0]
    assert table["repeated"].tolist() == [0, 0, 1, 0]
    assert table["share"].tolist() == pytest.approx([0, np.nan, 0.5, np.nan], nan_ok=True)
    assert table["over"].tolist() == [True, True, True, False]
    assert table.index[0] == pd.Timestamp("2026-01-01")


def test_the_interval_is_wilsons(asked, referrals):
    # the textbook Wilson interval of 1 in 2 (published-examples.json, R 4.2)
    named = referrals("Al > Bo 2026-03-01", "Cy > Bo 2026-03-02")
    row = saturation(asked(), named, as_of="2026-03-31").iloc[0]
    assert [row["low"], row["high"]] == pytest.approx([0.0945312057, 0.905468794])


def test_all_or_none_repeated_end_just_at_the_end(asked, referrals):
    row = saturation(asked(), referrals("Al > Bo 2026-03-01"), as_of="2026-03-31").iloc[0]
    assert (row["low"], row["high"]) == (0, pytest.approx(0.793450686))


def test_an_undated_name_counts_in_the_first_month(asked, referrals):
    table = saturation(asked(), referrals("Al > Bo", "Al > Cy 2026-03-01"), as_of="2026-03-31")
    assert table["names"].tolist() == [2]


def test_without_a_name_there_is_no_month(asked, referrals):
    assert saturation(asked("Al 2026-01-01"), referrals(), as_of=AS_OF).empty
    assert saturation(asked(), referrals("You > Al 2026-01-01"), as_of=AS_OF).empty


@settings(max_examples=40)
@given(data=st.data())
def test_all_months_together_hold_the_repeated_names_of_all_weeks(campaigns, data):
    records = data.draw(campaigns)
    table = saturation(*records, as_of=AS_OF)
    weeks = iv.network_growth(*records, as_of=AS_OF)
    assert table["repeated"].sum() == weeks["repeated_names"].sum()
    told = table.dropna()
    assert ((told["low"] <= told["share"]) & (told["share"] <= told["high"])).all()


@settings(max_examples=30)
@given(data=st.data())
def test_each_group_is_counted_as_if_it_were_alone(campaigns, data):
    interviews, named = data.draw(campaigns)
    table = saturation(interviews, named, as_of=AS_OF, by="student")
    for student in table.index.get_level_values("student").unique():
        alone = saturation(
            interviews[interviews["student"] == student],
            named[named["student"] == student],
            as_of=AS_OF,
        )
        pd.testing.assert_frame_equal(table.loc[student], alone, check_freq=False)
