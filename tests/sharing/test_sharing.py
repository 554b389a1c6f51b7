import stat
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.sharing.keys import sharing_key
from infoview_analytics.sharing.pseudonyms import make_pseudonyms

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
KEY = b"k" * 32
OTHER = b"o" * 32
INTERVIEWS = (
    "interview_id,person,organization,role,industry,source,requested_on,interview_on,"
    "interview_time,notes,share,mine\n"
    "ana1,Ana Silva,Northlight,editor,books,coffee_club,2026-03-04,2026-03-12,10:30,Secret,,x\n"
    "bo1,Bo Lee,Northlight,Editor,books,alumni,2026-03-05,,,Free words,yes,y\n"
    "cy1,Cy Dent,Quayside,editor,books,alumni,2026-03-06,,,,no,z\n"
    "dee1,Dee Mori,Harbour,curator,museums,alumni,2026-03-07,,,Quiet,No,\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,interview_id\n"
    "r1,Ana Silva,Bo Lee,2026-03-12,ana1\nr2,You,Cy Dent,2026-03-01,\n"
)


@pytest.fixture
def small(campaign):
    words = '[words]\nsources = ["coffee_club"]\n'
    return iv.load_campaign(campaign(interviews=INTERVIEWS, referrals=REFERRALS, infoview=words))


@pytest.fixture(scope="module")
def sample():
    return iv.load_campaign(SAMPLE)


def texts(campaign):
    tables = (campaign.interviews, campaign.referrals, campaign.people, campaign.organizations)
    tables += (campaign.touches, campaign.advice, campaign.outcomes)
    return " ".join(map(str, (value for table in tables for value in table.to_numpy().ravel())))


def test_everybody_has_another_name_that_tells_what_three_share(small):
    people = list(iv.share(small, key=KEY).campaign.interviews["person"])
    assert [name.rstrip("0123456789") for name in people[3:]] == ["Person "]
    for name in people[:3]:
        what, _, field = name.partition(", ")
        assert (what.partition(" ")[0], field) == ("Editor", "books")
    assert len(set(people)) == 4


def test_a_name_is_the_same_in_every_table_and_you_stay_you(small):
    copy = iv.share(small, key=KEY).campaign
    assert list(copy.referrals["from_person"]) == [copy.interviews["person"].iloc[0], "You"]
    assert list(copy.referrals["to_person"]) == list(copy.interviews["person"].iloc[1:3])
    assert copy.referrals["interview_id"].iloc[0] == copy.interviews["interview_id"].iloc[0]


def test_ids_own_words_own_columns_and_rare_kinds_are_gone(small):
    copy = iv.share(small, key=KEY).campaign.interviews
    assert list(copy["interview_id"]) == ["I1", "I2", "I3", "I4"]
    assert copy["source"].iloc[0] == "other"
    assert list(copy["role"]) == ["editor", "Editor", "editor", "other"]
    assert not {"mine", "share"} & set(copy.columns)


def test_only_a_row_that_says_yes_shares_its_words(small):
    notes = iv.share(small, key=KEY).campaign.interviews["notes"]
    assert notes.isna().tolist() == [True, False, True, True]
    assert notes.iloc[1] == "Free words"


def test_a_column_of_your_own_is_kept_only_if_you_say_so(small):
    copy = iv.share(small, key=KEY, keep=["mine"]).campaign.interviews
    assert list(copy["mine"].dropna()) == ["x", "y", "z"]
    with pytest.raises(iv.UnknownColumnError, match="'mien'"):
        iv.share(small, key=KEY, keep=["mien"])


def test_the_next_copy_has_the_same_names_and_another_campaign_has_not(sample):
    first, second = (set(iv.share(sample, key=KEY).campaign.interviews["person"]) for _ in "ab")
    assert first == second
    other = set(iv.share(sample, key=OTHER).campaign.interviews["person"])
    assert len(first & other) <= 3  # by chance, in a thousand numbers


