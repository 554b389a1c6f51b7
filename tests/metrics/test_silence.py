import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_analytics.metrics import _silence
from infoview_analytics.metrics._silence import kaplan_meier, silence

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40), st.booleans()), max_size=30)


def known(rows: list[tuple[int, int, bool]]) -> tuple[pd.DataFrame, np.ndarray]:
    group, day, answered = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    table = pd.DataFrame({"answered": answered == 1, "waiting": answered == 0, "age_days": day})
    return table.assign(answer_days=table["age_days"].where(table["answered"])), group


@given(rows=ROWS)
def test_counting_and_sorting_give_the_same_curves(rows):
    table, group = known(rows)
    counted = kaplan_meier(table, group)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_silence, "_DENSE", 0)
        pd.testing.assert_frame_equal(kaplan_meier(table, group), counted)


@given(rows=ROWS)
def test_each_group_has_the_curve_that_it_has_alone(rows):
    table, group = known(rows)
    together = silence(table, group)
    for one in np.unique(group):
        alone = silence(table[group == one], np.zeros((group == one).sum(), dtype=np.int64))
        expected = together[together["group"] == one].assign(group=0).reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, expected)


def test_the_curve_by_hand():
    curve = kaplan_meier(*known([(0, 1, True), (0, 2, False), (0, 3, True), (0, 3, True)]))
    assert curve["at_risk"].tolist() == [4, 3, 2]
    assert curve["silent"].tolist() == pytest.approx([3 / 4, 3 / 4, 0])


@given(rows=ROWS.filter(len), age=st.integers(0, 45), day=st.integers(0, 45))
def test_one_more_who_waits_lowers_the_share_no_further_than_one_who_never_answers(rows, age, day):
    def answered_by(extra):
        curve = kaplan_meier(*known([(0, d, a) for _, d, a in rows] + extra))
        return 1 - min(curve.loc[curve["day"] <= day, "silent"], default=1.0)

    without, waiting, never = (answered_by(extra) for extra in ([], [(0, age, 0)], [(0, 99, 0)]))
    assert never - 1e-12 <= waiting <= without + 1e-12
