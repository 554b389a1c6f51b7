import numpy as np
import pandas as pd
import pytest

from infoview_analytics.charts.incidence import (
    describe_cumulative_incidence,
    describe_later_answers,
    plot_cumulative_incidence,
    plot_later_answers,
)
from infoview_analytics.charts.rendering import draw, render
from infoview_analytics.words.languages import in_language


@pytest.fixture
def incidence():
    """Return a function that builds an incidence from {day: (accepted, declined, unstated)}."""

    def build(days, *, waiting=10):
        names = ["accepted", "declined", "unstated"]
        index = pd.Index(list(days), name="day", dtype="int64")
        table = pd.DataFrame(list(days.values()), index, columns=names)
        total = int(table.to_numpy().sum()) + waiting
        gone = table.sum(axis="columns").cumsum().shift(fill_value=0)
        for name in names:
            table[f"share_{name}"] = table[name].cumsum() / max(total, 1)
        shares = table[[f"share_{name}" for name in names]]
        table["share_silent"] = 1 - shares.sum(axis="columns")
        for name in names[:2]:
            table[f"{name}_low"] = (table[f"share_{name}"] - 0.05).clip(lower=0)
            table[f"{name}_high"] = (table[f"share_{name}"] + 0.05).clip(upper=1)
        table["waiting"] = 0
        if len(table):
            table.iloc[-1, table.columns.get_loc("waiting")] = waiting
        return table.assign(at_risk=total - gone)

    return build


@pytest.fixture
def later():
    """Return a function that builds the chances of a later answer, falling to 0 on day 60."""

    def build(at_risk=30, *, known=True):
        days = pd.Index(range(61), name="silent_days")
        chance = np.linspace(0.6, 0, 61) if known else np.nan
        table = pd.DataFrame({"at_risk": at_risk, "chance": chance}, index=days)
        return table.assign(low=table["chance"] * 0.5, high=table["chance"] * 1.5)

    return build


@pytest.fixture
def advice():
    """Return a function that builds the advice on silence."""

    def build(nudge=7, let_go=25, *, own=True):
        row = {
            "basis": "own answers" if own else "habit",
            "answered": 12,
            "horizon_days": 60,
            "nudge_after_days": nudge,
            "let_go_after_days": let_go,
            "unit": "days" if own else "business days",
            "nudge_chance": 0.2,
            "let_go_chance": 0.04,
            "nudge_at_risk": 20,
            "let_go_at_risk": 10,
        }
        return pd.DataFrame([row], index=["all"])

    return build


def title(ax):
    return ax.get_title(loc="left")


def test_each_outcome_is_a_step_told_apart_by_its_dashes(incidence):
    ax = plot_cumulative_incidence(incidence({2: (4, 0, 0), 9: (0, 4, 2)}))
    assert len({line.get_linestyle() for line in ax.lines} | {len(ax.lines)}) >= 3
    assert ax.lines[0].get_ydata().tolist() == [0, 0.2, 0.2]
    assert ax.lines[1].get_ydata().tolist() == [0, 0, 0.2]


def test_the_lines_are_named_at_their_ends(incidence, texts):
    words = texts(plot_cumulative_incidence(incidence({2: (4, 0, 0), 9: (0, 2, 0)})))
    assert {"25 % said yes", "12 % said no"} <= set(words)
    assert not any("neither" in text for text in words)


def test_names_of_lines_that_end_together_do_not_cover_each_other(incidence):
    ax = plot_cumulative_incidence(incidence({2: (1, 1, 1), 60: (0, 0, 0)}, waiting=90))
    ends = sorted(t.get_window_extent().y0 for t in ax.texts if "%" in t.get_text())
    assert np.diff(ends).min() > 10


def test_the_title_tells_yes_and_no_by_the_day_that_was_watched(incidence):
    long = incidence({2: (4, 0, 0), 9: (0, 2, 0), 30: (4, 0, 0)})
    assert title(plot_cumulative_incidence(long)) == "20 % said yes and 10 % said no within 14 days"
    short = incidence({2: (4, 0, 0), 9: (0, 2, 0)})
    assert title(plot_cumulative_incidence(short)).endswith("within 9 days")


def test_beyond_the_last_day_that_five_were_watched_no_percentage_is_written(incidence, texts):
    table = incidence({2: (4, 0, 0), 9: (1, 0, 0)}, waiting=5)
    watched = table.assign(waiting=[5, 0], at_risk=[10, 1])
    ax = plot_cumulative_incidence(watched)
    assert title(ax) == "40 % said yes and 0 % said no within 2 days"
    assert "said yes" in texts(ax)


