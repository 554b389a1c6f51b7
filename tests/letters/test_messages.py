import json
import shutil
from dataclasses import replace

import pytest

import infoview_analytics as iv
from infoview_analytics.agenda.contacts import contact_of
from infoview_analytics.letters._case import case_of
from infoview_analytics.letters._facts import facts_of
from infoview_analytics.letters._language import OURS, language_of
from infoview_analytics.records.settings import RULES

ME = (
    '[you]\nfull_name = "Noa Bell"\nin_one_line = "a chemist who looks into publishing"\n'
    'introduction = "I finished chemistry in June."\nschool = "Westhaven"\nlanguage = "{}"\n'
)
INTERVIEWS = (
    "interview_id,person,organization,role,source,requested_on,responded_on,response,interview_on,"
    "interview_time,format,minutes_agreed,thank_you_on,learned,next_step\n"
    "I1,Ana Silva,Northlight,editor,alumni,2026-03-02,2026-03-03,accepted,2026-03-05,,,,,"
    "Read aloud.,Read the style guide.\n"
    "I2,Bo Lee,Harbour,,,2026-03-09,,,,,,,,,\n"
    "I3,Cy Dent,,,,2026-03-09,2026-03-10,accepted,,,,,,,\n"
    "I4,Dee Mori,,,,2026-03-09,2026-03-10,accepted,2026-03-20,14:00,video,30,,,\n"
    "I5,Eli Roth,,,,2026-03-01,2026-03-02,declined,,,,,,,\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,interview_id,may_use_name,organization\n"
    "R1,Ana Silva,Bo Lee,2026-03-05,I1,,\n"
    "R2,Ana Silva,Flo Webb,2026-03-05,I1,,Quay\n"
    "R3,Ana Silva,Gus Hart,2026-03-05,I1,yes,Quay\n"
)
PEOPLE = (
    "person,organization,source,email\n"
    "Hal Ward,Mill,alumni,hal@mill.example\nIda Moss,Mill,website,\nJo Friend,,friend,\n"
)
ADVICE = (
    "advice_id,interview_id,advice,action,done_on,reported_back_on\n"
    "A1,I1,Start small.,,2026-03-08,\n"
)
WHO = {
    "request": ["Flo Webb", "Gus Hart", "Hal Ward", "Ida Moss", "Jo Friend", "Ana Silva"],
    "phone": ["Bo Lee", "Flo Webb", "Gus Hart", "Hal Ward", "Ida Moss", "Jo Friend", "Ana Silva"],
    "nudge": ["Bo Lee"],
    "agree_day": ["Cy Dent"],
    "confirm": ["Dee Mori"],
}
CASES = [(kind, who) for kind in iv.MESSAGES for who in WHO.get(kind, ["Ana Silva"])]


@pytest.fixture
def records(campaign):
    def load(language="en", **files):
        usual = {
            "interviews": INTERVIEWS,
            "referrals": REFERRALS,
            "people": PEOPLE,
            "advice": ADVICE,
            "infoview": ME.format(language),
        }
        return iv.load_campaign(campaign(**usual | files))

    return load


@pytest.fixture
def draft(records):
    def make(kind, person, as_of="2026-03-12", about=None, **files):
        return iv.draft_message(records(**files), kind, person, as_of=as_of, about=about)

    return make


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("kind", "person"), CASES)
def test_every_message_is_sound_in_every_language(draft, kind, person, language):
    message = draft(kind, person, language=language)
    assert message.findings == ()
    assert "  " not in message.text
    assert "\n\n\n" not in message.text
    assert 20 < message.words < 150
    assert str(message).endswith(message.body)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_kind_has_a_template_and_its_rules_exist(language):
    for kind in iv.MESSAGES.values():
        assert (OURS / language / f"{kind.name}.txt.j2").is_file()
        assert set(kind.rules) <= set(RULES)


def test_both_languages_know_the_same_phrases():
    english, french = (language_of(None, code).words for code in ("en", "fr"))
    assert english.keys() == french.keys()
    for name, table in english.items():
        if isinstance(table, dict) and name != "elisions":
            assert table.keys() == french[name].keys(), name


@pytest.mark.parametrize(
    ("person", "variant"),
    [
        ("Gus Hart", "referred_by_name"),
        ("Flo Webb", "referred"),
        ("Hal Ward", "alumni"),
        ("Ida Moss", "found"),
        ("Jo Friend", "acquainted"),
        ("Ana Silva", "once_more"),
    ],
)
def test_a_request_takes_the_form_that_fits(draft, person, variant):
    assert draft("request", person).variant == variant


