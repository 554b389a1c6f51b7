import pandas as pd

from infoview_analytics.words.actions import actions_in_words

AS_OF = pd.Timestamp("2026-04-01")


def actions(*overdue, lapsed=False):
    names = [f"Thank P{place}" for place in range(len(overdue))]
    return pd.DataFrame({"action": names, "overdue_days": overdue, "lapsed": lapsed})


def test_a_quiet_week_is_told_warmly():
    told = ["1 April 2026: nothing is waiting for you. Enjoy the quiet."]
    assert actions_in_words(actions().astype({"lapsed": bool}), AS_OF) == told
    assert actions_in_words(actions(3, lapsed=True), AS_OF) == told


def test_how_much_is_overdue_and_what_comes_first_is_told():
    told = actions_in_words(actions(2, 1, 0, 0), AS_OF)
    assert told[0] == "2 things overdue and 2 things due now or soon."
    assert told[1] == "First: Thank P0; Thank P1; Thank P2."


def test_a_single_thing_is_told_alone():
    assert actions_in_words(actions(0), AS_OF) == ["1 thing due now or soon.", "To do: Thank P0."]
