import dataclasses
import gc
import re
import weakref
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

import infoview_analytics as iv
from infoview_analytics.charts.rendering import draw
from infoview_analytics.widgets._picture import Listing, Picture, Words
from infoview_analytics.widgets._sheet import Sheet

AS_OF = "2026-02-10"


def marks(figure: Figure) -> list[tuple[str, object]]:
    """Return what is seen on a figure: its axes' places, limits and ticks, and all its texts."""
    seen = [("size", tuple(figure.get_size_inches()))]
    for ax in figure.axes:
        if not ax.get_visible():
            continue
        seen += [
            ("place", tuple(np.round(ax.get_position().bounds, 6))),
            ("limits", tuple(np.round([*ax.get_xlim(), *ax.get_ylim()], 6))),
            ("spines", tuple(spine.get_visible() for spine in ax.spines.values())),
            ("marks", (len(ax.lines), len(ax.collections), len(ax.patches), len(ax.texts))),
            (
                "grid",
                tuple(g.get_visible() for a in (ax.xaxis, ax.yaxis) for g in a.get_gridlines()),
            ),
            ("texts", tuple(text.get_text() for text in ax.texts)),
            ("ticks", tuple(t.get_text() for t in [*ax.get_xticklabels(), *ax.get_yticklabels()])),
            ("title", ax.get_title(loc="left")),
        ]
    return seen


def charts_of(campaign: iv.Campaign) -> list[tuple]:
    """Return a chart of every kind that a board shows, with and without anything to draw."""
    asked, named = campaign.interviews, campaign.referrals
    weekly = iv.weekly_goal(asked, as_of=AS_OF)
    ahead = iv.forecast(campaign, as_of=AS_OF, runs=50)
    graph = iv.build_referral_graph(asked, named, as_of=AS_OF)
    return [
        (iv.plot_weekly_goal, weekly),
        (iv.plot_weekly_goal, weekly.head(0)),
        (iv.plot_forecast, ahead, weekly),
        (iv.plot_forecast, ahead.head(0)),
        (iv.plot_response_rates, iv.response_rates(asked, named, by="channel", as_of=AS_OF)),
        (iv.plot_response_rates, iv.response_rates(asked, named, as_of=AS_OF)),
        (iv.plot_response_curve, iv.response_curve(asked, as_of=AS_OF)),
        (iv.plot_response_curve, iv.response_curve(asked.head(0), as_of=AS_OF)),
        (iv.plot_referral_network, *iv.referral_layout(asked, named, as_of=AS_OF)),
        (iv.plot_referral_network, *iv.referral_layout(asked, named, as_of="2025-01-01")),
        (iv.plot_warmest_path, iv.warmest_paths(graph)),
        (iv.plot_warmest_path, iv.warmest_paths(graph, k=0)),
    ]


def everything() -> int:
    """Return how many objects there are that hold others; pandas tidies its weak ones itself."""
    gc.collect()
    return sum(type(thing) is not weakref.ref for thing in gc.get_objects())


def pixels(picture: str) -> np.ndarray:
    source = re.search('base64,([^"]+)', picture)[1]
    return np.asarray(Image.open(BytesIO(b64decode(source))).convert("RGB"))


@pytest.mark.parametrize("board", ["GoalBoard", "ResponseBoard", "GrowthBoard"])
def test_every_board_says_what_was_set_aside(campaign, board):
    broken = dataclasses.replace(campaign, set_aside=2)
    show = getattr(iv, board)
    assert "2 rows with errors were set aside" in show(broken, as_of=AS_OF).picture.value
    assert "set aside" not in show(campaign, as_of=AS_OF).picture.value


def test_the_smallest_mark_keeps_its_color_and_the_paper_is_white(campaign):
    board = iv.GrowthBoard(campaign, as_of="2026-01-11")  # one person, whose date is set
    colors = {tuple(color) for color in pixels(board.picture.value).reshape(-1, 3)}
    assert {(0, 122, 89), (255, 255, 255)} <= colors


