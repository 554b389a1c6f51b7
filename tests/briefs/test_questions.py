import re

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.briefs._question_bank import bank_of

HEADER = (
    "interview_id,person,organization,role,industry,requested_on,responded_on,interview_on,"
    "minutes_agreed,learned\n"
)
JOB = re.compile(
    r"\b(hire me|hiring|jobs?\b|job opening|vacanc|position for me|résumé|resume|cv|apply|recruit)",
    re.IGNORECASE,
)
NO_REFERRALS = "referral_id,from_person,to_person,referred_on\n"


@pytest.fixture
def chosen(campaign):
    def choose(*rows, person="Bo Lee", as_of="2026-03-10", **files):
        text = HEADER + "".join(f"{row}\n" for row in rows)
        folder = campaign(interviews=text, referrals=NO_REFERRALS, **files)
        return iv.questions_for(iv.load_campaign(folder), person, as_of=as_of)

    return choose


@pytest.fixture
def own_questions(campaign):
    def write(text):
        folder = campaign()
        path = folder / "templates" / "en" / "questions.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return iv.load_campaign(folder)

    return write


def talk(name, on, *, minutes="", learned="", industry="", organization="", role=""):
    day = pd.Timestamp(on)
    asked = day - pd.Timedelta(days=7)
    return (
        f"I{name},{name},{organization},{role},{industry},{asked:%Y-%m-%d},{asked:%Y-%m-%d},"
        f"{on},{minutes},{learned}"
    )


def test_the_bank_has_more_than_sixty_questions_in_eight_themes():
    bank = iv.question_bank()
    assert len(bank) >= 60
    assert list(dict.fromkeys(bank["theme"])) == list(iv.QUESTION_THEMES)
    assert len(iv.QUESTION_THEMES) == 8
    general = bank.loc[(bank["industries"] + bank["roles"]).map(len).eq(0) & bank["when"].eq("")]
    assert general["theme"].value_counts().min() >= 7


def test_no_two_questions_are_equal_and_each_is_one():
    bank = iv.question_bank()
    assert bank.index.is_unique
    assert bank["question"].str.casefold().is_unique
    assert bank["question"].str.contains("?", regex=False).all()
    assert (bank["question"].str.split().map(len) <= 20).all()


def test_no_question_asks_for_a_job():
    asking = [text for text in iv.question_bank()["question"] if JOB.search(text)]
    assert asking == []


def test_a_language_without_questions_is_told_with_those_that_there_are():
    with pytest.raises(iv.OptionError, match=r'language "xx"\. Write "en"'):
        iv.question_bank("xx")


@pytest.mark.parametrize(
    ("minutes", "count"), [(10, 5), (15, 5), (16, 6), (25, 6), (30, 7), (41, 8), (90, 8), ("", 6)]
)
def test_the_longer_the_talk_the_more_questions(chosen, minutes, count):
    questions = chosen(talk("Bo Lee", "2026-03-12", minutes=minutes))
    assert len(questions) == count
    assert questions["theme"].is_unique
    assert questions["theme"].iloc[0] == "work"
    assert questions["theme"].iloc[-1] == "whom_else"


def test_the_same_records_give_the_same_questions(chosen):
    rows = [talk("Ana Silva", "2026-03-04"), talk("Bo Lee", "2026-03-12")]
    pd.testing.assert_frame_equal(chosen(*rows), chosen(*rows))


def test_two_people_of_one_week_are_not_asked_the_same(chosen):
    names = [f"{letter} Person" for letter in "ABCDEFG"]
    rows = [talk(name, "2026-03-12", minutes=60) for name in names]
    given = pd.concat([chosen(*rows, person=name) for name in names])
    assert given["id"].is_unique


def test_a_theme_of_which_notes_tell_already_gives_way_to_one_of_which_they_do_not(chosen):
    week = talk("Bo Lee", "2026-03-12", minutes=20, industry="film")
    told = "Which book to read and which newsletter and association"
    before = talk("Ana Silva", "2026-03-04", industry="film", learned=told)
    others = [
        talk(f"{name} Z", "2026-03-05", industry="film", learned=note)
        for name, note in [
            ("A", "they hire by degree"),
            ("B", "grants and funding"),
            ("C", "the board decides"),
            ("D", "patience is a skill"),
        ]
    ]
    assert "reading" in list(chosen(*others, week)["theme"])
    assert "reading" not in list(
        chosen(before, before.replace("Ana", "Eva"), *others, week)["theme"]
    )


def test_a_field_in_which_nobody_talked_with_you_is_asked_about(chosen):
    note = "The money comes from grants and the field grows"
    before = talk("Ana Silva", "2026-03-04", industry="film", learned=note)
    new, known = (
        chosen(before, talk("Bo Lee", "2026-03-12", minutes=10, industry=field))
        for field in ("museums", "film")
    )
    assert "field" in list(new["theme"])
    assert "field" not in list(known["theme"])


def test_the_organisation_of_a_wish_is_asked_about_by_its_name(chosen):
    note = "A small company with a large staff"
    before = talk("Ana Silva", "2026-03-04", learned=note)
    row = talk("Bo Lee", "2026-03-12", minutes=10, organization="Harbour Press")
    wished = "organization\nharbour press\n"
    assert "organization" not in list(chosen(before, row)["theme"])
    assert "organization" in list(chosen(before, row, organizations=wished)["theme"])


