import pytest

import infoview_analytics as iv
from infoview_analytics.errors import UnknownColumnError, UnknownRowError
from infoview_analytics.store.changes import Change, save_changes
from infoview_analytics.widgets._editor_state import TableEditorState

AS_OF = "2026-04-01"

pytestmark = pytest.mark.filterwarnings(  # of ipywidgets 8.1.0, about itself
    "ignore:Deprecated in traitlets 4.1:DeprecationWarning"
)
FAULTY = (
    "interview_id,person,requested_on,response,mood\n"
    "I1, Ana Silva,03/04/2026,,glad\n"
    '"I2",Bo Lee,2026-03-09,maybe,"so, so"\n'
    "I3,Cy Dee,2026-03-10,,\n"
)


@pytest.fixture
def state(written):
    return TableEditorState(written(FAULTY), as_of=AS_OF)


@pytest.fixture
def editor(written):
    return iv.TableEditor(written(FAULTY), as_of=AS_OF)


def lines(state):
    return (state.campaign.folder / state.file).read_text(encoding="utf-8").splitlines()


def test_every_row_is_shown_as_it_stands_in_the_file_faulty_or_not(state):
    assert state.cells.index.tolist() == [2, 3, 4]
    assert state.cells.loc[2].tolist() == ["I1", " Ana Silva", "03/04/2026", "", "glad"]
    assert state.campaign.set_aside == 2


def test_the_first_fault_is_told_and_looked_at(state):
    assert state.selected == (2, "requested_on")
    assert state.faults[0].startswith('Line 2, Requested on: "03/04/2026" is not a date')
    assert state.words == (
        'interviews.csv: 3 rows, 2 faults in it. Line 2, Requested on: "03/04/2026".'
    )


def test_a_correction_is_in_the_file_once_it_is_saved_and_not_before(state):
    before = lines(state)
    state.edit(2, "requested_on", "2026-03-04")
    assert lines(state) == before
    assert state.cells.loc[2, "requested_on"] == "2026-03-04"
    assert state.save()
    assert lines(state)[1] == "I1, Ana Silva,2026-03-04,,glad"
    assert lines(state)[2:] == before[2:]
    assert state.edits == {}
    assert state.campaign.set_aside == 1
    assert state.selected == (3, "response")


def test_a_faulty_correction_is_told_with_line_and_column_and_kept(state):
    before = lines(state)
    state.edit(4, "requested_on", "10.3.2026")
    assert not state.save()
    assert "Line 4, Requested on:" in state.said
    assert state.edits == {(4, "requested_on"): "10.3.2026"}
    assert lines(state) == before


def test_one_fault_of_a_row_can_be_mended_before_the_other(written):
    state = TableEditorState(written(FAULTY.replace("2026-03-09", "9 March")), as_of=AS_OF)
    state.edit(3, "response", "accepted")
    assert state.save()
    assert [problem.name for problem in state.problems] == ["requested_on", "requested_on"]


def test_a_column_of_the_user_s_own_is_corrected_too(state):
    state.edit(3, "mood", "fine")
    assert state.save()
    assert lines(state)[2] == '"I2",Bo Lee,2026-03-09,maybe,fine'


def test_a_cell_put_back_is_no_correction(state):
    state.edit(4, "person", "Cy D")
    state.edit(4, "person", "Cy Dee")
    assert state.edits == {}
    assert not state.save()
    assert state.said.startswith("There is nothing to save yet.")


def test_undo_takes_the_corrections_back(state):
    before = lines(state)
    state.edit(2, "requested_on", "2026-03-04")
    state.save()
    assert state.undo()
    assert lines(state) == before
    assert state.said == "Taken back: you corrected 1 cell in interviews.csv."


def test_corrections_can_be_dropped(state):
    state.edit(4, "person", "Cy D")
    state.forget()
    assert state.cells.loc[4, "person"] == "Cy Dee"
    assert state.edits == {}


def test_corrections_wait_while_another_table_is_looked_at(state):
    state.edit(4, "person", "Cy D")
    state.table = "referrals"
    assert "1 correction in other files not saved yet." in state.words
    state.table = "interviews"
    assert state.edits == {(4, "person"): "Cy D"}
    assert state.cells.loc[4, "person"] == "Cy D"