def test_the_referrer_is_named_only_where_leave_was_given(draft):
    assert "Ana Silva suggested" in draft("request", "Gus Hart").text
    assert "Ana" not in draft("request", "Flo Webb").text
    assert "Silva" not in draft("request", "Flo Webb").text


def test_without_a_school_of_yours_an_old_student_is_somebody_you_found(draft):
    no_school = ME.format("en").replace('school = "Westhaven"\n', "")
    assert draft("request", "Hal Ward", infoview=no_school).variant == "found"


def test_the_last_nudge_says_that_it_is_the_last(draft):
    touches = "touch_id,person,touched_on,kind\nT1,Bo Lee,2026-03-12,nudge\n"
    assert draft("nudge", "Bo Lee", touches=touches, as_of="2026-03-11").variant == "again"
    assert draft("nudge", "Bo Lee", touches=touches).variant == "last"
    assert "last time" in draft("nudge", "Bo Lee", touches=touches).body


def test_a_thank_you_says_what_was_learned_and_what_comes_next(draft):
    body = draft("thank_you", "Ana Silva").body
    assert "“Read aloud.”" in body
    assert "“Read the style guide.”" in body


@pytest.mark.parametrize(
    ("learned", "shown"),
    [
        ("", "[one thing that stays with you]"),
        ("They began as a guide.", "[in your own words: They began as a guide.]"),
        ("Bo Lee knows more.", "[one thing that stays with you]"),
        ('"In letters:\n- why here\n- what you finished', "“In letters: why here; what you"),
    ],
)
def test_a_note_that_cannot_be_said_to_them_is_a_place_to_fill(draft, learned, shown):
    told = learned.replace('"', '""')
    rows = INTERVIEWS.replace("Read aloud.", f'"{told}"')
    referrals = REFERRALS.splitlines()[0] + "\n"
    message = draft("thank_you", "Ana Silva", interviews=rows, referrals=referrals)
    assert shown in message.body
    assert [f.code for f in message.findings] == ["M108"] * shown.startswith("[")


def test_a_next_step_about_somebody_else_is_left_out(draft):
    rows = INTERVIEWS.replace("Read the style guide.", "Ask Dee Mori for twenty minutes.")
    body = draft("thank_you", "Ana Silva", interviews=rows).body
    assert "Dee" not in body
    assert "Next" not in body


def test_the_referrer_hears_what_became_of_each_name_or_of_one(draft):
    assert "I asked Bo Lee for a talk on 9 March" in draft("tell_referrer", "Ana Silva").body
    rows = INTERVIEWS + "I9,Gus Hart,,,,2026-03-06,2026-03-07,accepted,2026-03-09,,,,,,\n"
    both = draft("tell_referrer", "Ana Silva", interviews=rows).body
    assert "I talked with Gus Hart on 9 March." in both
    one = draft("tell_referrer", "Ana Silva", interviews=rows, about="Gus Hart").body
    assert "Bo Lee" not in one


def test_what_was_told_already_or_lies_ahead_is_not_told(draft):
    told = REFERRALS.replace("organization\n", "organization,reported_back_on\n")
    told = told.replace(
        "R1,Ana Silva,Bo Lee,2026-03-05,I1,,", "R1,Ana Silva,Bo Lee,2026-03-05,I1,,,2026-03-10"
    )
    told = told.replace("Quay\n", "Quay,\n")
    with pytest.raises(iv.MessageError, match="nothing new"):
        draft("tell_referrer", "Ana Silva", referrals=told)
    with pytest.raises(iv.MessageError, match="nothing new"):
        draft("tell_referrer", "Ana Silva", as_of="2026-03-08")


def test_leave_is_asked_for_those_who_were_not_asked_yet(draft):
    message = draft("ask_leave", "Ana Silva")
    assert "You told me of Flo Webb, and" in message.body
    with pytest.raises(iv.MessageError):
        draft("ask_leave", "Ana Silva", about="Gus Hart")


@pytest.mark.parametrize(
    ("kind", "person", "why"),
    [
        ("request", "Eli Roth", "declined"),
        ("request", "Bo Lee", "nudge"),
        ("request", "Dee Mori", "said yes"),
        ("nudge", "Ana Silva", "waits"),
        ("thank_you", "Bo Lee", "no talk with Bo Lee by 12 March 2026"),
        ("confirm", "Ana Silva", "coming talk"),
        ("agree_day", "Dee Mori", "waits for a day"),
        ("tell_advice", "Bo Lee", "advice"),
        ("keep_in_touch", "Ida Moss", "first talk"),
    ],
)
def test_where_there_is_no_reason_to_write_it_says_so(draft, kind, person, why):
    with pytest.raises(iv.MessageError, match=why):
        draft(kind, person)


