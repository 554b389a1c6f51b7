import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex

import infoview_analytics as iv
from infoview_analytics.charts._canvas import QUIET, STRONG
from infoview_analytics.words.languages import in_language


def title(ax):
    return ax.get_title(loc="left")


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_each_group_is_a_row_the_one_with_most_requests_on_top(rates):
    ax = iv.plot_response_rates(rates({"phone": (3, 9), "email": (9, 31)}))
    assert labels(ax) == ["email", "phone"]
    assert ax.yaxis_inverted()


def test_months_keep_their_order(rates):
    months = pd.to_datetime(["2026-01-01", "2026-02-01"])
    table = rates(dict(zip(months, [(1, 5), (4, 9)], strict=True)), name="month")
    assert labels(iv.plot_response_rates(table)) == ["Jan 2026", "Feb 2026"]


def test_the_dot_is_the_ripe_rate_the_ring_the_raw_one_and_the_line_the_interval(rates):
    table = rates({"email": (9, 30)}, raw=[0.5])
    lines, ring, dot = iv.plot_response_rates(table).collections
    assert dot.get_offsets().data.tolist() == [[0.3, 0]]
    assert ring.get_offsets().data.tolist() == [[0.5, 0]]
    assert (
        lines.get_segments()[0][:, 0].tolist()
        == table.loc["email", ["ripe_low", "ripe_high"]].tolist()
    )


def test_every_row_tells_its_denominator(rates, texts):
    words = texts(iv.plot_response_rates(rates({"email": (9, 31), "phone": (1, 3)})))
    assert {"9 of 31", "29 %", "1 of 3"} <= set(words)


def test_below_five_requests_there_is_no_percentage_and_the_dot_is_grey(rates, texts):
    table = rates({"email": (9, 31), "phone": (2, 4)})
    ax = iv.plot_response_rates(table)
    assert "too few to say" in texts(ax)
    assert "50 %" not in [text.get_text() for text in ax.texts]
    assert [to_hex(color) for color in ax.collections[-1].get_facecolors()] == [STRONG, QUIET]
    assert "Besides, 1 group with too few to say." in iv.describe_response_rates(table)


@pytest.mark.parametrize(
    ("groups", "finding"),
    [
        ({"all": (9, 31)}, "Answered within 14 days: 9 of 31 requests, 29 %"),
        ({"all": (2, 3)}, "Answered within 14 days: 2 of 3 requests, too few to say"),
        ({"a": (90, 99), "b": (9, 99)}, "Answered within 14 days: a more often than b"),
        ({"a": (5, 9), "b": (4, 9)}, "Answered within 14 days: no clear difference between groups"),
        ({"a": (5, 9), "b": (4, 4)}, "Answered within 14 days: too few requests to compare groups"),
        ({"a": (1, 1), "b": (4, 4)}, "Answered within 14 days: too few to say in any group"),
        ({"a": (0, 0), "b": (0, 0)}, "No request is 14 days old yet"),
    ],
)
def test_the_title_compares_only_what_lies_apart(rates, groups, finding):
    assert title(iv.plot_response_rates(rates(groups))) == finding
    assert iv.describe_response_rates(rates(groups)).startswith(f"{finding}.")


def test_no_two_of_many_groups_are_picked_out_for_the_title(rates):
    groups = {f"g{i}": (90 if i else 1, 99) for i in range(6)}
    assert title(iv.plot_response_rates(rates(groups))) == "Answered within 14 days, group by group"


def test_the_patience_is_the_callers(rates):
    ax = iv.plot_response_rates(rates({"all": (9, 31)}), patience_days=10)
    assert title(ax).startswith("Answered within 10 days")
    words = iv.describe_response_rates(rates({"all": (9, 31)}), patience_days=10)
    assert "10 days old or more" in words


def test_groups_by_two_columns_are_joined_by_a_dot(rates):
    groups = {("email", "film"): (9, 31), ("phone", "film"): (3, 9)}
    ax = iv.plot_response_rates(rates(groups, name=["channel", "industry"]))
    assert labels(ax) == ["email \u00b7 film", "phone \u00b7 film"]


def test_sixty_groups_grow_the_figure_and_the_rest_is_told(rates):
    table = rates({f"g{i:02}": (6, 9) for i in range(60)})
    ax = iv.plot_response_rates(table)
    assert len(labels(ax)) == 40
    assert ax.figure.get_figheight() > 9
    assert any("20 more groups not drawn" in text.get_text() for text in ax.texts)


def test_on_low_axes_only_the_rows_that_fit_are_drawn(rates):
    _, ax = plt.subplots(figsize=(7, 2))
    iv.plot_response_rates(rates({f"g{i:02}": (6, 9) for i in range(60)}), ax=ax)
    assert 1 < len(labels(ax)) < 12


def test_groups_with_too_few_give_way_first(rates):
    groups = {f"few{i}": (1, 2) for i in range(30)} | {f"enough{i}": (3, 6) for i in range(12)}
    shown = labels(iv.plot_response_rates(rates(groups)))
    assert len(shown) == 16
    assert sum(label.startswith("enough") for label in shown) == 12


def test_a_very_long_name_is_shortened_and_leaves_room_for_the_rows(rates):
    ax = iv.plot_response_rates(rates({"long " * 50: (9, 31)}))
    assert len(labels(ax)[0]) <= 34
    assert ax.get_position().width > 0.3


def test_all_rates_missing_still_names_the_groups(rates):
    ax = iv.plot_response_rates(rates({"email": (0, 0), "phone": (0, 0)}))
    ax.figure.canvas.draw()
    assert labels(ax) == ["email", "phone"]


def test_no_request_is_said_in_words(rates):
    nothing = rates({"email": (0, 0)}).iloc[:0]
    assert title(iv.plot_response_rates(nothing)) == "No request has been sent yet"
    assert iv.describe_response_rates(nothing) == "No request has been sent yet."


def test_without_groups_the_one_row_is_all_requests(rates):
    table = rates({"all": (8, 16)}, name="group")
    assert labels(iv.plot_response_rates(table)) == ["all requests"]
    assert "all requests 8 of 16 (50 %, interval 25 % to 75 %)" in iv.describe_response_rates(table)


def test_the_words_tell_interval_and_denominator(rates):
    words = iv.describe_response_rates(rates({"email": (8, 16), "phone": (3, 9)}))
    assert "email 8 of 16 (50 %, interval 25 % to 75 %)" in words
    assert words.endswith("Of all 27 requests sent so far, 11 have an answer.")


def test_french_names_the_choices_and_has_room_for_its_words(rates, texts):
    with in_language("fr"):
        ax = iv.plot_response_rates(rates({"in_person": (1, 2), "Tr\u00e8s Petit": (6, 9)}))
    assert {"en personne", "Tr\u00e8s Petit", "6 sur 9", "trop peu pour le dire"} <= set(texts(ax))
    ax.figure.draw_without_rendering()
    assert all(text.get_window_extent().x1 <= ax.figure.bbox.x1 for text in ax.texts)


def test_a_group_of_your_own_that_looks_like_a_word_of_ours_stays(rates, texts):
    with in_language("fr"):
        ax = iv.plot_response_rates(rates({"May": (6, 9), "{0}": (6, 8)}, name="organization"))
    assert {"May", "{0}"} <= set(texts(ax))


def test_long_names_of_groups_are_not_cut(rates):
    ax = iv.plot_response_rates(rates({"ten thousand coffees and five teas": (6, 9)}))
    ax.figure.set_dpi(200)
    ax.figure.draw_without_rendering()
    assert ax.get_yticklabels()[0].get_window_extent().x0 > 0
