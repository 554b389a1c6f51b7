import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

import infoview_analytics as iv
from infoview_analytics.assignment import _press
from infoview_analytics.formats import document as words_of
from infoview_analytics.formats.document import Picture, Prompt, Sheet, Words
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.sharing.pseudonyms import names_in

AS_OF = "2026-04-01"
INTERVIEWS = """\
interview_id,person,organization,industry,source,channel,requested_on,responded_on,response,\
interview_on,outcome,thank_you_on,learned,theme,share
I1,Ana Silva,Quillhaven Books,publishing,website,email,2026-03-02,2026-03-05,accepted,\
2026-03-10,held,2026-03-11,Margins are thin,Money,yes
I2,Bo Lindt,Tallowgate Press,publishing,referral,email,2026-03-12,2026-03-13,accepted,\
2026-03-19,held,,Zebras edit best,Craft,
I3,Cy Doe,Yarrow House,design,website,linkedin,2026-03-30,2026-03-31,accepted,\
2026-04-02,,,,,
"""
REFERRALS = "referral_id,from_person,to_person,referred_on\nR1,Ana Silva,Bo Lindt,2026-03-10\n"
ADVICE = "advice_id,interview_id,advice,action,share\nA1,I2,Read the margins,Read three,yes\n"
GOAL = "[goal]\ninterviews = 1\nper = 'week'\ntotal = 3\n"


@pytest.fixture(scope="module")
def campaign(tmp_path_factory) -> iv.Campaign:
    folder = tmp_path_factory.mktemp("campaign")
    files = {
        "interviews.csv": INTERVIEWS,
        "referrals.csv": REFERRALS,
        "advice.csv": ADVICE,
        "infoview.toml": GOAL,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return iv.load_campaign(folder)


@pytest.fixture(scope="module")
def report(campaign):
    return iv.class_report(campaign, as_of=AS_OF, title="What editors do", required=2)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty") / "new"
    iv.new_campaign(folder)
    return iv.class_report(iv.load_campaign(folder), as_of=AS_OF, title="Nothing yet")


@pytest.fixture
def _quickly(monkeypatch):
    monkeypatch.setattr(_press, "render", lambda *_, **__: b"")


def blocks(report, kind):
    every = [block for chapter in report.document.chapters for block in chapter.blocks]
    return [block for block in every if isinstance(block, kind)]


def text_of(report) -> str:
    return " ".join(
        [text for words in blocks(report, Words) for text in words.paragraphs]
        + [text for sheet in blocks(report, Sheet) for row in sheet.rows for text in row]
        + [f"{picture.caption} {picture.alt}" for picture in blocks(report, Picture)]
    )


def sheet(report, name):
    (found,) = [sheet for sheet in blocks(report, Sheet) if sheet.name == name]
    return found


def test_figures_and_tables_are_numbered_through_and_told_in_words(report):
    for kind in (Picture, Sheet):
        found = blocks(report, kind)
        assert [block.number for block in found] == list(range(1, len(found) + 1))
        assert all(block.caption.endswith((".", "?", "names")) for block in found)
    assert all(len(picture.alt) > 20 for picture in blocks(report, Picture))
    assert {round(picture.size[0]) for picture in blocks(report, Picture)} == {160}


def test_each_figure_has_its_table_behind_it(report):
    behind = [s.caption for s in blocks(report, Sheet) if s.caption.startswith("The numbers of")]
    numbers = [picture.number for picture in blocks(report, Picture)]
    assert [int(re.search(r"figure (\d+)", caption)[1]) for caption in behind] == numbers


def test_the_number_that_was_asked_for_is_held_against_what_was_done(campaign, report):
    first = report.document.chapters[0].blocks[0].paragraphs[0]
    assert first.startswith(
        "The assignment asks for 2 interviews in all, and that was met: 2 interviews"
    )
    assert report.summary["interviews_required"] == 2
    assert campaign.goal.total == 3


def test_the_summary_has_numbers_alone(report):
    told = report.summary | report.summary["goal"]
    assert {k: v for k, v in told.items() if isinstance(v, str)} == {"as_of": AS_OF, "per": "week"}
    counts = ("interviews_held", "requests", "answered", "thank_yous", "thank_yous_due")
    assert [told[name] for name in counts] == [2, 3, 3, 1, 2]
    assert [told[name] for name in ("referrals", "people", "organizations")] == [1, 3, 3]


def test_only_notes_that_were_set_free_are_shown(report):
    notes = sheet(report, "learned")
    assert [row[2] for row in notes.rows] == ["Margins are thin"]
    assert sheet(report, "advice").rows[0][1:] == ("Read the margins", "Read three")
    assert "Zebras" not in text_of(report)
    assert "Ana" not in text_of(report)


def test_notes_that_were_not_set_free_are_counted_all_the_same(report):
    assert "Something new was noted after 2 of them." in text_of(report)
    kept = {row[0]: row[1] for row in sheet(report, "care").rows}
    assert kept["noted something new"].startswith("2 of 2")


@pytest.mark.usefixtures("_quickly")
def test_a_theme_of_your_own_groups_the_notes_where_names_are_shown_too(campaign):
    report = iv.class_report(campaign, as_of=AS_OF, title="T", names="shown", keep=["theme"])
    assert sheet(report, "learned").rows == (("Money", "Ana Silva", "Margins are thin", ""),)
    assert "Zebras" not in text_of(report)
    assert "do not pass it on" in report.document.notice


@pytest.mark.usefixtures("_quickly")
def test_days_told_as_mondays_bring_no_talk_forward_and_round_no_answer(campaign, report):
    rounded = iv.class_report(campaign, as_of=AS_OF, title="T", dates="weeks")
    assert rounded.summary["interviews_held"] == 2
    assert "No interview" not in text_of(rounded)
    for name in ("response_curve", "funnel", "care"):
        assert sheet(rounded, name).rows == sheet(report, name).rows
    assert "Monday of their week" in text_of(rounded)


def test_an_empty_campaign_has_a_report_without_figures(empty):
    assert not blocks(empty, Picture)
    assert all(chapter.blocks for chapter in empty.document.chapters)
    assert "Nobody has been asked yet" in text_of(empty)
    assert not re.search(r"\b(nan|none|nat)\b", text_of(empty), re.IGNORECASE)
    assert empty.summary["interviews_required"] is None


def test_questions_are_left_to_the_student(empty):
    assert len(blocks(empty, Prompt)) in range(6, 9)
    assert all(prompt.question.endswith(("?", ".")) for prompt in blocks(empty, Prompt))


@pytest.mark.usefixtures("_quickly")
def test_words_of_the_title_may_stand_there_though_a_contact_is_called_so(campaign, tmp_path):
    copy = iv.Campaign(tmp_path, campaign.interviews.head(1), campaign.referrals.head(0))
    titled = iv.class_report(copy, as_of="2026-03-01", title="What Ana Silva taught")
    assert iv.write_class_report(titled, tmp_path / "out", formats=["html"])
    plain = iv.class_report(copy, as_of="2026-03-01", title="T")
    assert b"silva" in plain.handed.secrets.words
    assert b"silva" not in titled.handed.secrets.words


@pytest.mark.parametrize("wrong", [{"title": "  "}, {"title": "T", "required": 0}])
def test_a_report_without_title_or_that_asks_for_nothing_is_refused(campaign, wrong):
    with pytest.raises(iv.OptionError):
        iv.class_report(campaign, as_of=AS_OF, **wrong)


DAYS = re.compile(
    r"(?:\b\d{1,2} )?\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}"
)
NUMBER = re.compile(r"\d[\d,.]*")


def numbers_in(report) -> list[str]:
    told = [c for c in report.document.chapters if "theme" not in c.title]  # rare ones are merged
    text = words_of.text_of(replace(report.document, chapters=tuple(told)))
    people = names_in(report.handed.campaign, *PERSON_COLUMNS, "organization")
    for name in sorted((name.split(", ")[0] for name in people), key=len, reverse=True):
        text = text.replace(name, "")
    return [number.rstrip(",.") for number in NUMBER.findall(DAYS.sub("", text))]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """Return the sample with a goal by the month, and its report as the records have it."""
    folder = Path(__file__).resolve().parents[2] / "data" / "sample"
    weekly = iv.load_campaign(folder, as_of="2025-12-03")
    goal = replace(weekly.goal, per="month")
    campaign = replace(weekly, goal=goal, folder=tmp_path_factory.mktemp("sample"))
    return campaign, of_december(campaign, names="shown")


def of_december(campaign, **options):
    """Return a report whose figures are told and not drawn, which takes most of the time."""

    def sketch(*_tables, **_options):
        figure = Figure()
        figure.add_subplot().plot([1])
        return figure

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_press, "draw", sketch)
        patch.setattr(_press, "render", lambda *_, **__: b"")
        return iv.class_report(campaign, as_of="2025-12-03", title="T", **options)


