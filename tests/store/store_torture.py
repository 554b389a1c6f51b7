"""Save to a campaign as roughly as can be: ``store_torture.py kill|crowd FOLDER COUNT``.

It runs by itself, since a process with other threads should not be forked. Prints JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from plain_csv import rows_of

from infoview_analytics.errors import InfoviewError
from infoview_analytics.store.changes import Change, save_changes, tidy, undo

HEADINGS = {
    "interviews": "interview_id,person,requested_on\n",
    "referrals": "referral_id,from_person,to_person,referred_on,interview_id\n",
}
CHANCE = 0.5
DRAFT = "draft"


def begin(folder: Path) -> None:
    """Make both files empty, and forget what was kept."""
    for name, headings in HEADINGS.items():
        (folder / f"{name}.csv").write_text(headings, encoding="utf-8")
    for path in (folder / ".infoview" / "versions").glob("*"):
        path.unlink()


def save(folder: Path, name: str) -> None:
    """Save a request, and a name that was told in it."""
    asked = {"interview_id": name, "person": f"Ana {name}", "requested_on": "2026-03-02"}
    told = {
        "referral_id": name,
        "from_person": f"Ana {name}",
        "to_person": f"Bo {name}",
        "referred_on": "2026-03-03",
        "interview_id": name,
    }
    save_changes(folder, [Change("interviews", asked), Change("referrals", told)], what=name)


def work(folder: Path, prefix: str, pipe: int, dies_at: int, *, after: bool) -> None:
    """Save one after the other, take every other one back, and tell each that is done."""
    tell = os.write
    if dies_at:
        for name in ("open", "write", "fsync", "replace", "rename", "link", "unlink", "mkdir"):
            setattr(os, name, deadly(getattr(os, name), dies_at, after=after))
    for number in range(10_000):
        name = f"{prefix}x{number}"
        tell(pipe, f"+{name}\n".encode())
        save(folder, name)
        tell(pipe, f"={name}\n".encode())
        if number % 2:
            tell(pipe, f"-{name}\n".encode())
            undo(folder)
            tell(pipe, f"~{name}\n".encode())


calls = Counter[str]()


def deadly(call: Callable[..., Any], dies_at: int, *, after: bool) -> Callable[..., Any]:
    """Return a call that kills the process when so many calls have been made, or just before."""

    def counted(*args: Any, **options: Any) -> Any:
        calls["all"] += 1
        if calls["all"] == dies_at and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*args, **options)
        if calls["all"] >= dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return counted


def names_in(folder: Path, table: str) -> list[str]:
    """Return the ids of a file, every row of which must be whole."""
    headings, *rows = rows_of((folder / f"{table}.csv").read_bytes().decode("utf-8"))
    whole = HEADINGS[table].strip().split(",")
    if headings != whole or any(len(row) != len(whole) for row in rows):
        return ["damaged"]
    return [row[0] for row in rows]


def orphans_in(folder: Path) -> list[str]:
    """Return what a crash may leave and a start must clear away."""
    versions = [path.name for path in (folder / ".infoview" / "versions").glob("*")]
    of = {name.partition(".")[0] for name in versions if name.endswith(".json")}
    loose = [name for name in versions if name.partition(".")[0] not in of]
    loose += [name for name in versions if ".un" in name and ".undone" not in name]
    return loose + [path.name for path in folder.iterdir() if DRAFT in path.name]


def expected_after(told: bytes) -> tuple[set[str], set[str]]:
    """Return what must be there after a kill, and what may be."""
    must, may = set[str](), set[str]()
    for line in told.decode().split():
        sign, name = line[0], line[1:]
        if sign == "=":
            must.add(name)
        if sign in "~-":
            must.discard(name)
        may.discard(name)
        if sign in "+-":
            may.add(name)
    return must, may


def kill(folder: Path, count: int) -> dict[str, int]:
    """Kill so many workers, and count what they damaged, lost and left.

    Every other one dies after a random time, the rest at a random call to the system.
    """
    chance = random.Random(7)  # noqa: S311
    kinds = "killed damaged lost invented halved orphans cut_short failed"
    found = dict.fromkeys(kinds.split(), 0)
    for number in range(count):
        if number % 40 == 0:
            begin(folder)
            known = set[str]()
        reader, writer = os.pipe()
        dies_at, after = chance.randrange(1, 90) * (number % 2), chance.random() < CHANCE
        child = os.fork()
        if not child:
            os.close(reader)
            with suppress(BaseException):
                work(folder, f"k{number}", writer, dies_at, after=after)
            os._exit(1)
        os.close(writer)
        told = os.read(reader, 1000)
        if not dies_at:
            time.sleep(chance.uniform(0, 0.012))
            os.kill(child, signal.SIGKILL)
        found["failed"] += not os.WIFSIGNALED(os.waitpid(child, 0)[1])
        while more := os.read(reader, 1000):
            told += more
        os.close(reader)
        must, may = expected_after(told)
        found["killed"] += 1
        found["cut_short"] += bool(orphans_in(folder))
        found["damaged"] += "damaged" in [*names_in(folder, "interviews")]
        found["damaged"] += "damaged" in [*names_in(folder, "referrals")]
        tidy(folder)
        asked, named = names_in(folder, "interviews"), names_in(folder, "referrals")
        found["halved"] += asked != named
        found["lost"] += len((known | must) - set(asked))
        found["invented"] += len(set(asked) - known - must - may)
        found["orphans"] += len(orphans_in(folder))
        known = set(asked)
    return found


def crowd(folder: Path, count: int) -> dict[str, int]:
    """Let four save so many rows each at the same time; whoever is refused tries again."""
    begin(folder)
    children = []
    for worker in range(4):
        child = os.fork()
        if not child:
            refused = 0
            for number in range(count):
                for _again in range(100):
                    try:
                        save(folder, f"w{worker}x{number}")
                        break
                    except InfoviewError:
                        refused += 1
            os._exit(min(refused, 250))
        children.append(child)
    refused = sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    asked, named = names_in(folder, "interviews"), names_in(folder, "referrals")
    wanted = {f"w{worker}x{number}" for worker in range(4) for number in range(count)}
    lost = len(wanted - set(asked)) + len(wanted - set(named))
    return {"lost": lost, "rows": len(asked), "refused": refused}


if __name__ == "__main__":
    doing, where, times = sys.argv[1:]
    result = {"kill": kill, "crowd": crowd}[doing](Path(where), int(times))
    print(json.dumps(result))  # noqa: T201
