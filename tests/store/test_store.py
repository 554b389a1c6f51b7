import os
import stat
from codecs import BOM_UTF8

import pytest

import infoview_analytics as iv
from infoview_analytics.errors import (
    ChangedOutsideError,
    LockedError,
    OptionError,
    RecordError,
    StoreError,
    UnknownColumnError,
    UnknownRowError,
)
from infoview_analytics.store.changes import (
    Change,
    fingerprints,
    history,
    save_changes,
    tidy,
    undo,
)
from infoview_analytics.store.locking import campaign_lock

BO = Change("interviews", {"interview_id": "I2", "person": "Bo Lee", "requested_on": "2026-03-10"})
NAMED = Change(
    "referrals",
    {
        "referral_id": "R2",
        "from_person": "Bo Lee",
        "to_person": "Cy Wu",
        "referred_on": "2026-03-12",
        "interview_id": "I2",
    },
)


def interviews(folder):
    return (folder / "interviews.csv").read_bytes().decode()


def save(folder, *changes, **options):
    return save_changes(folder, changes, what="a test", **options)


def kept(folder):
    return sorted(path.name for path in (folder / ".infoview" / "versions").iterdir())


def test_a_row_is_added_at_the_end_and_the_rest_stays(campaign):
    folder = campaign()
    before = interviews(folder)
    saved = save(folder, BO)
    assert interviews(folder) == f"{before}I2,Bo Lee,2026-03-10\n"
    assert (saved.number, saved.what, saved.files) == (1, "a test", ("interviews.csv",))


def test_a_file_without_a_final_line_end_gets_its_own_before_the_new_row(campaign):
    folder = campaign(interviews="interview_id,person,requested_on\r\nI1,Ana Silva,2026-03-02")
    save(folder, BO)
    assert interviews(folder).endswith("I1,Ana Silva,2026-03-02\r\nI2,Bo Lee,2026-03-10\r\n")


def test_a_cell_is_changed_and_its_neighbours_keep_their_quotes_and_spaces(campaign):
    folder = campaign(
        interviews='interview_id,mine,person,requested_on\nI1, "x" ,Ana,2026-03-02\n'.replace(
            ' "x" ', '" x"'
        )
    )
    save(folder, Change("interviews", {"person": 'Ana "Bo", Lee'}, key="I1"))
    assert interviews(folder).splitlines()[1] == 'I1," x","Ana ""Bo"", Lee",2026-03-02'


def test_a_row_is_taken_away_with_its_line_end(campaign):
    folder = campaign()
    before = interviews(folder)
    save(folder, BO)
    save(folder, Change("interviews", key="I2", removes=True))
    assert interviews(folder) == before


def test_a_file_that_quotes_every_cell_keeps_to_it(campaign):
    folder = campaign(interviews='"interview_id","person","requested_on"\n"I1","A","2026-03-02"\n')
    save(folder, BO, Change("interviews", {"person": "Ana"}, key="I1"))
    assert interviews(folder).splitlines()[1:] == [
        '"I1","Ana","2026-03-02"',
        '"I2","Bo Lee","2026-03-10"',
    ]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_the_encoding_and_its_mark_are_kept(campaign, codec):
    text = "interview_id,person,requested_on\nI1,Zoë,2026-03-02\n"
    folder = campaign(interviews=text.encode(codec))
    save(folder, BO)
    raw = (folder / "interviews.csv").read_bytes()
    assert raw == f"{text}I2,Bo Lee,2026-03-10\n".encode(codec)