@pytest.mark.parametrize(("chance", "words"), [(0, "None of 30"), (1, "Too few of 30")])
def test_a_chance_without_an_interval_is_no_percentage(later, chance, words):
    table = later().assign(chance=float(chance), low=np.nan, high=np.nan)
    assert title(plot_later_answers(table)).startswith(words)
    assert "%" not in describe_later_answers(table)


@pytest.mark.parametrize(
    ("days", "waiting", "words"),
    [({}, 0, "No request has been sent yet"), ({2: (1, 0, 0)}, 2, "3 requests: too few to say")],
)
def test_too_few_requests_have_words_instead_of_lines(incidence, days, waiting, words):
    table = incidence(days, waiting=waiting)
    ax = plot_cumulative_incidence(table)
    assert title(ax).startswith(words)
    assert not ax.lines
    assert describe_cumulative_incidence(table).startswith(words)


def test_a_table_of_several_groups_is_refused(incidence):
    table = pd.concat({"a": incidence({2: (4, 0, 0)}), "b": incidence({2: (4, 0, 0)})})
    with pytest.raises(ValueError, match="2 groups and the chart draws one"):
        plot_cumulative_incidence(table)


def test_the_chance_of_a_later_answer_is_drawn_with_its_band(later):
    table = later()
    ax = plot_later_answers(table)
    assert ax.lines[0].get_ydata().tolist() == table["chance"].tolist()
    assert len(ax.collections) == 1
    assert title(ax) == "After 7 silent days, 53 % still answer (26 % to 80 %)"


def test_your_own_days_to_nudge_and_to_let_go_are_marked(later, advice, texts):
    ax = plot_later_answers(later(), advice())
    assert [line.get_xdata()[0] for line in ax.lines[1:]] == [7, 25]
    assert {"nudge", "let go"} <= set(texts(ax))
    assert "nudge after 7 silent days" in describe_later_answers(later(), advice())


def test_marks_close_together_are_named_one_below_the_other(later, advice):
    ax = plot_later_answers(later(), advice(7, 8))
    nudge, let_go = (t for t in ax.texts if t.get_text() in {"nudge", "let go"})
    assert not nudge.get_window_extent().overlaps(let_go.get_window_extent())


def test_a_habit_is_no_mark_and_is_called_a_habit(later, advice, texts):
    ax = plot_later_answers(later(), advice(3, 7, own=False))
    assert len(ax.lines) == 1
    assert any("after 3 business days, let go after 7: by habit" in text for text in texts(ax))


@pytest.mark.parametrize(
    ("at_risk", "known", "rows", "words"),
    [
        (30, True, 0, "No request has been sent yet"),
        (30, False, 61, "Nobody has been waited for as long as 60 days yet"),
        (3, True, 61, "3 silent requests: too few to say"),
    ],
)
def test_where_silence_says_nothing_there_are_words(later, advice, at_risk, known, rows, words):
    table = later(at_risk, known=known).head(rows)
    ax = plot_later_answers(table, advice(own=False))
    assert title(ax).startswith(words)
    assert describe_later_answers(table).startswith(words)


def test_both_charts_can_be_rendered(incidence, later, advice, parse):
    for figure in (
        draw(plot_cumulative_incidence, incidence({2: (4, 0, 0), 9: (0, 4, 2)})),
        draw(plot_later_answers, later(), advice()),
    ):
        assert parse(render(figure, "svg")) is not None


def test_bands_differ_without_their_colour(incidence):
    ax = plot_cumulative_incidence(incidence({1: (2, 1, 0), 5: (0, 1, 0)}))
    assert [bool(band.get_hatch()) for band in ax.collections] == [False, True]


def test_french_words_beside_the_axes_stay_on_the_page(incidence, later, advice):
    with in_language("fr"):
        drawn = [
            plot_cumulative_incidence(incidence({1: (2, 1, 0), 5: (0, 1, 0)})),
            plot_later_answers(later(at_risk=900), advice()),
        ]
    assert "sans r\u00e9ponse" in [text.get_text() for text in drawn[1].texts]
    for ax in drawn:
        ax.figure.draw_without_rendering()
        ends = np.array([text.get_window_extent().intervalx for text in ax.texts])
        assert ends.min() >= 0
        assert ends.max() <= ax.figure.bbox.x1
