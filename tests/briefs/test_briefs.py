import json
import re

import pytest

import infoview_analytics as iv
from infoview_analytics.briefs._pages import in_markdown

HEADER = (
    "interview_id,person,organization,role,industry,source,requested_on,responded_on,response,"
    "interview_on,interview_time,place,format,minutes_agreed,outcome,learned,notes\n"
)
COMING = (
    "I1,Bo Lee,Harbour Press,editor,publishing,,2026-03-02,2026-03-04,accepted,2026-03-12,14:00,"
    "Pier 4,in_person,30,,,Bring the book.\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,may_use_name\n"
    "R1,Ana Silva,Bo Lee,2026-02-20,yes\nR2,Cy Dent,Bo Lee,2026-02-21,no\n"
    "R3,Dee Mori,Bo Lee,2026-02-22,\nR4,Eva Ruiz,Bo Lee,2026-03-11,yes\n"
)
ABOUT_YOU = '[you]\nintroduction = "I finished chemistry.\\nNow I listen."\n'
NO_REFERRALS = "referral_id,from_person,to_person,referred_on\n"


@pytest.fixture
def briefed(campaign):
    def make(rows=COMING, person="Bo Lee", as_of="2026-03-10", **files):
        files = {"referrals": REFERRALS, "infoview": ABOUT_YOU} | files
        folder = campaign(interviews=HEADER + rows, **files)
        return iv.brief(iv.load_campaign(folder), person, as_of=as_of)

    return make


def test_it_tells_who_they_are_when_and_where(briefed):
    page = briefed()
    assert (page.person, page.organization, page.role) == ("Bo Lee", "Harbour Press", "editor")
    assert page.standing == ["You talk on Thursday, 12 March 2026, at 14:00, in person, Pier 4."]
    assert (page.when.day, page.time, page.place, page.minutes) == (12, "14:00", "Pier 4", 30)
    assert page.lacking == []


def test_the_last_word_on_a_name_counts_and_an_introduction_says_it_all(briefed):
    referrals = (
        "referral_id,from_person,to_person,referred_on,may_use_name,introduced_on\n"
        "R1,Ana Silva,Bo Lee,2026-02-20,yes,\nR2,Ana Silva,Bo Lee,2026-02-25,no,\n"
        "R3,Cy Dent,Bo Lee,2026-02-26,,2026-02-27\n"
    )
    words = list(briefed(referrals=referrals).led_by["words"])
    assert all(told.endswith("Leave the name out: they said no to it.") for told in words[:2])
    assert (
        words[2] == "Cy Dent named them on 26 February 2026 and introduced you on 27 February 2026."
    )
    assert "You may say so" not in " ".join(words)


@pytest.mark.parametrize(
    ("time", "minutes", "clock"),
    [
        ("14:00", "30", ("13:50", "14:25", "14:30")),
        ("23:50", "20", ("23:40", "00:05", "00:10")),
        ("00:05", "6", ("23:55", "00:06", "00:11")),
        ("14:00", "5", ("13:50", "", "14:05")),
        ("14:00", "", ("13:50", "", "")),
        ("", "30", ("", "", "")),
    ],
)
def test_the_sign_comes_five_minutes_before_the_end(briefed, time, minutes, clock):
    page = briefed(COMING.replace("14:00", time).replace(",30,", f",{minutes},"))
    assert (page.ready_at, page.sign_at, page.ends_at) == clock


def test_how_early_to_be_there_is_yours_to_say(briefed):
    page = briefed(infoview="[habits]\nminutes_early = 25\n")
    assert page.ready_at == "13:35"
    assert "Be there at 13:35." in page.checklist


def test_each_who_named_them_is_told_with_whether_the_name_may_be_used(briefed):
    ways = briefed().led_by
    assert list(ways["referrer"]) == ["Ana Silva", "Cy Dent", "Dee Mori"]  # not yet Eva
    assert list(ways["may_use_name"].fillna(False)) == [True, False, False]  # noqa: FBT003
    assert list(ways["words"]) == [
        "Ana Silva named them on 20 February 2026. You may say so.",
        "Cy Dent named them on 21 February 2026. Leave the name out: they said no to it.",
        (
            "Dee Mori named them on 22 February 2026. Ask first whether you may say so; until "
            "then, leave the name out."
        ),
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("friend", "through a friend"),
        ("ten_thousand_coffees", "through Ten Thousand Coffees"),
        ("coffee_club", "by: coffee club."),
        ("alumni", "both studied at Westhaven."),
        ("", "not written down"),
    ],
)
def test_where_nobody_named_them_it_tells_how_you_came_to_them(briefed, source, told):
    rows = COMING.replace("publishing,,", f"publishing,{source},")
    own = '[you]\nschool = "Westhaven"\n[words]\nsources = ["coffee_club"]\n'
    assert told in briefed(rows, referrals=NO_REFERRALS, infoview=own).way


