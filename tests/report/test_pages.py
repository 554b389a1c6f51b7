import dataclasses
import re
from html.parser import HTMLParser
from itertools import chain
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.charts.rendering import draw
from infoview_analytics.report.sections import chapters

WITHOUT_A_CHART = {"week_plan", "diary", "week_contacts", "outcome_credit"}
HOSTILE = '<script>alert("x")</script> & $\\frac{1}{0}$ =1+1'


class Page(HTMLParser):
    """Collects what a page loads, shows and is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.loaded, self.alts, self.text, self.cells = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append(tag)
        self.loaded += [attrs[key] for key in ("src", "href") if key in attrs]
        if tag == "img":
            self.alts.append(attrs.get("alt", ""))

    def handle_data(self, data):
        self.text.append(data)


@pytest.fixture(scope="module")
def written(sample_folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    campaign = iv.load_campaign(sample_folder, as_of="2026-04-01")
    return iv.write_report(campaign, out, as_of="2026-04-01")


def test_the_page_loads_nothing_from_outside(written):
    page = Page(written.read_text(encoding="utf-8"))
    assert all(link.startswith(("data:image/svg+xml;base64,", "#")) for link in page.loaded)
    assert not {"script", "iframe", "link", "object"} & set(page.tags)


def test_every_picture_says_in_words_what_it_shows(written):
    page = Page(written.read_text(encoding="utf-8"))
    assert len(page.alts) == len(list((written.parent / "charts").glob("*.svg")))
    assert all(len(alt) > 40 for alt in page.alts)
    assert len(set(page.alts)) == len(page.alts)


def test_each_chart_is_there_in_each_format_and_with_its_table(written):
    stems = {path.stem for path in (written.parent / "tables").glob("*.csv")}
    for kind in ("svg", "png", "pdf"):
        paths = list((written.parent / "charts").glob(f"*.{kind}"))
        assert {path.stem for path in paths} == stems - WITHOUT_A_CHART
        assert all(path.stat().st_size > 1000 for path in paths)


def test_every_drawing_is_sound_xml(written):
    for path in (written.parent / "charts").glob("*.svg"):
        assert ET.fromstring(path.read_bytes()).tag.endswith("svg")  # noqa: S314 -- our own


def test_the_tables_hold_what_the_measures_say(written, sample):
    saved = pd.read_csv(written.parent / "tables" / "weekly_goal.csv")
    weekly = iv.weekly_goal(sample.interviews, goal=sample.goal, as_of="2026-04-01")
    assert saved["held"].tolist() == weekly["held"].tolist()
    assert saved["week"].iloc[0] == f"{weekly.index[0]:%Y-%m-%d}"


def test_the_same_day_gives_the_same_page_and_no_chart_of_an_earlier_one_stays_beside_it(
    written, sample, tmp_path
):
    iv.write_report(sample, tmp_path, as_of="2026-03-01", formats=("png",))
    assert {path.suffix for path in (tmp_path / "charts").iterdir()} == {".png"}
    again = iv.write_report(sample, tmp_path, as_of="2026-04-01", formats=("svg",))
    assert {path.suffix for path in (tmp_path / "charts").iterdir()} == {".svg"}
    assert again.read_bytes() == written.read_bytes()


def test_what_came_from_a_record_is_never_taken_for_html_or_a_formula(tmp_path):
    folder = tmp_path / "campaign"
    iv.new_campaign(folder)
    name = HOSTILE.replace('"', '""')
    with (folder / "interviews.csv").open("a", encoding="utf-8") as table:
        table.write(f'i1,"{name}","{name}",,,,cold,email,2026-03-02{"," * 16}\n')
        table.write(f'i2,"=2+3","{name}",,,,cold,email,2026-03-02{"," * 16}\n')
    page = iv.write_report(
        iv.load_campaign(folder), tmp_path / "out", as_of="2026-04-01", formats=("svg",)
    )
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert HOSTILE in "".join(Page(text).text)
    people = pd.read_csv(page.parent / "tables" / "referral_network.csv")
    assert "'=2+3" in people["person"].tolist()


def test_what_was_set_aside_is_told_with_the_reason(tmp_path):
    folder = tmp_path / "campaign"
    iv.make_sample(folder)
    with (folder / "interviews.csv").open("a", encoding="utf-8") as table:
        table.write(f"x1,Nobody Yet,,,,,pigeon,email,2026-03-02{',' * 16}\n")
    campaign = iv.load_campaign(folder, faulty_rows="set_aside")
    page = iv.write_report(campaign, tmp_path / "out", as_of="2026-04-01", formats=())
    text = "".join(Page(page.read_text(encoding="utf-8")).text)
    assert "1 row with errors was set aside" in text
    assert re.search(r"interviews\.csv:\d+:7 E204 source .?pigeon", text)


def test_every_chart_has_what_was_set_aside_at_its_foot(sample):
    broken = dataclasses.replace(sample, set_aside=2)
    sections = chain(*chapters(broken, as_of="2026-04-01").values())
    for section in (section for section in sections if section.plot is not None):
        figure = draw(section.plot, *section.drawn, note=broken.footnote)
        assert "2 rows with errors were set aside" in figure.texts[-1].get_text()


def test_an_empty_campaign_has_a_page_too(tmp_path):
    iv.new_campaign(tmp_path / "campaign")
    campaign = iv.load_campaign(tmp_path / "campaign")
    page = iv.write_report(campaign, tmp_path / "out", as_of="2026-04-01")
    assert "Nobody has been asked or named yet" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("days", "as_of"), [(["2026-03-04"], "2026-03-07"), (["2026-03-04"] * 3, "2026-03-10")]
)
def test_the_first_week_and_a_goal_that_is_kept_have_their_page(requests, tmp_path, days, as_of):
    asked = requests(
        *({"requested_on": "2026-03-02", "interview_on": day, "source": "cold"} for day in days)
    ).assign(channel="email")
    named = pd.DataFrame(columns=["from_person", "to_person", "referred_on"])
    campaign = iv.Campaign(folder=tmp_path, interviews=asked, referrals=named)
    page = iv.write_report(campaign, tmp_path / "out", as_of=as_of, formats=())
    assert f"{len(days)} request" in page.read_text(encoding="utf-8")


def test_a_page_of_an_earlier_day_counts_what_was_known_then(sample, tmp_path):
    page = iv.write_report(sample, tmp_path, as_of="2020-01-01", formats=())
    assert "0 requests and 0 referrals" in page.read_text(encoding="utf-8")