def test_an_optional_file_is_made_with_all_its_headings(campaign):
    folder = campaign()
    save(folder, Change("people", {"person": "Zoë", "city": "Bonn"}))
    lines = (folder / "people.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("person,organization,role")
    assert lines[1] == "Zoë,,,,Bonn,,,,,"
    undo(folder)
    assert not (folder / "people.csv").exists()


def test_a_missing_column_is_added_behind_every_row_if_a_value_is_given(campaign):
    rows = "interview_id,person,requested_on\nI1,Ana,2026-03-02\n\nI2,Bo,2026-03-02,far,too,long\n"
    folder = campaign(interviews=f"{rows}I3,Cy,2026-03-02\n")
    save(folder, Change("interviews", {"city": "", "role": ""}, key="I3"))
    assert interviews(folder).startswith(rows)
    save(folder, Change("interviews", {"city": "Bonn", "role": ""}, key="I3"))
    assert interviews(folder).splitlines() == [
        "interview_id,person,requested_on,city",
        "I1,Ana,2026-03-02,",
        "",
        "I2,Bo,2026-03-02,far,too,long,",
        "I3,Cy,2026-03-02,Bonn",
    ]


def test_a_column_of_ones_own_can_be_filled_and_an_unknown_one_is_refused(campaign):
    folder = campaign(interviews="interview_id,person,requested_on,mine\nI1,Ana,2026-03-02,\n")
    save(folder, Change("interviews", {"mine": "x"}, key="I1"))
    assert interviews(folder).endswith("I1,Ana,2026-03-02,x\n")
    with pytest.raises(UnknownColumnError, match=r'no column "yours".*It has interview_id'):
        save(folder, Change("interviews", {"yours": "x"}, key="I1"))


def test_an_error_is_refused_with_the_errors_that_the_change_would_bring_alone(campaign):
    folder = campaign(interviews="interview_id,person,requested_on\nI1,Ana,soon\n")
    before = interviews(folder)
    with pytest.raises(RecordError) as refused:
        save(folder, Change("interviews", {**BO.values, "requested_on": "soon"}))
    assert [(p.line, p.code) for p in refused.value.problems] == [(3, "E203")]
    assert interviews(folder) == before
    save(folder, BO)
    assert "Bo Lee" in interviews(folder)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("interviews", {**BO.values, "interview_id": "I1"}), "E202"),
        (Change("interviews", {"person": ""}, key="I1"), "E201"),
        (Change("interviews", {"interview_id": "I7"}, key="I1"), "E305"),
        (Change("interviews", {"person": "Bo"}, key="I1"), "E306"),
        (Change("interviews", key="I1", removes=True), "E305"),
        (Change("referrals", {"interview_id": "I9"}, key="R1"), "E305"),
        (Change("referrals", {"from_person": "Bo"}, key="R1"), "E306"),
        (Change("referrals", {"to_person": "Ana Silva"}, key="R1"), "E304"),
        (Change("interviews", {"notes": "\0"}, key="I1"), "E209"),
        (Change("interviews", {"notes": "\ud800"}, key="I1"), "E209"),
        (Change("interviews", {"notes": "x" * 200_000}, key="I1"), "E105"),
    ],
)
def test_what_the_check_would_refuse_is_refused_and_nothing_is_written(campaign, change, code):
    folder = campaign(
        interviews="interview_id,person,requested_on,notes\nI1,Ana Silva,2026-03-02,\n",
        referrals="referral_id,from_person,to_person,referred_on,interview_id\n"
        "R1,Ana Silva,Bo Lee,2026-03-09,I1\n",
    )
    before = fingerprints(folder)
    with pytest.raises(RecordError) as refused:
        save(folder, change)
    assert code in {problem.code for problem in refused.value.problems}
    assert fingerprints(folder) == before
    assert history(folder) == []


def test_nothing_is_added_to_a_file_that_cannot_be_read_as_a_whole(campaign):
    folder = campaign(interviews='interview_id,person,requested_on\nI1,"Ana,2026-03-02\n')
    with pytest.raises(RecordError, match="E107"):
        save(folder, BO)


def test_a_fault_in_another_file_does_not_stop_a_sound_row(campaign):
    folder = campaign(referrals=b"\xff")
    save(folder, BO)
    assert "Bo Lee" in interviews(folder)


def test_a_folder_without_a_campaign_is_refused_and_left_empty(tmp_path):
    with pytest.raises(RecordError, match="E101"):
        save(tmp_path, Change("people", {"person": "Zoë"}))
    with pytest.raises(RecordError, match="is missing"):
        save(tmp_path / "nowhere", BO)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_not_there_or_stands_twice_is_refused(campaign):
    folder = campaign(interviews="interview_id,person,requested_on\nI1,A,soon\nI1,B,soon\n")
    with pytest.raises(UnknownRowError, match=r'no row with the interview_id "I9"'):
        save(folder, Change("interviews", {"person": "C"}, key="I9"))
    with pytest.raises(UnknownRowError, match=r'2 rows with the interview_id "I1"'):
        save(folder, Change("interviews", {"person": "C"}, key="I1"))
    with pytest.raises(OptionError, match="no table 'meetings'"):
        save(folder, Change("meetings", {"person": "C"}))


