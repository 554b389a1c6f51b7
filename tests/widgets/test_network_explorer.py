import json

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.widgets._explorer_places import APART, bands
from infoview_analytics.widgets._explorer_state import NetworkExplorerState

pytestmark = pytest.mark.filterwarnings(  # of ipywidgets 8.1.0, about itself
    "ignore:Deprecated in traitlets 4.1:DeprecationWarning"
)
AS_OF = pd.Timestamp("2026-02-04")


@pytest.fixture
def state(campaign):
    return NetworkExplorerState(campaign, as_of=AS_OF)


@pytest.fixture
def explorer(campaign):
    return iv.NetworkExplorer(campaign, as_of=AS_OF)


def with_tables(campaign, **tables):
    return iv.Campaign(**vars(campaign) | tables)


def test_the_last_day_is_shown_at_first(state):
    assert state.on == AS_OF
    assert set(state.people.index) == {"You", "Ana", "Bo", "Di", "Cy"}
    assert state.words == ["4 February 2026: 4 people known, 3 of them asked, 2 talked to."]


def test_going_back_forgets_whom_nobody_had_named_or_asked(state):
    state.on = "2026-01-12"
    assert list(state.people.index) == ["You", "Ana"]
    assert state.drawn["people"]["name"] == ["You", "Ana"]


def test_nobody_moves_when_the_day_moves(state):
    def places():
        people = state.drawn["people"]
        return dict(zip(people["name"], zip(people["x"], people["y"], strict=True), strict=True))

    last = places()
    state.on = "2026-01-18"
    assert places().items() < last.items()


def test_the_slider_has_the_last_day_of_each_week_and_the_last_of_all(state):
    assert state.days == ["2026-01-11", "2026-01-18", "2026-01-25", "2026-02-01", "2026-02-04"]


@pytest.mark.parametrize("on", ["2026-02-05", "04/02/2026", None, pd.NaT])
def test_a_day_that_is_none_or_not_known_yet_is_refused_and_the_old_one_stays(state, on):
    with pytest.raises(TraitError):
        state.on = on
    assert state.on == AS_OF


def test_the_selected_are_rows(state):
    state.selected = ("Bo", "Ana")
    assert state.selection.index.tolist() == ["Bo", "Ana"]
    assert state.selection["state"].tolist() == ["held", "held"]
    state.selected = "Cy"
    assert state.selected == ("Cy",)
    state.selected = ["Cy", "Cy"]
    assert state.selected == ("Cy",)


def test_a_name_that_nobody_has_is_refused_and_the_nearest_is_told(state):
    with pytest.raises(TraitError, match=r'"Anna".*4 February 2026.*Did you mean "Ana"'):
        state.selected = ("Anna",)
    for nobody in (3, None):
        with pytest.raises(TraitError):
            state.selected = nobody
    assert state.selected == ()


def test_who_is_not_known_on_an_earlier_day_is_selected_no_more(state):
    state.selected = ("Cy", "Ana")
    state.on = "2026-01-18"
    assert state.selected == ("Ana",)


@pytest.mark.parametrize(
    ("name", "choice"), [("color_by", "city"), ("size_by", "age"), ("hops", -1), ("search", 3)]
)
def test_a_choice_that_is_none_is_refused(state, name, choice):
    before = getattr(state, name)
    with pytest.raises(TraitError):
        setattr(state, name, choice)
    assert getattr(state, name) == before


def test_a_refused_colour_is_told_with_those_that_there_are(state):
    with pytest.raises(TraitError, match=r"state.*source.*industry.*generation"):
        state.color_by = "city"


def test_steps_show_those_around_the_selected_and_you(state):
    state.hops = 1
    assert len(state.people) == 5
    state.selected = ("Bo",)
    assert state.people.index.tolist() == ["You", "Ana", "Bo"]
    assert state.referrals["to_person"].tolist() == ["Bo"]
    state.hops = 2
    assert set(state.people.index) == {"You", "Ana", "Bo", "Di"}
    state.selected, state.hops = ("You",), 1
    assert state.people.index.tolist() == ["You", "Ana", "Cy"]


