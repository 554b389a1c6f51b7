import numpy as np
import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.groups import group_rows, nest, parting_columns


def test_no_group_is_one_group_of_all():
    codes, groups = group_rows(pd.DataFrame({"a": [1, 2]}), None)
    assert codes.tolist() == [0, 0]
    assert groups.tolist() == ["all"]


def test_a_missing_text_is_a_group_of_its_own():
    codes, groups = group_rows(pd.DataFrame({"channel": ["email", None, "phone"]}), "channel")
    assert groups[codes].tolist() == ["email", "not given", "phone"]


def test_several_columns_make_one_group_for_each_pair_that_occurs():
    table = pd.DataFrame({"a": ["x", "x", "y"], "b": ["u", "v", "u"]})
    codes, groups = group_rows(table, ["a", "b"])
    assert groups[codes].tolist() == [("x", "u"), ("x", "v"), ("y", "u")]


def test_a_column_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(iv.UnknownColumnError, match=r"'pet'.*channel"):
        group_rows(pd.DataFrame({"channel": ["email"]}), "pet")


def test_a_column_of_both_tables_parts_campaigns_unless_it_describes_a_person():
    referrals = pd.DataFrame(columns=["student", "industry"])
    assert parting_columns(["student", "industry", "channel"], referrals) == ["student"]


def test_a_nested_index_has_the_group_first():
    inner = pd.Index([3, 1], name="day")
    index = nest(pd.Index(["a", "b"], name="channel"), np.array([0, 1]), inner, "channel")
    assert index.tolist() == [("a", 3), ("b", 1)]
    assert list(index.names) == ["channel", "day"]
    assert nest(pd.Index(["all"]), np.array([0, 0]), inner, None) is inner