def test_a_kept_figure_shows_what_a_new_one_would(campaign):
    sheet, charts = Sheet(), charts_of(campaign)
    rng = np.random.default_rng(7)
    for place in [*range(len(charts)), *rng.integers(len(charts), size=40)]:
        plot, *tables = charts[place]
        sheet.draw(plot, *tables)
        assert marks(sheet.figure) == marks(draw(plot, *tables)), (place, plot)


def test_the_pixels_do_not_depend_on_what_was_drawn_before(campaign):
    charts, sheet = charts_of(campaign), Sheet()
    alone = [Sheet().draw(plot, *tables) for plot, *tables in charts]
    for (plot, *tables), png in zip([*charts, *charts], [*alone, *alone], strict=True):
        assert sheet.draw(plot, *tables) == png, plot


def test_two_threads_draw_one_after_the_other(campaign):
    charts = charts_of(campaign)[:1] + charts_of(campaign)[4:5]
    alone, sheet = [Sheet().draw(plot, *tables) for plot, *tables in charts], Sheet()
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda place: sheet.draw(*charts[place % 2]), range(12)))
    assert pages == alone * 6


def test_words_stand_where_matplotlib_writes_them(campaign):
    plot, table = charts_of(campaign)[0]
    sheet = Sheet()
    sheet.draw(plot, table)
    figure = draw(plot, table)
    figure.set_dpi(100)
    page = BytesIO()
    figure.savefig(page, format="png", dpi=100)
    wanted = np.asarray(Image.open(page).convert("L"), dtype=float)
    seen = np.asarray(Image.open(BytesIO(sheet.draw(plot, table))).convert("L"), dtype=float)
    assert seen.shape == wanted.shape
    for axis in (0, 1):  # each column and each row has about as much ink
        ink = [255 - page.mean(axis=axis) for page in (seen, wanted)]
        assert np.abs(np.cumsum(ink[0]) - np.cumsum(ink[1])).max() < 0.02 * ink[1].sum()


def test_200_redraws_leave_no_figure_open_and_memory_flat(campaign):
    board = iv.GoalBoard(campaign, as_of=AS_OF)
    figure = board.picture._sheet.figure  # noqa: SLF001
    plot, describe = iv.plot_weekly_goal, iv.describe_weekly_goal
    tables = [board.state.weekly.tail(rows) for rows in range(1, 6)]

    def redraw(times):
        for time in range(times):
            board.picture.show(plot, describe, tables[time % 5], str(time))

    redraw(20)
    before = everything()
    redraw(180)
    assert plt.get_fignums() == []
    assert board.picture._sheet.figure is figure  # noqa: SLF001
    assert len(figure.axes) == 1
    assert everything() - before < 400  # a single bar left behind by each would be more


def test_finished_pictures_are_kept_and_not_without_end(campaign):
    picture, drawn = Picture(campaign), []
    table = iv.weekly_goal(campaign.interviews, as_of=AS_OF)

    def plot(table):
        drawn.append(1)
        return iv.plot_weekly_goal(table)

    for frame in [*range(3), *range(3)]:
        picture.show(plot, iv.describe_weekly_goal, table, "", frame=frame)
    assert len(drawn) == 3
    picture.turn_to(dataclasses.replace(campaign))
    picture.show(plot, iv.describe_weekly_goal, table, "", frame=0)
    assert len(drawn) == 4
    for frame in range(130):  # by hand, since to draw them takes its time
        picture._frames[frame] = ""  # noqa: SLF001
    picture.show(plot, iv.describe_weekly_goal, table, "", frame="last")
    assert len(picture._frames) == 130  # noqa: SLF001
    assert picture.has("last")
    assert not picture.has(0)


def test_words_and_listings_are_escaped():
    words, listing = Words("A & B"), Listing("<b>")
    words.tell(["<script>", "x"])
    assert "&lt;script&gt; x" in words.value
    assert "<h3" in words.value
    assert "A &amp; B" in words.value
    listing.tell(pd.DataFrame({"<i>": ["<script>"]}), "none")
    assert "<script" not in listing.value
    assert "<i>" not in listing.value
    listing.tell(pd.DataFrame(), "Nobody & nothing.")
    assert "Nobody &amp; nothing." in listing.value
