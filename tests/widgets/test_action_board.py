import dataclasses

import pandas as pd
import pytest
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.widgets.action_board import ActionBoardState

AS_OF = "2026-03-11"
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
def campaign(tmp_path):
    def read(interviews=INTERVIEWS, referrals=REFERRALS):
        (tmp_path / "interviews.csv").write_text(interviews, encoding="utf-8")
        (tmp_path / "referrals.csv").write_text(referrals, encoding="utf-8")
        return iv.load_campaign(tmp_path)

    return read


@pytest.fixture
def state(campaign):
    return ActionBoardState(campaign(), as_of=AS_OF)


def place_of(state, rule):
    return state.actions["rule"].tolist().index(rule)


def test_the_actions_are_what_the_rules_say_and_the_first_is_chosen(state, campaign):
    pd.testing.assert_frame_equal(state.actions, iv.next_actions(campaign(), as_of=AS_OF))
    assert state.chosen == 0


def test_why_the_record_and_how_to_write_it_down_are_told(state):
    state.chosen = place_of(state, "thank")
    told = " ".join(state.words)
    assert "It comes from interviews.csv, I1." in told
    assert 'choose "You thanked somebody for a conversation" under "Write down".' in told


def test_a_message_is_drafted_and_a_brief_is_shown_instead_before_a_talk(state):
    state.chosen = place_of(state, "thank")
    assert state.kinds[0] == state.kind == "thank_you"
    assert "Dear Ana" in state.draft
    assert state.page == ""
    state.chosen = place_of(state, "prepare")
    assert (state.kind, state.draft) == ("brief", "")
    assert "Bo Lee" in state.page


def test_what_is_found_in_a_draft_changes_with_it(state):
    state.chosen = place_of(state, "thank")
    before = {finding.code for finding in state.findings}
    state.draft += "\nDo you have a job opening for me?"
    assert {finding.code for finding in state.findings} - before == {"M101"}


def test_a_draft_that_was_changed_is_kept_while_another_is_looked_at(state):
    state.chosen = place_of(state, "thank")
    state.draft += "\nP.S. Hello."
    state.chosen = place_of(state, "contact")
    assert "P.S. Hello." not in state.draft
    state.chosen = place_of(state, "thank")
    assert state.draft.endswith("P.S. Hello.")


def test_another_form_of_the_words_can_be_chosen(state):
    state.chosen = place_of(state, "thank")
    state.kind = "thank_you_letter"
    assert "Subject:" not in state.draft
    with pytest.raises(TraitError, match="does not go with this action"):
        state.kind = "request"


def test_an_action_that_is_none_is_refused_and_the_old_one_stays(state):
    with pytest.raises(TraitError, match="There is no action 99"):
        state.chosen = 99
    assert state.chosen == 0


def test_other_records_keep_the_action_while_it_is_there(state, campaign):
    state.chosen = place_of(state, "contact")
    state.campaign = campaign(INTERVIEWS.replace("the library", "the cafe"))
    assert state.action["rule"] == "contact"
    state.campaign = campaign(INTERVIEWS + "I3,Cy Dent,,2026-03-11,,,,,,,,,,\n")
    assert state.chosen == 0


def test_a_template_that_cannot_be_read_is_told_in_the_place_of_the_draft(campaign, tmp_path):
    own = tmp_path / "templates" / "en" / "thank_you.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Dear {{ nobody_knows }}", encoding="utf-8")
    state = ActionBoardState(campaign(), as_of=AS_OF)
    state.chosen = place_of(state, "thank")
    assert state.draft == ""
    assert "thank_you.txt.j2" in state.findings_in_words
    state.chosen = place_of(state, "contact")
    assert state.refusal == ""


def test_a_language_that_is_not_there_is_told_and_typing_does_no_harm(campaign):
    mute = dataclasses.replace(campaign(), profile=dataclasses.replace(campaign().profile))
    object.__setattr__(mute.profile, "language", "xx")
    state = ActionBoardState(mute, as_of=AS_OF)
    state.chosen = place_of(state, "thank")
    state.draft = "Dear Ana"
    assert "xx" in state.findings_in_words


def test_the_board_shows_the_draft_or_the_brief(campaign):
    board = iv.ActionBoard(campaign(), as_of=AS_OF)
    board.actions.index = place_of(board.state, "thank")
    assert "Dear Ana" in board.draft.value
    assert board.kind.layout.display == ""
    board.draft.value = "Are you hiring?"
    assert "asks for a job" in board.remarks.words
    board.actions.index = place_of(board.state, "prepare")
    assert board.draft.layout.display == "none"
    assert "Bo Lee" in board.page.value


def test_every_control_has_a_name(campaign):
    board = iv.ActionBoard(campaign(), as_of=AS_OF)
    names = [control.description for control in (board.actions, board.kind, board.draft)]
    assert names == ["To do", "The words", "Draft"]


def test_nothing_to_do_is_said(campaign):
    heads = (text.splitlines()[0] + "\n" for text in (INTERVIEWS, REFERRALS))
    board = iv.ActionBoard(campaign(*heads), as_of=AS_OF)
    assert board.state.chosen is None
    assert "Nothing is due in the next days." in board.why.value
    assert board.draft.layout.display == "none"


def test_text_from_the_records_cannot_become_markup(campaign):
    shout = "<script>alert(1)</script>"
    records = [
        text.replace("Ana Silva", shout).replace("Bo Lee", shout + "2")
        for text in (INTERVIEWS, REFERRALS)
    ]
    board = iv.ActionBoard(campaign(*records), as_of=AS_OF)
    for place in range(len(board.state.actions)):
        board.state.chosen = place
        assert "<script" not in board.why.value + board.page.value