def test_saving_what_stands_there_changes_nothing(campaign):
    folder = campaign()
    saved = save(folder, Change("interviews", {"person": "Ana Silva"}, key="I1"))
    assert (saved.number, saved.files, saved.warnings) == (0, (), ())
    assert history(folder) == []


def test_only_new_warnings_are_told(campaign):
    folder = campaign(
        interviews="interview_id,person,requested_on,response\nI1,Ana Silva,2026-03-02,accepted\n"
    )
    values = {**BO.values, "response": "accepted", "requested_on": "2026-05-01"}
    saved = save(folder, Change("interviews", values), as_of="2026-04-01")
    assert [(p.code, p.line) for p in saved.warnings] == [("W501", 3), ("W506", 3)]


def test_a_file_that_changed_since_it_was_read_is_not_written_over(campaign):
    folder = campaign()
    seen = fingerprints(folder)
    with (folder / "interviews.csv").open("a") as file:
        file.write("I5,Eve,2026-03-11\n")
    with pytest.raises(ChangedOutsideError, match="changed elsewhere") as refused:
        save(folder, BO, seen=seen)
    assert "+I5,Eve,2026-03-11" in refused.value.difference.splitlines()
    assert "Bo Lee" not in interviews(folder)
    save(folder, BO, seen=fingerprints(folder))


def test_the_difference_shows_nothing_that_a_terminal_would_obey(campaign):
    folder = campaign()
    seen = fingerprints(folder)
    with (folder / "interviews.csv").open("a") as file:
        file.write("I5,\x1b[2J,2026-03-11\n")
    with pytest.raises(ChangedOutsideError) as refused:
        save(folder, BO, seen=seen)
    assert "\x1b" not in f"{refused.value}{refused.value.difference}"


def test_a_change_that_plain_hashes_tell_is_shown_where_a_version_remembers_it(campaign):
    folder = campaign()
    seen = dict(fingerprints(folder))
    save(folder, BO)
    with pytest.raises(ChangedOutsideError) as refused:
        save(folder, NAMED, Change("interviews", {"person": "x"}, key="I1"), seen=seen)
    assert "+I2,Bo Lee,2026-03-10" in refused.value.difference


def test_a_file_that_somebody_wrote_while_we_saved_is_not_written_over(campaign, monkeypatch):
    folder = campaign()
    path = folder / "interviews.csv"
    sync = os.fsync

    def somebody_writes(descriptor):
        monkeypatch.setattr(os, "fsync", sync)
        path.write_text("interview_id,person,requested_on\nI9,Eve,2026-03-02\n")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", somebody_writes)
    with pytest.raises(ChangedOutsideError):
        save(folder, BO)
    assert "Eve" in interviews(folder)
    assert "Bo" not in interviews(folder)


def test_undo_takes_back_one_save_after_the_other(campaign):
    folder = campaign()
    states = [fingerprints(folder)]
    for change in (BO, NAMED, Change("people", {"person": "Zoë"})):
        save(folder, change)
        states.append(fingerprints(folder))
    assert [undo(folder).number for _ in range(2)] == [3, 2]
    assert fingerprints(folder) == states[1]
    assert save(folder, NAMED).number == 4
    assert [(v.number, v.undone) for v in history(folder)] == [
        (1, False),
        (2, True),
        (3, True),
        (4, False),
    ]
    assert [undo(folder).number for _ in range(2)] == [4, 1]
    assert fingerprints(folder) == states[0]
    with pytest.raises(StoreError, match=r"no save in .* that could be taken back"):
        undo(folder)


def test_undo_refuses_where_the_file_changed_since_and_shows_what(campaign):
    folder = campaign()
    save(folder, BO)
    with (folder / "interviews.csv").open("a") as file:
        file.write("I5,Eve,2026-03-11\n")
    now = interviews(folder)
    with pytest.raises(ChangedOutsideError, match='since the save "a test"') as refused:
        undo(folder)
    assert "+I5,Eve,2026-03-11" in refused.value.difference
    assert "as it was saved" in refused.value.difference
    assert interviews(folder) == now
    assert not history(folder)[0].undone


