"""Changed rows in a file of any manner: the asked cells change, no other byte does."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from plain_csv import rows_of

from infoview_analytics.records.decoding import decoded
from infoview_analytics.records.schema import INTERVIEWS
from infoview_analytics.records.sheets import read_sheet
from infoview_analytics.store.excerpts import Page, excerpt_of
from infoview_analytics.store.splicing import Change, edits_of

COLUMNS = ["interview_id", "person", "requested_on", "mine", "notes"]
ADDED = "city"
TEXTS = st.text(st.sampled_from('aIé ",\r\n\t;K12\u212a'), max_size=6)
SMALL = st.integers(0, 5)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def written(text):
    return quoted(text) if set(text) & set('",\r\n') else text


@st.composite
def files(draw):
    """Return the raw cells of a file's rows, its line end, whether it ends so, mark and codec."""
    places = draw(st.permutations(COLUMNS))
    line_end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    rows = [places]
    for number in range(draw(SMALL)):
        texts = {name: draw(TEXTS) for name in COLUMNS} | {"interview_id": f"I{number}"}
        rows.append([texts[name] for name in places])
    always = draw(st.lists(st.booleans(), min_size=5, max_size=5))
    raw = [
        [quoted(cell) if keep else written(cell) for cell, keep in zip(row, always, strict=True)]
        for row in rows
    ]
    blank = draw(st.sets(st.integers(1, 6), max_size=2))
    codec = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return places, raw, line_end, blank, draw(st.booleans()), codec


@st.composite
def changes(draw):
    names = st.sampled_from([*COLUMNS[1:], ADDED])
    found = []
    for number in range(draw(SMALL)):
        values = draw(st.dictionaries(names, TEXTS, max_size=3))
        key = draw(st.sampled_from([None, *(f"I{n}" for n in range(5))]))
        if key is None:
            values["interview_id"] = f"N{number}"
        removes = key is not None and draw(st.booleans())
        found.append(Change("interviews", values, key=key, removes=removes))
    return found


def text_of(raw, line_end, blank, ends):
    lines = [",".join(row) for row in raw]
    for at in sorted(blank):
        lines[at:at] = [""] if at < len(lines) else []
    return line_end.join(lines) + (line_end if ends else "")


def expected(places, raw, line_end, blank, ends, wanted):
    """Return a pattern of the whole text: fixed but for the quotes of changed cells."""
    gone = {c.key for c in wanted if c.removes}
    new = {c.key: {} for c in wanted}
    for change in wanted:
        new[change.key] |= change.values if change.key else {}
    added = [c.values for c in wanted if c.key is None]
    kept = [values for key, values in new.items() if key and key not in gone]
    widens = any(values.get(ADDED) for values in [*kept, *added])

    def cell(text):
        return f"(?:{re.escape(quoted(text))}|{re.escape(written(text))})"

    lines = []
    for row in raw:
        texts = rows_of(",".join(row))[0]
        key = texts[places.index("interview_id")]
        cells = [
            cell(new[key][name])
            if name in new.get(key, {}) and new[key][name] != text
            else re.escape(was)
            for name, was, text in zip(places, row, texts, strict=True)
        ]
        header = key == "interview_id"
        extra = re.escape(ADDED) if header else cell(new.get(key, {}).get(ADDED, ""))
        lines.append("" if key in gone else ",".join([*cells, *[extra] * widens]))
        lines[-1] = None if key in gone else lines[-1]
    for at in sorted(blank):
        lines[at:at] = [""] if at < len(lines) else []
    end = re.escape(line_end) if len(lines) > 1 or ends else "\n"
    pieces = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        if line is not None:
            pieces.append(line + (end if not last or ends else ""))
    more = [",".join(cell(v.get(n, "")) for n in [*places, *[ADDED] * widens]) for v in added]
    if more and not "".join(pieces).endswith(end):
        pieces.append(end)
    return "".join([*pieces, *(line + end for line in more)])


@settings(max_examples=150)
@given(files(), changes())
def test_only_the_asked_cells_change(file, wanted):
    places, raw, line_end, blank, ends, codec = file
    ids = {f"I{n}" for n in range(len(raw) - 1)}
    wanted = [change for change in wanted if change.key is None or change.key in ids]
    text = text_of(raw, line_end, blank, ends)
    page = Page.of(text.encode(codec))
    sheet = read_sheet(Path("interviews.csv"), INTERVIEWS, instead=page.raw)
    after = page.after(edits_of(page.text, sheet, wanted))
    assert after.decode(codec).encode(codec) == after
    pattern = expected(places, raw, line_end, blank, ends, wanted)
    assert re.fullmatch(pattern, after.decode(codec)), (pattern, after.decode(codec))
    assert isinstance(decoded(after, ""), str)


@settings(max_examples=150)
@given(files(), st.sets(st.one_of(TEXTS, st.sampled_from(["I1", "I2"])), max_size=3))
def test_an_excerpt_holds_every_row_with_a_sought_cell_and_knows_where_it_stood(file, values):
    _places, raw, line_end, blank, ends, _codec = file
    text = text_of(raw, line_end, blank, ends)
    sought = {value.strip() for value in values} - {""}
    excerpt = excerpt_of(text, sought)
    if excerpt is None:
        return
    rows = rows_of(excerpt.text)
    for row in rows_of(text):
        if sought & {cell.strip() for cell in row}:
            assert row in rows
    spans = zip(excerpt.begins, [*excerpt.begins[1:], len(excerpt.text)], strict=True)
    for (begin, end), stood in zip(spans, excerpt.stood, strict=True):
        assert text[stood : stood + end - begin] == excerpt.text[begin:end]
    assert rows_of(text)[0] == rows[0]
    (edit,) = excerpt.edits_of_whole([(len(excerpt.text), len(excerpt.text), "x")])
    assert edit == (len(text), len(text), "x")
