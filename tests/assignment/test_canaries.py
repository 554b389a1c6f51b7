"""Words that stand nowhere else, planted in every column, are looked for in every file.

They are read by other readers than those of the search for leaks that stops an export.
"""

import csv
import html
import io
import json
import re
import zipfile
from base64 import b64decode
from urllib.parse import unquote

import pytest
from PIL import Image
from pypdf import PdfReader

import infoview_analytics as iv
from infoview_analytics.assignment.writing import FORMATS
from infoview_analytics.exports.writing import EXPORT_FORMATS
from infoview_analytics.records.schema import TABLES

AS_OF = "2026-04-01"
PEOPLE = {"ana": "Zqana Zqsilva", "bo": "Q.Z. Zqwolverton", "cy": "Zqcyril Zqdent"}
DAYS = {
    "requested_on": "2026-01-05",
    "responded_on": "2026-01-07",
    "interview_on": "2026-01-12",
    "referred_on": "2026-01-12",
    "known_since": "2026-01-13",
    "touched_on": "2026-02-02",
    "happened_on": "2026-02-03",
}
DATA = re.compile(r'(?:base64,|"image/png": ")([A-Za-z0-9+/=\\n]{40,})')


def canary(table, column, place):
    """Return a word that stands nowhere else, in the shape that the column asks for."""
    word = f"Zq{table[:3]}{column.replace('_', '')}{'abc'[place]}"
    return f"{word}@zqmail{place}.example" if column == "email" else f"{word} q.z.w{place}."


def rows_of(table):
    """Return three rows, with a canary in each column that takes words, known or not."""
    for place, name in enumerate(PEOPLE.values()):
        words = [c.name for c in table.columns if c.kind in ("text", "notes")]
        row = {column: canary(table.name, column, place) for column in words}
        row |= {"my_own": canary(table.name, "own", place), **DAYS}
        row |= {"person": name, "from_person": "You", "to_person": name}
        row |= {} if table.name == "referrals" else {"interview_id": f"int{place}"}
        row |= {} if table.key in row else {table.key: f"{table.name}{place}"}
        yield row | {"kind": "other", "response": "accepted"}


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zqfolder") / "Zqcampaign"
    folder.mkdir()
    for table in TABLES:
        names = [*(column.name for column in table.columns), "my_own"]
        told = io.StringIO()
        writer = csv.DictWriter(told, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows_of(table))
        (folder / table.file).write_text(told.getvalue(), encoding="utf-8")
    (folder / "infoview.toml").write_text('[you]\nfull_name = "Zqme Zqmyself"\n')
    return iv.load_campaign(folder, as_of=AS_OF)


def written(campaign, out, names):
    """Write everything that can be handed in, and return what is in each file."""
    how = {"as_of": AS_OF, "names": names}
    report = iv.class_report(campaign, title="Talks", course="Careers 101", **how)
    iv.write_class_report(report, out / "report")
    if names == "pseudonyms":  # else letters are drawn, which nobody can read
        iv.write_charts(campaign, out / "charts", formats=("svg", "png"), dpi=50, **how)
    iv.write_export(campaign, out / "export", formats=EXPORT_FORMATS, **how)
    files = [path for path in out.rglob("*") if path.is_file()]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def handed_in(campaign, tmp_path_factory):
    return written(campaign, tmp_path_factory.mktemp("out"), "pseudonyms")


def read(name, content):
    """Return all the words of a file, however it is packed, in small letters without spaces."""
    texts = [name]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            texts += [read(part, packed.read(part)) for part in packed.namelist()]
    elif content.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(content))
        texts += [page.extract_text() for page in pages.pages]
        texts += [str(pages.metadata), str(pages.xmp_metadata and pages.xmp_metadata.rdf_root)]
        texts += [str(pages.get_object(i)) for i in range(1, pages.trailer["/Size"])]
    elif content.startswith(b"\x89PNG"):
        texts += [str(Image.open(io.BytesIO(content)).info)]
    else:
        text = content.decode("utf-8")
        texts += [text, html.unescape(text), unquote(text)]
        packed = [b64decode(found.replace("\\n", "")) for found in DATA.findall(text)]
        texts += [read("", inside) for inside in packed]
        texts += [str(json.loads(text))] if name.endswith((".json", ".ipynb")) else []
    return re.sub(r"[\s\xad\u200b\\-]", "", "\n".join(texts).casefold())