def test_what_is_lacking_is_told_with_where_it_belongs(briefed):
    row = "I1,Bo Lee,,,,,2026-03-02,,,2026-03-12,,,,,,,\n"
    page = briefed(row, infoview="")
    told = " ".join(page.lacking)
    for column in ("interview_time", "place", "format", "minutes_agreed", "introduction"):
        assert column in told
    assert page.sign_at == ""
    assert 5 <= len(page.questions) <= 8
    assert "infoview.toml" in iv.brief_in_markdown(page)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("I1,Bo Lee,,,,,2026-03-02,2026-03-05,declined,,,,,,,,\n", "They said no on 5 March 2026"),
        ("I1,Bo Lee,,,,,2026-03-02,2026-03-05,accepted,,,,,,,,\n", "They said yes on 5 March 2026"),
        ("I1,Bo Lee,,,,,2026-03-02,,,,,,,,,,\n", "wait for their answer"),
        ("I1,Bo Lee,,,,,2026-03-02,2026-03-05,,,,,,,,,\n", "without a yes or a no"),
        ("I1,Bo Lee,,,,,2026-03-02,,,2026-03-12,,,,,cancelled,,\n", "was cancelled"),
        ("I1,Bo Lee,,,,,2026-03-02,,,2026-03-09,,,,,no_show,,\n", "did not take place"),
        ("I1,Cy Dent,,,,,2026-03-02,,,2026-03-09,,,,,,,\n", "You have not asked them yet"),
        ("I1,Bo Lee,,,,,2026-03-02,,,2026-03-09,,,,,held,,\n", "You talked on 9 March 2026."),
    ],
)
def test_without_a_coming_talk_it_says_how_things_stand_and_works(briefed, row, told):
    page = briefed(row)
    assert told in " ".join(page.standing)
    assert page.when is None
    assert page.lacking == []
    assert 5 <= len(page.questions) <= 8
    assert iv.brief_in_html(page)


def test_a_talk_of_today_is_to_come_until_something_of_it_is_written_down(briefed):
    assert briefed(as_of="2026-03-12").when is not None
    assert briefed(COMING.replace("30,,,", "30,held,,"), as_of="2026-03-12").when is None
    assert briefed(COMING.replace("30,,,", "30,,Much.,"), as_of="2026-03-12").when is None


def test_an_earlier_talk_with_them_is_remembered(briefed):
    before = COMING.replace("I1", "I0").replace("2026-03-12", "2026-03-05")
    page = briefed(before.replace("30,,,", "30,held,Proofs are late.,") + COMING)
    assert "You talked before on 5 March 2026." in page.standing
    assert page.earlier == ["Bo Lee, Harbour Press, 5 March 2026: Proofs are late."]


def test_notes_of_their_organisation_come_before_those_of_their_field(briefed):
    others = (
        "A1,Ana Silva,Quayside,,publishing,,2026-02-01,,,2026-03-03,,,,,held,Of the field.,\n"
        "A2,Cy Dent,Harbour press,,sea,,2026-02-01,,,2026-03-01,,,,,held,Of the house.,\n"
        "A3,Dee Mori,Else,,elsewhere,,2026-02-01,,,2026-03-02,,,,,held,Of no concern.,\n"
        "A4,Eva Ruiz,Harbour Press,,publishing,,2026-02-01,,,2026-03-11,,,,,held,Later.,\n"
    )
    earlier = briefed(COMING + others).earlier
    assert [line.split(": ")[1] for line in earlier] == ["Of the house.", "Of the field."]


def test_an_undated_note_is_shown_only_while_nothing_of_a_later_day_stands_beside_it(briefed):
    assert "Your note: Bring the book." in briefed().look_into
    over = briefed(COMING.replace("30,,,", "30,held,Much.,"))
    assert over.when is not None
    assert not [line for line in over.look_into if "note" in line]


def test_a_wish_is_looked_into_from_the_day_on_which_you_looked_last(briefed):
    wish = "organization,why,researched_on,follows\nHarbour Press,Small.,{},https://h.example\n"
    told = briefed(organizations=wish.format("2026-03-01")).look_into[0]
    assert "what is new since you looked on 1 March 2026 (https://h.example)" in told
    assert "You wish for it: Small." in told
    assert "since you looked" not in briefed(organizations=wish.format("2026-03-11")).look_into[0]


def test_by_phone_or_video_or_mail_it_is_another_preparation(briefed):
    phone = briefed(COMING.replace("in_person", "phone").replace("Pier 4", ""))
    assert "Be ready at 13:50." in phone.checklist
    assert "at which number?" in phone.lacking[0]
    assert "link" in briefed(COMING.replace("in_person", "video").replace("Pier 4", "")).lacking[0]
    mail = briefed(COMING.replace("in_person", "email").replace("14:00,Pier 4", ","))
    assert mail.lacking == []
    assert not [line for line in mail.checklist if "Be ready" in line]


def test_whoever_named_them_is_told_how_it_went_unless_they_know(briefed):
    told = "referral_id,from_person,to_person,referred_on,reported_back_on\n"
    told += "R1,Ana Silva,Bo Lee,2026-02-20,2026-03-13\nR2,Cy Dent,Bo Lee,2026-02-21,\n"
    assert "Ana Silva and Cy Dent" in briefed(referrals=told).afterwards[1]
    over = briefed(COMING, referrals=told, as_of="2026-03-14")
    assert over.afterwards[1] == "Tell Cy Dent within 7 days how it went."