def test_neither_the_order_of_rows_nor_names_that_end_alike_change_a_name(small, monkeypatch):
    monkeypatch.setattr("infoview_analytics.sharing.pseudonyms._DIGITS", 0)  # all end alike
    turned = replace(small, interviews=small.interviews[::-1].reset_index(drop=True))
    was, then = (make_pseudonyms(of, key=KEY) for of in (small, turned))
    assert (was.people, was.organizations) == (then.people, then.organizations)
    assert len(set(was.people.values())) == len(was.people)


def test_a_row_more_at_the_end_changes_no_other_name(sample):
    was = list(iv.share(sample, key=KEY).campaign.outcomes["person"])
    more = sample.outcomes.iloc[[0]].assign(outcome_id="O99", person="Somebody New")
    grown = pd.concat([sample.outcomes, more], ignore_index=True)
    names = iv.share(replace(sample, outcomes=grown), key=KEY)
    assert list(names.campaign.outcomes["person"])[:-1] == was


def test_the_secret_is_drawn_once_and_read_by_you_alone(campaign):
    folder = campaign()
    key = sharing_key(folder)
    assert sharing_key(folder) == key
    assert len(key) == 32
    path = folder / ".infoview" / "sharing.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_days_may_be_told_to_the_week_or_moved(small):
    weeks = iv.share(small, key=KEY, dates="weeks").campaign.interviews
    assert (weeks["requested_on"].dt.day_of_week == 0).all()
    assert weeks["interview_time"].isna().all()
    moved = iv.share(small, key=KEY, dates="shifted")
    days = small.interviews["requested_on"] - moved.campaign.interviews["requested_on"]
    assert set(days) == {moved.shift}
    assert moved.shift.days % 7 == 0
    assert moved.shift.days > 180
    assert moved.day("2026-03-04") == moved.campaign.interviews["requested_on"].iloc[0]
    with pytest.raises(iv.OptionError, match="'weeks'"):
        iv.share(small, key=KEY, dates="guessed")


@pytest.mark.parametrize("dates", ["weeks", "shifted"])
def test_days_in_a_column_that_is_kept_are_no_exception(small, dates):
    met = small.interviews.assign(met=["2026-03-04", None, "2026-03-06", None])
    told = iv.share(replace(small, interviews=met), key=KEY, dates=dates, keep=["met"])
    days = told.campaign.interviews["requested_on"].dt.strftime("%Y-%m-%d")
    assert told.campaign.interviews["met"].tolist()[::2] == days.tolist()[::2]
    assert told.campaign.interviews["met"].isna().tolist() == [False, True, False, True]
    became = told.treated.set_index("column").loc["met", "became"]
    assert became == {"weeks": "rounded", "shifted": "moved"}[dates]
    for said in ("met on 4 March 2026", "2026-03", "4/3/26"):
        mixed = replace(small, interviews=met.assign(met=["2026-03-04", said, "x", None]))
        with pytest.raises(iv.OptionError, match="'met' tells days"):
            iv.share(mixed, key=KEY, dates=dates, keep=["met"])


def test_moving_all_days_leaves_the_measures_as_they_are(sample):
    moved = iv.share(sample, key=KEY, dates="shifted")
    was, copy = (sample, "2026-04-01"), (moved.campaign, moved.day("2026-04-01"))
    rates, goals = (
        [measure(campaign, as_of) for campaign, as_of in (was, copy)] for measure in (_rates, _goal)
    )
    pd.testing.assert_frame_equal(*rates)
    pd.testing.assert_frame_equal(*goals)


def _rates(campaign, as_of):
    records = campaign.interviews, campaign.referrals
    return iv.response_rates(*records, as_of=as_of, by="channel")


def _goal(campaign, as_of):
    goal = iv.goal_summary(campaign.interviews, goal=campaign.goal, as_of=as_of)
    return goal.select_dtypes("number")


