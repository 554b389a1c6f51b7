"""The data dictionary: what data/README.md says, made from the schema, and the empty tables."""

from __future__ import annotations

from collections.abc import Iterable

from infoview_analytics.records.codes import CELLS, ENTRIES, FILES, ROWS, WARNINGS, Code
from infoview_analytics.records.codes import SETTINGS as SETTINGS_CODES
from infoview_analytics.records.schema import INTERVIEWS, TABLES, Column, Table
from infoview_analytics.records.settings import SETTINGS, SETTINGS_FILE

_INTRO = """\
# Your records

Every conversation you ask for is a row, and so is every name that somebody gives you. That is
all it takes: two files that you fill in as you go, in a spreadsheet, in an editor or in the
notebooks. Write down what you know, leave empty what you do not know (yet), and never worry
about the order of the rows or of the columns. What is wrong in a file is told with its place and
its remedy; nothing is guessed, repaired or dropped behind your back.

This page is made from the same tables that the reader checks your files against, so the two
cannot disagree. `sample/` holds a campaign that was made up, for trying things out.

## A campaign is a folder

{files}

`person` is the key of a person: write a name the same way everywhere, and tell two people of one
name apart yourself, such as `Ana Silva (Northlight)`. A person who is named in `referrals.csv`
and not asked yet is a lead.

## How to write

- **Files**: CSV with commas and one line of headings, in UTF-8, with or without a byte order
  mark, or in UTF-16 with one. Put double quotes around a text that holds a comma, a quote or a
  line break, and write a quote inside it twice.
- **Empty** means "not (yet) known", never "no". `NA`, `None`, `null` and `007` are text and
  stay so.
- **Spaces** around a value are left out, and letters with accents are brought into one form
  (Unicode NFC). Nothing else is changed.
- **Columns** of your own are welcome: they are kept as they are and can be grouped by.
- **Blank rows** are left out, and told.

| kind | write |
|---|---|
| id | any text that is unique in the file, such as `I12` |
| text | one line |
| notes | text that may hold line breaks |
| date | year, month, day: `2026-04-03` |
| time | hours and minutes: `09:30` |
| choice | one of the words in the list, exactly as it is written there |
| yes/no | `yes` or `no` |
| number | a whole number: `30` |
"""

_TABLE_INTRO = """\
**R** stands for a required column, **\\*** for a value that every row needs.
"""

_SETTINGS_INTRO = """\
## infoview.toml

You, your goal, your breaks and your habits. The file and every key in it may be left out.

| section | key | write | meaning |
|---|---|---|---|
"""

_SETTINGS_NOTE = """
What follows "such as" is an example of a key that has no default; the others show theirs.
"""

_CODES_INTRO = """\
## What the checks tell

Each problem is told with its file, its line, its column, its code, its value, what is wrong with
it and what to do about it:

    interviews.csv:14:9 E203 requested_on "03/04/2026" is not a date like 2026-04-03. Write \
2026-04-03 or 2026-03-04.

The line is the one on which the cell begins in the file, as an editor counts lines. A code that
begins with E is an error: the campaign is refused, or the row set aside if you ask for that. One
that begins with W is a warning: the row counts, and you may want to look at it. Codes keep their
meaning.
"""


def data_dictionary() -> str:
    """Return the whole of data/README.md.

    Returns
    -------
    str
        Markdown: how to write the files, every column of every table, every setting, every
        code.
    """
    parts = [
        _INTRO.format(files=_files()),
        "## The tables\n",
        _TABLE_INTRO,
        *map(_table, TABLES),
        _settings(),
        _CODES_INTRO,
        *(
            _codes(f"### {title}", codes)
            for title, codes in (
                ("Errors in the form of a file", FILES),
                ("Errors of a cell", CELLS),
                ("Errors of a row", ROWS),
                (f"Errors in {SETTINGS_FILE}", SETTINGS_CODES),
                ("What is not written down", ENTRIES),
                ("Warnings", WARNINGS),
            )
        ),
    ]
    return "\n".join(parts)


def header_line(table: Table) -> str:
    """Return the one line of a table that is not filled in yet.

    Parameters
    ----------
    table : Table
        Any table.

    Returns
    -------
    str
        Its headings, parted by commas, and a line break.
    """
    return ",".join(column.name for column in table.columns) + "\n"


def _files() -> str:
    """Return the list of the files in a campaign folder."""
    rows = [
        f"| [`{table.file}`](#{table.name}csv) | {table.meaning} |"
        f" {'required' if table.required else 'optional'} |"
        for table in TABLES
    ]
    name = SETTINGS_FILE.replace(".", "")
    settings = f"| [`{SETTINGS_FILE}`](#{name}) | You, your goal, your habits. | optional |"
    return "\n".join(["| file | holds | |", "|---|---|---|", *rows, settings])


def _table(table: Table) -> str:
    """Return the section of one table."""
    lines = [f"### {table.file}\n", f"{table.meaning}\n"]
    lines += ["| column | kind | meaning |", "|---|---|---|"]
    lines += [_column(column) for column in table.columns]
    lines += [
        f"\n`{order.later}` may not lie before `{order.earlier}` ({order.code})."
        for order in table.in_order
    ]
    if table is not INTERVIEWS and any(c.name == "interview_id" for c in table.columns):
        lines.append("\n`interview_id` is one that `interviews.csv` has (E305).")
    return "\n".join(lines) + "\n"


def _column(column: Column) -> str:
    """Return the line of one column."""
    marks = " R" * column.required + " \\*" * column.filled
    kind: str = column.kind
    if column.kind == "number":
        kind = f"number, {column.least} to {column.most}"
    meaning = column.meaning
    if column.choices:
        meaning = f"{meaning}. Write {', '.join(f'`{choice}`' for choice in column.choices)}"
    if column.extendable:
        meaning = f"{meaning} or a word that `{SETTINGS_FILE}` adds"
    return f"| `{column.name}`{marks} | {kind} | {meaning} |"


def _settings() -> str:
    """Return the section of infoview.toml."""
    lines = [
        f"| `[{s.section}]` | `{s.key}` | {'' if s.has_default else 'such as '}`{s.written}` |"
        f" {s.meaning} |"
        for s in SETTINGS
    ]
    return _SETTINGS_INTRO + "\n".join(lines) + "\n" + _SETTINGS_NOTE


def _codes(title: str, codes: Iterable[Code]) -> str:
    """Return the table of some codes."""
    lines = [f"| {code.code} | {code.meaning}. | {code.cure}. |" for code in codes]
    head = [f"{title}\n", "| code | what is wrong | what to do |", "|---|---|---|"]
    return "\n".join([*head, *lines]) + "\n"
