import json
import struct
import zipfile
import zlib
from base64 import b64encode
from io import BytesIO
from urllib.parse import quote

import pytest

import infoview_analytics as iv

INTERVIEWS = (
    "interview_id,person,organization,requested_on,notes,mine\n"
    "i1,Zoë Quibblethorp,Vexhollow Press,2026-03-04,Her zanyword matters,ownthing\n"
    "i2,Bo Li,Sun & Co,2026-03-05,,\n"
)
PEOPLE = "person,email\nBo Li,bo@sunandco.example\n"
CANARIES = ["quibblethorp", "ZOË QUIBBLETHORP", "Bo Li", "bo   li", "vexhollow"]
CANARIES += ["Vexhollow Press", "Sun & Co", "bo@sunandco.example", "zanyword", "ownthing"]


@pytest.fixture
def found(campaign):
    loaded = iv.load_campaign(campaign(interviews=INTERVIEWS, people=PEOPLE))
    secrets = iv.secrets_of(loaded, iv.share(loaded))

    def find(content, name="file.txt"):
        raw = content if isinstance(content, bytes) else content.encode()
        return [leak.word for leak in iv.find_leaks({name: raw}, secrets)]

    return find


def zipped(text):
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return held.getvalue()


def png(text):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data))

    packed = b"Title\x00\x00" + zlib.compress(text.encode())
    return b"\x89PNG\r\n\x1a\n" + chunk(b"tEXt", b"a\x00b") + chunk(b"zTXt", packed)


def pdf(text):
    stream = zlib.compress(text.encode())
    return b"%PDF-1.7\n1 0 obj\nstream\n" + stream + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    "packed",
    [
        lambda text: f"before\n“{text}” after".encode(),
        lambda text: f"<p title='{text}'>".encode(),
        lambda text: "".join(f"&#{ord(letter)};" for letter in text).encode(),
        lambda text: json.dumps({"a": text}).encode(),
        lambda text: json.dumps({"a": f"{chr(0x1F600)}\n{text}\r"}).encode(),
        lambda text: f"\\ud800 \\u{ord(text[0]):04x}{text[1:]}".encode(),
        lambda text: quote(text).encode(),
        lambda text: text.upper().encode("utf-16"),
        lambda text: b'<img src="data:x;base64,' + b64encode(f"<t>{text}</t> ...".encode()) + b'">',
        zipped,
        png,
        pdf,
    ],
    ids=[
        "text",
        "attribute",
        "entities",
        "json",
        "lines in json",
        "half a letter",
        "percent signs",
        "two bytes a letter",
        "base64",
        "zip",
        "png",
        "pdf",
    ],
)
def test_every_canary_is_found_wherever_it_sits(found, packed):
    assert [canary for canary in CANARIES if not found(packed(canary))] == []


def test_what_this_package_says_itself_is_no_leak(found):
    assert found("Your next conversation: no goal, two weeks, a press and a person.") == []


def test_a_part_of_a_longer_word_is_none(found):
    assert found("the vexhollowish quibblethorpian ownthings of boli") == []


def test_the_name_of_a_file_is_searched_too(found):
    assert found("", name="quibblethorp_chart.svg") == ["quibblethorp"]


def test_it_is_told_where_and_nothing_is_written(campaign, tmp_path):
    loaded = iv.load_campaign(campaign(interviews=INTERVIEWS))
    shared = iv.share(loaded, keep=["mine"])
    with pytest.raises(iv.LeakError, match=r'page.html:2 holds "quibblethorp", part of a person'):
        iv.refuse_leaks({"page.html": b"one\ntwo Quibblethorp"}, iv.secrets_of(loaded, shared))
    leaky = shared.campaign.interviews.assign(role="friend of Quibblethorp")
    careless = iv.Shared(iv.Campaign(tmp_path, leaky, shared.campaign.referrals), *_rest(shared))
    with pytest.raises(iv.LeakError, match=r"interviews.csv:2"):
        iv.write_shared(loaded, careless, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def _rest(shared):
    return shared.treated, shared.shift


def test_a_word_that_gives_nobody_away_can_be_allowed(campaign):
    loaded = iv.load_campaign(campaign(interviews=INTERVIEWS))
    shared = iv.share(loaded)
    content = {"a": b"quibblethorp"}
    assert iv.find_leaks(content, iv.secrets_of(loaded, shared))
    assert not iv.find_leaks(content, iv.secrets_of(loaded, shared, allow=["Quibblethorp"]))


def test_a_kept_column_is_no_secret_but_a_name_in_it_is(campaign):
    loaded = iv.load_campaign(campaign(interviews=INTERVIEWS))
    secrets = iv.secrets_of(loaded, iv.share(loaded, keep=["mine"]))
    assert not iv.find_leaks({"a": b"ownthing"}, secrets)
    assert iv.find_leaks({"a": "zoë".encode()}, secrets) == []  # three letters are no part
    assert iv.find_leaks({"a": "zoë quibblethorp".encode()}, secrets)
