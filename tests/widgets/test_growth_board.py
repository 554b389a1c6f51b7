import asyncio
import dataclasses

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.widgets import growth_board
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


def test_playing_shows_one_week_after_the_other(board):
    board.state.on = FIRST
    assert (board.clock.min, board.clock.value, board.clock.max) == (0, 0, 4)
    board.clock.value = 1
    assert board.state.on == SECOND
    assert board.slider.index == 1


def test_the_play_button_starts_and_stops_the_clock(board):
    board.play.value = True
    assert board.clock.playing
    board.clock.playing = False
    assert not board.play.value


def test_a_week_is_laid_out_and_drawn_once_however_often_it_is_played(board, monkeypatch):
    laid_out, drawn = [], []
    layout = growth_board.referral_layout
    count = lambda *a, as_of, **o: laid_out.append(as_of) or layout(*a, as_of=as_of, **o)  # noqa: E731
    monkeypatch.setattr(growth_board, "referral_layout", count)
    draw = lambda *a, **o: drawn.append(1) or iv.plot_referral_network(*a, **o)  # noqa: E731
    monkeypatch.setattr(growth_board, "_CHARTS", (draw, iv.describe_referral_network))
    for _ in range(3):
        for week in range(5):
            board.clock.value = week
    assert len(laid_out) == len(set(laid_out)) == 4  # the last day was there before
    assert len(drawn) == 4


def test_in_a_kernel_the_weeks_beside_are_drawn_ahead(campaign):
    async def look():
        board = iv.GrowthBoard(campaign, as_of=AS_OF)
        board.state.on = SECOND
        await asyncio.sleep(1)
        return [board.picture.has(day) for day in board.state.growth.index]

    assert asyncio.run(look()) == [True, True, True, False, True]


def test_leads_of_the_people_s_table_are_known_from_their_day(campaign):
    people = pd.DataFrame({"person": ["Eve"], "known_since": pd.to_datetime(["2026-01-15"])})
    state = GrowthBoardState(dataclasses.replace(campaign, people=people), as_of=AS_OF)
    assert state.layout.people.loc["Eve", "state"] == "lead"
    state.on = FIRST
    assert "Eve" not in state.layout.people.index


def test_other_records_show_the_same_day_anew(board, campaign):
    board.slider.index = 1
    more = pd.DataFrame({"from_person": ["Ana"], "to_person": ["Flo"]})
    more["referred_on"] = pd.to_datetime(["2026-01-14"])
    named = pd.concat([campaign.referrals, more])
    board.state.campaign = dataclasses.replace(campaign, referrals=named, set_aside=1)
    assert board.state.on == SECOND
    assert "Flo" in board.state.layout.people.index
    assert "1 row with errors was set aside" in board.picture.value
    assert "4 people" in board.picture.value


def test_an_empty_campaign_comes_to_life_with_its_first_row(nothing_yet, campaign):
    board = iv.GrowthBoard(nothing_yet, as_of=AS_OF)
    assert board.play.disabled
    board.state.campaign = campaign
    assert not board.play.disabled
    assert len(board.days.options) == len(board.slider.options) == 5
    board.slider.index = 0
    assert board.state.on == FIRST


def test_the_picture_follows_and_tells_the_same_in_words(board):
    board.slider.index = 1
    assert iv.describe_referral_network(*board.state.layout) in board.picture.value
    assert board.state.words in board.picture.value


def test_no_figure_is_left_open(board):
    board.slider.index = 1
    assert plt.get_fignums() == []


def test_the_day_has_a_control_with_a_name(board):
    assert board.days.description == "As known on"
    assert board.slider.description == "Day"
    assert board.play.description == "Play the weeks"


def test_a_campaign_without_anybody_says_so_and_offers_no_day(nothing_yet):
    board = iv.GrowthBoard(nothing_yet, as_of=AS_OF)
    assert board.days.options == ()
    assert "alt=" in board.picture.value


def test_your_own_name_is_the_campaign_s(campaign):
    named = iv.Campaign(**vars(campaign) | {"you": "Ada"})
    assert GrowthBoardState(named, as_of=AS_OF).layout.people.index[0] == "Ada"
