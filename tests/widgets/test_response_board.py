import dataclasses

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.records.settings import Habits
from infoview_analytics.widgets.response_board import ResponseBoardState

AS_OF = "2026-02-04"


def labels(control):
    return [label for label, _ in control.options]


@pytest.fixture
def state(campaign):
    return ResponseBoardState(campaign, as_of=AS_OF)


@pytest.fixture
def board(campaign):
    return iv.ResponseBoard(campaign, as_of=AS_OF)


def test_only_columns_that_part_the_requests_are_offered(state):
    assert state.choices == (None, "channel", "warmth", "month")


def test_all_requests_are_together_at_first(state):
    assert state.shown["sent"].to_dict() == {"all": 3}


def test_a_column_parts_the_requests(state):
    state.by = "channel"
    assert state.shown["sent"].to_dict() == {"email": 2, "phone": 1}


def test_warmth_looks_at_the_referrals(state):
    state.by = "warmth"
    assert state.shown["sent"].to_dict() == {"cold": 2, "warm": 1}


def test_one_group_is_shown_day_by_day(state):
    state.by = "channel"
    state.group = "phone"
    assert state.shown["answered"].to_dict() == {4: 1}


def test_all_together_can_be_shown_day_by_day(state):
    state.group = "all"
    assert state.shown["answered"].to_dict() == {1: 1, 4: 1}


def test_another_column_compares_its_groups_again(state):
    state.by = "channel"
    state.group = "phone"
    state.by = "month"
    assert state.group is None
    assert state.shown is state.rates


@pytest.mark.parametrize(("trait", "value"), [("by", "city"), ("by", "shoe"), ("group", "fax")])
def test_a_choice_that_is_none_is_refused_and_the_old_one_stays(state, trait, value):
    state.by = "channel"
    with pytest.raises(TraitError, match="Use None or one of"):
        setattr(state, trait, value)
    assert (state.by, state.group) == ("channel", None)


def test_the_patience_is_the_campaign_s(campaign):
    patient = iv.Campaign(**vars(campaign) | {"habits": Habits(patience_days=60)})
    board = iv.ResponseBoard(patient, as_of=AS_OF)
    assert board.state.rates["ripe_n"].tolist() == [0]
    assert "60 days" in board.picture.value


def test_only_one_channel_is_counted_if_it_is_chosen(state):
    state.channel = "phone"
    assert state.shown["sent"].to_dict() == {"all": 1}
    assert state.words == "Only requests by phone."
    state.channel = None
    assert state.shown["sent"].to_dict() == {"all": 3}


def test_a_source_is_told_as_people_say_it(campaign):
    asked = campaign.interviews.assign(source=["ten_thousand_coffees", "cold", "cold"])
    board = iv.ResponseBoard(dataclasses.replace(campaign, interviews=asked), as_of=AS_OF)
    assert labels(board.sources) == ["any source", "cold", "ten thousand coffees"]
    board.sources.index = 2
    assert board.state.source == "ten_thousand_coffees"
    assert board.state.shown["sent"].to_dict() == {"all": 1}


def test_the_patience_decides_which_requests_are_ripe(board):
    board.patience.index = 20
    assert board.state.rates["ripe_n"].tolist() == [1]
    assert "20 days" in board.picture.value


def test_other_records_keep_the_choices_that_are_still_possible(board, campaign):
    board.parts.label = "how you asked"
    board.channels.index = 1
    board.groups.label = "how soon: email"
    more = campaign.interviews.replace({"channel": {"phone": "letter"}})
    board.state.campaign = dataclasses.replace(campaign, interviews=more)
    state = board.state
    assert (state.by, state.channel, state.group) == ("channel", "email", "email")
    assert labels(board.channels) == ["any channel", "email", "letter"]
    less = campaign.interviews.assign(channel="letter")
    state.campaign = dataclasses.replace(campaign, interviews=less, set_aside=1)
    assert (state.by, state.channel, state.group) == (None, None, None)
    assert "1 row with errors was set aside" in board.picture.value


def test_the_controls_and_the_state_follow_each_other(board):
    board.parts.label = "month of the request"
    assert board.state.by == "month"
    months = ("how soon: January 2026", "how soon: February 2026")
    assert labels(board.groups) == ["who answers", *months]
    board.state.group = pd.Timestamp("2026-02-01")
    assert board.groups.index == 2
    board.state.by = None
    assert board.parts.index == 0
    assert labels(board.groups) == ["who answers", "how soon: all"]


def test_the_picture_follows_and_tells_the_same_in_words(board):
    board.parts.label = "how you asked"
    assert iv.describe_response_rates(board.state.shown) in board.picture.value
    board.groups.label = "how soon: phone"
    assert iv.describe_response_curve(board.state.shown) in board.picture.value
    assert "Requests by how you asked: phone." in board.picture.value


def test_each_choice_draws_once(board, monkeypatch):
    drawn = []
    monkeypatch.setattr(board.picture, "show", lambda *_, **__: drawn.append(board.state.by))
    board.parts.label = "how you asked"
    board.groups.label = "how soon: phone"
    board.parts.label = "month of the request"
    assert drawn == ["channel", "channel", "month"]


def test_no_figure_is_left_open(board):
    board.parts.label = "how you asked"
    assert plt.get_fignums() == []


def test_every_control_has_a_name(board):
    controls = (board.parts, board.groups, board.channels, board.sources, board.patience)
    assert [control.description for control in controls] == [
        "Requests by",
        "Show",
        "Only asked by",
        "Only found through",
        "Ripe after",
    ]


def test_a_campaign_without_a_request_has_a_board_that_says_so(nothing_yet):
    board = iv.ResponseBoard(nothing_yet, as_of=AS_OF)
    assert board.state.choices == (None,)
    assert "alt=" in board.picture.value
    board.state.group = "all"
    assert "No request" in board.picture.value


def test_a_fault_while_drawing_reaches_whoever_turned_the_control(board, monkeypatch):
    def fail(*_tables, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr("infoview_analytics.widgets.response_board.plot_response_rates", fail)
    with pytest.raises(ZeroDivisionError):
        board.parts.label = "how you asked"


def test_text_from_the_records_cannot_become_markup(campaign):
    shouting = campaign.interviews.assign(channel=['"><script>alert(1)</script>', "b", "c"])
    loud = iv.Campaign(**vars(campaign) | {"interviews": shouting})
    board = iv.ResponseBoard(loud, as_of=AS_OF)
    board.parts.label = "how you asked"
    board.groups.index = 1
    assert "<script" not in board.picture.value
