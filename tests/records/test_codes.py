import re
from pathlib import Path

import pytest

from infoview_analytics.records.codes import CODES

ROOT = Path(__file__).parents[2]
ROOMS = ("records", "store", "logbook")
TESTS = "".join(
    path.read_text(encoding="utf-8")
    for room in ROOMS
    for path in (ROOT / "tests" / room).glob("test_*.py")
)
SOURCES = "".join(
    path.read_text(encoding="utf-8")
    for room in ROOMS
    for path in (ROOT / "infoview_analytics" / room).glob("*.py")
    if path.name not in ("codes.py", "dictionary.py")
)


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_each_code_has_a_test_of_its_own_that_names_it(code):
    assert re.search(rf"^def test_(e\d+_and_)?{code.lower()}_", TESTS, flags=re.MULTILINE)


def test_every_code_that_is_told_is_documented_and_every_documented_one_is_told():
    assert set(re.findall(r'"([EW]\d{3})"', SOURCES)) == {code.code for code in CODES}


def test_no_code_means_two_things():
    assert len({code.code for code in CODES}) == len(CODES)
