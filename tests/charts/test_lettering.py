from infoview_analytics.charts.lettering import drawable, width_of


def test_what_the_font_lacks_becomes_a_box():
    assert drawable("\u6771 Tokyo \U0001fae0") == "\u25a1 Tokyo \u25a1"
    assert len(drawable("x" * 10_000)) == 30


def test_the_width_is_that_of_the_longest_line():
    assert width_of("week") == width_of("a\nweek") > width_of("a") > 0