def test_without_your_name_the_place_for_it_stands_in_the_draft_and_is_told(draft):
    message = draft("request", "Ida Moss", infoview="")
    assert "[your name]" in message.body
    assert "[who you are, in one line]" in message.body
    assert {f.code for f in message.findings} == {"M108"}
    assert any("full_name" in f.remedy for f in message.findings)


def test_your_own_words_are_not_sent_in_another_language(records):
    message = iv.draft_message(records(), "request", "Ida Moss", as_of="2026-03-12", language="fr")
    assert "[en français : a chemist" in message.body.replace("\u00a0", " ")
    assert [f.code for f in message.findings] == ["M108"]


def test_french_runs_small_words_together_and_counts_the_first_of_a_month(draft):
    rows = INTERVIEWS.replace(
        "2026-03-02,2026-03-03,accepted,2026-03-05", "2026-03-01,,,2026-03-01"
    )
    gone = REFERRALS.replace("2026-03-05", "2026-03-01")
    message = draft("request", "Gus Hart", language="fr", interviews=rows, referrals=gone)
    assert message.subject == "De la part d\u2019Ana Silva"
    thanks = draft("thank_you", "Ana Silva", language="fr", interviews=rows, referrals=gone)
    assert "le 1er mars" in thanks.body


def test_the_address_and_the_subject_stand_at_the_head(draft):
    message = draft("request", "Hal Ward")
    assert message.text.startswith("To: hal@mill.example\nSubject: Twenty minutes, from one")
    assert draft("phone", "Hal Ward").text.startswith("Good morning")


def test_the_draft_knows_nothing_from_later(draft):
    later = INTERVIEWS + "I9,Flo Webb,,,,2026-03-20,,,,,,,,,\n"
    before = draft("request", "Flo Webb")
    assert draft("request", "Flo Webb", interviews=later) == before


def test_your_own_template_goes_before_ours(records):
    known = records()
    place = known.folder / "templates" / "en"
    place.mkdir(parents=True)
    (place / "thank_you.txt.j2").write_text("Subject: Thanks\n\nDear {{ name }}, hello.", "utf-8")
    message = iv.draft_message(known, "thank_you", "Ana Silva", as_of="2026-03-12")
    assert (message.subject, message.body) == ("Thanks", "Dear Ana, hello.")


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (b"Dear\n\n{{ nmae }}", r'thank_you\.txt\.j2:3 has the unknown field "nmae".*name'),
        (b"Dear\n{% if %}", r"thank_you\.txt\.j2:2 cannot be filled in"),
        (b"Dear\n\n{{ name.no.such }}", r"thank_you\.txt\.j2:3 cannot be filled in"),
        (b"Dear\n{{ name.__class__.__mro__ }}", r"thank_you\.txt\.j2:2 cannot be filled in"),
        (b"Dear\n{{ 1 / 0 }}", r"thank_you\.txt\.j2:2 cannot be filled in: division by zero"),
        (b"Dear \xff", r"thank_you\.txt\.j2 cannot be filled in: it cannot be read"),
        (b'{% include "other.txt.j2" %}', r"other\.txt\.j2"),
    ],
)
def test_a_template_at_fault_tells_file_line_and_field(records, template, told):
    known = records()
    place = known.folder / "templates" / "en"
    place.mkdir(parents=True)
    (place / "thank_you.txt.j2").write_bytes(template)
    with pytest.raises(iv.TemplateError, match=told):
        iv.draft_message(known, "thank_you", "Ana Silva", as_of="2026-03-12")


def test_a_campaign_may_bring_its_own_language(records):
    known = records()
    shutil.copytree(OURS / "en", known.folder / "templates" / "de")
    message = iv.draft_message(known, "nudge", "Bo Lee", as_of="2026-03-12", language="de")
    assert message.language == "de"
    (known.folder / "templates" / "de" / "words.toml").write_text("name = ", "utf-8")
    with pytest.raises(iv.TemplateError, match=r"words\.toml"):
        iv.draft_message(known, "nudge", "Bo Lee", as_of="2026-03-12", language="de")


def test_an_unknown_kind_language_or_person_is_told(draft, records):
    with pytest.raises(iv.OptionError, match='Write "thank_you'):
        draft("thanks_you", "Ana Silva")
    with pytest.raises(iv.OptionError, match='Write "en" or "fr"'):
        iv.draft_message(records(), "nudge", "Bo Lee", as_of="2026-03-12", language="xx")
    with pytest.raises(iv.UnknownContactError, match="Did you mean"):
        draft("nudge", "Bo Leigh")


def test_every_field_is_documented(records):
    known = records()
    contact = contact_of(known, "Ana Silva", as_of="2026-03-12")
    case = case_of(known, contact, iv.weeks.day("2026-03-12"), language_of(None, "en"))
    assert {*facts_of(case), "variant"} == set(iv.MESSAGE_FIELDS)