def test_ten_versions_are_kept(campaign):
    folder = campaign()
    for n in range(2, 15):
        save(folder, Change("interviews", {**BO.values, "interview_id": f"I{n}"}))
    assert [version.number for version in history(folder)] == list(range(4, 14))
    assert len(kept(folder)) == 20


def test_the_last_ten_that_were_not_taken_back_can_be(campaign):
    folder = campaign()
    numbers = iter(range(2, 30))
    states = []

    def add(count):
        for n in (next(numbers) for _ in range(count)):
            states.append(fingerprints(folder))
            save(folder, Change("interviews", {**BO.values, "interview_id": f"I{n}"}))

    add(10)
    for _ in range(5):
        undo(folder)
        states.pop()
    add(5)
    assert not any(version.undone for version in history(folder))
    for state in reversed(states):
        undo(folder)
        assert fingerprints(folder) == state


def test_an_old_version_that_cannot_be_taken_away_stops_nobody(campaign, monkeypatch):
    folder = campaign()
    for n in range(2, 12):
        save(folder, Change("interviews", {**BO.values, "interview_id": f"I{n}"}))
    unlink = os.unlink

    def refuse(path, **options):
        if "000001" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, **options)

    monkeypatch.setattr(os, "unlink", refuse)
    save(folder, NAMED)
    assert undo(folder).number == 11
    assert save(folder, NAMED).number == 12


def test_what_the_system_refuses_is_told_with_the_file(campaign, monkeypatch):
    folder = campaign()

    def refuse(path, *_more, **_options):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreError, match=r"Permission denied, \.interviews\.csv"):
        save(folder, BO)


def test_a_row_is_taken_away_by_its_key_alone():
    with pytest.raises(OptionError, match="needs its key"):
        Change("interviews", removes=True)


def test_a_heading_that_may_be_meant_for_a_new_column_is_not_given_a_twin(campaign):
    text = "interview_id,person,requested_on,Channel\nI1,Ana,2026-03-02,email\n"
    folder = campaign(interviews=text)
    with pytest.raises(UnknownColumnError, match='"Channel", which may be meant for it'):
        save(folder, Change("interviews", {**BO.values, "channel": "email"}))
    assert interviews(folder) == text
    save(folder, Change("interviews", {**BO.values, "Channel": "email", "city": "Bonn"}))
    assert interviews(folder).endswith("I2,Bo Lee,2026-03-10,email,Bonn\n")


def test_w516_a_column_that_a_save_adds_is_told(campaign):
    folder = campaign()
    saved = save(folder, Change("interviews", {"city": "Bonn"}, key="I1"))
    (told,) = saved.warnings
    assert str(told).startswith("interviews.csv:1:4 W516 city is a new column; every row got a")
    assert iv.check_campaign(folder) == ()


def test_a_new_file_has_no_new_columns(campaign):
    assert save(campaign(), Change("people", {"person": "Zoë", "city": "Bonn"})).warnings == ()


@pytest.mark.parametrize("note", ["x" * 131_000, "x\n" * 70_000])
def test_a_row_that_becomes_too_long_is_told_at_its_longest_value(campaign, note):
    folder = campaign(interviews="interview_id,person,requested_on,notes\nI1,A,2026-03-02,x\n")
    new = {"person": "Ana", "notes": f"x{note}{'y' * 100}"}
    with pytest.raises(RecordError) as refused:
        save(folder, Change("interviews", new, key="I1"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.name) == ("E105", "notes")
    assert "makes a row longer than 131,072 characters" in str(problem)


def write_by_hand(path):
    with path.open("a") as file:
        file.write("I5,Eve,2026-03-11\n")


def test_the_history_tells_when_and_what(campaign):
    folder = campaign()
    save(folder, BO, NAMED)
    (version,) = history(folder)
    assert version.files == ("interviews.csv", "referrals.csv")
    assert version.what == "a test"
    assert len(version.saved_on) == len("2026-03-04 14:05")


def test_looking_at_the_history_of_an_untouched_campaign_makes_nothing(campaign):
    folder = campaign()
    assert history(folder) == []
    tidy(folder)
    with pytest.raises(StoreError, match="no save"):
        undo(folder)
    assert not (folder / ".infoview").exists()


def test_nothing_but_the_files_and_the_store_is_touched(campaign):
    folder = campaign()
    (folder / "mine.txt").write_text("x")
    save(folder, BO)
    assert {path.name for path in folder.iterdir()} == {
        "interviews.csv",
        "referrals.csv",
        "mine.txt",
        ".infoview",
    }
    assert stat.S_IMODE((folder / ".infoview").stat().st_mode) == 0o700
    assert iv.check_campaign(folder) == ()


def test_orphans_of_a_crash_are_cleared_away(campaign):
    folder = campaign()
    save(folder, BO)
    versions = folder / ".infoview" / "versions"
    drafts = [folder / ".interviews.csv.infoview-draft", versions / "000002.referrals.csv"]
    unfinished = versions / "000003.unfinished.json"
    for path in (*drafts, unfinished):
        path.write_bytes(b"half")
    tidy(folder)
    assert not any(path.exists() for path in (*drafts, unfinished))
    assert kept(folder) == ["000001.interviews.csv", "000001.json"]


def test_a_linked_file_is_replaced_where_it_lies_and_the_link_stays(campaign, tmp_path):
    folder = campaign()
    elsewhere = tmp_path / "elsewhere.csv"
    (folder / "interviews.csv").rename(elsewhere)
    (folder / "interviews.csv").symlink_to(elsewhere)
    save(folder, BO)
    assert (folder / "interviews.csv").is_symlink()
    assert "Bo Lee" in elsewhere.read_text(encoding="utf-8")
    undo(folder)
    assert "Bo Lee" not in elsewhere.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if "draft" in path.name] == []