def found(name, content, canaries):
    text = read(name, content)
    return sorted(word for word in canaries if re.sub(r"[\s-]", "", word.casefold()) in text)


def canaries_of(campaign):
    """Return every word that was planted."""
    planted = {"q.z.w", "zqmail", *PEOPLE.values(), "Zqcampaign", "Zqmyself"}
    for table in TABLES:
        values = getattr(campaign, table.name).to_numpy().ravel()
        planted |= {value for value in values if isinstance(value, str) and "q" in value.casefold()}
    return planted


def test_the_canaries_stand_in_every_column_that_takes_words(campaign):
    for table in TABLES:
        planted = getattr(campaign, table.name)
        for column in [c.name for c in table.columns if c.kind in ("text", "notes")] + ["my_own"]:
            if column not in ("from_person", "interview_id"):
                assert planted[column].str.contains("Zq").all(), (table.name, column)


def test_no_canary_is_in_any_file(campaign, handed_in):
    canaries = canaries_of(campaign)
    leaks = {name: found(name, content, canaries) for name, content in handed_in.items()}
    assert {name: words for name, words in leaks.items() if words} == {}
    endings = {name.rpartition(".")[2] for name in handed_in}
    assert {*FORMATS, "png", "svg", "csv", "xlsx", "graphml", "gexf", "json", "dot"} <= endings


def test_they_are_found_in_each_format_that_shows_names(campaign, tmp_path):
    canaries = canaries_of(campaign)
    shown = written(campaign, tmp_path, "shown")
    with_names = {name for name, content in shown.items() if found(name, content, canaries)}
    endings = {name.rpartition(".")[2] for name in with_names}
    assert endings == {*FORMATS, "csv", "xlsx", "graphml", "gexf", "json", "dot"}


@pytest.fixture(scope="module")
def telling(tmp_path_factory):
    """Return a campaign that shares a note on another contact, and a role with a name in it."""
    folder = tmp_path_factory.mktemp("telling")
    role = f"friend of {PEOPLE['cy']}"
    head = "interview_id,person,role,requested_on,response,interview_on,outcome,learned,share"
    row = "int{},{},{},2026-01-05,accepted,2026-01-12,held,{}".format
    rows = [row(n, name, role, ",") for n, name in enumerate([*PEOPLE.values(), "Zqdee Zqd"])]
    told = row(4, PEOPLE["cy"], role, f"Ask {PEOPLE['ana']},yes")
    (folder / "interviews.csv").write_text("\n".join([head, *rows, told]), encoding="utf-8")
    head = "referral_id,from_person,to_person,referred_on,interview_id"
    named = f"r1,{PEOPLE['ana']},{PEOPLE['bo']},2026-01-12,int0"
    (folder / "referrals.csv").write_text(f"{head}\n{named}\n", encoding="utf-8")
    return iv.load_campaign(folder, as_of=AS_OF)


@pytest.fixture(scope="module")
def telling_report(telling):
    return iv.class_report(telling, as_of=AS_OF, title="Talks")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_shared_note_on_somebody_else_stops_a_report_in_each_format(
    telling_report, tmp_path, kind
):
    with pytest.raises(iv.LeakError) as stopped:
        iv.write_class_report(telling_report, tmp_path / "out", formats=[kind])
    assert "zqana" in str(stopped.value)  # of the note; in the PDF only glyphs tell it
    assert "zqcyril" in str(stopped.value)  # of the role
    assert not (tmp_path / "out").exists()


def test_a_shared_role_with_a_name_in_it_stops_charts(telling, tmp_path):
    with pytest.raises(iv.LeakError, match=r"referral_network\.png\S*:\d+ holds .zqcyril"):
        iv.write_charts(telling, tmp_path / "out", as_of=AS_OF, formats=["png"], dpi=50)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", EXPORT_FORMATS)
def test_a_shared_role_with_a_name_in_it_stops_each_export(telling, tmp_path, kind):
    with pytest.raises(iv.LeakError, match="zqcyril"):
        iv.write_export(telling, tmp_path / "out", as_of=AS_OF, formats=[kind])
    assert not (tmp_path / "out").exists()
