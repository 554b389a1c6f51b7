import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.widgets.growth_board import GrowthBoardState

AS_OF = pd.Timestamp("2026-02-04")
FIRST = pd.Timestamp("2026-01-11")
SECOND = pd.Timestamp("2026-01-18")


@pytest.fixture
def state(campaign):
    return GrowthBoardState(campaign, as_of=AS_OF)


@pytest.fixture
def board(campaign):
    return iv.GrowthBoard(campaign, as_of=AS_OF)


def test_the_days_are_the_last_ones_of_the_weeks_and_today(state):
    assert [f"{d:%d %b}" for d in state.growth.index] == [
        "11 Jan",
        "18 Jan",
        "25 Jan",
        "01 Feb",
        "04 Feb",
    ]


def test_the_last_day_is_shown_at_first(state):
    assert state.on == AS_OF
    assert set(state.layout.people.index) == {"You", "Ana", "Bo", "Di", "Cy"}


def test_going_back_forgets_whom_nobody_had_named_or_asked(state):
    state.on = FIRST
    assert list(state.layout.people.index) == ["You", "Ana"]
    assert state.layout.people.loc["Ana", "state"] == "scheduled"
    state.on = SECOND
    assert set(state.layout.people.index) == {"You", "Ana", "Bo", "Di"}
    assert state.layout.people.loc["Bo", "state"] == "lead"


def test_nobody_changes_direction_when_the_day_changes(state):
    last = state.layout.people
    state.on = SECOND
    then = state.layout.people.iloc[1:]
    was = last.loc[then.index]
    assert np.arctan2(then["x"], then["y"]).tolist() == pytest.approx(
        np.arctan2(was["x"], was["y"]).tolist()
    )
    assert np.hypot(then["x"], then["y"]).tolist() == pytest.approx(then["generation"].tolist())


def test_the_words_count_what_was_known_then(state):
    state.on = SECOND
    words = "18 January 2026: 3 people in 0 organisations known, 1 of them asked, 1 talked to."
    assert state.words == words


@pytest.mark.parametrize("on", [pd.Timestamp("2026-01-12"), "2026-01-11", None])
def test_a_day_that_ends_no_week_is_refused_and_the_old_one_stays(state, on):
    with pytest.raises(TraitError):
        state.on = on
    assert state.on == AS_OF


def test_the_controls_and_the_state_follow_each_other(board):
    board.slider.index = 0
    assert board.state.on == FIRST
    assert board.days.index == 0
    board.days.index = 1
    assert board.state.on == SECOND
    board.state.on = AS_OF
    assert (board.slider.index, board.days.index) == (4, 4)


def test_a_move_of_the_slider_draws_once(board, monkeypatch):
    drawn = []
    monkeypatch.setattr(board.picture, "show", lambda *_, **__: drawn.append(board.state.on))
    board.slider.index = 1
    assert drawn == [SECOND]


def test_the_picture_follows_and_tells_the_same_in_words(board):
    board.slider.index = 1
    assert iv.describe_referral_network(*board.state.layout) in board.picture.value
    assert board.state.words in board.picture.value


def test_no_figure_is_left_open(board):
    board.slider.index = 1
    assert plt.get_fignums() == []


def test_the_day_has_a_control_with_a_name(board):
    assert board.days.description == "As known on"


def test_a_campaign_without_anybody_says_so_and_offers_no_day(nothing_yet):
    board = iv.GrowthBoard(nothing_yet, as_of=AS_OF)
    assert board.days.options == ()
    assert "alt=" in board.picture.value


def test_your_own_name_is_the_campaign_s(campaign):
    named = iv.Campaign(**vars(campaign) | {"you": "Ada"})
    assert GrowthBoardState(named, as_of=AS_OF).layout.people.index[0] == "Ada"
