from datetime import date

import pytest

import infoview_analytics as iv
from infoview_analytics.records.settings import SETTINGS

DEFAULTS = {
    "interviews": 1,
    "per": "week",
    "starts_on": None,
    "ends_on": None,
    "total": None,
    "breaks": (),
}


@pytest.fixture
def of_settings(told):
    return lambda text: told(infoview=text)


@pytest.fixture
def loaded(campaign):
    return lambda text: iv.load_campaign(campaign(infoview=text))


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "[goal]\n[habits]\n[words]\n[you]\n"])
def test_every_key_has_a_default(loaded, text):
    found = loaded(text)
    assert found.you == "You"
    assert {name: getattr(found.goal, name) for name in DEFAULTS} == DEFAULTS
    assert found.habits == iv.Habits(14, (3, 7), 1, 7, 90)


def test_every_key_is_read(loaded):
    found = loaded(
        """
        [you]
        name = " Zoe\u0308 "
        [goal]
        interviews = 2
        per = "month"
        starts_on = 2026-01-12
        ends_on = 2026-05-01
        total = 4
        breaks = [{ from = 2026-02-16, to = 2026-02-22 }, { from = 2026-01-19, to = 2026-01-19 }]
        [habits]
        patience_days = 10
        nudge_after_business_days = [5]
        thank_within_days = 0
        report_back_within_days = 3
        keep_in_touch_days = 60
        [words]
        sources = ["coffee_club"]
        channels = ["fax"]
        """
    )
    assert found.you == "Zoë"
    assert (found.goal.interviews, found.goal.per, found.goal.total) == (2, "month", 4)
    assert found.goal.starts_on.date() == date(2026, 1, 12)
    assert found.goal.ends_on.date() == date(2026, 5, 1)
    assert [(b.first.day, b.last.day) for b in found.goal.breaks] == [(19, 19), (16, 22)]
    assert found.habits == iv.Habits(10, (5,), 0, 3, 60)


def test_words_of_your_own_are_choices_in_every_table_that_knows_the_list(told):
    found = told(
        infoview='[words]\nsources = ["coffee_club"]\nchannels = ["fax"]\n',
        interviews="interview_id,person,requested_on,source,channel\n"
        "I1,Ana Silva,2026-03-02,coffee_club,fax\n",
        people="person,source\nCem Ay,coffee_club\n",
        touches="touch_id,person,touched_on,kind,channel\nT1,Ana Silva,2026-03-09,nudge,fax\n",
    )
    assert found == []


def test_the_file_may_have_a_mark_and_windows_line_ends(of_settings):
    assert of_settings("\ufeff[goal]\r\ninterviews = 2\r\n") == []


def test_e401_what_is_not_toml_is_told_with_its_place(of_settings):
    assert of_settings("[goal]\ninterviews 1\n") == [
        (
            "infoview.toml:2:12 E401 is not TOML: Expected '=' after a key in a key/value pair. "
            "Put this line right."
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[goal",
        "[goal]\n[goal]\n",
        "[goal]\nstarts_on = 2026-02-30\n",
        "a = " + "[" * 5_000,
        "a = " + "9" * 5_000,
        "a = '\ud7ff\x01'",
        "\r",
    ],
    ids=["cut short", "twice", "no such day", "deep", "endless number", "control", "lone CR"],
)
def test_e401_no_text_makes_the_parser_crash(of_settings, text):
    (found,) = of_settings(text)
    assert found.split()[1] == "E401"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("interviews = 0", '"0" is not a whole number from 1 to 100000'),
        ("interviews = true", '"True" is not a whole number from 1 to 100000'),
        ("interviews = 1.5", '"1.5" is not a whole number from 1 to 100000'),
        ('interviews = "1"', '"1" is not a whole number from 1 to 100000'),
        ('per = "day"', '"day" is not "week" or "month"'),
        ("per = 1", '"1" is not "week" or "month"'),
        ('starts_on = "2026-01-12"', "is not a day from 1900 to 2199, without quotes and hours"),
        ("starts_on = 2026-01-12T10:00:00", "is not a day from 1900 to 2199"),
        ("starts_on = 0206-01-12", "is not a day from 1900 to 2199"),
        ("total = -4", '"-4" is not a whole number'),
        ("breaks = 2026-01-12", "is not a list of breaks, each with a day from and a day to"),
        ("breaks = [{ from = 2026-01-12 }]", "is not a list of breaks"),
        ("breaks = [[2026-01-12, 2026-01-13]]", "is not a list of breaks"),
        ("breaks = [{ from = 2026-01-12, to = 1 }]", "is not a list of breaks"),
    ],
)
def test_e402_a_value_of_the_goal_that_makes_no_sense(of_settings, line, fault):
    (found,) = of_settings(f"[you]\n\n[goal]\n{line}\n")
    key = line.split()[0]
    assert found.startswith(f"infoview.toml:4 E402 goal.{key} ")
    assert fault in found
    assert f"Write it like {key} = " in found


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("you", "name = 1"), ("you", 'name = ""'), ("you", 'name = "a\\nb"'),
        ("habits", "patience_days = 0"), ("habits", "thank_within_days = -1"),
        ("habits", "nudge_after_business_days = 3"),
        ("habits", "nudge_after_business_days = [7, 3]"),
        ("habits", "nudge_after_business_days = [3, 'x']"),
        ("words", "sources = 'coffee_club'"), ("words", "channels = [1]"),
    ],
)  # fmt: skip
def test_e402_any_other_value_that_makes_no_sense(of_settings, section, line):
    (found,) = of_settings(f"[{section}]\n{line}\n")
    assert found.startswith(f"infoview.toml:2 E402 {section}.{line.split()[0]} ")


