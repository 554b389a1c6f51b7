"""The invented campaigns: believable, sound, and the same for the same numbers."""

import itertools
import tomllib
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from infoview_analytics.as_of import as_known
from infoview_analytics.errors import RecordsExistError, SampleError
from infoview_analytics.metrics.goals import weekly_goal
from infoview_analytics.network.generations import generations
from infoview_analytics.records._sample_model import Dice
from infoview_analytics.records._sample_people import make_people
from infoview_analytics.records.campaign import load_campaign
from infoview_analytics.records.samples import make_sample
from infoview_analytics.records.schema import TABLES

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
FILES = {*(table.file for table in TABLES), "infoview.toml"}
AS_OF = pd.Timestamp("2026-04-01")
MEANT = {"W502", "W505"}  # a ring, and a referral whose date was not written down


@pytest.fixture(scope="module")
def sample():
    return load_campaign(SAMPLE, as_of=AS_OF)


@pytest.fixture(scope="module")
def known(sample):
    return as_known(sample.interviews, sample.referrals, as_of=AS_OF)


@pytest.fixture(scope="module")
def words():
    source = files("infoview_analytics.records").joinpath("sample_words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def contents(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def plain(name):
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def edits(one, other):
    row = range(len(other) + 1)
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]


def test_the_shipped_sample_is_what_the_defaults_make(tmp_path):
    assert make_sample(tmp_path) == AS_OF
    assert contents(tmp_path) == {name: (SAMPLE / name).read_bytes() for name in FILES}


def test_another_seed_is_another_campaign(tmp_path):
    make_sample(tmp_path / "one", seed=5)
    make_sample(tmp_path / "same", seed=5)
    make_sample(tmp_path / "other", seed=6)
    assert contents(tmp_path / "one") == contents(tmp_path / "same")
    assert contents(tmp_path / "one") != contents(tmp_path / "other")


def test_the_files_have_the_columns_of_the_schema_and_unix_line_ends():
    for table in TABLES:
        text = (SAMPLE / table.file).read_bytes().decode("utf-8")
        assert text.split("\n")[0].split(",") == [column.name for column in table.columns]
        assert "\r" not in text
        assert text.endswith("\n")


def test_the_checker_finds_only_what_is_meant_to_be_found(sample):
    found = Counter(problem.code for problem in sample.problems)
    assert found.keys() == MEANT
    assert found["W502"] == 1
    assert found["W505"] in (1, 2)


def test_it_has_about_the_promised_size(sample, known):
    named, asked = set(sample.referrals["to_person"]), set(sample.interviews["person"])
    assert 70 <= len(sample.interviews) <= 76
    assert 36 <= known.interviews["held"].sum() <= 44
    assert 56 <= len(sample.referrals) <= 66
    assert 9 <= len(named - asked) <= 15


def test_requests_end_in_every_way_that_there_is(known):
    asked = known.interviews
    assert asked["declined"].sum() >= 4
    assert asked["scheduled"].sum() in (1, 2)
    assert {"cancelled", "no_show"} <= set(asked["outcome"].dropna())
    assert (asked["answer_days"] > 14).sum() >= 2
    assert (asked["waiting"] & (asked["age_days"] < 14)).sum() >= 3
    assert (asked["waiting"] & (asked["age_days"] > 30)).sum() >= 8


def test_warm_requests_are_answered_more_often_and_sooner_but_not_always(known):
    ripe = known.interviews[known.interviews["age_days"] >= 14].groupby("warmth")
    rate, days = ripe["answered"].mean(), ripe["answer_days"].median()
    assert 0.25 <= rate["cold"] <= 0.36
    assert 0.64 <= rate["warm"] <= 0.76
    assert days["warm"] < days["cold"]


def test_most_weeks_have_an_interview_and_a_few_have_none(sample):
    weeks = weekly_goal(sample.interviews, goal=sample.goal, as_of=AS_OF)
    counted = weeks[weeks["over"] & ~weeks["on_break"]]
    assert len(counted) == 23
    assert 3 <= (~counted["kept"]).sum() <= 6
    assert counted["held"].max() <= 4


def test_the_chain_is_four_or_five_generations_deep(sample):
    people = generations(sample.interviews, sample.referrals, as_of=AS_OF)
    assert people["generation"].max() in (4, 5)


def test_the_goal_has_a_planned_break_in_which_nobody_is_asked_or_met(sample):
    goal, (holiday,) = sample.goal, sample.goal.breaks
    assert (goal.interviews, goal.per, goal.total) == (1, "week", 40)
    assert goal.starts_on == pd.Timestamp("2025-10-06")
    assert goal.ends_on.month == 5
    assert (holiday.first, holiday.last) == (pd.Timestamp("2025-12-22"), pd.Timestamp("2026-01-04"))
    for name in ("requested_on", "interview_on"):
        assert not sample.interviews[name].between(holiday.first, holiday.last).any()


def test_three_people_name_each_other_in_a_ring(sample):
    pairs = set(zip(sample.referrals["from_person"], sample.referrals["to_person"], strict=True))
    rings = [(a, b, c) for a, b in pairs for x, c in pairs if x == b and (c, a) in pairs]
    assert len(rings) == 3  # one ring, seen from each of the three


def test_somebody_is_named_by_two_others_before_being_asked(sample):
    asked = sample.interviews.set_index("person")["requested_on"]
    before = sample.referrals["referred_on"] <= sample.referrals["to_person"].map(asked)
    assert sample.referrals[before].groupby("to_person")["from_person"].nunique().max() == 2


