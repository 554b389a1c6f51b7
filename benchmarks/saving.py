"""How long a save takes, against writing and syncing the same bytes and nothing else.

Run it with ``uv run --extra dev python benchmarks/saving.py``. It prints ratios, each the median
of what was taken in turn, for a campaign of 10,000 requests.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import infoview_analytics as iv

REQUESTS = 10_000
TIMES = 15


def bare_seconds(folder: Path) -> float:
    """Write what interviews.csv holds to another file, and sync it."""
    raw, path = (folder / "interviews.csv").read_bytes(), folder / "bare"
    begun = time.perf_counter()
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    os.write(descriptor, raw)
    os.fsync(descriptor)
    os.close(descriptor)
    taken = time.perf_counter() - begun
    path.unlink()
    return taken


def seconds_of_a_save(folder: Path, change: iv.Change) -> float:
    begun = time.perf_counter()
    iv.save_changes(folder, [change], what="a benchmark")
    return time.perf_counter() - begun


def a_request(number: int) -> iv.Change:
    values = {"interview_id": f"Z{number:05}", "person": "Bo Lee", "requested_on": "2026-03-02"}
    return iv.Change("interviews", values)


def an_answer(number: int) -> iv.Change:
    values = {"responded_on": "2026-03-04", "response": "accepted"}
    return iv.Change("interviews", values, key=f"Z{number:05}")


def a_referral(number: int) -> iv.Change:
    values = {
        "referral_id": f"Z{number:05}",
        "from_person": "Bo Lee",
        "to_person": "Cy Wu",
        "referred_on": "2026-03-05",
        "interview_id": f"Z{number:05}",
    }
    return iv.Change("referrals", values)


def main() -> None:
    kinds: dict[str, Callable[[int], iv.Change]] = {
        "a request": a_request,
        "an answer": an_answer,
        "a referral": a_referral,
    }
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "campaign"
        iv.make_sample(folder, requests=REQUESTS, weeks=520)
        ratios: dict[str, list[float]] = {kind: [] for kind in kinds}
        bare = []
        for number in range(TIMES):
            for kind, change in kinds.items():
                bare.append(bare_seconds(folder))
                ratios[kind].append(seconds_of_a_save(folder, change(number)) / bare[-1])
        for kind, found in ratios.items():
            print(f"save {kind} / write and sync the bytes: {median(found[1:]):.1f}")
        print(f"the bytes alone: {1000 * median(bare):.1f} ms")


if __name__ == "__main__":
    main()
