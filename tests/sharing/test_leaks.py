import html
import json
import re
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


def in_strings(*strings):
    return b"%PDF-1.7\n1 0 obj\n<</Alt " + b"/Title ".join(strings) + b">>\nendobj\n"


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
        lambda text: re.sub(r"([!-/:-@[-`{-~])", r"\\\1", text).encode(),
        lambda text: json.dumps(f'<b title="x">{html.escape(text)}</b>').encode(),
        zipped,
        png,
        pdf,
        lambda text: in_strings(b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"),
        lambda text: in_strings(b"(%s)" % b"".join(b"\\%03o" % c for c in text.encode("latin-1"))),
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
        "backslashes of markdown",
        "html in json",
        "zip",
        "png",
        "pdf",
        "pdf in two bytes",
        "pdf in octal",
    ],
)
def test_every_canary_is_found_wherever_it_sits(found, packed):
    assert [canary for canary in CANARIES if not found(packed(canary))] == []


def test_what_this_package_says_itself_is_no_leak(found):
    assert found("Your next conversation: no goal, two weeks, a press and a person.") == []


def test_a_part_of_a_longer_word_is_none(found):
    assert found("the vexhollowish quibblethorpian ownthings of boli") == []


def test_what_is_drawn_is_searched_for_whoever_cannot_read_glyphs(campaign):
    loaded = iv.load_campaign(campaign(interviews=INTERVIEWS))
    secrets = iv.secrets_of(loaded, iv.share(loaded))
    (leak,) = iv.find_leaks({"a.png": b""}, secrets, drawn={"a.png": "Lines\nfor vexhollow"})
    assert str(leak).startswith('a.png (as drawn):2 holds "vexhollow"')


def noisy(text):
    """Return files that hold a text in what is no text: pictures and fonts, packed or not."""
    noise = bytes(range(256)) + b" %s " % text.encode() + bytes(range(256))
    page = b'{"image/png": "%s"} <img src="data:;base64,%s">'
    packed = b64encode(noise)
    stream = b"\nstream\n%s\nendstream\n"
    return {"a.pdf": b"%PDF-1.7" + stream % noise + stream % zlib.compress(noise)} | {
        "page.html": page % (packed, packed),
        "words.txt": text.encode(),
    }


def test_what_is_no_text_is_not_read_as_one(found):
    leaks = [found(content, name) for name, content in noisy("Quibblethorp").items()]
    assert leaks == [[], [], ["quibblethorp"]]


COMMON = ("Mary Long", "Elliot Page", "Bo", "Li Wu", "Robert Adobe", "Ana 0001", "Will Young")


@pytest.fixture(scope="module")
def secrets_of_common_names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("common")
    rows = [f"i{n},{name},2026-03-04,0001" for n, name in enumerate(COMMON)]
    head = "interview_id,person,requested_on,organization"
    (folder / "interviews.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    (folder / "referrals.csv").write_text("referral_id,from_person,to_person,referred_on\n")
    loaded = iv.load_campaign(folder)
    return iv.secrets_of(loaded, iv.share(loaded))


def test_a_name_that_is_a_word_like_any_other_stops_nothing_by_itself(secrets_of_common_names):
    said = b"Adobe 0001: the page will be long, a young li, wu and 5 m long. Bo. Page, figure"
    assert iv.find_leaks({"a": said}, secrets_of_common_names) == []


@pytest.mark.parametrize(
    "said",
    ["mary", "E. Page", "Page, E.", "Dr Page", "mr. Long", "M. Young", "Li Wu", "Young, Will"],
)
def test_it_does_with_what_makes_it_a_name(secrets_of_common_names, said):
    assert iv.find_leaks({"a": f"then {said} said".encode()}, secrets_of_common_names)


FREED = (
    "interview_id,person,organization,role,requested_on,learned,share\n"
    "i1,Zebulon Quarkmann,Fizzwick,friend of Ottoline,2026-03-04,Ottoline,yes\n"
    "i2,Ottoline Brzeska,Fizzwick,friend of Ottoline,2026-03-05,Fizzwick,yes\n"
    "i3,Xanthe Plovdiv,Fizzwick,friend of Ottoline,2026-03-06,gherkins,yes\n"
)


def test_neither_freed_words_nor_a_shared_role_free_a_name(campaign):
    loaded = iv.load_campaign(campaign(interviews=FREED))
    shared = iv.share(loaded)
    assert shared.campaign.interviews["role"].tolist() == ["friend of Ottoline"] * 3
    leaks = iv.find_leaks({"a": b"ottoline, fizzwick, gherkins"}, iv.secrets_of(loaded, shared))
    assert [leak.word for leak in leaks] == ["fizzwick", "ottoline"]


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
    content = {"a": b"Bo Li, Quibblethorp"}
    ready = '--allow "bo li" --allow "quibblethorp", or allow='
    with pytest.raises(iv.LeakError, match=ready) as no:
        iv.refuse_leaks(content, iv.secrets_of(loaded, shared))
    ready = json.loads(str(no.value).rpartition("allow=")[2].rstrip("."))
    assert not iv.find_leaks(content, iv.secrets_of(loaded, shared, allow=ready))


def test_a_kept_column_is_no_secret_but_a_name_in_it_is(campaign):
    loaded = iv.load_campaign(campaign(interviews=INTERVIEWS))
    secrets = iv.secrets_of(loaded, iv.share(loaded, keep=["mine"]))
    assert not iv.find_leaks({"a": b"ownthing"}, secrets)
    assert iv.find_leaks({"a": "zoë".encode()}, secrets) == []  # three letters are no part
    assert iv.find_leaks({"a": "zoë quibblethorp".encode()}, secrets)


def test_a_number_in_a_name_is_looked_for_with_the_name_alone(campaign):
    who = INTERVIEWS.replace("Bo Li", "Dr 2-46")
    loaded = iv.load_campaign(campaign(interviews=who))
    secrets = iv.secrets_of(loaded, iv.share(loaded))
    assert iv.find_leaks({"a.txt": b"Dr. 2 of 46, d. 46, M. 2"}, secrets) == []
    assert [leak.word for leak in iv.find_leaks({"a.txt": b"met Dr 2-46"}, secrets)] == ["dr 2-46"]
