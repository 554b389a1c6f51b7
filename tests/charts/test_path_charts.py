from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from infoview_analytics.charts._canvas import INK, ORANGE, PAPER, STRONG
from infoview_analytics.charts.paths import describe_warmest_path, plot_warmest_path
from infoview_analytics.words.languages import in_language

COLUMNS = ["from_person", "to_person", "state", "done", "ask_first"]


def way(*steps, path=1):
    rows = [(a, b, state, state == "held", ask) for a, b, state, ask in steps]
    index = pd.MultiIndex.from_product([[path], range(1, len(rows) + 1)], names=["path", "step"])
    table = pd.DataFrame(rows, index, columns=COLUMNS)
    return table.assign(others=10, warmer_than=8, as_warm_as=0)


MET = ("You", "Al", "held", "")
ASK = ("Al", "Bo", "lead", "permission")
THEN = ("Bo", "Cy", "lead", "introduction")


def title(ax):
    return ax.get_title(loc="left")


def test_full_marks_are_behind_you_and_an_orange_ring_needs_a_question():
    marks = plot_warmest_path(way(MET, ASK, ("Bo", "Cy", "waiting", ""))).collections[0]
    assert [to_hex(c) for c in marks.get_facecolors()] == [STRONG, STRONG, PAPER, PAPER]
    assert [to_hex(c) for c in marks.get_edgecolors()] == [STRONG, STRONG, ORANGE, INK]


def test_the_line_is_broken_where_it_is_still_ahead():
    first, second = plot_warmest_path(way(MET, ASK)).lines
    assert first.get_linestyle() == "-"
    assert second.get_linestyle() == "--"


def test_what_has_to_be_asked_stands_beside_the_name(texts):
    words = texts(plot_warmest_path(way(MET, ASK, THEN)))
    assert {"You", "Al", "Bo", "Cy", "met"} <= set(words)
    assert "to be asked, once Al says that you may mention them" in words
    assert "to be asked, once Bo has introduced you" in words


@pytest.mark.parametrize(
    ("steps", "to", "words"),
    [
        ((MET, ASK), "", "1 conversation from Bo, through Al"),
        ((MET, ASK), "Quill Books", "1 conversation from Quill Books, through Al"),
        ((("You", "Al", "lead", ""), THEN), "", "2 conversations from Cy"),
        ((MET,), "", "You have talked to Al already"),
        ((MET,), "Quill Books", "You have talked to somebody at Quill Books already"),
    ],
)
def test_the_title_tells_how_far_it_is(steps, to, words):
    assert title(plot_warmest_path(way(*steps), to=to)) == words


def test_where_no_way_leads_there_are_words():
    none = way().iloc[:0]
    assert title(plot_warmest_path(none, to="Bo")) == "Nobody whom you can ask leads to Bo"
    assert describe_warmest_path(none, to="Bo").startswith("Nobody whom you can ask leads to Bo.")
    assert describe_warmest_path(none).startswith("Nobody whom you can ask leads to this person.")


def test_any_of_the_ways_can_be_drawn():
    both = pd.concat([way(MET, ASK), way(("You", "Di", "lead", ""), path=2)])
    assert title(plot_warmest_path(both, path=2)) == "1 conversation from Di"
    assert describe_warmest_path(both, path=2).startswith("The warmest way: talk to Di.")
    assert "1 other way leads there too." in describe_warmest_path(both)


def test_of_a_long_way_the_last_people_are_drawn_and_the_others_counted(texts):
    steps = [(f"P{i}", f"P{i + 1}", "lead", "introduction") for i in range(40)]
    words = texts(plot_warmest_path(way(*steps)))
    assert "P40" in words
    assert "P1" not in words
    assert "25 steps before not drawn" in " ".join(words)


def test_long_and_hostile_names_stay_on_the_page():
    names = ["You", "$x_{1}$", "W" * 80, "\u5c71\u7530" * 9, "a\nb"]
    steps = [
        (a, b, "lead", "introduction" if i else "permission")
        for i, (a, b) in enumerate(pairwise(names))
    ]
    ax = plot_warmest_path(way(*steps))
    ax.figure.draw_without_rendering()
    assert max(text.get_window_extent().x1 for text in ax.texts) <= ax.figure.bbox.width
    assert all("\n" not in text.get_text() for text in ax.texts)


def test_it_draws_on_the_axes_it_was_given():
    figure, ax = plt.subplots()
    assert plot_warmest_path(way(MET, ASK), ax=ax) is ax
    assert plt.get_fignums() == [figure.number]


def test_in_french_a_name_is_put_in_as_it_is(texts):
    with in_language("fr"):
        ax = plot_warmest_path(way(("You", "{goal}", "held", ""), ("{goal}", "met", "lead", "")))
    start = "Encore 1 conversation jusqu'à met"
    assert title(ax) == f"{start}, gr\xe2ce \xe0 {{goal}}"
    assert texts(ax)[:5] == ["Vous", "{goal}", "rencontre faite", "met", "\xe0 solliciter"]