def test_what_became_of_each_column_is_told(small):
    told = iv.share(small, key=KEY).treated.set_index(["table", "column"])
    assert told.loc[("interviews", "person"), "became"] == "replaced"
    assert told.loc[("interviews", "notes")].tolist() == ["dropped", 3, 1]
    assert told.loc[("interviews", "mine"), "became"] == "dropped"
    assert told.loc[("interviews", "requested_on")].tolist() == ["kept", 4, 4]


def test_the_campaign_itself_stays_as_it_is(small):
    before = small.interviews.copy(deep=True)
    iv.share(small, key=KEY, dates="shifted")
    pd.testing.assert_frame_equal(small.interviews, before)


def test_nothing_of_the_invented_campaign_is_left_in_its_copy(sample):
    shared = iv.share(sample, key=KEY)
    said = texts(shared.campaign)
    for name in {*sample.interviews["person"], *sample.referrals["to_person"]}:
        assert name not in said
    contents = {"tables": said.encode()}
    assert iv.find_leaks(contents, iv.secrets_of(sample, shared)) == []


def test_the_copy_is_a_campaign_of_its_own(sample, tmp_path):
    shared = iv.share(sample, key=KEY)
    written = iv.write_shared(sample, shared, tmp_path / "out")
    assert {path.suffix for path in written} == {".csv", ".toml"}
    again = iv.load_campaign(tmp_path / "out")
    pd.testing.assert_frame_equal(
        iv.funnel(again.interviews, again.referrals, as_of="2026-04-01"),
        iv.funnel(sample.interviews, sample.referrals, as_of="2026-04-01"),
    )
    assert again.goal == sample.goal


def test_nothing_is_overwritten(small, tmp_path):
    (tmp_path / "interviews.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(iv.RecordsExistError, match="nothing was written"):
        iv.write_shared(small, iv.share(small, key=KEY), tmp_path)
    assert [path.name for path in tmp_path.glob("*.*")] == ["interviews.csv"]


def test_a_campaign_without_a_row_can_be_shared(campaign, tmp_path):
    bare = ("interview_id,person,requested_on\n", "referral_id,from_person,to_person,referred_on\n")
    empty = iv.load_campaign(campaign(interviews=bare[0], referrals=bare[1]))
    assert iv.share(empty, key=KEY).treated.empty
    iv.write_shared(empty, iv.share(empty, key=KEY), tmp_path / "out")
    assert iv.load_campaign(tmp_path / "out").interviews.empty


def test_a_disk_that_is_full_leaves_no_half_of_a_copy(small, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("infoview_analytics.store.saving.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        iv.write_shared(small, iv.share(small, key=KEY), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_carriage_return_in_freed_words_begins_no_row(campaign, tmp_path):
    head, row = "interview_id,person,requested_on,learned,share\n", 'a,Ana,2026-03-02,"x\r=1",yes\n'
    folder = campaign(interviews=head + row, referrals=f"{REFERRALS.splitlines()[0]}\n")
    loaded = iv.load_campaign(folder)
    iv.write_shared(loaded, iv.share(loaded, key=KEY), tmp_path / "out", allow=["1"])
    again = iv.load_campaign(tmp_path / "out")
    assert again.interviews["learned"].tolist() == ["x\n=1"]


def test_a_talk_that_is_to_come_is_not_told_as_of_a_monday_that_has_been(small):
    on = small.interviews["requested_on"].max()  # the Saturday of a week that began on a Monday
    day_before = on - pd.Timedelta(days=1)
    told = iv.share(small, dates="weeks", key=KEY, as_of=day_before).campaign.interviews
    assert told["requested_on"].max() == on + pd.Timedelta(days=2)
    told = iv.share(small, dates="weeks", key=KEY, as_of=on).campaign.interviews
    assert told["requested_on"].max() == on - pd.Timedelta(days=5)
