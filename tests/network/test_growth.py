import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv

AS_OF = pd.Timestamp("2026-02-04")  # a Wednesday
COUNTS = ["people", "asked", "held", "referrals", "components"]


def column(name, *records, **options):
    return iv.network_growth(*records, as_of=AS_OF, **options)[name].tolist()


def known_by(records, as_of, day):
    """Return what `day` knew of the records known on `as_of`; what stayed undated always was."""
    asked, named = iv.as_known(*records, as_of=as_of)
    return asked[asked["requested_on"] <= day], named[~(named["referred_on"] > day)]


def slowly(records, as_of, day):
    asked, named = known_by(records, as_of, day)
    pairs = set(zip(named["from_person"], named["to_person"], strict=True))
    graph = nx.Graph(pairs)
    graph.add_nodes_from(asked["person"])
    met = asked[asked["held"] & (asked["interview_on"] <= day)]
    return {
        "people": len(graph),
        "asked": asked["person"].nunique(),
        "held": met["person"].nunique(),
        "organizations": pd.concat([asked["organization"], named["organization"]]).nunique(),
        "referrals": len(pairs),
        "components": nx.number_connected_components(graph),
    }


def slow_news(asked, named):
    """Tell of each naming, in the order of days and rows, whether it told of somebody new."""
    news, namings = {}, named.sort_values("referred_on", kind="stable", na_position="first")
    known = set()
    for row in namings.itertuples():
        before = asked["person"][asked["requested_on"] < row.referred_on]
        news[row.Index] = row.to_person not in known | set(before)
        known |= {row.from_person, row.to_person}
    return pd.Series(news, dtype=bool).reindex(named.index)


def test_every_week_has_its_row_and_the_running_one_is_told_apart(asked, referrals):
    growth = iv.network_growth(asked("Al 2026-01-14"), referrals(), as_of=AS_OF)
    assert growth.index.strftime("%m-%d").tolist() == ["01-12", "01-19", "01-26", "02-02"]
    assert growth["over"].tolist() == [True, True, True, False]
    assert growth["people"].tolist() == [1, 1, 1, 1]
    assert growth["new_people"].tolist() == [1, 0, 0, 0]


def test_a_referral_that_joins_two_parts_makes_one_of_them(asked, referrals):
    named = referrals("Al > Bo 2026-01-13", "Cy > Di 2026-01-20", "Bo > Di 2026-01-27")
    assert column("components", asked(), named) == [1, 2, 1, 1]


def test_a_second_way_between_two_people_joins_nothing(asked, referrals):
    named = referrals("Al > Bo 2026-01-26", "Bo > Al 2026-01-26", "Al > Bo 2026-02-02")
    assert column("components", asked(), named) == [1, 1]
    assert column("referrals", asked(), named) == [2, 2]


def test_a_name_that_you_knew_already_is_repeated(asked, referrals):
    named = referrals("Al > Bo 2026-01-27", "Cy > Bo 2026-02-02", "Bo > Di 2026-02-02")
    requests = asked("Di 2026-02-01")
    assert column("repeated_names", requests, named) == [0, 2]
    assert column("new_people", requests, named) == [3, 1]


def test_a_request_on_the_day_of_the_naming_came_after_it(asked, referrals):
    assert column("repeated_names", asked("Bo 2026-02-02"), referrals("Al > Bo 2026-02-02")) == [0]


def test_the_highest_generation_never_falls(asked, referrals):
    named = referrals("Al > Bo 2026-01-20", "Bo > Cy 2026-01-27", "Di > Ed 2026-02-03")
    assert column("generations", asked(), named) == [2, 3, 3]


def test_organizations_and_industries_count_once_from_both_tables(asked, referrals):
    requests = asked("Al 2026-01-27", "Bo 2026-02-02").assign(
        organization=["North", "South"], industry=["books", None]
    )
    named = referrals("Al > Cy 2026-02-03", "Al > Di 2026-02-03").assign(
        organization=["South", "West"]
    )
    assert column("organizations", requests, named) == [1, 3]
    assert column("industries", requests, named) == [1, 1]


def test_what_stayed_undated_counts_from_the_first_week(asked, referrals):
    requests, named = asked("Cy 2026-01-27"), referrals("Al > Bo")
    assert column("people", requests, named) == [3, 3]
    assert column("people", asked(), named) == [2]


def test_each_group_begins_with_its_own_first_week(asked, referrals):
    requests = asked("Al 2026-01-20", "Al 2026-02-02").assign(student=["Kim", "Lou"])
    growth = iv.network_growth(requests, referrals().assign(student=[]), as_of=AS_OF, by="student")
    weeks = growth.index.get_level_values("student").value_counts()
    assert weeks.to_dict() == {"Kim": 3, "Lou": 1}


def test_without_records_there_is_no_week(asked, referrals):
    growth = iv.network_growth(asked(), referrals(), as_of=AS_OF)
    assert growth.empty
    assert growth.index.name == "week"
    assert growth["over"].dtype == bool


@settings(max_examples=40)
@given(data=st.data())
def test_each_week_counts_what_a_graph_built_anew_that_week_counts(campaigns, data):
    records = data.draw(campaigns)
    growth = iv.network_growth(*records, as_of=AS_OF)
    for week, row in growth.iterrows():
        expected = slowly(records, AS_OF, min(week + pd.Timedelta(days=6), AS_OF))
        assert {name: row[name] for name in expected} == expected
    asked, named = iv.as_known(*records, as_of=AS_OF)
    assert growth["repeated_names"].sum() == (~slow_news(asked, named)).sum()
    assert growth["new_people"].sum() == len(iv.generations(*records, as_of=AS_OF))


