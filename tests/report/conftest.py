import pytest

import infoview_analytics as iv


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("campaign") / "sample"
    iv.make_sample(folder)
    return folder


@pytest.fixture
def sample(sample_folder):
    return iv.load_campaign(sample_folder, as_of="2026-04-01")
