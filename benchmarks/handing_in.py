"""Measure what is handed in: all formats of a report, and the search for names in them.

Run it with ``uv run --extra dev python benchmarks/handing_in.py``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

import infoview_analytics as iv

ROOT = Path(__file__).resolve().parents[1]
SIZE = 50_000_000
FORMATS = "html,md,pdf,docx,pptx,ipynb"


def seconds(task: Callable[[], object]) -> float:
    begun = time.perf_counter()
    task()
    return time.perf_counter() - begun


def ratio(ours: Callable[[], object], theirs: Callable[[], object], *, times: int = 5) -> float:
    """Return the median of ours over theirs, run in turn after one run that is not counted."""
    ours(), theirs()
    return median(seconds(ours) / seconds(theirs) for _ in range(times))


def run(*words: object) -> None:
    subprocess.run([sys.executable, "-c", *map(str, words)], check=True, capture_output=True)


def every_format(campaign: Path, scratch: Path) -> float:
    """Return a cold ``infoview class-report`` in every format over two imports."""
    numbers = count()
    call = "from infoview_analytics.cli import main; main()"
    words = ["class-report", campaign, "--as-of", "2026-04-01", "--title", "Talks"]
    words += ["--format", FORMATS]
    return ratio(
        lambda: run(call, *words, "--out", scratch / f"out{next(numbers)}"),
        lambda: run("import pandas, matplotlib.pyplot"),
    )


def searching(campaign: Path, scratch: Path, text: bytes) -> float:
    """Return the search for leaks in 50 MB that hold none over grep with the same words."""
    loaded = iv.load_campaign(campaign)
    secrets = iv.secrets_of(loaded, iv.share(loaded))
    found = {leak.word.encode() for leak in iv.find_leaks({"text": text}, secrets)}
    clean = iv.Secrets(
        {word: what for word, what in secrets.words.items() if word not in found},
        {phrase: what for phrase, what in secrets.phrases.items() if phrase not in found},
        {part: letters for part, letters in secrets.parts.items() if part not in found},
    )
    content = (text * (SIZE // len(text) + 1))[:SIZE]
    page, words = scratch / "text", scratch / "words"
    page.write_bytes(content)
    words.write_bytes(b"\n".join([*clean.words, *clean.phrases]) + b"\n")
    grep = ["grep", "-c", "-F", "-f", str(words), str(page)]
    return ratio(
        lambda: iv.find_leaks({"text": content}, clean),
        lambda: subprocess.run(grep, check=False, capture_output=True),
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        campaign = scratch / "campaign"
        shutil.copytree(ROOT / "data" / "sample", campaign)
        formats = every_format(campaign, scratch)
        page = (scratch / "out0" / "report.html").read_bytes()
        sources = (ROOT / "infoview_analytics").rglob("*.py")
        code = b"\n".join(path.read_bytes() for path in sorted(sources))
        rows = [
            ("a report in six formats / `import pandas, matplotlib.pyplot`", formats, "≤ 6"),
            (
                "leaks in 50 MB of plain text / `grep -F -f`",
                searching(campaign, scratch, code),
                "≤ 3",
            ),
            ("leaks in 50 MB of reports / `grep -F -f`", searching(campaign, scratch, page), "≤ 3"),
        ]
    print("| what | ratio | aim |\n|---|---:|---:|")
    for what, found, aim in rows:
        print(f"| {what} | {found:,.2f} | {aim} |")


if __name__ == "__main__":
    main()