def test_a_file_changed_outside_is_told_and_corrections_follow_their_rows(state):
    state.edit(4, "person", "Cy D")
    path = state.campaign.folder / "interviews.csv"
    head, rest = path.read_text().split("\n", 1)
    path.write_text(f"{head}\nI0,Zoe Fox,2026-03-01,,\n{rest}")
    assert not state.save()
    assert "+I0,Zoe Fox" in state.said
    assert state.edits == {(5, "person"): "Cy D"}
    assert state.save()
    assert lines(state)[4] == "I3,Cy D,2026-03-10,,"


@pytest.fixture
def overtaken(state):
    """Return a state with a correction of a cell in which another window wrote meanwhile."""
    state.edit(4, "person", "Mine")
    save_changes(state.campaign.folder, [Change("interviews", {"person": "Theirs"}, "I3")], what="")
    return state


def assert_asked_again_and_then_written(state):
    assert not state.save()
    assert (
        'interviews.csv, line 4, Person: you wrote "Mine", and "Theirs" stands there now.'
        in state.said
    )
    assert "Save again to write yours there" in state.said
    assert lines(state)[3].startswith("I3,Theirs,")
    assert state.edits == {(4, "person"): "Mine"}
    assert state.save()
    assert lines(state)[3].startswith("I3,Mine,")


def test_what_another_window_wrote_is_told_before_it_is_written_over(overtaken):
    assert_asked_again_and_then_written(overtaken)


def test_so_it_is_where_the_records_were_read_again_meanwhile(overtaken):
    folder = overtaken.campaign.folder
    overtaken.campaign = iv.load_campaign(folder, as_of=AS_OF, faulty_rows="set_aside")
    assert "1 correction for cells that were changed elsewhere meanwhile." in overtaken.words
    assert_asked_again_and_then_written(overtaken)


def test_a_second_thought_about_such_a_cell_is_no_leave_to_write_over_it(overtaken):
    folder = overtaken.campaign.folder
    overtaken.campaign = iv.load_campaign(folder, as_of=AS_OF, faulty_rows="set_aside")
    overtaken.edit(4, "person", "Still mine")
    assert not overtaken.save()
    assert lines(overtaken)[3].startswith("I3,Theirs,")


def test_a_cell_in_which_another_window_wrote_the_same_needs_no_correction(state):
    state.edit(4, "person", "Cy D")
    save_changes(state.campaign.folder, [Change("interviews", {"person": "Cy D"}, "I3")], what="")
    assert not state.save()
    assert state.edits == {}


def test_a_save_keeps_corrections_whose_rows_are_gone(state):
    state.edit(3, "person", "Bo L")
    state.edit(4, "person", "Cy D")
    folder, before = state.campaign.folder, lines(state)
    (folder / "interviews.csv").write_text("\n".join([*before[:2], before[3], ""]))
    state.campaign = iv.load_campaign(folder, as_of=AS_OF, faulty_rows="set_aside")
    assert state.save()
    assert "1 correction for rows that are no longer there." in state.words
    (folder / "interviews.csv").write_text("\n".join([*before, ""]))
    state.campaign = iv.load_campaign(folder, as_of=AS_OF, faulty_rows="set_aside")
    assert state.edits == {(3, "person"): "Bo L"}


def test_an_id_is_renamed_where_others_refer_to_it_in_the_same_save(written):
    named = (
        "referral_id,from_person,to_person,referred_on,interview_id\nR1,Cy Dee,Bo,2026-03-15,I3\n"
    )
    state = TableEditorState(written(FAULTY, referrals=named), as_of=AS_OF)
    state.edit(4, "interview_id", "I9")
    assert not state.save()
    assert "referrals.csv, line 2, Interview id:" in state.said
    state.table = "referrals"
    state.edit(2, "interview_id", "I9")
    assert state.save()
    assert state.said.startswith(
        "Saved: you corrected 1 cell in interviews.csv and 1 cell in referrals.csv."
    )
    assert lines(state)[1] == "R1,Cy Dee,Bo,2026-03-15,I9"
    state.table = "interviews"
    assert lines(state)[3].startswith("I9,Cy Dee")
    assert "not saved" not in state.words