def test_nothing_from_a_later_day_changes_what_was_chosen(chosen):
    rows = [talk("Ana Silva", "2026-03-04"), talk("Bo Lee", "2026-03-12")]
    later = [
        talk("Cy Dent", "2026-03-20", learned="books and newsletters"),
        talk("Dee Mori", "2026-03-19"),
    ]
    pd.testing.assert_frame_equal(chosen(*rows), chosen(*rows, *later))


def test_a_question_for_some_is_put_to_nobody_else(chosen):
    names = [f"{letter} Person" for letter in "ABCDEFGHIJKLM"]
    rows = [talk(name, "2026-03-12", minutes=60, industry="theatre") for name in names]
    given = set(pd.concat([chosen(*rows, person=name) for name in names])["id"])
    assert "work-opening-night" in given
    assert not given & {"work-exhibition", "work-manuscripts", "field-since", "work-at-the-desk"}
    assert "organization-different" not in given  # it needs a name to say


def test_whoever_talked_with_you_before_is_not_asked_again_how_they_began(chosen):
    first = talk("Bo Lee", "2026-03-04").replace("IBo", "I1")
    again = chosen(first, talk("Bo Lee", "2026-03-12", minutes=60).replace("IBo", "I2"))
    assert "way-in-detours" not in set(again["id"])
    assert {"work-since", "field-since"} & set(again["id"])


def test_a_talk_of_today_of_which_nothing_is_written_is_still_to_come(chosen):
    questions = chosen(talk("Bo Lee", "2026-03-10", minutes=60))
    assert not {"work-since", "field-since"} & set(questions["id"])


def test_your_own_questions_stand_beside_ours_and_may_replace_them(own_questions):
    own = own_questions(
        '[[question]]\nid = "work-yesterday"\ntheme = "work"\ntext = "Mine?"\n\n'
        '[[question]]\nid = "q9"\ntheme = "skills"\ntext = "At {organization}, what else?"\n'
    )
    bank = {question.id: question.text for question in bank_of("en", own.folder).questions}
    assert bank["work-yesterday"] == "Mine?"
    assert bank["q9"] == "At {organization}, what else?"
    assert len(bank) == len(iv.question_bank()) + 1
    assert len(iv.questions_for(own, "Ana Silva", as_of="2026-03-10")) == 6


SOUND = '[[question]]\nid = "a"\ntheme = "work"\ntext = "A?"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[question]\n", r"questions\.toml cannot be read: .*line 1"),
        (f'{SOUND}\n[[question]]\nid = "b"\ntext = "B?"', r"toml:6: this question has no theme"),
        (f'{SOUND}[[question]]\nid = "a"\ntheme = "work"\ntext = "B?"', r'toml:5: the id "a" is'),
        (SOUND.replace('"work"', '"pigeons"'), r'toml:1: there is no theme "pigeons"\. Use work,'),
        (f"\n\n{SOUND}tags = 3", r'toml:3: "tags" is not known here\. Use id, theme, text'),
        (SOUND.replace("A?", "A, {person}?"), r'toml:1: nothing is known to put for "{person}"'),
        (SOUND.replace("A?", "A" * 161), r"toml:1: this question is longer than 160"),
        (SOUND.replace("A?", r"A\nB?"), r"toml:1: this question has no text"),
        (f'{SOUND}roles = "editor"', r"toml:1: roles is a list of words"),
        (f'{SOUND}when = "never"', r'toml:1: when is "first" or "again"'),
        ("question = 3", r"question is not a list"),
        ('[[questions]]\nid = "a"', r'"questions" is not known\. Write \[\[question\]\]'),
    ],
)
def test_questions_of_your_own_that_cannot_be_used_are_told_with_their_line(
    own_questions, text, told
):
    with pytest.raises(iv.TemplateError, match=told):
        iv.questions_for(own_questions(text), "Ana Silva", as_of="2026-03-10")


def test_a_file_that_is_no_text_is_told(own_questions):
    own = own_questions("")
    (own.folder / "templates" / "en" / "questions.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(iv.TemplateError, match="cannot be read"):
        iv.questions_for(own, "Ana Silva", as_of="2026-03-10")


def test_after_many_talks_the_choice_is_still_quick_and_sound(chosen):
    rows = [talk(f"P{n} Q", "2026-03-05") for n in range(600)]
    assert len(chosen(*rows, talk("Bo Lee", "2026-03-12", minutes=60))) == 8


def test_nobody_in_the_sample_is_asked_what_the_one_before_was_asked():
    sample = iv.load_campaign("data/sample")
    talks = sample.interviews.loc[sample.interviews["outcome"] == "held"]
    talks = talks.sort_values(["responded_on", "requested_on"], kind="stable").head(14)
    before = set()
    for person, on in zip(talks["person"], talks["interview_on"], strict=True):
        questions = iv.questions_for(sample, person, as_of=on - pd.Timedelta(days=1))
        assert 5 <= len(questions) <= 8
        assert not before & set(questions["id"])
        before = set(questions["id"])
