import pandas as pd

from infoview_analytics.agenda._leave import last_leave


def leave(*rows):
    names = ["from_person", "to_person", "referred_on", "may_use_name"]
    return last_leave(pd.DataFrame(rows, columns=names)).tolist()


def test_the_last_word_of_a_referrer_counts_in_all_rows_of_the_pair():
    first, later = ("Ana", "Bo", "2026-03-01"), ("Ana", "Bo", "2026-03-05")
    assert leave((*first, True), (*later, False)) == [False, False]
    assert leave((*later, False), (*first, True)) == [False, False]
    assert leave((*first, False), (*later, None)) == [False, False]


def test_who_was_not_asked_said_nothing():
    assert leave(("Ana", "Bo", "2026-03-01", None), ("Cy", "Bo", None, True)) == [None, True]
    assert leave() == []