def test_nobody_is_found_before_they_were_known(briefed):
    with pytest.raises(iv.UnknownContactError, match='Did you mean "Bo Lee"'):
        briefed(person="Bo Leigh")
    with pytest.raises(iv.UnknownContactError):
        briefed(person="Eva Ruiz")


def test_the_coming_talks_are_listed_the_next_one_first(campaign):
    rows = "".join(
        f"I{n},{name},,,,,2026-03-02,,,{on},,,,,{how},,\n"
        for n, (name, on, how) in enumerate(
            [
                ("Late", "2026-03-18", ""),
                ("Last", "2026-03-17", ""),
                ("Next", "2026-03-12", ""),
                ("Off", "2026-03-12", "cancelled"),
                ("Today", "2026-03-10", ""),
                ("Over", "2026-03-10", "held"),
            ]
        )
    )
    read = iv.load_campaign(campaign(interviews=HEADER + rows, referrals=NO_REFERRALS))
    assert iv.next_briefs(read, as_of="2026-03-10") == ["Today", "Next", "Last"]
    assert iv.next_briefs(read, as_of="2026-03-10", days=8)[-1] == "Late"


def test_an_empty_campaign_has_no_coming_talk(tmp_path):
    iv.new_campaign(tmp_path)
    assert iv.next_briefs(iv.load_campaign(tmp_path), as_of="2026-03-10") == []


def test_the_page_is_light_and_takes_nothing_from_anywhere(briefed):
    html = iv.brief_in_html(briefed())
    assert "default-src 'none'; style-src 'unsafe-inline'" in html
    assert not re.search(r"<script|https?://|<link|<img|@import|url\(", html)
    assert len(html) < 12_000


def test_nothing_on_the_page_asks_for_a_job(briefed):
    text = iv.brief_in_markdown(briefed())
    assert "do not offer it" in text
    assert not re.search(r"\b(jobs?|hiring|vacancy|openings?)\b", text, re.IGNORECASE)


HOSTILE = '<script>alert("1")</script> *b* [x](y) $z$ | `c` &amp; <!-- -->'


def test_what_a_record_holds_is_never_read_as_html(briefed):
    row = COMING.replace("Harbour Press", '"<b>O\'Hara</b> & Co"').replace(
        "Bring the book.", '"{}"'.format(HOSTILE.replace('"', '""'))
    )
    page = briefed(row)
    for html in (iv.brief_in_html(page), page._repr_html_()):
        assert "<b>" not in html
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def in_reader(markdown):
    """Return what a reader of Markdown makes of it."""
    mistune = pytest.importorskip("mistune")
    return mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(markdown)


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "# a", "- a", "1. a", "12) b", "> a", "=== b", "a_b_c", "_a_", "\\(x\\)", "![i](j)",
     "~~a~~", "@@0@@", "&#60;b&#62;", "***", "+ a", "{{ x }}", "$$x$$", "\\$", "a\\", "<!--"],
)  # fmt: skip
def test_what_a_record_holds_is_never_read_as_markdown(text):
    safe = in_markdown(text)
    html = in_reader(f"- {safe}")
    found = re.findall(r"<(\w+)", html)
    assert set(found) <= {"ul", "li"}, html
    assert "$" not in safe
    assert "@@" not in safe


def test_names_that_break_other_programs_do_no_harm(campaign, real):
    naughty = json.loads((real / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    texts = [text for text in naughty if text.strip() and text.isprintable() and '"' not in text]
    rows = "".join(f'I{n},P{n},"{text}","{text}","{text}",,2026-03-02,,,2026-03-12,,"{text}",,,,,\n'
                   for n, text in enumerate(texts[:60]))  # fmt: skip
    read = iv.load_campaign(
        campaign(interviews=HEADER + rows, referrals=NO_REFERRALS), faulty_rows="set_aside"
    )
    people = list(read.interviews["person"])
    assert len(people) > 40
    for person in people[::4]:
        page = iv.brief(read, person, as_of="2026-03-10")
        html = iv.brief_in_html(page)
        assert html.count("<li>") == html.count("</li>")
        assert not re.search(r"<(script|img|svg|iframe|a)\b", html)
        shown = in_reader(iv.brief_in_markdown(page))
        assert not re.search(r"<(script|img|svg|iframe|table|del)\b", shown)


def test_everybody_of_the_sample_has_a_page_of_few_words():
    sample = iv.load_campaign("data/sample")
    asked = iv.as_known(sample.interviews, sample.referrals, as_of="2026-04-01").interviews
    for person in [*asked["person"].iloc[::6], *sample.referrals["to_person"].iloc[::9]]:
        text = iv.brief_in_markdown(iv.brief(sample, person, as_of="2026-04-01"))
        assert len(text.split()) < 480
        assert "nan" not in text.casefold().replace("nantes", "").split()
        assert "None" not in text
        assert not re.search(r"\S  |\.\.| [,.]", text), text