@pytest.mark.parametrize("dates", ["kept", "weeks", "shifted"])
def test_whatever_becomes_of_names_and_days_the_numbers_are_those_of_the_records(sample, dates):
    campaign, exact = sample
    told = of_december(campaign, dates=dates)
    assert len(numbers_in(exact)) > 500
    assert numbers_in(told) == numbers_in(exact)
    assert told.summary | {"as_of": ""} == exact.summary | {"as_of": ""}
    last = pd.Timestamp(told.summary["as_of"])
    assert f"to {last.month_name()} {last.year}" in text_of(told)  # months move with their days


@pytest.mark.usefixtures("_quickly")
def test_what_was_done_later_is_not_known_yet(campaign):
    later = campaign.advice.assign(done_on=pd.Timestamp("2026-05-01"))
    report = iv.class_report(replace(campaign, advice=later), as_of=AS_OF, title="T")
    assert sheet(report, "advice").rows[0][1:] == ("Read the margins", "")


def test_words_that_are_drawn_are_among_all_words(report):
    drawn = blocks(report, Picture)[0].drawn
    assert "Goal kept in 2 of 4 weeks" in drawn
    assert set(drawn) <= set(words_of.text_of(report.document).split("\n"))


def test_the_records_stay_as_they_are(campaign, report):
    assert report.handed.campaign is not campaign
    pd.testing.assert_frame_equal(campaign.interviews, iv.load_campaign(campaign.folder).interviews)


@pytest.mark.usefixtures("_quickly")
def test_what_the_course_requires_is_the_goal_of_every_sentence(campaign):
    report = iv.class_report(campaign, as_of=AS_OF, title="T", required=50, names="shown")
    assert "asks for 50 interviews in all" in text_of(report)
    assert "so 48 are still to come" in text_of(report)
    assert report.summary["interviews_required"] == 50
