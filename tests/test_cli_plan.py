import re
import shlex
import shutil

import pytest
from click.testing import CliRunner

import infoview_analytics as iv
from infoview_analytics.cli import main
from infoview_analytics.cli._closing import Typed

INTERVIEWS = (
    "interview_id,person,organization,requested_on,responded_on,response,interview_on,"
    "interview_time,place,minutes_agreed,thank_you_on,learned,next_step,asked_for_referral\n"
    "I1,Ana Silva,Northlight,2026-02-02,2026-02-03,accepted,2026-03-05,,,,,much,go on,yes\n"
    "I2,Bo Lee,Quill,2026-03-02,2026-03-04,accepted,2026-03-12,14:00,the library,45,,,,\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,may_use_name\n"
    "R1,Ana Silva,Cy Dent,2026-03-05,yes\n"
)


@pytest.fixture
def infoview(monkeypatch):
    monkeypatch.delenv("UV", raising=False)

    def run(*words: object):
        result = CliRunner().invoke(main, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def folder(campaign):
    return campaign(interviews=INTERVIEWS, referrals=REFERRALS)


def test_the_plan_names_the_talk_what_is_owed_and_whom_to_ask(infoview, folder):
    told = infoview("plan", folder, "--as-of", "2026-03-11").output
    for heading in ("THIS WEEK", "IN THE DIARY", "TO HAVE READY", "OWED", "TO ASK"):
        assert f"\n{heading}\n" in told
    assert "Bo Lee (Quill): Thursday 12 March 2026 at 14:00, the library, 45 minutes." in told


def test_each_thing_to_do_comes_with_its_words_and_how_it_is_ticked_off(infoview, folder):
    told = infoview("plan", folder, "--as-of", "2026-03-11").output
    there = f'--folder "{folder}"'
    assert f'words: infoview message thank_you --as-of 2026-03-11 "Ana Silva" {there}' in told
    assert f'done:  infoview log thanks "Ana Silva" --thank-you-by email {there}' in told
    assert f'words: infoview brief --as-of 2026-03-11 "Bo Lee" {there}' in told
    assert f'done:  infoview log preparation "Bo Lee" {there}' in told


def test_what_is_ticked_off_is_gone_from_the_plan(infoview, folder):
    told = infoview("plan", folder, "--as-of", "2026-03-11").output
    assert "Thank Ana Silva" in told
    logged = infoview("log", "thanks", "Ana Silva", "--on", "2026-03-11", "--folder", folder)
    assert logged.exit_code == 0
    assert "Thank Ana Silva" not in infoview("plan", folder, "--as-of", "2026-03-11").output


def test_what_does_not_fit_is_told_below(infoview, folder):
    told = infoview("plan", folder, "--as-of", "2026-03-11", "--hours", "1.5").output
    assert "NOT WITHIN 1 HOUR 30 MINUTES" in told


def test_no_sentence_is_wider_than_a_page(infoview, folder):
    told = infoview("plan", folder, "--as-of", "2026-03-11").stdout
    prose = [line for line in told.splitlines() if "infoview " not in line]
    assert max(map(len, prose)) <= 80


def test_less_than_no_hours_are_refused(infoview, folder):
    assert infoview("plan", folder, "--hours", "-1").exit_code == 2


def test_rows_with_errors_stop_the_plan_unless_they_are_set_aside(infoview, campaign):
    broken = campaign(interviews=INTERVIEWS + "I3,Cy Dee,,soon,,,,,,,,,,\n", referrals=REFERRALS)
    assert infoview("plan", broken, "--as-of", "2026-03-11").exit_code == 1
    told = infoview("plan", broken, "--as-of", "2026-03-11", "--set-aside")
    assert told.exit_code == 0
    assert "1 row with errors was set aside" in told.stderr


def test_an_empty_campaign_has_a_plan(infoview, tmp_path):
    iv.new_campaign(tmp_path / "mine")
    told = infoview("plan", tmp_path / "mine", "--as-of", "2026-03-11")
    assert told.exit_code == 0
    assert "THIS WEEK" in told.output


def test_a_name_that_looks_like_an_option_is_typed_safely(infoview, campaign):
    odd = INTERVIEWS.replace("Ana Silva", "-Ana")
    told = infoview("plan", campaign(interviews=odd, referrals=REFERRALS), "--as-of", "2026-03-11")
    assert re.search(r'log thanks --thank-you-by email --folder "[^"]*" -- "-Ana"', told.output)


def test_every_command_of_the_sample_s_plan_can_be_typed_as_it_stands(infoview, tmp_path):
    sample = tmp_path / "sample"
    as_of = iv.make_sample(sample)
    read = iv.load_campaign(sample, as_of=as_of)
    actions = iv.next_actions(read, as_of=as_of)
    filled = {"DAY": "2026-04-20", "HH:MM": "10:00", "...": "Something.", "MINUTES": "25"}
    for _, action in actions.drop_duplicates("rule").iterrows():
        folder = tmp_path / action["rule"]
        shutil.copytree(sample, folder)
        typed = Typed(folder, read, f"{as_of:%Y-%m-%d}")
        for _, command in typed.commands([action]):
            words = [filled.get(word, word) for word in shlex.split(command)[1:]]
            result = infoview(*words)
            assert result.exit_code == 0, (command, result.output)


def test_one_of_two_talks_is_told_by_its_id(infoview, campaign):
    twice = INTERVIEWS + "I3,Ana Silva,,2026-03-06,,,2026-03-09,,,,,much,go on,yes\n"
    told = infoview("plan", campaign(interviews=twice), "--as-of", "2026-03-11").output
    assert '"Ana Silva" --thank-you-by email --interview-id "I3"' in told
