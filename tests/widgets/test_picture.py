import dataclasses

import pytest

import infoview_analytics as iv


@pytest.mark.parametrize("board", ["GoalBoard", "ResponseBoard", "GrowthBoard"])
def test_every_board_says_what_was_set_aside(campaign, board):
    broken = dataclasses.replace(campaign, set_aside=2)
    show = getattr(iv, board)
    assert "2 rows with errors were set aside" in show(broken, as_of="2026-02-10").picture.value
    assert "set aside" not in show(campaign, as_of="2026-02-10").picture.value
