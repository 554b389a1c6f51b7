import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

import infoview_analytics as iv
from infoview_analytics.words.languages import in_language


def titles(axes):
    return [ax.get_title(loc="left") for ax in axes]


def test_five_panels_tell_their_findings(growth):
    axes = iv.plot_network_growth(growth(4, repeated=1))
    assert titles(axes) == [
        "4 of 12 people talked to",
        "8 organisations",
        "8 referrals",
        "2 generations",
        "4 names known already",
    ]
    assert len({ax.figure for ax in axes}) == 1


def test_the_lines_are_the_columns_and_the_running_week_is_pale(growth):
    people = iv.plot_network_growth(growth(4))[0]
    ended, running = people.lines[:2]
    assert ended.get_ydata().tolist() == [3, 6, 9]
    assert running.get_ydata().tolist() == [9, 12]
    assert running.get_alpha() < 1
    assert ended.get_alpha() is None


def test_lines_are_labelled_at_their_ends_in_the_right_number(growth, texts):
    people, organizations, *_ = iv.plot_network_growth(growth(4))
    assert {"12 known", "8 asked", "4 talked to"} <= set(texts(people))
    assert {"8", "1 industry"} <= set(texts(organizations))


def test_new_people_go_up_and_names_known_already_go_down(growth):
    names = iv.plot_network_growth(growth(3, repeated=2))[-1]
    new, repeated = names.containers
    assert [bar.get_height() for bar in new] == [3, 3, 3]
    assert [bar.get_height() for bar in repeated] == [-2, -2, -2]
    assert [bar.get_alpha() is None for bar in new] == [True, True, False]


def test_downward_ticks_count_upward(growth):
    names = iv.plot_network_growth(growth(3, repeated=20))[-1]
    names.figure.canvas.draw()
    assert not any("\u2212" in label.get_text() for label in names.get_yticklabels())


def test_it_draws_on_five_axes_that_it_was_given_and_opens_no_figure(growth):
    given = Figure(layout="constrained").subplots(1, 5)
    axes = iv.plot_network_growth(growth(4), axes=given)
    assert list(axes) == list(given)
    assert plt.get_fignums() == []


def test_another_number_of_axes_is_refused(growth):
    with pytest.raises(ValueError, match="needs 5 axes, not 4"):
        iv.plot_network_growth(growth(4), axes=Figure().subplots(2, 2))


@pytest.mark.parametrize("weeks", [1, 2, 300])
def test_one_week_and_three_hundred_are_drawn(growth, stand_apart, weeks):
    axes = iv.plot_network_growth(growth(weeks))
    axes[0].figure.canvas.draw()
    for ax in axes:
        assert stand_apart(ax.get_xticklabels())


def test_nobody_is_said_in_words(growth):
    nobody = growth(1).iloc[:0]
    (title,) = iv.plot_network_growth(nobody)[0].figure.texts
    assert title.get_text() == "Nobody has been named or asked yet"
    axes = iv.plot_network_growth(nobody, axes=Figure().subplots(1, 5))
    assert titles(axes)[0] == "Nobody has been named or asked yet"
    assert iv.describe_network_growth(nobody) == "Nobody has been named or asked yet."


def test_two_groups_are_refused(growth):
    two = pd.concat({"ana": growth(2), "ben": growth(2)}, names=["student"])
    for refuse in (iv.plot_network_growth, iv.describe_network_growth):
        with pytest.raises(ValueError, match="holds 2 groups"):
            refuse(two)


def test_the_words_tell_the_last_week(growth):
    assert iv.describe_network_growth(growth(4)) == (
        "12 people known in 4 weeks, from the week of 5 January 2026 to the week of 26 January "
        "2026. Asked: 8; talked to: 4. So far 8 organisations, 1 industry, 8 referrals and 2 "
        "generations; no name known already. The running week brought 3 new people."
    )


def test_the_table_is_left_as_it_was(growth):
    table = growth(4)
    before = table.copy(deep=True)
    iv.plot_network_growth(table)
    pd.testing.assert_frame_equal(table, before)
    assert np.array_equal(table.columns, before.columns)


def test_lines_and_bars_differ_without_their_colour(growth):
    people, *_, names = iv.plot_network_growth(growth(4, repeated=2))
    assert len({str(line._dash_pattern) for line in people.lines[::2]}) == 3  # noqa: SLF001
    new, repeated = names.containers
    assert not new[0].get_hatch()
    assert repeated[0].get_hatch()


def test_french_words_beside_the_lines_stay_on_the_page(growth, texts):
    with in_language("fr"):
        people, *_, names = iv.plot_network_growth(growth(4, repeated=2))
    assert people.get_title(loc="left") == "Rencontr\u00e9es\u202f: 4 sur 12 personnes"
    assert {"12 connues", "8 sollicit\u00e9es", "4 rencontr\u00e9es"} <= set(texts(people))
    assert "cette\nsemaine" in texts(names)
    people.figure.draw_without_rendering()
    page = people.figure.bbox
    words = [text for ax in people.figure.axes for text in [*ax.texts, *ax.get_xticklabels()]]
    assert all(text.get_window_extent().x1 <= page.x1 for text in words)