def test_a_version_that_was_changed_is_not_put_back_and_the_remedy_is_told(campaign):
    folder = campaign()
    save(folder, BO)
    write_by_hand(folder / ".infoview" / "versions" / "000001.interviews.csv")
    now = interviews(folder)
    with pytest.raises(StoreError, match='Change by hand what you saved in "a test"'):
        undo(folder)
    assert interviews(folder) == now


def test_a_record_file_that_is_a_link_to_itself_is_refused(campaign):
    folder = campaign()
    (folder / "people.csv").symlink_to("people.csv")
    save(folder, BO)
    with pytest.raises(StoreError, match="the files are as they were"):
        save(folder, Change("people", {"person": "Zoë"}))
    undo(folder)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_permissions_of_a_file_are_kept(campaign, mode):
    folder = campaign()
    (folder / "interviews.csv").chmod(mode)
    save(folder, BO)
    assert stat.S_IMODE((folder / "interviews.csv").stat().st_mode) == mode


def test_a_read_only_file_and_a_read_only_folder_are_refused(campaign):
    folder = campaign()
    (folder / "interviews.csv").chmod(0o444)
    with pytest.raises(StoreError, match="its file is read-only"):
        save(folder, BO)
    (folder / "interviews.csv").chmod(0o644)
    save(folder, BO)
    folder.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="its folder is read-only"):
            save(folder, NAMED)
    finally:
        folder.chmod(0o755)
    assert "Cy Wu" not in (folder / "referrals.csv").read_text(encoding="utf-8")


def test_a_file_system_without_links_or_syncing_of_folders_works(campaign, monkeypatch):
    folder = campaign()
    sync = os.fsync

    def not_of_folders(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        sync(descriptor)

    def no_links(*_paths):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", not_of_folders)
    monkeypatch.setattr(os, "link", no_links)
    save(folder, BO)
    assert undo(folder).undone
    assert "Bo Lee" not in interviews(folder)


def test_whoever_saves_at_the_same_time_is_told_to_wait(campaign, monkeypatch):
    folder = campaign()
    monkeypatch.setattr("infoview_analytics.store.locking._SECONDS", 0.05)
    with campaign_lock(folder), pytest.raises(LockedError, match="Try again in a moment"):
        save(folder, BO)
    save(folder, BO)


def test_what_stands_in_the_way_of_the_store_is_told(campaign):
    folder = campaign()
    (folder / ".infoview").write_text("mine")
    before = interviews(folder)
    with pytest.raises(StoreError, match="the files are as they were"):
        save(folder, BO)
    assert interviews(folder) == before


def test_a_second_byte_order_mark_is_no_reason_to_lose_the_first(campaign):
    raw = BOM_UTF8 * 2 + b"interview_id,person,requested_on\nI1,Ana,2026-03-02\n"
    folder = campaign(interviews=raw)
    with pytest.raises(RecordError, match="E111"):
        save(folder, BO)
    assert (folder / "interviews.csv").read_bytes() == raw
