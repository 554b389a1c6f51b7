import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main

INTERVIEWS = (
    "interview_id,person,requested_on,interview_on,learned\n"
    "I1,Ana Silva,2026-03-02,2026-03-05,Read aloud.\n"
)


@pytest.fixture
def run(campaign):
    def message(*words, text=None):
        folder = campaign(interviews=INTERVIEWS, infoview='[you]\nfull_name = "Noa Bell"\n')
        options = ["--folder", str(folder), "--as-of", "2026-03-10"]
        return CliRunner().invoke(main, ["message", *words, *options], input=text)

    return message


def test_alone_it_lists_the_kinds(run):
    shown = run().stdout
    assert all(f"  {kind} " in shown for kind in iv.MESSAGES)


def test_it_prints_the_draft_and_tells_beside_it_what_to_look_at(run):
    done = run("thank_you", "ana silva")
    assert done.exit_code == 0
    assert done.stdout.startswith("Subject: Thank you for our talk\n\nDear Ana,")
    assert done.stderr == ""
    lacking = run("request", "Ana Silva")
    assert lacking.exit_code == 0
    assert "M108" in lacking.stderr
    assert "M108" not in lacking.stdout


def test_it_checks_a_text_of_your_own(run):
    found = run("thank_you", "Ana Silva", "--check", "-", text="Subject: Hi\n\nAre you hiring?")
    assert found.exit_code == 1
    assert "3:1 M101" in found.stderr
    fine = run("thank_you", "Ana Silva", "--check", "-", text="Subject: Hi\r\n\r\nThank you!")
    assert (fine.exit_code, fine.stdout) == (0, "Nothing to change.\n")


def test_it_speaks_french(run):
    assert "Bonjour Ana" in run("ask_for_name", "Ana Silva", "--language", "fr").stdout


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("thankyou", "Ana Silva"), 1, "There is no message"),
        (("thank_you", "Anna Silva"), 1, "Did you mean"),
        (("nudge", "Ana Silva"), 1, "waits for an answer"),
        (("thank_you", "Ana Silva", "--language", "xx"), 1, 'Write "en" or "fr"'),
        (("thank_you",), 2, "Say whom it is for"),
    ],
)
def test_what_is_amiss_is_told_in_one_line(run, words, code, told):
    done = run(*words)
    assert done.exit_code == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_text_is_told(run, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_bytes(b"Hello \xff")
    done = run("thank_you", "Ana Silva", "--check", str(draft))
    assert done.exit_code == 1
    assert "no text in UTF-8 (byte 6)" in done.stderr
