import json
import os

import pytest

import infoview_analytics as iv
from infoview_analytics.sharing.handing_in import MADE
from infoview_analytics.store import saving
from infoview_analytics.weeks import day

AS_OF = "2026-04-01"
TEXT = {"page.html": b"<p>four talks</p>", "charts/one.svg": b"<svg/>"}


INTERVIEWS = (
    "interview_id,person,organization,requested_on\n"
    "A1,Ottilie Vanterpool,Marrow & Sons,2026-03-02\n"
)


@pytest.fixture
def small(campaign):
    empty = "referral_id,from_person,to_person,referred_on\n"
    return iv.load_campaign(campaign(interviews=INTERVIEWS, referrals=empty))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_pseudonyms_are_the_rule_and_the_campaign_itself_the_exception(small):
    handed = iv.to_hand_in(small, as_of=AS_OF)
    assert handed.campaign.interviews["person"].tolist() != ["Ottilie Vanterpool"]
    assert handed.as_of == handed.as_of.normalize()
    shown = iv.to_hand_in(small, as_of=AS_OF, names="shown")
    assert shown.campaign is small
    assert shown.secrets is None


def test_days_that_were_moved_are_looked_at_as_of_the_day_that_was_moved_with_them(small):
    handed = iv.to_hand_in(small, as_of=AS_OF, dates="shifted")
    moved = handed.campaign.interviews["requested_on"].iloc[0]
    asked = small.interviews["requested_on"].iloc[0]
    assert asked - moved == day(AS_OF) - handed.as_of


@pytest.mark.parametrize("wrong", [{"names": "hidden"}, {"names": "shown", "dates": "weeks"}])
def test_what_cannot_be_is_refused(small, wrong):
    with pytest.raises(iv.OptionError):
        iv.to_hand_in(small, as_of=AS_OF, **wrong)


def test_a_name_in_any_file_stops_all_of_them(small, out):
    handed = iv.to_hand_in(small, as_of=AS_OF)
    with pytest.raises(iv.LeakError, match=r"charts/one.svg:1 holds .vanterpool"):
        iv.hand_in(TEXT | {"charts/one.svg": b"<svg>Vanterpool</svg>"}, out, of=handed)
    assert not (out).exists()


def test_nothing_is_written_over_unless_asked_and_then_only_what_we_made(small, out):
    handed = iv.to_hand_in(small, as_of=AS_OF)
    written = iv.hand_in(TEXT, out, of=handed)
    assert [path.relative_to(out).as_posix() for path in written] == list(TEXT)
    with pytest.raises(iv.OccupiedError, match="there already"):
        iv.hand_in(TEXT, out, of=handed)

    newer = TEXT | {"page.html": b"<p>five talks</p>"}
    iv.hand_in(newer, out, of=handed, force=True)
    assert (out / "page.html").read_bytes() == newer["page.html"]

    (out / "page.html").write_text("what I have learned")
    with pytest.raises(iv.OccupiedError, match=r"page\.html is there and is not as we made it"):
        iv.hand_in(TEXT | {"new.txt": b"new"}, out, of=handed, force=True)
    assert (out / "page.html").read_text() == "what I have learned"
    assert not (out / "new.txt").exists()


def test_a_folder_of_somebody_else_keeps_its_files(small, out):
    out.mkdir()
    (out / "page.html").write_text("mine")
    (out / MADE).write_text("[not ours")
    with pytest.raises(iv.OccupiedError):
        iv.hand_in(TEXT, out, of=iv.to_hand_in(small, as_of=AS_OF), force=True)
    (out / "file").write_text("")
    with pytest.raises(iv.OccupiedError, match="is a file"):
        iv.hand_in(TEXT, out / "file", of=iv.to_hand_in(small, as_of=AS_OF))


def test_where_names_are_shown_the_folder_is_kept_out_of_git(small, out):
    iv.hand_in(TEXT, out / "a", of=iv.to_hand_in(small, as_of=AS_OF))
    iv.hand_in(TEXT, out / "b", of=iv.to_hand_in(small, as_of=AS_OF, names="shown"))
    assert not (out / "a" / ".gitignore").exists()
    assert (out / "b" / ".gitignore").exists()


def test_a_disk_that_fills_up_leaves_no_half_of_it(small, out, monkeypatch):
    written = []

    def full(handle, content):
        written.append(handle)
        if len(written) > 1:
            raise OSError(28, "No space left on device")
        return write(handle, content)

    write = os.write
    handed = iv.to_hand_in(small, as_of=AS_OF)
    monkeypatch.setattr(saving.os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        iv.hand_in(TEXT, out, of=handed)
    monkeypatch.undo()
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_what_it_keeps_to_know_its_own_files_names_nobody(small, out):
    iv.hand_in(TEXT, out, of=iv.to_hand_in(small, as_of=AS_OF))
    told = json.loads((out / MADE).read_text())
    assert (set(told["files"]), told["naming_people"]) == (set(TEXT), [])


def test_files_that_name_people_do_not_stay_beside_those_that_name_nobody(small, out):
    shown = iv.to_hand_in(small, as_of=AS_OF, names="shown")
    handed = iv.to_hand_in(small, as_of=AS_OF)
    iv.hand_in(TEXT | {"old.html": b"Ottilie", "mine.html": b"Ottilie"}, out, of=shown)
    new = {"page.html": b"<p>five talks</p>"}
    with pytest.raises(iv.OccupiedError, match=r"removed \(--force, or force=True\); nothing"):
        iv.hand_in({"new.html": b""}, out, of=handed)
    (out / "mine.html").write_text("Ottilie and what I have learned")
    with pytest.raises(iv.OccupiedError, match=r"mine.html names people .* move it away"):
        iv.hand_in(new, out, of=handed, force=True)
    assert (out / "old.html").exists()
    (out / "mine.html").unlink()
    iv.hand_in(new, out, of=handed, force=True)
    assert {path.name for path in out.rglob("*.*ml")} == {"page.html"}


def test_a_record_of_an_older_kind_is_read(small, out):
    handed = iv.to_hand_in(small, as_of=AS_OF)
    iv.hand_in(TEXT, out, of=handed)
    (out / MADE).write_text(json.dumps(json.loads((out / MADE).read_text())["files"]))
    iv.hand_in(TEXT, out, of=handed, force=True)


def test_nothing_that_is_handed_in_lies_beside_the_records(small):
    handed = iv.to_hand_in(small, as_of=AS_OF)
    with pytest.raises(iv.OccupiedError, match="holds records"):
        iv.hand_in(TEXT, small.folder, of=handed, force=True)
    assert not (small.folder / "page.html").exists()
    assert iv.hand_in(TEXT, small.folder / "to-hand-in", of=handed)
