import pytest

from infoview_analytics.store.secrets import kept_secret


def test_a_secret_stays_and_a_torn_one_is_drawn_anew(tmp_path):
    one = kept_secret(tmp_path, "some.id", length=16)
    assert kept_secret(tmp_path, "some.id", length=16) == one
    path = tmp_path / ".infoview" / "some.id"
    path.write_bytes(one[:7])
    other = kept_secret(tmp_path, "some.id", length=16)
    assert (len(other), path.read_bytes()) == (16, other)
    assert other != one


def test_where_it_cannot_be_kept_it_is_not_given(tmp_path):
    (tmp_path / ".infoview").write_text("in the way")
    with pytest.raises(OSError, match="infoview"):
        kept_secret(tmp_path, "some.id", length=16)