def test_the_way_to_a_person_is_told_in_steps_and_in_words(state):
    state.target = "Di"
    assert state.way["people"] == ["You", "Ana", "Di"]
    assert state.path.loc[1, "to_person"].tolist() == ["Ana", "Di"]
    assert any("begins with Ana" in words for words in state.words)
    state.target = ""
    assert state.way["people"] == []
    assert state.path is None


def test_the_way_into_an_organization_ends_at_somebody_there(campaign):
    asked = campaign.interviews.assign(organization=["North", None, "South Press"])
    state = NetworkExplorerState(with_tables(campaign, interviews=asked), as_of=AS_OF)
    assert {"North", "South Press", "Di"} <= set(state.targets)
    state.target = "south  press"
    assert state.way["people"] == ["You", "Cy"]


def test_a_target_that_nobody_knows_is_refused_and_the_nearest_is_told(state):
    with pytest.raises(TraitError, match='Did you mean "Ana"'):
        state.target = "Anna"
    assert state.target == ""


def test_a_target_not_known_on_an_earlier_day_is_let_go(state):
    state.target = "Cy"
    state.on = "2026-01-18"
    assert state.target == ""
    assert state.way == {"people": [], "words": []}


def test_the_kinds_keep_their_colour_on_every_day_and_are_counted(campaign):
    asked = campaign.interviews.assign(industry=["film", "books", "books"])
    state = NetworkExplorerState(with_tables(campaign, interviews=asked), as_of=AS_OF)
    state.color_by = "industry"
    assert state.colors["key"] == [[0, "books", 2], [1, "film", 1], [8, "not given", 1]]
    state.on = "2026-01-12"
    assert state.colors["key"] == [[1, "film", 1]]
    assert state.colors["slot"] == [-1, 1]


def test_many_kinds_share_the_last_colour(requests):
    asked = requests(
        *({"person": f"P{i}", "requested_on": "2026-01-06", "industry": f"k{i}"} for i in range(9))
    )
    named = pd.DataFrame({"from_person": [], "to_person": [], "referred_on": []})
    campaign = iv.Campaign(folder=None, interviews=asked, referrals=named)
    state = NetworkExplorerState(campaign, as_of=AS_OF)
    state.color_by = "industry"
    assert state.colors["key"][-1] == [7, "others", 2]


def test_people_whom_you_know_and_have_not_asked_are_leads(campaign):
    known = pd.DataFrame({"person": ["Eve"], "known_since": pd.to_datetime(["2026-02-01"])})
    state = NetworkExplorerState(with_tables(campaign, people=known), as_of=AS_OF)
    assert state.people.loc["Eve", "state"] == "lead"
    state.on = "2026-01-31"
    assert "Eve" not in state.people.index


def test_another_campaign_is_shown_at_once_and_keeps_what_is_still_possible(state, campaign):
    state.selected, state.target, state.color_by = ("Ana", "Cy"), "Cy", "generation"
    asked = campaign.interviews[campaign.interviews["person"] != "Cy"]
    state.campaign = with_tables(campaign, interviews=asked)
    assert set(state.people.index) == {"You", "Ana", "Bo", "Di"}
    assert (state.selected, state.target, state.color_by) == (("Ana",), "", "generation")


def test_each_person_is_told_to_those_who_listen(campaign):
    asked = campaign.interviews.assign(organization=["North", None, None])
    state = NetworkExplorerState(with_tables(campaign, interviews=asked), as_of=AS_OF)
    people = state.drawn["people"]
    said = dict(zip(people["name"], people["label"], strict=True))
    assert said["Ana"] == "Ana, North, talked with you, generation 1, led to 2"
    assert said["Di"] == "Di, lead, not asked yet, generation 2"
    when = dict(zip(people["name"], people["when"], strict=True))
    assert when["Ana"] == "talked with you on 13 January 2026"
    assert when["Cy"] == "waiting for an answer, asked on 3 February 2026"