def test_a_file_that_can_no_longer_be_read_as_a_whole_is_shown_as_it_is_now(state):
    state.edit(4, "person", "Cy D")
    (state.campaign.folder / "interviews.csv").write_text("interview_id,person\nI1,Ana Silva\n")
    assert not state.save()
    assert state.cells.empty
    assert "has no column requested_on" in state.faults[0]


def test_a_row_without_a_key_of_its_own_is_told_and_left(written):
    state = TableEditorState(written(FAULTY.replace("I3", "I1")), as_of=AS_OF)
    assert not state.edit(4, "person", "X")
    assert "Line 4 has no interview_id of its own" in state.said
    assert state.edits == {}


def test_an_unknown_cell_is_refused(state):
    with pytest.raises(UnknownRowError, match=r"No row of interviews\.csv begins on line 9"):
        state.edit(9, "person", "X")
    with pytest.raises(UnknownColumnError, match='no column "persn"'):
        state.look_at(2, "persn")


def test_a_file_that_cannot_be_read_as_a_whole_is_told(written, tmp_path):
    state = TableEditorState(written(), as_of=AS_OF)
    (tmp_path / "interviews.csv").write_text("interview_id,person\nI1,Ana Silva\n")
    state.forget()
    assert state.cells.empty
    assert "has no column requested_on" in state.faults[0]


def test_a_table_that_is_not_there_has_no_rows(state):
    state.table = "outcomes"
    assert state.words.startswith("outcomes.csv: 0 rows.")


def test_the_field_below_the_grid_corrects_the_cell_looked_at(editor):
    assert (editor.line.value, editor.column.value) == (2, "requested_on")
    editor.text.value = "2026-03-04"
    assert editor.state.edits == {(2, "requested_on"): "2026-03-04"}
    assert editor.grid.get_cell_value_by_index("requested_on", 0) == "2026-03-04"
    editor.save.click()
    assert lines(editor.state)[1] == "I1, Ana Silva,2026-03-04,,glad"
    assert editor.status.words.startswith("Saved: you corrected 1 cell")


def test_what_is_written_in_the_grid_is_a_correction(editor):
    editor.grid.set_cell_value_by_index("person", 2, "Cy D")
    assert editor.state.edits == {(4, "person"): "Cy D"}
    assert editor.text.value == "Cy D"
    assert "1 correction not saved yet." in editor.told.words


def test_a_cell_that_cannot_be_corrected_is_put_back_in_the_grid(written):
    editor = iv.TableEditor(written(FAULTY.replace("I3", "I1")), as_of=AS_OF)
    editor.grid.set_cell_value_by_index("person", 2, "X")
    assert editor.grid.get_cell_value_by_index("person", 2) == "Cy Dee"


def test_a_selection_in_the_grid_is_told_in_words(editor):
    editor.grid.selections = [{"r1": 2, "r2": 2, "c1": 1, "c2": 1}]
    assert (editor.line.value, editor.column.value) == (4, "person")
    assert editor.told.words.endswith('Line 4, Person: "Cy Dee".')


def test_a_selection_in_a_sorted_grid_is_the_row_that_is_seen(editor):
    editor.grid.set_trait("_visible_rows", [2, 1, 0])
    editor.grid.selections = [{"r1": 0, "r2": 0, "c1": 1, "c2": 1}]
    assert editor.state.selected == (4, "person")


def test_another_file_is_chosen(editor):
    editor.table.value = "referrals"
    assert editor.state.cells["to_person"].tolist() == ["Bo Lee"]
    assert editor.grid.get_cell_value_by_index("to_person", 0) == "Bo Lee"
    editor.table.value = "people"
    assert editor.grid_box.children == ()


def test_a_heading_that_the_grid_has_for_itself_is_no_trouble(written):
    editor = iv.TableEditor(written(FAULTY.replace("mood", "ipydguuid")), as_of=AS_OF)
    editor.state.edit(2, "ipydguuid", "sad")
    editor.state.look_at(2, "ipydguuid")
    assert editor.grid.get_cell_value_by_index("ipydguuid ", 0) == "sad"
    editor.grid.set_cell_value_by_index("ipydguuid ", 0, "well")
    assert editor.state.edits == {(2, "ipydguuid"): "well"}


def test_every_control_has_a_name(editor):
    controls = (editor.table, editor.line, editor.column, editor.text, editor.save)
    assert all(control.description for control in controls)
