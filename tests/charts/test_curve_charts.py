import numpy as np
import pandas as pd
import pytest

import infoview_analytics as iv


@pytest.fixture
def ten(curve):
    return curve({0: (1, 0), 5: (2, 0), 14: (2, 0), 40: (0, 5)})


def title(ax):
    return ax.get_title(loc="left")


def marks(ax):
    return {line.get_xdata()[0]: line.get_ydata()[0] for line in ax.lines[1:]}


def test_the_curve_is_a_step_from_nothing(ten):
    (line, *_) = iv.plot_response_curve(ten).lines
    assert line.get_drawstyle() == "steps-post"
    assert line.get_xdata().tolist() == [0, 0, 5, 14, 40]
    np.testing.assert_allclose(line.get_ydata(), [0, 0.1, 0.3, 0.5, 0.5])


def test_four_days_are_marked_with_their_shares(ten, texts):
    ax = iv.plot_response_curve(ten)
    assert marks(ax) == pytest.approx({3: 0.1, 7: 0.3, 14: 0.5, 30: 0.5})
    assert {"10 %", "30 %", "50 %"} <= set(texts(ax))


def test_a_day_that_nobody_was_watched_for_is_not_marked(curve):
    ax = iv.plot_response_curve(curve({2: (3, 0), 8: (0, 4)}))
    assert set(marks(ax)) == {3, 7}


def test_once_all_have_answered_later_days_are_known(curve):
    words = iv.describe_response_curve(curve({2: (5, 0)}))
    assert "100 % by day 3, 100 % by day 7, 100 % by day 14 and 100 % by day 30" in words


def test_the_number_at_risk_stands_under_each_tick(ten):
    ax = iv.plot_response_curve(ten)
    days = [int(label.get_text()) for label in ax.get_xticklabels()]
    below = [t.get_text() for t in ax.texts if t.get_text().isdigit()]
    assert dict(zip(days, below, strict=True)) == {0: "10", 3: "9", 7: "7", 14: "7", 30: "5"}


def test_a_long_tail_does_not_squeeze_the_first_weeks(curve, texts):
    ax = iv.plot_response_curve(curve({2: (40, 0), 20: (20, 0), 400: (1, 9)}))
    assert ax.get_xlim()[1] == 30
    assert any("1 later answer not drawn" in text for text in texts(ax))


@pytest.mark.parametrize(
    ("days", "finding"),
    [
        ({14: (5, 5), 40: (0, 10)}, "25 % answered within 14 days"),
        ({2: (5, 5), 9: (0, 10)}, "25 % answered within 7 days"),
        ({1: (1, 9)}, "No request has been open for 3 days yet"),
        ({20: (0, 9)}, "Nobody answered within 14 days"),
        ({20: (2, 2)}, "4 requests: too few to say how soon people answer"),
    ],
)
def test_the_title_tells_the_share_by_the_best_day_that_was_watched(curve, days, finding):
    ax = iv.plot_response_curve(curve(days))
    ax.figure.canvas.draw()
    assert title(ax) == finding
    assert iv.describe_response_curve(curve(days)).startswith(f"{finding}.")


def test_below_five_requests_no_percentage_is_given(curve):
    table = curve({1: (1, 0), 20: (1, 2)})
    ax = iv.plot_response_curve(table)
    assert "%" not in " ".join(text.get_text() for text in ax.texts)
    assert "%" not in iv.describe_response_curve(table)


@pytest.mark.parametrize("days", [{0: (0, 1)}, {0: (1, 0)}, {0: (9, 0)}, {3000: (1, 1)}])
def test_one_row_is_enough(curve, days):
    iv.plot_response_curve(curve(days)).figure.canvas.draw()
    assert iv.describe_response_curve(curve(days))


@pytest.mark.parametrize("last", [25, 60, 400])
def test_the_words_at_the_ticks_never_touch(curve, stand_apart, last):
    ax = iv.plot_response_curve(curve({0: (4000, 0), last: (4000, 2000)}))
    ax.figure.canvas.draw()
    counts = [t for t in ax.texts if t.get_text().replace(",", "").isdigit()]
    assert stand_apart(counts)


def test_no_request_is_said_in_words(ten):
    assert title(iv.plot_response_curve(ten.iloc[:0])) == "No request has been sent yet"
    assert iv.describe_response_curve(ten.iloc[:0]) == "No request has been sent yet."


def test_two_groups_are_refused(ten):
    two = pd.concat({"warm": ten, "cold": ten}, names=["warmth"])
    for refuse in (iv.plot_response_curve, iv.describe_response_curve):
        with pytest.raises(ValueError, match=r"table\.loc\['warm'\]"):
            refuse(two)


def test_the_words_tell_the_shares_and_who_still_waits(ten):
    assert iv.describe_response_curve(ten) == (
        "50 % answered within 14 days. Share answered: 10 % by day 3, 30 % by day 7, 50 % by day "
        "14 and 50 % by day 30. Of 10 requests, 5 had no answer when last watched."
    )