def test_no_hostile_name_breaks_a_line_or_adds_a_header(records, real):
    strings = json.loads((real / "naughty-strings" / "blns.json").read_text("utf-8"))
    known = records()
    table = known.interviews
    for text in [
        *strings[::25],
        "Eve\nBcc: eve@example.org",
        "Eve\r\n\r\nSubject: x",
        "\u2028Cc: x",
    ]:
        if not text.strip():
            continue
        odd = table.assign(
            organization=text, learned=text, person=table["person"].replace("Ana Silva", text)
        )
        hostile = replace(known, interviews=odd)
        message = iv.draft_message(hostile, "thank_you", text, as_of="2026-03-12")
        assert "M111" not in {finding.code for finding in message.findings}
        head, _, body = message.text.partition("\n\n")
        assert head.startswith("Subject: ")
        assert len(head.splitlines()) == 1
        assert len(body.splitlines()) == len(draft_lines(known))


def draft_lines(known):
    return iv.draft_message(known, "thank_you", "Ana Silva", as_of="2026-03-12").body.splitlines()


def test_leave_is_not_asked_of_who_gave_or_refused_it_since_or_introduced_you(draft):
    referrals = (
        "referral_id,from_person,to_person,referred_on,introduced_on,may_use_name\n"
        "R1,Ana Silva,Flo Webb,2026-03-05,,\nR2,Ana Silva,Flo Webb,2026-03-06,,no\n"
        "R3,Ana Silva,Gus Hart,2026-03-05,2026-03-06,\nR4,Ana Silva,Kim Ray,2026-03-05,,\n"
    )
    body = draft("ask_leave", "Ana Silva", referrals=referrals).body
    assert "Kim Ray" in body
    assert "Flo" not in body
    assert "Gus" not in body


@pytest.mark.parametrize("note", ["Ask Mr Jones.", "Ask Tom.", "Hal knows more."])
def test_a_note_with_the_name_of_somebody_else_is_not_quoted(draft, note):
    touches = "touch_id,person,touched_on,kind\nT1,Tom Jones,2026-03-02,other\n"
    files = {
        "touches": touches,
        "interviews": INTERVIEWS.replace("Read aloud.", note),
        "advice": ADVICE.replace("Start small.", note),
    }
    assert "[one thing that stays with you]" in draft("thank_you", "Ana Silva", **files).body
    told = draft("tell_advice", "Ana Silva", **files)
    assert "[in your own words: " in told.body
    assert {finding.code for finding in told.findings} == {"M108"}


def test_an_old_request_without_an_answer_does_not_stand_in_the_way_of_a_new_one(draft):
    rows = INTERVIEWS + "I0,Ana Silva,,,,2026-01-02,,,,,,,,,\n"
    assert draft("request", "Ana Silva", interviews=rows).variant == "once_more"
    with pytest.raises(iv.MessageError, match="waits"):
        draft("nudge", "Ana Silva", interviews=rows)


@pytest.mark.parametrize("outcome", ["cancelled", "no_show"])
@pytest.mark.parametrize(("language", "said"), [("en", "of 5 March did not"), ("fr", "du 5 mars")])
def test_after_a_talk_that_fell_through_another_day_is_looked_for(draft, outcome, language, said):
    rows = (
        "interview_id,person,requested_on,responded_on,response,interview_on,outcome\n"
        f"I1,Ana Silva,2026-03-02,2026-03-03,accepted,2026-03-05,{outcome}\n"
    )
    message = draft("agree_day", "Ana Silva", interviews=rows, language=language)
    assert said in message.body.replace("\u00a0", " ")
    assert (message.variant, message.findings) == ("another_day", ())
    with pytest.raises(iv.MessageError, match=r"did not come about\. Agree on another day"):
        draft("request", "Ana Silva", interviews=rows)


def test_the_latest_news_is_told_with_its_year_where_it_is_another(draft):
    outcomes = (
        "outcome_id,person,happened_on,kind\n"
        "O1,Ana Silva,2025-12-05,project\nO2,Ana Silva,2025-11-05,offer\n"
    )
    body = draft("keep_in_touch", "Ana Silva", outcomes=outcomes).body
    assert "the project in December 2025" in body


def test_hope_for_an_answer_ends_with_the_patience(records):
    loaded = records()
    on = ("2026-03-23", "2026-03-24")
    soon, late = (iv.draft_message(loaded, "tell_referrer", "Ana Silva", as_of=day) for day in on)
    assert "hope for an answer soon" in soon.body
    assert "have had no answer" in late.body
