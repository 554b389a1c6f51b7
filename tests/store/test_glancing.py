"""A look at a few rows says of changes just what reading the whole campaign says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_analytics.errors import InfoviewError
from infoview_analytics.store.arriving import _thorough
from infoview_analytics.store.glancing import quickly_after
from infoview_analytics.store.splicing import Change

IDS = st.sampled_from(["I1", "I2", "I22", "Ä", "K", "\u212a", "A\u0308", " I1", ""])
PEOPLE = st.sampled_from(["Ana", "Bo", "I2", ""])
DAYS = st.sampled_from(["2026-03-02", "2026-03-09", "soon", ""])
VALUES = {
    "interviews": {
        "interview_id": IDS,
        "person": PEOPLE,
        "requested_on": DAYS,
        "responded_on": DAYS,
        "notes": st.sampled_from(["", "I1", 'say ""I1""', "I2, I1", "x\nI1,Ana"]),
    },
    "referrals": {
        "referral_id": IDS,
        "from_person": PEOPLE,
        "to_person": PEOPLE,
        "referred_on": DAYS,
        "interview_id": IDS,
    },
    "advice": {"advice_id": IDS, "interview_id": IDS, "advice": PEOPLE},
}


def cell(text):
    return '"' + text.replace('"', '""') + '"' if set(text) & set('",\n') else text


@st.composite
def campaigns(draw):
    """Return files that are sound more often than not, and some rows of a wrong width."""
    files = {}
    for name, columns in VALUES.items():
        lines = [",".join(columns)]
        rows = draw(st.lists(st.fixed_dictionaries(columns), max_size=4))
        lines += [",".join(map(cell, row.values())) for row in rows]
        lines += draw(st.sampled_from([[], [], [], ["I2,I22"], ["", ","], ['I1,"x']]))
        files[name] = "\n".join([*lines, *draw(st.sampled_from([[""], []]))])
    return files


@st.composite
def changes(draw):
    found = []
    for _ in range(draw(st.integers(1, 2))):
        table = draw(st.sampled_from(list(VALUES)))
        columns = VALUES[table]
        key = draw(st.one_of(st.none(), IDS))
        full = st.fixed_dictionaries(columns)
        some = st.fixed_dictionaries({}, optional=columns)
        values = draw(full if key is None else some)
        removes = key is not None and draw(st.booleans())
        found.append(Change(table, values, key=key, removes=removes))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("glances")


@settings(max_examples=400)
@given(campaigns(), changes())
def test_a_glance_lets_pass_what_the_whole_would_and_nothing_else(place, files, wanted):
    for name, text in files.items():
        (place / f"{name}.csv").write_bytes(text.encode())
    now = {f"{change.table}.csv": files[change.table].encode() for change in wanted}
    glance = quickly_after(place, now, wanted)
    try:
        whole = _thorough(place, now, wanted)
    except InfoviewError:
        whole = None
    if glance is not None:
        assert glance == whole


def test_a_sound_change_needs_no_more_than_a_glance(campaign):
    folder = campaign()
    now = {"interviews.csv": (folder / "interviews.csv").read_bytes()}
    new = {"interview_id": "I2", "person": "Bo", "requested_on": "2026-03-10"}
    for change in (
        Change("interviews", new),
        Change("interviews", {"person": "Ana"}, key="I1"),
        Change("interviews", {"interview_id": "I7"}, key="I1"),
    ):
        assert quickly_after(folder, now, [change]) is not None
    assert quickly_after(folder, now, [Change("interviews", {"person": ""}, key="I1")]) is None