def test_friends_and_family_start_chains_without_being_asked(sample):
    starters = sample.referrals[~sample.referrals["from_person"].isin(sample.interviews["person"])]
    assert starters["from_person"].nunique() >= 3
    assert starters["interview_id"].isna().all()
    assert starters.drop_duplicates("from_person")["notes"].notna().all()


def test_one_person_names_more_than_anybody_else(sample):
    most, next_most = sample.referrals["from_person"].value_counts().iloc[:2]
    assert most >= 6
    assert most > next_most


def test_a_name_is_given_in_a_conversation_that_was_held_and_not_before(sample):
    held = sample.interviews[sample.interviews["outcome"] == "held"].set_index("interview_id")
    named = sample.referrals.dropna(subset=["interview_id", "referred_on"])
    days = named["referred_on"] - named["interview_id"].map(held["interview_on"])
    assert days.dt.days.between(0, 3).all()


def test_no_two_conversations_are_at_the_same_time(sample):
    met = sample.interviews.dropna(subset=["interview_on"])
    assert not met.duplicated(["interview_on", "interview_time"]).any()


def test_what_was_learned_and_the_next_steps_are_never_told_twice(sample):
    for name in ("learned", "next_step"):
        assert sample.interviews[name].dropna().is_unique


def test_some_texts_hold_commas_quotes_and_a_line_break(sample):
    told = " ".join(sample.interviews["learned"].dropna())
    assert {",", '"', "\n"} <= set(told)


def test_no_two_first_or_last_names_look_alike(words):
    for part in zip(*(name.split(" ") for name in words["names"]), strict=True):
        for one, other in itertools.combinations(map(plain, part), 2):
            assert edits(one, other) > 1, (one, other)
            assert sorted(one) != sorted(other), (one, other)


def test_every_field_has_five_houses_and_every_source_a_channel(words):
    assert len(words["houses"]) == 5 * len(words["fields"])
    assert all(len(field["organizations"]) == 5 for field in words["fields"])
    assert set(words["sources"]) | {"referral"} <= set(words["channels"])


def test_names_stay_different_when_the_list_is_exhausted_several_times(words):
    few = words | {"names": ["Ana Silva", "Bo Holm", "Cy Reyes"]}
    nobody = pd.DataFrame({"giver": [0], "named": [0], "ring": [True]})
    people = make_people(Dice(1), few, nobody, asked=9, count=50)
    assert people["person"].is_unique
    assert people["person"].str.contains("-").any()
    assert people["person"].iloc[-1].endswith("(3)")


def test_a_folder_that_holds_records_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "referrals.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(RecordsExistError, match=r"referrals\.csv already.*Name a new folder"):
        make_sample(tmp_path)
    assert contents(tmp_path) == {"referrals.csv": b"mine"}


def test_a_failed_write_leaves_no_half_campaign(tmp_path, monkeypatch):
    write = pd.DataFrame.to_csv

    def full_disk(table, path, **options):
        write(table, path, **options)
        if path.name == ".people.csv.draft":
            raise OSError

    monkeypatch.setattr(pd.DataFrame, "to_csv", full_disk)
    with pytest.raises(OSError):  # noqa: PT011 - the bare error is the one raised above
        make_sample(tmp_path)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("wrong", [{"weeks": 0}, {"requests": 0}, {"seed": -1}])
def test_a_sample_of_nothing_is_refused(tmp_path, wrong):
    with pytest.raises(SampleError, match="at least 1 week and 1 request"):
        make_sample(tmp_path / "new", **wrong)
    assert not (tmp_path / "new").exists()


def test_it_starts_on_the_monday_of_the_week_and_ends_on_a_wednesday(tmp_path):
    as_of = make_sample(tmp_path, weeks=3, starts_on="2026-02-27")
    assert as_of == pd.Timestamp("2026-03-11")
    assert load_campaign(tmp_path, as_of=as_of).goal.starts_on == pd.Timestamp("2026-02-23")


@pytest.mark.parametrize(("weeks", "requests"), [(1, 1), (2, 9), (70, 40), (26, 400)])
def test_a_campaign_of_any_size_is_sound_and_knows_no_later_day(tmp_path, weeks, requests):
    as_of = make_sample(tmp_path, weeks=weeks, requests=requests)
    campaign = load_campaign(tmp_path, as_of=as_of)
    assert {problem.code for problem in campaign.problems} <= MEANT
    assert len(campaign.interviews) == requests
    assert campaign.interviews["interview_on"].dropna().le(campaign.goal.ends_on).all()


def test_a_large_campaign_is_as_sound_and_as_chained_as_a_small_one(tmp_path):
    as_of = make_sample(tmp_path, requests=10_000)
    campaign = load_campaign(tmp_path, as_of=as_of)
    asked = as_known(campaign.interviews, campaign.referrals, as_of=as_of).interviews
    assert {problem.code for problem in campaign.problems} <= MEANT
    assert asked["person"].is_unique
    assert len(campaign.referrals) / len(asked) == pytest.approx(0.85, abs=0.1)
    assert asked["held"].mean() == pytest.approx(0.5, abs=0.05)
    assert asked.groupby("warmth")["answered"].mean().tolist() == pytest.approx(
        [0.3, 0.7], abs=0.05
    )
    assert asked["organization"].nunique() > 1_000
