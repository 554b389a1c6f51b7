import matplotlib.pyplot as plt
import pandas as pd
import pytest

from infoview_analytics.charts.diversity import describe_diversity, plot_diversity


def months(*people, kinds=9):
    index = pd.date_range("2026-01-01", periods=len(people), freq="MS", name="month")
    table = pd.DataFrame({"n": people, "kinds": kinds}, index=index)
    for order, less in enumerate((1.0, 0.9, 0.8)):
        table[f"hill_{order}"] = table["kinds"] * less if kinds > 1 else 1.0
    table["rarefied_to"] = pd.array([5] * len(table), dtype="Int64")
    table["rarefied_0"] = 4.0
    table["over"] = [*[True] * (len(people) - 1), False][: len(people)]
    return table


def title(ax):
    return ax.get_title(loc="left")


def lines(ax):
    return [line for line in ax.lines if line.get_linestyle() != "None"]


def test_each_hill_number_is_a_line_of_its_own_dashes():
    ax = plot_diversity(months(6, 30, 74))
    assert [line.get_ydata().tolist()[-1] for line in lines(ax)] == pytest.approx([9, 8.1, 7.2])
    assert len({line.get_linestyle() for line in lines(ax)}) == 3


def test_months_with_fewer_than_five_people_are_left_out():
    ax = plot_diversity(months(2, 4, 5, 74))
    assert lines(ax)[0].get_xdata().tolist() == [2, 3]


def test_the_title_and_the_ends_of_the_lines_tell_the_numbers(texts):
    ax = plot_diversity(months(6, 74), of="organization")
    assert title(ax) == "9 organisations, as varied as 8 equally common ones"
    assert {"9 in all", "8 if equally common", "7 if common ones weigh more"} <= set(texts(ax))
    assert "By the end of each month; 74 people asked so far" in texts(ax)


def test_the_words_at_the_ends_of_the_lines_do_not_cover_each_other():
    ax = plot_diversity(months(6, 74, kinds=100).assign(hill_1=99.9, hill_2=99.8))
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()[0] == "1"]
    lower, middle, upper = sorted(boxes, key=lambda box: box.y0)
    assert lower.y1 <= middle.y0 + 2
    assert middle.y1 <= upper.y0 + 2
    assert max(box.x1 for box in boxes) <= ax.figure.bbox.width


def test_one_kind_is_the_same_for_everybody():
    assert title(plot_diversity(months(9, kinds=1))) == "1 industry, the same for everybody"


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ((), "Nobody whose industry you know has been asked yet"),
        ((0,), "Nobody whose industry you know has been asked yet"),
        ((1, 4), "4 people asked: too few to say how varied they are"),
    ],
)
def test_too_few_people_are_told_in_words(people, words):
    assert title(plot_diversity(months(*people))) == words


def test_the_words_for_those_who_cannot_see_it_are_of_the_same_table():
    words = describe_diversity(months(6, 74))
    assert "74 people whose industry you know, in 9 industries." in words
    assert "month by month, from January 2026 to February 2026" in words
    assert describe_diversity(months()) == "Nobody whose industry you know has been asked yet."


def test_a_hostile_column_name_is_drawn_as_it_is():
    ax = plot_diversity(months(6, 74), of="$x$" + "W" * 90)
    assert "$x$WW" in title(ax)
    ax.figure.draw_without_rendering()


def test_it_draws_on_the_axes_it_was_given():
    figure, ax = plt.subplots()
    assert plot_diversity(months(6, 74), ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
