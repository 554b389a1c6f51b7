import pytest
from click.testing import CliRunner

from infoview_analytics.cli import main

INTERVIEWS = (
    "interview_id,person,requested_on,interview_on,interview_time\n"
    "I1,Bo Lee,2026-03-02,2026-03-12,14:00\nI2,Cy Dent,2026-03-02,2026-03-13,\n"
)
NO_REFERRALS = "referral_id,from_person,to_person,referred_on\n"


@pytest.fixture
def run(campaign, tmp_path, monkeypatch):
    folder = campaign(interviews=INTERVIEWS, referrals=NO_REFERRALS)
    monkeypatch.chdir(tmp_path)

    def typed(*words, as_of="2026-03-10"):
        return CliRunner().invoke(
            main, ["brief", *words, "--folder", folder.name, "--as-of", as_of]
        )

    return typed


def test_a_person_s_brief_is_printed(run):
    shown = run("bo lee")
    assert shown.exit_code == 0
    assert shown.output.startswith("# Bo Lee\n")
    assert "at 14:00" in shown.output


def test_without_a_person_the_coming_talks_are_listed_with_what_to_type(run):
    shown = run()
    assert shown.exit_code == 0
    assert "Bo Lee: You talk on Thursday, 12 March 2026, at 14:00." in shown.output
    assert 'infoview brief "Cy Dent" --folder "campaign"' in shown.output


def test_where_nobody_comes_it_says_so(run):
    assert "No talk is agreed today" in run("--days", "0").output
    assert "in the coming 7 days" in run(as_of="2026-03-20").output


def test_all_coming_talks_are_written_into_a_folder(run, tmp_path):
    shown = run("--out", "briefs")
    assert shown.exit_code == 0
    assert len(list((tmp_path / "briefs").glob("*.html"))) == 2
    assert shown.output.count("wrote") == 4


def test_two_talks_do_not_go_into_one_file(run, tmp_path):
    shown = run("--out", "all.html")
    assert shown.exit_code == 2
    assert "2 talks do not go into one file" in shown.output
    assert not (tmp_path / "all.html").exists()


def test_a_file_that_is_not_ours_is_left_unless_forced(run, tmp_path):
    path = tmp_path / "bo.md"
    path.write_text("Mine.", encoding="utf-8")
    shown = run("Bo Lee", "--out", "bo.md")
    assert shown.exit_code == 1
    assert "was left as it is" in shown.output
    assert path.read_text("utf-8") == "Mine."
    assert run("Bo Lee", "--out", "bo.md", "--force").exit_code == 0


def test_a_name_that_nobody_has_is_told_with_the_nearest(run):
    shown = run("Bo Leigh")
    assert shown.exit_code == 1
    assert 'Did you mean "Bo Lee"' in shown.output


def test_questions_of_your_own_that_are_at_fault_are_told_with_their_line(run, tmp_path):
    place = tmp_path / "campaign" / "templates" / "en"
    place.mkdir(parents=True)
    (place / "questions.toml").write_text("\n[[question]]\nid = 3\n", encoding="utf-8")
    shown = run("Bo Lee")
    assert shown.exit_code == 1
    assert "questions.toml:2: this question has no id" in shown.output
