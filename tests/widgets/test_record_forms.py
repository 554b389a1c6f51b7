import ipywidgets as ipw
import pytest
from traitlets import TraitError

import infoview_analytics as iv
from infoview_analytics.logbook.entries import ENTRIES
from infoview_analytics.widgets._forms_state import RecordFormsState

AS_OF = "2026-04-01"

pytestmark = pytest.mark.filterwarnings(  # of ipywidgets 8.1.0, about itself
    "ignore:Deprecated in traitlets 4.1:DeprecationWarning"
)


@pytest.fixture
def state(written):
    return RecordFormsState(written(), as_of=AS_OF)


@pytest.fixture
def forms(written):
    return iv.RecordForms(written(), as_of=AS_OF)


def lines(state, table="interviews"):
    return (state.campaign.folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()


def test_what_is_written_down_is_in_the_file_and_in_the_campaign(state):
    state.values = {"person": "Cy Dee", "requested_on": "2026-03-30", "channel": "email"}
    assert state.save()
    assert lines(state)[-1].startswith("I3,Cy Dee,2026-03-30")
    assert state.campaign.interviews["person"].tolist() == ["Ana Silva", "Bo Lee", "Cy Dee"]
    assert "you asked Cy Dee on 30 March 2026. The row is in interviews.csv." in state.said


def test_the_day_of_the_campaign_is_offered_and_the_form_is_empty_again_after_a_save(state):
    assert state.values["requested_on"] == "2026-04-01"
    state.values = state.values | {"person": "Cy Dee"}
    state.save()
    assert {name: text for name, text in state.values.items() if text} == {
        "requested_on": "2026-04-01"
    }


def test_all_faults_are_told_at_their_fields_and_what_was_written_stays(state):
    before = lines(state)
    state.values = {"requested_on": "2026-02-30", "channel": "pigeon"}
    assert not state.save()
    assert set(state.faults) == {"person", "requested_on", "channel"}
    assert state.values["channel"] == "pigeon"
    assert "(Person, Requested on, Channel)" in state.said
    assert lines(state) == before


def test_a_fault_is_forgiven_once_its_field_is_changed(state):
    state.values = {"requested_on": "2026-02-30"}
    state.save()
    state.values = state.values | {"requested_on": "2026-02-28"}
    assert set(state.faults) == {"person"}


def test_a_name_much_like_a_known_one_is_asked_about(state):
    state.values = {"person": "Ana Silv"}
    assert not state.save()
    assert state.asks("E501")
    assert '"Ana Silva"' in state.faults["person"]
    state.new_person = True
    assert state.save()
    assert not state.new_person


def test_a_filled_cell_is_replaced_only_on_purpose(state):
    state.entry = "interview"
    state.values = {"person": "Bo Lee", "interview_on": "2026-03-21"}
    assert not state.save()
    assert state.asks("E504")
    state.replace = True
    assert state.save()
    assert lines(state)[2] == "I2,Bo Lee,2026-03-09,accepted,2026-03-21"


def test_what_is_allowed_for_one_person_is_not_for_the_next(state):
    state.values = {"person": "Ana Silv"}
    state.new_person = state.replace = True
    state.values = state.values | {"channel": "email"}
    assert state.new_person
    assert state.replace
    state.values = state.values | {"person": "Ana Sliva"}
    assert not state.new_person
    assert not state.replace
    assert not state.save()


def test_what_is_allowed_for_one_row_is_not_for_the_next(state):
    state.entry = "response"
    state.values = {"person": "Ana Silva"}
    state.replace = True
    state.values = state.values | {"interview_id": "I1"}
    assert not state.replace


def test_the_day_is_left_open_where_a_row_may_have_one(forms):
    forms.state.entry = "interview"
    assert forms.state.values["interview_on"] == ""
    shown = [child.value for child in forms.fields["interview_on"].children[1:-1]]
    assert shown == ["if empty: the day that stands there, or 1 April 2026"]
    forms.state.values = {"person": "Bo Lee", "format": "video"}
    forms.save.click()
    assert "you talked with Bo Lee on 20 March 2026" in forms.state.said


def test_what_was_replaced_is_told_and_notes_are_kept(written):
    asked = "interview_id,person,requested_on,interview_on,notes\n"
    state = RecordFormsState(
        written(f"{asked}I1,Ana,2026-03-02,2026-04-20,On leave\n"), as_of=AS_OF
    )
    state.entry = "interview"
    state.values = {"person": "Ana", "interview_on": "2026-03-31", "notes": "Frank"}
    state.replace = True
    assert state.save()
    assert "Replaced: interview on (was 20 April 2026)." in state.said
    assert lines(state)[1:] == ['I1,Ana,2026-03-02,2026-03-31,"On leave', 'Frank"']


def test_a_choice_takes_the_campaign_s_own_words(written, tmp_path):
    (tmp_path / "infoview.toml").write_text('[words]\nsources = ["coffee_club"]\n')
    state = RecordFormsState(written(), as_of=AS_OF)
    assert state.columns["source"].choices[-1] == "coffee_club"


def test_undo_takes_the_save_back(state):
    before = lines(state)
    state.values = {"person": "Cy Dee"}
    state.save()
    assert state.undo()
    assert lines(state) == before
    assert len(state.campaign.interviews) == 2
    assert state.said == "Taken back: you asked Cy Dee on 1 April 2026."


def test_nothing_to_undo_is_told(state):
    assert not state.undo()
    assert "no save" in state.said


def test_a_file_changed_outside_is_told_with_the_difference_and_the_form_is_kept(state):
    path = state.campaign.folder / "interviews.csv"
    path.write_text(path.read_text() + "I9,Zoe Fox,2026-03-30,,\n")
    state.values = {"person": "Cy Dee"}
    assert not state.save()
    assert "+I9,Zoe Fox" in state.said
    assert "What you wrote here is kept." in state.said
    assert len(state.campaign.interviews) == 3
    assert state.values["person"] == "Cy Dee"
    assert state.save()
    assert [line.split(",")[0] for line in lines(state)] == [
        "interview_id",
        "I1",
        "I2",
        "I9",
        "I10",
    ]


def test_records_that_cannot_be_read_any_more_are_told_and_the_form_is_kept(state):
    state.values = {"person": "Cy Dee"}
    (state.campaign.folder / "interviews.csv").write_bytes(b"\xff\xff\xff")
    assert not state.save()
    assert "interviews.csv" in state.said
    assert state.values["person"] == "Cy Dee"


def test_a_field_that_is_none_is_refused_with_those_there_are(state):
    with pytest.raises(TraitError, match=r'no field "persn".*The fields are person, requested_on'):
        state.values = {"persn": "Ana Silva"}


def test_what_was_begun_in_another_form_is_still_there(state):
    state.values = {"person": "Cy Dee"}
    state.entry = "touch"
    assert state.values["person"] == ""
    state.entry = "request"
    assert state.values["person"] == "Cy Dee"


def test_names_are_completed_from_all_tables_and_from_what_was_just_written(state):
    assert state.known["person"] == ["Ana Silva", "Bo Lee"]
    state.values = {"person": "Cy Dee", "organization": "Northlight"}
    state.save()
    assert state.known["person"] == ["Ana Silva", "Bo Lee", "Cy Dee"]
    assert state.known["organization"] == ["Northlight"]


def test_an_id_of_another_table_may_be_given_as_a_name(state):
    state.entry = "advice"
    assert state.known["interview_id"] == ["Ana Silva", "Bo Lee", "I1", "I2"]
    state.values = {"interview_id": "Bo Lee", "advice": "Write to the editor"}
    assert state.save()
    assert lines(state, "advice")[1].split(",")[1:3] == ["I2", "Write to the editor"]


def test_several_names_are_written_down_at_once(state):
    state.entry = "referral"
    state.values = {"from_person": "Bo Lee", "to_person": "Cy Dee\nEva Orr"}
    assert state.save()
    assert [line.split(",")[2] for line in lines(state, "referrals")[2:]] == ["Cy Dee", "Eva Orr"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_has_a_form_and_an_empty_one_is_refused_at_its_needed_fields(forms, entry):
    forms.state.entry = entry
    assert list(forms.fields) == [*ENTRIES[entry].needs, *ENTRIES[entry].fields]
    assert forms.form.children == tuple(forms.fields.values())
    forms.save.click()
    for name in ENTRIES[entry].needs:
        assert forms.fields[name].fault.words
        assert forms.fields[name].control.description.endswith(" *")


def test_the_controls_are_those_that_the_columns_ask_for(forms):
    forms.state.entry = "interview"
    kinds = {name: type(field.control) for name, field in forms.fields.items()}
    assert kinds["person"] is ipw.Combobox
    assert kinds["interview_on"] is ipw.DatePicker
    assert kinds["asked_for_referral"] is kinds["format"] is ipw.Dropdown
    assert kinds["minutes"] is ipw.Text
    assert kinds["learned"] is ipw.Textarea
    assert forms.fields["asked_for_referral"].control.options[0] == ("(not said)", "")


def test_the_controls_and_the_state_follow_each_other(forms):
    forms.fields["person"].control.value = "Cy Dee"
    forms.fields["source"].control.value = "ten_thousand_coffees"
    assert forms.state.values["person"] == "Cy Dee"
    assert forms.state.values["source"] == "ten_thousand_coffees"
    forms.state.values = forms.state.values | {"requested_on": "2026-03-30"}
    assert forms.fields["requested_on"].control.value.isoformat() == "2026-03-30"
    assert dict(forms.fields["source"].control.options)["ten thousand coffees"]


def test_the_buttons_save_and_take_back_and_the_line_tells(forms):
    forms.fields["person"].control.value = "Cy Dee"
    forms.save.click()
    assert len(lines(forms.state)) == 4
    assert forms.status.words.startswith("Logged: you asked Cy Dee")
    assert "Cy Dee" in forms.fields["person"].control.options
    forms.undo.click()
    assert len(lines(forms.state)) == 3


def test_a_question_is_shown_only_when_it_is_asked(forms):
    assert forms.questions["new_person"].layout.display == "none"
    forms.fields["person"].control.value = "Ana Silv"
    forms.save.click()
    assert forms.questions["new_person"].layout.display != "none"
    assert forms.questions["replace"].layout.display == "none"


def test_a_campaign_without_a_row_has_forms(written):
    empty = written("interview_id,person,requested_on\n")
    forms = iv.RecordForms(empty, as_of=AS_OF)
    forms.fields["person"].control.value = "Cy Dee"
    forms.save.click()
    assert lines(forms.state)[1].endswith("Cy Dee,2026-04-01")