@settings(max_examples=40)
@given(data=st.data())
def test_a_week_counts_what_its_last_day_would_have_told(campaigns, data):
    interviews, named = data.draw(campaigns)
    named = named.dropna(subset="referred_on")
    growth = iv.network_growth(interviews, named, as_of=AS_OF)
    for week, row in growth[growth["over"]].iterrows():
        then = iv.network_growth(interviews, named, as_of=week + pd.Timedelta(days=6)).iloc[-1]
        assert then[COUNTS].tolist() == row[COUNTS].tolist()


@settings(max_examples=40)
@given(data=st.data())
def test_each_group_grows_as_it_does_alone(campaigns, data):
    interviews, named = data.draw(campaigns)
    together = iv.network_growth(interviews, named, as_of=AS_OF, by="student")
    for student, growth in together.groupby(level="student"):
        alone = interviews[interviews["student"] == student], named[named["student"] == student]
        expected = iv.network_growth(*alone, as_of=AS_OF)
        pd.testing.assert_frame_equal(growth.droplevel("student"), expected, check_freq=False)


def talks(requests, *rows):
    names = ("interview_id", "person", "requested_on", "interview_on")
    return requests(*(dict(zip(names, row.split(), strict=True)) for row in rows))


def given_names(interviews, named):
    table = iv.referral_yield(interviews, named, as_of=AS_OF)
    return table[["named", "new", "repeated"]].to_numpy().tolist()


def test_a_naming_belongs_to_the_interview_that_it_tells(requests, referrals):
    interviews = talks(requests, "i1 Al 2026-01-05 2026-01-07", "i2 Al 2026-01-12 2026-01-14")
    named = referrals("Al > Bo 2026-01-20").assign(interview_id="i1")
    assert given_names(interviews, named) == [[1, 1, 0], [0, 0, 0]]


def test_else_it_belongs_to_the_last_interview_held_by_then(requests, referrals):
    interviews = talks(
        requests,
        "i1 Al 2026-01-05 2026-01-07",
        "i2 Al 2026-01-12 2026-01-14",
        "i3 Zoe 2026-01-05 2026-01-07",
    )
    named = referrals("Al > Bo 2026-01-14", "Al > Cy 2026-01-13", "Al > Di 2026-01-06")
    assert given_names(interviews, named) == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]


def test_an_undated_naming_without_an_interview_belongs_to_none(requests, referrals):
    interviews = talks(requests, "i1 Al 2026-01-05 2026-01-07").assign(interview_id=None)
    assert given_names(interviews, referrals("Al > Bo")) == [[0, 0, 0]]


def test_the_yield_lists_the_interviews_that_were_held(requests, referrals):
    interviews = talks(requests, "i1 Al 2026-01-05 2026-01-07", "i2 Bo 2026-01-05 2026-02-20")
    table = iv.referral_yield(interviews, referrals("Bo > Cy 2026-02-01"), as_of=AS_OF)
    assert table.index.tolist() == ["i1"]
    assert table.loc["i1", "person"] == "Al"
    assert table.loc["i1", "interview_on"] == pd.Timestamp("2026-01-07")


@settings(max_examples=50)
@given(data=st.data())
def test_the_yield_is_what_a_look_at_each_naming_gives(campaigns, data):
    records = data.draw(campaigns)
    asked, named = iv.as_known(*records, as_of=AS_OF)
    held = asked[asked["held"]]
    expected = {name: [0, 0] for name in held["interview_id"]}
    for row, new in zip(named.itertuples(), slow_news(asked, named), strict=True):
        before = held[held["person"].eq(row.from_person) & held["interview_on"].le(row.referred_on)]
        latest = before.sort_values("interview_on", kind="stable")["interview_id"].tail(1).tolist()
        for name in latest if pd.isna(row.interview_id) else [row.interview_id]:
            if name in expected:
                expected[name] = np.add(expected[name], [1, new]).tolist()
    table = iv.referral_yield(*records, as_of=AS_OF)
    assert (
        dict(zip(table.index, table[["named", "new"]].to_numpy().tolist(), strict=True)) == expected
    )
    assert (table["named"] - table["new"]).equals(table["repeated"])


def test_the_published_network_grew_in_one_week_into_seventeen_parts(advice):
    growth = iv.network_growth(*advice, as_of="2026-06-01")
    assert growth.iloc[0][["people", "referrals", "components", "generations"]].tolist() == [
        *(189, 286, 17, 5)
    ]
    assert len(growth) == 22


@pytest.mark.parametrize("measure", [iv.network_growth, iv.referral_yield])
def test_the_records_are_left_as_they_were(asked, referrals, measure):
    interviews = asked("Al 2026-01-14").assign(interview_id="i1", interview_on=pd.NaT)
    named = referrals("Al > Bo 2026-01-20", "Bo > Cy")
    before = interviews.copy(), named.copy()
    measure(interviews, named, as_of=AS_OF)
    pd.testing.assert_frame_equal(interviews, before[0])
    pd.testing.assert_frame_equal(named, before[1])
