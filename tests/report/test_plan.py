"""The tables of the chapter on the plan."""

import numpy as np
import pandas as pd

from infoview_analytics.report._plan import _parts, _past, _weeks, _with_chance


def weeks(**cells):
    row = {"goal": 1, "held_so_far": 0, "expected": 1.5, "p_goal": 1.0}
    row |= {"total_median": 9, "total_low_80": 8, "total_high_80": 11}
    index = pd.date_range("2026-03-02", periods=2, freq="7D", name="week")
    return pd.DataFrame(row | cells, index=index)


def test_a_simulated_chance_of_a_goal_is_never_sure():
    assert _weeks(weeks())["Chance of the goal"].tolist() == ["over 99 %"] * 2
    assert _weeks(weeks(p_goal=np.nan))["Chance of the goal"].tolist() == ["", ""]


def test_a_goal_that_is_met_is_no_chance():
    table = weeks(held_so_far=[2, 0])
    assert _weeks(table)["Chance of the goal"].tolist() == ["met", "over 99 %"]


def test_one_number_of_conversations_is_no_range():
    table = weeks(total_low_80=[9, 8], total_high_80=[9, 11])
    assert _weeks(table)["Held in all (80 %)"].tolist() == ["9", "9 (8 to 11)"]


def test_the_leads_never_surely_last():
    table = pd.DataFrame({"chance_left": [1.0, 0.0]}, index=pd.RangeIndex(2, name="week"))
    shown = _with_chance(table, {"chance_left": "Left"}, "chance_left")
    assert shown["Left"].tolist() == ["over 99 %", "under 1 %"]


def test_a_past_forecast_was_never_sure_but_a_share_of_the_past_can_be_all():
    row = {"held": 1, "goal": 1, "forecast": 1.0, "climatology": 1.0, "last_four_weeks": 0.9}
    shown = _past(weeks().assign(**row))
    assert shown.iloc[0].tolist() == ["1", "1", "over 99 %", "100 %", "90 %"]


def test_a_part_of_few_has_no_figures():
    parts = pd.DataFrame(
        {"n": [12, 3], "count": [3, 3], "not_yet_known": 0, "estimate": [0.25, 1.0]},
        index=pd.Index(["names_per_interview", "asked"], name="part"),
    ).assign(low=[0.1, 0.21], high=1.0)
    assert _parts(parts)["Estimate"].tolist() == ["0.25 (0.10 to 1.00)", "too few to say"]
