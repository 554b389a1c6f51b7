import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.words.languages import in_language


def title(ax):
    return ax.get_title(loc="left")


def test_each_stage_is_a_bar_as_long_as_its_people(stages):
    ax = iv.plot_funnel(stages(20, 50, 30, 25, 24, 20, 10))
    assert [bar.get_width() for bar in ax.containers[0]] == [20, 50, 30, 25, 24, 20, 10]
    assert [label.get_text() for label in ax.get_yticklabels()][-1] == "named others"


def test_each_step_tells_what_it_is_a_share_of_and_how_long_it_took(stages, texts):
    ax = iv.plot_funnel(stages(20, 50, 30, 25, 24, 20, 10))
    assert "30 of 50 asked, 60 %; half within 3 days" in texts(ax)


@pytest.mark.parametrize(
    ("days", "words"),
    [(0.0, "half on the same day"), (1.0, "half within a day"), (2.5, "half within 2.5 days")],
)
def test_the_median_lag_is_told_in_words(stages, texts, days, words):
    shown = " ".join(texts(iv.plot_funnel(stages(9, 9, 9, 9, 9, 9, 9, median_days=days))))
    assert words in shown


def test_below_five_people_a_step_has_no_percentage(stages, texts):
    table = stages(2, 4, 3, 2, 2, 1, 1)
    assert "%" not in " ".join(texts(iv.plot_funnel(table)))
    assert title(iv.plot_funnel(table)) == "2 people have talked with you so far"


def test_the_title_is_the_narrowest_step(stages):
    table = stages(40, 30, 12, 10, 9, 8, 5)
    finding = "Narrowest step so far: 12 of 30 people asked have answered"
    assert title(iv.plot_funnel(table)) == finding
    assert iv.describe_funnel(table).startswith(f"{finding}.")


@pytest.mark.parametrize("scale", [1, 1000])
def test_no_words_run_off_the_figure(stages, scale):
    counts = [scale * count for count in (37, 70, 36, 31, 29, 29, 21)]
    ax = iv.plot_funnel(stages(*counts, median_days=148.5))
    ax.figure.canvas.draw()
    width = ax.figure.bbox.width
    boxes = [text.get_window_extent() for text in ax.texts]
    assert min(box.x0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) < width


def test_nobody_is_said_in_words(stages):
    nobody = stages(0, 0, 0, 0, 0, 0, 0)
    for table in (nobody, nobody.iloc[:0]):
        assert title(iv.plot_funnel(table)) == "Nobody has been named or asked yet"
        assert iv.describe_funnel(table) == "Nobody has been named or asked yet."


def test_two_groups_are_refused(stages):
    one = stages(9, 9, 9, 9, 9, 9, 9)
    two = pd.concat({"film": one, "games": one}, names=["industry"])
    for refuse in (iv.plot_funnel, iv.describe_funnel):
        with pytest.raises(ValueError, match="holds 2 groups"):
            refuse(two)


def test_the_words_count_every_stage(stages):
    words = iv.describe_funnel(stages(20, 50, 30, 25, 24, 20, 10))
    assert (
        "named 20, asked 50, answered 30, accepted 25, held 24, thanked 20, named others 10"
        in words
    )
    assert "accepted within 3 days" in words


def test_french_stages_steps_and_decimals(stages, texts):
    with in_language("fr"):
        ax = iv.plot_funnel(stages(20, 15, 12, 10, 9, 8, 1, median_days=3.5))
    assert {"nom donn\u00e9", "entretien fait"} <= set(texts(ax))
    assert "15 sur 20 nomm\u00e9es, 75 %\u202f; la moiti\u00e9 en 3,5 j" in texts(ax)
    said = ax.get_title(loc="left").replace("\n", " ")
    assert said.endswith(": recevoir d'autres noms (1 sur 9 personnes rencontr\u00e9es)")
