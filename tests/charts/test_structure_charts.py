import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from infoview_analytics.charts.structure import (
    describe_falls_away,
    describe_target_reach,
    plot_falls_away,
    plot_target_reach,
)
from infoview_analytics.words.languages import in_language

HOSTILE = ["$x_{1}$", "W" * 80, "\u5c71\u7530" * 9, "a\nb"]


def people(counts):
    index = pd.Index(list(counts), name="person")
    table = pd.DataFrame(list(counts.values()), index, columns=["falls_away", "met"])
    return table.assign(contacts=91, share=lambda t: t["falls_away"] / 91)


def targets(states, *, known=2):
    index = pd.Index(list(states), name="organization")
    table = pd.DataFrame({"state": list(states.values()), "people": known, "met": 1}, index)
    return table.assign(priority=1.0, nearest="")


def title(ax):
    return ax.get_title(loc="left")


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_a_bar_is_as_long_as_its_people_and_full_as_far_as_they_are_met():
    ax = plot_falls_away(people({"Al": (25, 11), "Bo": (7, 7)}))
    assert [bar.get_width() for bar in ax.patches] == [11, 7, 14, 0]
    assert [bar.get_x() for bar in ax.patches[2:]] == [11, 7]
    assert ax.patches[2].get_hatch()  # no color alone
    assert not ax.patches[0].get_hatch()


def test_the_title_tells_who_and_of_how_many():
    ax = plot_falls_away(people({"Al": (25, 11)}))
    assert title(ax) == "Without Al you would not know of 25 of 91 contacts"
    assert labels(ax) == ["Al"]


def test_every_bar_tells_its_number(texts):
    assert {"25", "1,204"} <= set(texts(plot_falls_away(people({"Al": (1204, 3), "Bo": (25, 11)}))))


def test_of_many_people_the_first_are_drawn_and_the_rest_counted(texts):
    ax = plot_falls_away(people({f"P{i}": (40 - i, 1) for i in range(40)}))
    assert len(labels(ax)) == 12
    assert "28 more people not drawn" in " ".join(texts(ax))


def test_without_people_and_without_targets_there_are_words():
    nobody = people({}).head(0)
    assert title(plot_falls_away(nobody)) == "Nobody stands alone between you and another contact"
    assert describe_falls_away(nobody).startswith("Nobody stands alone")
    nothing = targets({})
    assert title(plot_target_reach(nothing)) == "No organisation is on your list yet"
    assert describe_target_reach(nothing) == "No organisation is on your list yet."


def test_without_people_and_without_targets_there_are_french_words():
    with in_language("fr"):
        titles = [
            title(plot_falls_away(people({"Al": (1, 1)}).iloc[:0])),
            title(plot_target_reach(targets({"A": "met"}).iloc[:0])),
        ]
    assert titles == [
        "Aucun contact ne d\xe9pend d'une seule personne",
        "Aucune organisation sur votre liste pour l'instant",
    ]


def test_each_target_stands_as_far_as_it_has_come_with_a_mark_of_its_own():
    table = targets({"A": "met", "B": "asked", "C": "named", "D": "unknown"})
    ax = plot_target_reach(table)
    *_, unknown, named, asked, met = ax.collections
    marks = [tuple(mark.get_offsets().data[0]) for mark in (met, asked, named, unknown)]
    assert marks == [(3, 0), (2, 1), (1, 2), (0, 3)]
    shapes = {mark.get_paths()[0].vertices.tobytes() for mark in (met, asked, named, unknown)}
    assert len(shapes) == 4
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        *("nobody", "known", "asked", "met")
    ]


def test_the_title_counts_the_targets_met_of_all_also_of_those_not_drawn(texts):
    table = targets({f"T{i}": ("met", "named")[i % 2] for i in range(50)})
    ax = plot_target_reach(table)
    assert title(ax) == "Somebody met at 25 of 50 organisations on the list"
    assert len(labels(ax)) == 40
    assert "10 more organisations not drawn" in " ".join(texts(ax))


def test_how_many_are_known_and_met_stands_beside_each_target(texts):
    assert "1 of 2 met" in texts(plot_target_reach(targets({"A": "met"})))
    assert "nobody known" in texts(plot_target_reach(targets({"A": "unknown"}, known=0)))


@pytest.mark.parametrize("plot", [plot_falls_away, plot_target_reach])
def test_hostile_and_long_names_stay_on_the_page(plot):
    counts = dict.fromkeys(HOSTILE, (9, 2))
    table = people(counts) if plot is plot_falls_away else targets(dict.fromkeys(HOSTILE, "met"))
    ax = plot(table)
    ax.figure.draw_without_rendering()
    edge = ax.figure.bbox
    for text in [*ax.get_yticklabels(), *ax.texts]:
        box = text.get_window_extent()
        assert box.x0 >= 0
        assert box.x1 <= edge.width


def test_the_words_of_the_axis_stand_apart_beside_long_names(stand_apart):
    ax = plot_target_reach(targets({"W" * 80: "met"}))
    ax.figure.draw_without_rendering()
    assert stand_apart(ax.get_xticklabels())


@pytest.mark.parametrize("plot", [plot_falls_away, plot_target_reach])
def test_it_draws_on_the_axes_it_was_given_as_many_rows_as_have_room(plot):
    figure, ax = plt.subplots(figsize=(5, 1.2))
    rows = {f"P{i}": (9, 1) for i in range(30)}
    table = people(rows) if plot is plot_falls_away else targets(dict.fromkeys(rows, "met"))
    assert plot(table, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert 0 < len(labels(ax)) < 10


def test_the_table_stays_as_it_was():
    table = targets({"A": "met"})
    before = table.copy(deep=True)
    plot_target_reach(table)
    pd.testing.assert_frame_equal(table, before)
    assert np.array_equal(table.index, before.index)
