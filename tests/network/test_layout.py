import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_analytics as iv

AS_OF = pd.Timestamp("2026-04-01")


def layout(*records, **options):
    return iv.referral_layout(*records, as_of=AS_OF, **options)


def angles(people):
    """Return each person's direction from you, clockwise from the top, in degrees."""
    return np.degrees(np.arctan2(people["x"], people["y"])) % 360


def test_each_generation_stands_on_a_ring_of_its_own(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Bo > Cy 2026-03-02")
    people = layout(asked("Al 2026-02-01"), named).people
    assert people.index.tolist() == ["You", "Al", "Bo", "Cy"]
    assert np.hypot(people["x"], people["y"]).tolist() == pytest.approx([0, 1, 2, 3])


def test_a_wedge_is_as_wide_as_the_ends_of_the_chains_in_it(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Al > Cy 2026-03-01", "Al > Di 2026-03-01")
    people = layout(asked("Al 2026-02-01", "Ed 2026-02-01"), named).people
    assert angles(people)[["Al", "Ed"]].tolist() == pytest.approx([135, 315])
    assert angles(people)[["Bo", "Cy", "Di"]].tolist() == pytest.approx([45, 135, 225])


def test_every_referral_is_listed_and_the_one_that_reached_somebody_is_drawn(asked, referrals):
    named = referrals("Al > Bo 2026-03-01", "Cy > Bo 2026-03-02", "Al > Bo 2026-03-03")
    pairs = layout(asked(), named).referrals
    ends = ["from_person", "to_person", "drawn"]
    assert pairs[ends].to_numpy().tolist() == [["Al", "Bo", True], ["Cy", "Bo", False]]
    assert [f"{day:%d}" for day in pairs["referred_on"]] == ["01", "02"]


def test_the_people_tell_who_named_them_and_when_you_asked_and_met_them(asked, referrals):
    requests = asked("Al 2026-02-01", "Al 2026-02-09")
    requests["interview_on"] = pd.to_datetime(["2026-02-05", "2026-02-12"])
    people = layout(requests, referrals("Al > Bo 2026-03-01")).people
    assert people.loc["Bo", "referrer"] == "Al"
    assert people.loc["Al", "requested_on"] == pd.Timestamp("2026-02-01")
    assert people.loc["Al", "held_on"] == pd.Timestamp("2026-02-12")
    assert people.loc["Bo", ["requested_on", "held_on"]].isna().all()


def test_people_of_whom_you_know_stand_among_those_whom_you_found(asked, referrals):
    known = pd.DataFrame({"person": ["Di", "Al", "Ed"], "city": ["Rome", "Oslo", "Bern"]})
    known["known_since"] = pd.to_datetime(["2026-03-01", "2026-03-01", "2026-05-01"])
    people = layout(asked("Al 2026-02-01"), referrals(), people=known).people
    assert people.index.tolist() == ["You", "Al", "Di"]
    assert people.loc["Di", ["generation", "state", "reach", "city"]].tolist() == [
        1,
        "lead",
        0,
        "Rome",
    ]
    assert people.loc["Al", "city"] == "Oslo"


def test_the_people_tell_their_state_reach_and_organization(asked, referrals):
    named = referrals("Al > Bo 2026-03-01").assign(organization="North")
    people = layout(asked("Al 2026-02-01"), named).people
    assert people["state"].tolist() == ["you", "waiting", "lead"]
    assert people["reach"].tolist() == [2, 1, 0]
    assert people.loc["Bo", "organization"] == "North"
    assert people["organization"].isna().tolist() == [True, True, False]


def test_you_stand_alone_in_an_empty_network(asked, referrals):
    people, pairs = layout(asked(), referrals(), you="Kim")
    assert people.index.tolist() == ["Kim"]
    assert people[["x", "y", "generation", "reach"]].to_numpy().tolist() == [[0, 0, 0, 0]]
    assert list(pairs.columns) == ["from_person", "to_person", "drawn", "referred_on"]
    assert pairs.empty


@settings(max_examples=40)
@given(data=st.data())
def test_whoever_was_reached_through_somebody_stands_in_their_wedge(campaigns, data):
    records = data.draw(campaigns)
    people, pairs = layout(*records)
    chain = iv.generations(*records, as_of=AS_OF)
    assert people["generation"].iloc[1:].to_dict() == chain["generation"].to_dict()
    drawn = pairs[pairs["drawn"]].set_index("to_person")["from_person"]
    assert drawn.to_dict() == chain["referrer"].dropna().to_dict()

    parents = chain["referrer"].to_dict()
    ends = [person for person in chain.index if person not in set(drawn)]
    turns = angles(people.loc[ends])
    assert sorted(turns) == pytest.approx((np.arange(len(ends)) + 0.5) * 360 / max(len(ends), 1))
    for person in chain.index:
        mine = [turns[end] for end in ends if person in line(end, parents)]
        assert max(mine) - min(mine) == pytest.approx((len(mine) - 1) * 360 / len(ends))
        assert angles(people)[person] == pytest.approx((max(mine) + min(mine)) / 2)


def line(person, parents):
    """Return a person and those through whom they were reached."""
    through = []
    while isinstance(person, str):
        through.append(person)
        person = parents[person]
    return through
