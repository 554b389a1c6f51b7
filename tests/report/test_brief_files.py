import pytest

import infoview_analytics as iv
from infoview_analytics.errors import OccupiedError

INTERVIEWS = (
    "interview_id,person,requested_on,interview_on\n"
    "I1,Bo Lee,2026-03-02,2026-03-12\nI2,BO LEE,2026-03-02,2026-03-12\n"
    "I3,../../x?*,2026-03-02,2026-03-12\nI4,李小龍,2026-03-02,2026-03-12\n"
)
NO_REFERRALS = "referral_id,from_person,to_person,referred_on\n"


@pytest.fixture
def briefed(campaign):
    read = iv.load_campaign(campaign(interviews=INTERVIEWS, referrals=NO_REFERRALS))
    return lambda person="Bo Lee", as_of="2026-03-10": iv.brief(read, person, as_of=as_of)


def test_a_folder_is_made_and_kept_out_of_git(briefed, tmp_path):
    place = tmp_path / "deep" / "briefs"
    files = iv.write_brief(briefed(), place)
    assert [file.name for file in files] == ["brief-bo-lee.html", "brief-bo-lee.md"]
    assert {path.name for path in place.iterdir()} == {".gitignore", *(f.name for f in files)}


def test_a_folder_that_was_there_gets_only_the_brief(briefed, tmp_path):
    iv.write_brief(briefed(), tmp_path, formats=["md"])
    assert not (tmp_path / ".gitignore").exists()
    assert (tmp_path / "brief-bo-lee.md").read_text("utf-8").startswith("# Bo Lee\n")


def test_a_file_takes_the_form_that_its_name_says(briefed, tmp_path):
    assert iv.write_brief(briefed(), tmp_path / "mine.html") == [tmp_path / "mine.html"]
    assert (tmp_path / "mine.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_names_of_two_persons_never_meet_and_never_leave_the_folder(briefed, tmp_path):
    people = ["Bo Lee", "BO LEE", "../../x?*", "李小龍"]
    files = [iv.write_brief(briefed(name), tmp_path, formats=["md"])[0] for name in people]
    assert len({file.name.casefold() for file in files}) == len(people)
    assert {file.parent for file in files} == {tmp_path}
    assert all(file.is_file() for file in files)


def test_what_we_made_may_be_made_again(briefed, tmp_path):
    first = iv.write_brief(briefed(as_of="2026-03-05"), tmp_path)
    assert iv.write_brief(briefed(), tmp_path) == first


@pytest.mark.parametrize("ending", ["html", "md"])
def test_what_somebody_wrote_into_a_brief_is_not_lost(briefed, tmp_path, ending):
    path = tmp_path / f"bo.{ending}"
    iv.write_brief(briefed(), path)
    text = path.read_bytes().replace(b"Bo Lee", b"Bo Lee, warm", 1)
    path.write_bytes(text)
    with pytest.raises(OccupiedError, match="was left as it is"):
        iv.write_brief(briefed(), path)
    assert path.read_bytes() == text
    iv.write_brief(briefed(), path, force=True)
    assert path.read_bytes() != text


def test_notes_below_a_brief_are_not_lost_and_other_files_neither(briefed, tmp_path):
    path = tmp_path / "bo.md"
    iv.write_brief(briefed(), path)
    path.write_bytes(path.read_bytes() + b"My notes.\n")
    with pytest.raises(OccupiedError):
        iv.write_brief(briefed(), path)
    path.write_text("Something else.", encoding="utf-8")
    with pytest.raises(OccupiedError):
        iv.write_brief(briefed(), path)
    assert path.read_text("utf-8") == "Something else."


def test_where_one_file_is_in_the_way_none_is_written(briefed, tmp_path):
    (tmp_path / "brief-bo-lee.md").write_text("Mine.", encoding="utf-8")
    with pytest.raises(OccupiedError):
        iv.write_brief(briefed(), tmp_path)
    assert not (tmp_path / "brief-bo-lee.html").exists()


def test_another_form_is_refused_with_those_that_there_are(briefed, tmp_path):
    with pytest.raises(iv.OptionError, match=r'"\.pdf"\. Use html or md'):
        iv.write_brief(briefed(), tmp_path / "bo.pdf")
    with pytest.raises(iv.OptionError, match='"docx"'):
        iv.write_brief(briefed(), tmp_path, formats=["docx"])
    assert list(tmp_path.glob("*.pdf")) == []
