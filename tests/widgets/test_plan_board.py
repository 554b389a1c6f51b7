import dataclasses

import pandas as pd
import pytest
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.records.settings import Habits
from infoview_analytics.widgets.plan_board import PlanBoardState

AS_OF = "2026-02-04"


@pytest.fixture
def wishing(campaign):
    """Return the campaign with Di at a wished organisation, and nobody known at another."""
    wished = pd.DataFrame({"organization": ["Quill Press", "Moon Bakery"], "priority": [1, 2]})
    named = campaign.referrals.assign(organization=[None, "Quill Press"])
    return dataclasses.replace(campaign, referrals=named, organizations=wished)


@pytest.fixture
def state(wishing):
    return PlanBoardState(wishing, as_of=AS_OF)


@pytest.fixture
def board(wishing):
    return iv.PlanBoard(wishing, as_of=AS_OF)


def test_the_plan_is_what_the_measures_say(state, wishing):
    pd.testing.assert_frame_equal(state.ahead, iv.forecast(wishing, as_of=AS_OF))
    pd.testing.assert_frame_equal(state.needed, iv.requests_needed(wishing, as_of=AS_OF))


def test_leads_to_ask_come_with_their_place_and_what_to_ask_first(state, board):
    assert state.leads["organization"].to_dict() == {"Di": "Quill Press"}
    assert "<td" in board.leads.value
    assert "ask Ana whether you may mention them" in board.leads.value


def test_nobody_left_to_ask_is_said(campaign):
    alone = dataclasses.replace(campaign, referrals=campaign.referrals.head(1))
    assert "Nobody is left" in iv.PlanBoard(alone, as_of=AS_OF).leads.value


def test_the_way_leads_to_whoever_is_warmest_at_first(state):
    assert state.to is None
    assert state.paths["to_person"].iloc[-1] == "Di"


def test_an_organisation_is_found_through_its_people(board):
    board.to.label = "Quill Press: you know of somebody there"
    assert board.state.to == "Quill Press"
    assert "at Quill Press" in board.way.value


def test_a_wished_organisation_where_nobody_is_known_has_no_way(board):
    board.to.label = "Moon Bakery: you know nobody there yet"
    assert board.state.paths.empty
    assert "Nobody whom you can ask leads to Moon Bakery." in board.way.value


def test_a_person_can_be_sought_from_code(board):
    board.state.to = "Di"
    assert "talk to Di" in board.way.value
    assert board.to.index is None


def test_somebody_unknown_is_refused_and_the_old_choice_stays(state):
    with pytest.raises(TraitError, match="No person and no organisation"):
        state.to = "Zoe"
    assert state.to is None


def test_other_records_keep_the_way_while_it_is_possible(board, wishing, campaign):
    board.state.to = "Quill Press"
    board.state.campaign = dataclasses.replace(wishing, set_aside=2)
    assert board.state.to == "Quill Press"
    for picture in (board.outlook, board.way):
        assert "2 rows with errors were set aside" in picture.value
    board.state.campaign = campaign
    assert board.state.to is None
    assert [label for label, _ in board.to.options] == ["whoever is warmest"]


def test_every_control_and_picture_has_a_name(board):
    assert board.to.description == "The warmest way to"
    assert 'alt="' in board.outlook.value
    assert 'alt="' in board.way.value


def test_a_campaign_without_a_row_has_a_plan_that_says_so(nothing_yet):
    board = iv.PlanBoard(nothing_yet, as_of=AS_OF)
    assert "Nothing to forecast" in board.outlook.value
    assert "Nobody is left" in board.leads.value


def test_two_rows_are_enough_for_a_plan(campaign):
    two = dataclasses.replace(campaign, interviews=campaign.interviews.head(2))
    assert 'alt="' in iv.PlanBoard(two, as_of=AS_OF).outlook.value


def test_text_from_the_records_cannot_become_markup(campaign):
    shout = '"><script>alert(1)</script>'
    named = campaign.referrals.replace("Di", shout).assign(organization=shout)
    wished = pd.DataFrame({"organization": [shout]})
    loud = dataclasses.replace(campaign, referrals=named, organizations=wished)
    board = iv.PlanBoard(loud, as_of=AS_OF)
    board.to.index = 1
    told = "".join(part.value for part in board.children if hasattr(part, "value"))
    assert "<script" not in told


def test_the_week_s_plan_stands_first_and_follows_the_hours(board):
    assert "The week of 2 February 2026" in board.week.value
    assert "Thank Ana" in board.actions.value
    everything = len(board.state.plan.table)
    board.state.hours = 0.5
    assert board.state.plan.hours == 0.5
    assert not board.state.plan.table["fits"].all()
    assert len(board.state.plan.table) == everything
    assert "Not within 30 minutes" in board.rest.value
    labels = [label for label, _ in board.hours.options]
    assert labels[board.hours.index] == "0.5 hours"


def test_the_hours_of_the_habits_are_the_slider_s(wishing):
    busy = dataclasses.replace(wishing, habits=_habits(3))
    board = iv.PlanBoard(busy, as_of=AS_OF)
    assert board.state.hours == 3
    board.state.campaign = dataclasses.replace(wishing, habits=_habits(2))
    assert board.state.hours == 2
    board.state.hours = 7
    board.state.campaign = busy
    assert board.state.plan.hours == 7


def _habits(hours):
    return dataclasses.replace(Habits(), hours_per_week=hours)
