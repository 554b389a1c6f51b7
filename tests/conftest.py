"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from least_campaign import INTERVIEWS, REFERRALS, Campaign

import infoview_analytics as iv

mpl.use("agg")

# No test is timed: the machine may be busy with something else.
settings.register_profile(
    "unhurried",
    settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=int(os.environ.get("INFOVIEW_EXAMPLES", "100")),
)
settings.load_profile("unhurried")

SLOWEST = ("browser", "test_notebooks", "test_pages", "test_store_crashes")
ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "real"


def pytest_configure(config):
    """Let several cores take the files in the order given below, where pytest-xdist is there."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items):
    """Begin with the slowest files, so that no core ends with one while the others wait."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in SLOWEST))


@pytest.fixture(autouse=True)
def _no_figure_stays_open():
    yield
    plt.close("all")


@pytest.fixture
def real() -> Path:
    """Return the folder of real and published cases, where it stands beside the project."""
    if not REAL.is_dir():
        pytest.skip("the real and published cases do not stand beside the project")
    return REAL


@pytest.fixture
def job_search(real: Path) -> iv.Campaign:
    """Return the published job search, whose answers are given as of 2023-03-13."""
    return iv.load_campaign(real / "job_search")


@pytest.fixture
def advice_network(real: Path) -> iv.Campaign:
    """Return the published network of advisers, given as of 2026-06-01."""
    return iv.load_campaign(real / "advice_network")


@pytest.fixture
def requests():
    """Return a function that builds the least records that a measure of requests needs."""

    def build(*rows: dict) -> pd.DataFrame:
        table = pd.DataFrame(rows, columns=sorted({key for row in rows for key in row}))
        for name in (name for name in table.columns if name.endswith("_on")):
            table[name] = pd.to_datetime(table[name])
        if "person" not in table.columns:
            table["person"] = [f"Person {i}" for i in range(len(table))]
        return table

    return build


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """Return a function that writes a sound campaign, with other files where they are given."""

    def write(**files: str | bytes) -> Path:
        folder = tmp_path / "campaign"
        folder.mkdir(exist_ok=True)
        contents = {"interviews": INTERVIEWS, "referrals": REFERRALS} | files
        for name, content in contents.items():
            ending = "toml" if name == "infoview" else "csv"
            raw = content if isinstance(content, bytes) else content.encode()
            (folder / f"{name}.{ending}").write_bytes(raw)
        return folder

    return write
