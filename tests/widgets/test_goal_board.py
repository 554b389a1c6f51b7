import dataclasses

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.widgets.goal_board import GoalBoardState

AS_OF = "2026-02-04"
WEEKS = pd.date_range("2026-01-05", periods=5, freq="7D")


@pytest.fixture
def state(campaign):
    return GoalBoardState(campaign, as_of=AS_OF)


@pytest.fixture
def board(campaign):
    return iv.GoalBoard(campaign, as_of=AS_OF)


def test_all_weeks_are_shown_at_first(state):
    assert (state.first, state.last) == (WEEKS[0], WEEKS[-1])
    assert state.shown["held"].tolist() == [0, 1, 0, 1, 0]


def test_only_the_chosen_weeks_are_shown(state):
    state.first, state.last = WEEKS[1], WEEKS[2]
    assert list(state.shown.index) == [WEEKS[1], WEEKS[2]]
    assert state.words == "In 2 of 5 weeks: 1 asked, 1 answered, 1 held."


def test_the_other_end_comes_along_where_one_would_pass_it(state):
    state.last = WEEKS[1]
    state.first = WEEKS[3]
    assert list(state.shown.index) == [WEEKS[3]]
    state.last = WEEKS[0]
    assert list(state.shown.index) == [WEEKS[0]]


def test_no_limit_shows_all_on_that_side(state):
    state.first, state.last = WEEKS[2], None
    assert list(state.shown.index) == list(WEEKS[2:])


def test_the_campaign_s_goal_is_the_one_that_counts(campaign):
    twice = iv.Campaign(**vars(campaign) | {"goal": iv.Goal(interviews=2)})
    assert GoalBoardState(twice, as_of=AS_OF).shown["goal"].unique() == [2]


@pytest.mark.parametrize("week", [pd.Timestamp("2026-01-13"), "2026-01-12"])
def test_a_week_that_is_none_is_refused_and_the_old_one_stays(state, week):
    with pytest.raises(TraitError):
        state.first = week
    assert state.first == WEEKS[0]
    assert len(state.shown) == 5


def test_what_the_board_knows_cannot_be_overwritten(state):
    with pytest.raises(TraitError):
        state.shown = state.weekly


def test_the_controls_and_the_state_follow_each_other(board):
    board.first.index = 1
    board.last.index = 3
    assert (board.state.first, board.state.last) == (WEEKS[1], WEEKS[3])
    board.state.first = WEEKS[4]
    assert (board.first.index, board.last.index) == (4, 4)


def test_each_choice_draws_once(board, monkeypatch):
    drawn = []
    monkeypatch.setattr(board.picture, "show", lambda *_, **__: drawn.append(board.state.words))
    board.last.index = 1
    board.first.index = 3
    assert [words[:8] for words in drawn] == ["In 2 of ", "In 1 of "]


def test_the_picture_follows_and_tells_the_same_in_words(board):
    before = board.picture.value
    board.state.last = WEEKS[1]
    assert board.picture.value != before
    assert f'alt="{iv.describe_weekly_goal(board.state.shown)}"' in board.picture.value
    assert board.state.words in board.picture.value


def test_no_figure_is_left_open(board):
    board.first.index = 1
    assert plt.get_fignums() == []


def test_every_control_has_a_name(board):
    controls = (board.goal, board.per, board.breaks, board.first, board.last, board.requests)
    assert [control.description for control in controls] == [
        "Goal: interviews",
        "in each",
        "Planned breaks count neither way",
        "From week",
        "To week",
        "What if I sent",
    ]


def test_a_campaign_without_a_week_says_so_and_offers_none(nothing_yet):
    board = iv.GoalBoard(nothing_yet, as_of=AS_OF)
    assert board.first.options == board.last.options == ()
    assert "No week has begun yet" in board.picture.value


def test_a_campaign_of_one_week_has_a_board(campaign):
    assert iv.GoalBoard(campaign, as_of="2026-01-07").state.last == WEEKS[0]


def test_another_goal_counts_the_weeks_anew(board):
    board.goal.value = 2
    assert board.state.weekly["goal"].unique().tolist() == [2]
    assert "Goal kept in 0 of 4 weeks" in board.picture.value
    assert "met in 0 of 4 weeks" in board.told.value


def test_the_period_is_the_week_or_the_month(board):
    board.per.label = "month"
    assert [control.description for control in (board.first, board.last)] == [
        "From month",
        "To month",
    ]
    assert board.state.first == pd.Timestamp("2026-01-01")
    with pytest.raises(TraitError):
        board.state.per = "year"


def test_planned_breaks_can_be_counted(campaign):
    off = iv.Break(WEEKS[2], WEEKS[2] + pd.Timedelta(days=6))
    rested = dataclasses.replace(campaign, goal=iv.Goal(breaks=(off,)))
    board = iv.GoalBoard(rested, as_of=AS_OF)
    assert board.state.weekly["on_break"].sum() == 1
    board.breaks.value = False
    assert board.state.weekly["on_break"].sum() == 0


def test_more_requests_promise_more_conversations(state):
    state.requests_per_week = 0
    few = state.ahead["expected"].sum()
    state.requests_per_week = 10
    assert state.ahead["expected"].sum() > few
    assert state.ahead_in_words[0] == "If 10 requests went out each week:"


def test_without_a_what_if_the_forecast_is_the_usual_one(state, campaign):
    pd.testing.assert_frame_equal(state.ahead, iv.forecast(campaign, as_of=AS_OF))


def test_a_what_if_redraws_the_forecast_and_leaves_the_weeks(board):
    weeks, ahead = board.picture.value, board.outlook.value
    board.requests.index = 6
    assert board.state.requests_per_week == 5
    assert board.picture.value == weeks
    assert board.outlook.value != ahead


def test_other_records_are_counted_and_the_choices_stay(board, campaign):
    board.first.index = 1
    board.requests.index = 3
    more = campaign.interviews.assign(
        requested_on=lambda t: t["requested_on"].mask(
            t["person"] == "Ana", pd.Timestamp("2025-12-29")
        )
    )
    board.state.campaign = dataclasses.replace(campaign, interviews=more, set_aside=3)
    state = board.state
    assert (state.first, state.last, state.requests_per_week) == (WEEKS[1], WEEKS[-1], 2)
    assert len(state.weekly) == 6
    assert len(board.first.options) == 6
    assert board.first.index == 2
    for picture in (board.picture, board.outlook):
        assert "3 rows with errors were set aside" in picture.value


def test_all_weeks_stay_shown_when_a_new_one_comes(state, campaign):
    state.campaign = dataclasses.replace(campaign, interviews=campaign.interviews.tail(2))
    assert (state.first, state.last) == (WEEKS[2], WEEKS[-1])
    state.campaign = campaign
    assert (state.first, state.last) == (WEEKS[0], WEEKS[-1])


def test_the_goal_follows_the_records_unless_another_was_chosen(state, campaign):
    state.campaign = dataclasses.replace(campaign, goal=iv.Goal(interviews=3))
    assert state.interviews == 3
    state.interviews = 5
    state.campaign = dataclasses.replace(campaign, goal=iv.Goal(interviews=2))
    assert state.interviews == 5


def test_a_goal_per_month_shows_months(campaign):
    monthly = iv.Campaign(**vars(campaign) | {"goal": iv.Goal(per="month")})
    board = iv.GoalBoard(monthly, as_of=AS_OF)
    assert board.first.description == "From month"
    assert board.state.words == "In 2 of 2 months: 3 asked, 2 answered, 2 held."
