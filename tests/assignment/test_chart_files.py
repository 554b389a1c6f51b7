from dataclasses import replace

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.assignment import chart_files
from infoview_analytics.cli import main
from infoview_analytics.report._care import care_sections
from infoview_analytics.report._network import network
from infoview_analytics.report._week import week

AS_OF = "2026-04-01"
INTERVIEWS = (
    "interview_id,person,organization,role,industry,source,requested_on,replied_on,interview_on,"
    "notes\n"
    "i1,Quirinus Zephyrine,Northlight,editor,books,alumni,2026-03-04,2026-03-05,2026-03-12,"
    "Xylophonist\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,interview_id\n"
    "r1,Quirinus Zephyrine,Wolfgangus <b>$x$,2026-03-12,i1\n"
)
SECRETS = (b"Quirinus", b"Zephyrine", b"Wolfgangus", b"Northlight", b"Xylophonist")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("charts") / "mine"
    iv.new_campaign(place)
    (place / "interviews.csv").write_text(INTERVIEWS, encoding="utf-8")
    (place / "referrals.csv").write_text(REFERRALS, encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def _two_chapters(monkeypatch):
    def told(campaign, *, as_of, told_as_of=None):
        return {
            "week": week(campaign, as_of, told_as_of=told_as_of),
            "network": network(campaign, as_of, told_as_of=told_as_of),
            "care": care_sections(campaign, as_of),
        }

    monkeypatch.setattr(chart_files, "chapters", told)


@pytest.fixture
def write(folder, tmp_path):
    def call(out="out", **options):
        campaign = iv.load_campaign(folder)
        options = {"as_of": AS_OF, "formats": ["svg"], **options}
        return iv.write_charts(campaign, tmp_path / out, **options)

    return call


def test_charts_that_show_something_are_written_without_names(write):
    paths = write(formats=["svg", "png"], dpi=60)
    names = {path.name for path in paths}
    assert {"weekly_goal.svg", "weekly_goal.png", "referral_network.svg", "captions.txt"} <= names
    assert "diversity.svg" not in names  # one person is too few to draw
    for path in paths:
        content = path.read_bytes()
        assert not [word for word in SECRETS if word in content], path.name
    svg = next(path for path in paths if path.name == "weekly_goal.svg").read_text("utf-8")
    assert "<title>Is the week's goal kept?</title>" in svg
    assert "<desc>Goal kept in 1 of 4 weeks." in svg
    assert "weekly_goal (160 x 74 mm)\nGoal kept in 1 of 4 weeks." in paths[-1].read_text("utf-8")


def test_nothing_is_overwritten_unasked_and_the_same_charts_are_the_same(write):
    first = {path: path.read_bytes() for path in write()}
    assert {path: path.read_bytes() for path in write(force=True)} == first
    with pytest.raises(iv.OccupiedError):
        write()


def test_charts_count_what_the_files_do_not_tell(write, monkeypatch, folder):
    campaign = iv.load_campaign(folder)
    learned = campaign.interviews.assign(learned="Xylophonist")
    noted = replace(campaign, interviews=learned)
    monkeypatch.setattr(iv, "load_campaign", lambda _folder: noted)
    captions = write(dates="shifted", language="en")[-1].read_text("utf-8")
    assert "noted something new, 1 of 1" in captions
    assert "2026" not in captions


def test_a_name_that_is_drawn_is_found(write, monkeypatch):
    drawn = iter(["Quirinus Zephyrine"])
    monkeypatch.setattr(chart_files, "letters_on", lambda _: [next(drawn, "")])
    with pytest.raises(iv.LeakError, match="as drawn"):
        write(formats=["png"], dpi=50)


def test_where_names_are_shown_no_metadata_tell_them(write):
    paths = write(names="shown")
    assert "Quirinus" in paths[-1].read_text("utf-8")
    for path in paths[:-1]:
        head, end, _ = path.read_bytes().partition(b"</metadata>")
        assert end
        assert not [word for word in SECRETS if word in head], path.name
        assert b"<desc>" not in head


def test_french_charts_are_named_and_told_in_french(write):
    paths = write(language="fr", width=120)
    svg = next(path for path in paths if path.name == "weekly_goal.svg").read_text("utf-8")
    assert "<title>Objectif de la semaine</title>" in svg
    assert "<desc>Objectif tenu" in svg
    assert "Goal" not in paths[-1].read_text("utf-8")


def test_a_campaign_without_a_row_writes_nothing(tmp_path):
    iv.new_campaign(tmp_path / "empty")
    campaign = iv.load_campaign(tmp_path / "empty")
    assert iv.write_charts(campaign, tmp_path / "out", as_of=AS_OF) == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "options",
    [
        {"formats": ["jpg"]},
        {"formats": []},
        {"width": 59},
        {"dpi": 9},
        {"language": "de"},
        {"names": "none"},
    ],
    ids=str,
)
def test_options_that_make_no_sense_are_refused_before_anything_is_drawn(write, options, tmp_path):
    with pytest.raises(iv.OptionError):
        write(**options)
    assert not (tmp_path / "out").exists()


def test_every_title_of_a_section_has_a_french_one(folder):
    campaign = iv.load_campaign(folder)
    told = chart_files.chapters(campaign, as_of=AS_OF).values()
    with iv.in_language("fr"):
        for section in (section for chapter in told for section in chapter):
            name = section.name.replace("_", " ").capitalize()
            assert chart_files.tr(name) != name


@pytest.fixture
def run(folder, tmp_path):
    def call(*words):
        call = ["charts", str(folder), "--out", str(tmp_path / "out"), "--as-of", AS_OF, *words]
        return CliRunner().invoke(main, call)

    return call


def test_the_command_writes_charts_and_says_so(run, tmp_path):
    result = run("--format", "SVG", "--width", "8cm", "--dpi", "100")
    assert result.exit_code == 0, result.output
    assert f"wrote {tmp_path / 'out' / 'weekly_goal.svg'}" in result.stdout
    svg = (tmp_path / "out" / "weekly_goal.svg").read_text("utf-8")
    assert f'width="{80 / 25.4 * 72:.4f}'[:13] in svg


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--width", "wide"], "Write it as 160mm or 16cm"),
        (["--width", "-160"], "Write it as 160mm or 16cm"),
        (["--width", "5cm"], "60 mm to 400 mm"),
        (["--format", "png,gif"], "'gif'"),
        (["--format", ","], "none was named"),
        (["--dpi", "7"], "50 to 1200"),
    ],
    ids=str,
)
def test_the_command_tells_what_it_cannot_do(run, words, told):
    result = run(*words)
    assert result.exit_code in {1, 2}
    assert told in result.stderr
    assert "Traceback" not in result.output