def test_rows_set_aside_are_told(campaign):
    state = NetworkExplorerState(with_tables(campaign, set_aside=2), as_of=AS_OF)
    assert "2 rows" in state.drawn["footnote"]


def test_an_empty_campaign_shows_you_alone(nothing_yet):
    explorer = iv.NetworkExplorer(nothing_yet, as_of=AS_OF)
    assert explorer.people.index.tolist() == ["You"]
    assert explorer.days == ["2026-02-04"]
    for color in ("source", "industry", "generation", "state"):
        explorer.color_by = color
    assert explorer._repr_mimebundle_()[0]["text/plain"] == "Nobody has been named or asked yet."


def test_the_explorer_is_its_own_state_and_can_be_sent(explorer):
    explorer.state.selected = ("Ana",)
    sent = explorer.get_state()
    assert sent["selected"] == ("Ana",)
    assert sent["on"] == "2026-02-04"
    assert not {"campaign", "people"} & set(sent)
    json.dumps({name: sent[name] for name in ("drawn", "colors", "way", "days", "targets")})


def test_what_a_browser_sends_is_taken_and_followed(explorer):
    explorer.set_state({"on": "2026-01-18", "selected": ["Di"], "hops": 1})
    assert explorer.on == pd.Timestamp("2026-01-18")
    assert explorer.selected == ("Di",)
    assert explorer.people.index.tolist() == ["You", "Ana", "Di"]


def test_a_picture_and_its_words_stand_in_where_no_widget_lives(explorer):
    explorer.on = "2026-01-18"
    data, metadata = explorer._repr_mimebundle_()
    assert data["image/png"].startswith("iVBOR")
    assert data["text/plain"] == iv.describe_referral_network(explorer.people, explorer.referrals)
    assert metadata["image/png"]["alt"] == data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data
    assert plt.get_fignums() == []


def test_what_cannot_be_printed_in_a_name_is_shown_as_a_box(requests):
    asked = requests({"person": "A\u202eb", "requested_on": "2026-01-06"})
    named = pd.DataFrame({"from_person": [], "to_person": [], "referred_on": []})
    campaign = iv.Campaign(folder=None, interviews=asked, referrals=named)
    people = NetworkExplorerState(campaign, as_of=AS_OF).drawn["people"]
    assert people["name"] == ["You", "A\u202eb"]
    assert people["shown"] == ["You", "A\u25a1b"]


@pytest.mark.parametrize("crowd", [1, 2, 40, 700])
def test_nobody_stands_on_top_of_anybody_else(crowd):
    rng = np.random.default_rng(crowd)
    angle = rng.choice([0.2, 6.2, 3.0], crowd) + rng.normal(0, 0.05, crowd)
    ring = np.minimum(rng.integers(1, 4, crowd), np.arange(crowd) + 1)
    people = pd.DataFrame({"x": ring * np.sin(angle), "y": ring * np.cos(angle)})
    people = pd.concat([pd.DataFrame({"x": [0.0], "y": [0.0]}), people], ignore_index=True)
    people["generation"] = np.append(0, ring)
    places = bands(people).places(people)
    apart = np.hypot(*(places[:, None] - places[None]).T)
    np.fill_diagonal(apart, np.inf)
    assert apart.min() > 0.75 * APART
    assert places[0].tolist() == [0, 0]


def test_a_wished_organisation_where_nobody_is_known_can_be_sought_too(campaign):
    wished = pd.DataFrame({"organization": ["Riverside Theatre"]})
    state = NetworkExplorerState(with_tables(campaign, organizations=wished), as_of=AS_OF)
    assert "Riverside Theatre" in state.targets
    state.target = "riverside theatre"
    (told,) = state.way["words"]
    assert told.startswith("You know of nobody at riverside theatre yet. Ask for names there")
    assert state.way["people"] == []
