import dataclasses
import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

import infoview_analytics as iv


@pytest.mark.parametrize("board", ["GoalBoard", "ResponseBoard", "GrowthBoard"])
def test_every_board_says_what_was_set_aside(campaign, board):
    broken = dataclasses.replace(campaign, set_aside=2)
    show = getattr(iv, board)
    assert "2 rows with errors were set aside" in show(broken, as_of="2026-02-10").picture.value
    assert "set aside" not in show(campaign, as_of="2026-02-10").picture.value


def test_the_smallest_mark_keeps_its_color_and_the_paper_is_white(campaign):
    board = iv.GrowthBoard(campaign, as_of="2026-01-11")  # one person, whose date is set
    source = re.search('base64,([^"]+)', board.picture.value)[1]
    seen = Image.open(BytesIO(b64decode(source))).convert("RGB")
    colors = {color for _, color in seen.getcolors(maxcolors=100_000)}
    assert {(0, 122, 89), (255, 255, 255)} <= colors
