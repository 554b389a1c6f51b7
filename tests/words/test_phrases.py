import unicodedata

import numpy as np
import pandas as pd
import pytest

from infoview_analytics.words.phrases import (
    counted,
    group_labels,
    listed,
    percent,
    plain,
    shortened,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("  Ana \n Silva\t", "Ana Silva"),
        ("a\x00b\x1b[31m", "a\u25a1b\u25a1[31m"),
        ("\u202eevil", "\u25a1evil"),
        ("\ud800", "\u25a1"),
        ("$x_{1}$", "$x_{1}$"),
        ("\u6771\u4eac", "\u6771\u4eac"),
        ("", "not given"),
        (" \n", "not given"),
        (None, "not given"),
        (np.nan, "not given"),
        (pd.NaT, "not given"),
        (3.0, "3"),
        (True, "yes"),
        (pd.Timestamp("2026-03-04"), "4 March 2026"),
    ],
)
def test_what_stands_in_a_table_becomes_one_printable_line(value, words):
    assert plain(value) == words


def test_a_pile_of_combining_marks_is_cut_down():
    piled = "Z" + "\u0334\u0350\u035b" * 20
    marks = [c for c in plain(piled) if unicodedata.combining(c)]
    assert len(marks) == 2


def test_a_long_text_ends_in_an_ellipsis():
    assert shortened("abcdef", 4) == "abc\u2026"


def test_months_are_told_as_months_and_levels_joined():
    months = pd.DatetimeIndex(["2026-01-01"], name="month")
    assert group_labels(months) == ["Jan 2026"]
    both = pd.MultiIndex.from_product([["warm"], months], names=["warmth", "month"])
    assert group_labels(both) == ["warm \u00b7 Jan 2026"]
    assert group_labels(months[:0]) == []


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0 %"),
        (0.001, "under 1 %"),
        (1 / 200, "under 1 %"),
        (0.29, "29 %"),
        (199 / 200, "over 99 %"),
        (0.999, "over 99 %"),
        (1, "100 %"),
    ],
)
def test_a_percentage_never_claims_none_or_all_where_it_is_not_so(share, words):
    assert percent(share) == words


def test_counts_have_their_nouns():
    assert [counted(n, "week") for n in (0, 1, 1204)] == ["0 weeks", "1 week", "1,204 weeks"]
    assert counted(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("words", "sentence"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed(words, sentence):
    assert listed(words) == sentence