def test_e402_a_section_that_is_none(of_settings):
    assert of_settings("goal = 1\n") == [
        (
            'infoview.toml:1 E402 goal "1" is not a section. '
            "Write [goal] on a line of its own, and its keys below."
        )
    ]


def test_e403_a_goal_that_ends_before_it_starts(of_settings):
    assert of_settings("[goal]\nstarts_on = 2026-05-01\nends_on = 2026-01-12\n") == [
        (
            'infoview.toml:3 E403 goal.ends_on "2026-01-12" lies before starts_on (2026-05-01). '
            "Correct one of the two."
        )
    ]


def test_e403_a_break_that_ends_before_it_begins(of_settings):
    (found,) = of_settings("[goal]\nbreaks = [{ from = 2026-02-22, to = 2026-02-16 }]\n")
    assert found == (
        'infoview.toml:2 E403 goal.breaks "2026-02-22" ends on 2026-02-16, before it begins. '
        "Swap its days."
    )


def test_e404_two_breaks_that_overlap(of_settings):
    days = "{ from = 2026-02-16, to = 2026-02-22 }, { from = 2026-02-22, to = 2026-02-25 }"
    (found,) = of_settings(f"[goal]\nbreaks = [{days}]\n")
    assert found.startswith('infoview.toml:2 E404 goal.breaks "2026-02-22" begins before')


def test_e404_two_short_breaks_within_a_long_one(of_settings):
    days = [("02-01", "02-28"), ("02-02", "02-03"), ("02-10", "02-11")]
    breaks = ", ".join(f"{{ from = 2026-{first}, to = 2026-{last} }}" for first, last in days)
    assert len(of_settings(f"[goal]\nbreaks = [{breaks}]\n")) == 2


def test_e404_a_break_that_is_written_twice(of_settings):
    one = "{ from = 2026-02-16, to = 2026-02-22 }"
    (found,) = of_settings(f"[goal]\nbreaks = [{one}, {one}]\n")
    assert found.split()[1] == "E404"


def test_breaks_that_touch_do_not_overlap(of_settings):
    days = "{ from = 2026-02-16, to = 2026-02-22 }, { from = 2026-02-23, to = 2026-02-25 }"
    assert of_settings(f"[goal]\nbreaks = [{days}]\n") == []


def test_w510_a_key_that_means_nothing_may_be_nearly_one(of_settings):
    assert of_settings("[goals]\n[goal]\nintervews = 2\npigeon = 1\n") == [
        "infoview.toml:1 W510 goals is not a key we know. Write goal if you mean that.",
        (
            "infoview.toml:3 W510 goal.intervews is not a key we know. "
            "Write interviews if you mean that."
        ),
        "infoview.toml:4 W510 goal.pigeon is not a key we know. Delete it.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[goal]\r\n\r\ntotal = 0\r\n", 3),
        ("goal.total = 0\n", 1),
        ("\ngoal = { total = 0 }\n", 2),
        ('["goal"]\n"total" = 0\n', 2),
        ("[you]\nname = 'goal'\n[goal]\n# total = 1\ntotal = 0\n", 5),
        ('"go\\u0061l" = { total = 0 }\n', 0),
    ],
)
def test_the_line_is_found_however_the_key_is_written_plainly(of_settings, text, line):
    (found,) = of_settings(text)
    assert found.split()[0] == (f"infoview.toml:{line}" if line else "infoview.toml")


def test_the_defaults_that_are_documented_are_those_that_count(loaded):
    lines = [f"{s.section}.{s.key} = {s.written}\n" for s in SETTINGS if s.has_default]
    written, silent = loaded("".join(lines)), loaded("")
    assert (written.you, written.goal, written.habits) == (silent.you, silent.goal, silent.habits)


def test_the_examples_that_are_documented_are_sound(of_settings):
    assert of_settings("".join(f"{s.section}.{s.key} = {s.written}\n" for s in SETTINGS)) == []
