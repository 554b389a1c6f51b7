"""A save that is killed, cut off, refused by the disk or crowded loses and damages nothing."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from disk_model import Disk, Trace
from store_torture import orphans_in

from infoview_analytics.errors import InfoviewError
from infoview_analytics.store.changes import Change, fingerprints, history, save_changes, tidy, undo

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tests fork and stand in for POSIX")

TORTURE = Path(__file__).with_name("store_torture.py")
CHANGES = [
    Change("interviews", {"interview_id": "I2", "person": "Bo", "requested_on": "2026-03-10"}),
    Change(
        "referrals",
        {"referral_id": "R2", "from_person": "Bo", "to_person": "Cy", "referred_on": "2026-03-10"},
    ),
    Change("people", {"person": "Di"}),
]
FILES = ("interviews.csv", "referrals.csv", "people.csv")


@pytest.fixture
def scratch():
    """Return a folder in memory where there is one: a kill loses nothing of a disk's cache."""
    memory = Path("/dev/shm")  # noqa: S108
    place = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    yield place
    shutil.rmtree(place)


def tortured(*words):
    command = [sys.executable, TORTURE, *words]
    shared = os.environ | {"PYTHONPATH": str(TORTURE.parents[1] / "records")}
    return json.loads(subprocess.run(command, check=True, capture_output=True, env=shared).stdout)


def test_a_thousand_saves_killed_at_random_points_damage_lose_and_leave_nothing(scratch):
    found = tortured("kill", scratch, "1000")
    assert found.pop("cut_short") > 200
    assert found == {"killed": 1000} | dict.fromkeys(
        ["damaged", "lost", "invented", "halved", "orphans", "failed"], 0
    )


def test_four_who_save_at_once_lose_nothing(scratch):
    found = tortured("crowd", scratch, "250")
    assert (found["lost"], found["rows"]) == (0, 1000)


def contents_of(folder):
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def laid_out(place, folder, contents):
    """Put what a cut left into another folder."""
    shutil.rmtree(place, ignore_errors=True)
    (place / ".infoview" / "versions").mkdir(parents=True)
    for path, raw in contents.items():
        (place / Path(path).relative_to(folder)).write_bytes(raw)


def held(folder):
    prints = fingerprints(folder)
    return tuple(prints[file] for file in FILES)


@pytest.mark.parametrize("doing", ["the first save", "a second save", "an undo"])
def test_every_point_of_a_power_cut_leaves_the_old_files_or_the_new(campaign, tmp_path, doing):
    folder = campaign()
    if doing != "the first save":
        save_changes(folder, CHANGES, what="before")
    more = [Change("interviews", {"person": "Eve"}, key="I1"), Change("people", {"person": "Zo"})]
    old, before = held(folder), contents_of(folder)
    trace = Trace(folder)
    with trace.recording():
        if doing == "an undo":
            undo(folder)
        else:
            save_changes(folder, CHANGES if doing == "the first save" else more, what="a test")
    new, disk, place = held(folder), Disk.of(before), tmp_path / "after"
    seen = set()
    acknowledged = [False] * len(trace.ops) + [True]
    for op, done in zip([*trace.ops, None], acknowledged, strict=True):
        for contents in disk.after_a_cut():
            state = frozenset(contents.items())
            if (state, done) in seen:
                continue
            seen.add((state, done))
            laid_out(place, folder, contents)
            each = zip(held(place), old, new, strict=True)
            assert all(now in (was, will) for now, was, will in each), op
            tidy(place)
            assert held(place) in ((new,) if done else (old, new)), op
            assert orphans_in(place) == []
        if op:
            disk.do(op)
    assert len(seen) > 20


def as_a_kill_leaves_it(folder, changes, *, before, place):
    """Save, and return what was there before so many files were replaced, links as links."""
    replace, many = os.replace, []

    def copying(one, other):
        many.append(one)
        if len(many) == before:
            subprocess.run(["cp", "-a", folder, place], check=True)  # noqa: S607
        replace(one, other)

    with mock.patch.object(os, "replace", copying):
        save_changes(folder, changes, what="cut")
    return place


def write_by_hand(path):
    with path.open("a", encoding="utf-8") as file:
        file.write("Z9,Eve,2026-03-11\n")


def test_a_save_killed_before_it_replaced_a_file_that_was_changed_then_is_no_save(
    campaign, tmp_path
):
    folder = campaign()
    save_changes(folder, CHANGES[2:], what="before")
    left = as_a_kill_leaves_it(folder, CHANGES[:1], before=1, place=tmp_path / "left")
    write_by_hand(left / "interviews.csv")
    assert [version.what for version in history(left)] == ["before"]
    assert undo(left).what == "before"
    assert "Eve" in (left / "interviews.csv").read_text(encoding="utf-8")
    assert orphans_in(left) == []


def test_a_save_killed_among_files_that_were_changed_then_is_told_and_left(campaign, tmp_path):
    folder = campaign()
    old = (folder / "interviews.csv").read_bytes()
    save_changes(folder, CHANGES[2:], what="before")
    left = as_a_kill_leaves_it(folder, CHANGES[:2], before=2, place=tmp_path / "left")
    write_by_hand(left / "referrals.csv")
    now = contents_of(left)
    for _again in range(2):
        (first, cut) = history(left)
        assert (first.what, first.undone) == ("before", False)
        assert cut.what.startswith("cut (cut short, and its files were changed since")
    for file in ("interviews.csv", "referrals.csv"):
        assert (left / file).read_bytes() == now[str(left / file)]
    versions = left / ".infoview" / "versions"
    assert (versions / "000002.interviews.csv").read_bytes() == old
    assert not (versions / "000002.referrals.csv").exists()
    assert undo(left).what == "before"


class Failing:
    """Let one call to the system fail, and count them all."""

    NAMES = ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir")

    def __init__(self, fails_at, number):
        self.calls, self.fails_at, self.number = 0, fails_at, number

    def counting(self, call):
        def counted(*args, **options):
            self.calls += 1
            if self.calls == self.fails_at:
                raise OSError(self.number, os.strerror(self.number))
            return call(*args, **options)

        return counted

    def __enter__(self):
        stand_ins = {name: self.counting(getattr(os, name)) for name in self.NAMES}
        reads = self.counting(Path.read_bytes)

        def read_bytes(path):
            return reads(path)

        self.patches = (
            mock.patch.multiple(os, **stand_ins),
            mock.patch.object(Path, "read_bytes", read_bytes),
        )
        for patch in self.patches:
            patch.start()
        return self

    def __exit__(self, *_error):
        for patch in self.patches:
            patch.stop()


@pytest.mark.parametrize("name", ["ENOSPC", "EIO", "EACCES", "EINTR"])
@pytest.mark.parametrize("doing", ["saving", "taking back"])
def test_a_disk_that_fails_at_any_call_leaves_the_old_files(campaign, name, doing):
    folder = campaign()
    fails_at, refused = 0, 0
    while True:
        fails_at += 1
        if doing == "taking back":
            save_changes(folder, CHANGES, what="to take back")
        old = held(folder)
        with Failing(fails_at, getattr(errno, name)) as system:
            try:
                if doing == "saving":
                    save_changes(folder, CHANGES, what="a test")
                else:
                    undo(folder)
                told = True
            except InfoviewError:
                told = False
        refused += not told
        assert (held(folder) != old) == told, f"call {fails_at}"
        tidy(folder)
        assert (held(folder) != old) == told, f"call {fails_at}"
        assert orphans_in(folder) == []
        if (doing == "saving") == told:
            undo(folder)
        if system.calls < fails_at:
            break
    assert fails_at > 20
    assert refused > 10
