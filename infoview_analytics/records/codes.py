"""Every code that a check can tell: what it means and what to do about it.

A code keeps its meaning for ever; one that is no longer told is not used again.
"""

from __future__ import annotations

from dataclasses import dataclass

from infoview_analytics.errors import Problem

LONGEST_FIELD = 131_072
MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem.

    Attributes
    ----------
    code : str
        ``E`` or ``W`` and three digits.
    meaning : str
        What is wrong.
    cure : str
        What to do about it, in general.
    """

    code: str
    meaning: str
    cure: str


FILES = (
    Code(
        "E101",
        "The file or folder cannot be read: it is missing, a folder, or locked",
        "Look at its name, its place and its permissions",
    ),
    Code(
        "E102",
        "The file is not UTF-8, nor UTF-16 with a byte order mark",
        'Save it as "CSV UTF-8", and infoview.toml as UTF-8',
    ),
    Code("E103", "The file is empty", "Begin it with a line of headings"),
    Code(
        "E104",
        "The file is not text: a workbook, a picture, a NUL character",
        'Open it where it was made and save it as "CSV UTF-8"',
    ),
    Code(
        "E105",
        f"A line or a field is longer than {LONGEST_FIELD:,} characters, or there are more than "
        f"{MOST_COLUMNS:,} columns",
        "See whether this is the right file; a missing line break or quote does this",
    ),
    Code(
        "E106",
        "A stray double quote: inside a field without quotes, or text after a closing quote",
        "Put quotes around the whole field and write each quote inside it twice",
    ),
    Code("E107", "A quote is opened and never closed", "Close it, or write the quote inside twice"),
    Code(
        "E108",
        "A row with too few or too many fields; such a row can be set aside",
        "Add the missing commas, or put quotes around a text that holds a comma",
    ),
    Code("E109", "A column without a heading", "Name the column, or delete it"),
    Code("E110", "Two columns with the same heading", "Rename one, or delete it"),
    Code("E111", "A required column is missing", "Add the column, or put its heading right"),
    Code(
        "E112",
        "The fields are parted by something other than commas",
        'Save the file as "CSV UTF-8 (comma delimited)"',
    ),
)
CELLS = (
    Code("E201", "A required value is missing", "Fill it in"),
    Code(
        "E202",
        "An id, or the name that a row is known by, that an earlier row has too",
        "Give each its own",
    ),
    Code(
        "E203",
        "Not a date like 2026-04-03, not a day of the calendar, or outside 1900 to 2199",
        "Write the year, the month and the day",
    ),
    Code("E204", "Not one of the column's choices", "Use one of them, exactly as it is written"),
    Code("E205", "Not a whole number in the column's range", "Write digits alone"),
    Code("E206", "Neither yes nor no", "Write yes or no, or leave it empty"),
    Code("E207", "Not a time like 09:30", "Write hours and minutes, two digits each"),
    Code(
        "E208",
        "A line break in a text that is one line",
        "Write it on one line; only learned, next_step and notes may hold line breaks",
    ),
    Code("E209", "A control character, which cannot be seen", "Delete it"),
)
ROWS = (
    Code("E301", "An answer before its request", "Correct one of the two dates"),
    Code("E302", "An interview before its request", "Correct one of the two dates"),
    Code("E303", "A thank-you before its interview", "Correct one of the two dates"),
    Code("E304", "Somebody who names themselves", "Correct one of the two names"),
    Code(
        "E305",
        "An interview_id that interviews.csv does not have",
        "Correct it, or leave it empty where it may be empty",
    ),
    Code(
        "E306",
        "A referral linked to an interview with somebody other than the one who named",
        "Correct the interview_id or from_person",
    ),
)
SETTINGS = (
    Code("E401", "infoview.toml is not TOML", "Put the line right that it names"),
    Code(
        "E402",
        "A value of the wrong kind or out of range in infoview.toml",
        "Write a value as the table of settings shows it",
    ),
    Code("E403", "A goal or a break that ends before it begins", "Swap its days"),
    Code("E404", "Two breaks that overlap", "Make one of them, or correct their days"),
)
WARNINGS = (
    Code(
        "W501",
        "A date after the day of the check; interview_on may lie later, unless the outcome is "
        "already told",
        "Correct the date, unless you look back on purpose",
    ),
    Code("W502", "People who name each other in a circle", "See whether a referral is reversed"),
    Code(
        "W503",
        "Two spellings that may be one person or one organisation; they count as two",
        "Use one spelling if they are one",
    ),
    Code("W504", "The same referral twice", "Delete one, unless they were named twice"),
    Code(
        "W505",
        "A referral without its date; the linked interview or the first request tells it",
        "Fill it in if you know it",
    ),
    Code(
        "W506",
        "A response without its date; counted as answered, left out of the times",
        "Fill in responded_on if you know it",
    ),
    Code(
        "W507",
        "An answer without its verdict; counted as answered",
        "Fill in response if you know it",
    ),
    Code("W508", "A column that no table knows; kept as it is", "Correct its heading if it is one"),
    Code(
        "W509",
        "An interview without a response; counted as accepted, left out of the times",
        "Fill in responded_on and response if you know them",
    ),
    Code(
        "W510",
        "A key in infoview.toml that means nothing",
        "Correct it, or delete it",
    ),
    Code("W511", "A blank row; it is left out", "Delete it"),
    Code(
        "W512",
        "A thank-you without an interview and without a refusal",
        "Fill in interview_on if there was one",
    ),
    Code(
        "W513",
        "An outcome without interview_on; it counts nowhere",
        "Fill in interview_on",
    ),
    Code(
        "W514",
        "A contact has the name that stands for you; the network takes the two for one",
        "Change the contact's name, or yours in infoview.toml",
    ),
    Code(
        "W515",
        "A file whose name is nearly that of a record file, or begins with it; it is not read",
        "Rename it if it is one; if a synced folder made a second copy, take over what only that "
        "holds",
    ),
    Code(
        "W516",
        "A column of the table that the file did not have; a save that needed it added it to "
        "every row (only a save tells this)",
        "Nothing needs doing",
    ),
)
ENTRIES = (
    Code(
        "E501",
        "A new name that may be meant for a known one",
        "Write it as it stands in the records, or say that this is somebody new",
    ),
    Code("E502", "No row that could be completed", "Write down first what it completes"),
    Code("E503", "More than one row that could be meant", "Give the id of the row"),
    Code(
        "E504",
        "A cell that holds something else already",
        "Leave it as it is, or say that it is to be replaced",
    ),
    Code("E505", "Nothing new: it is written down already", "Say the day if it was another one"),
    Code("E506", "A value for a column that is not asked for", "Leave it out"),
    Code(
        "E507",
        "A name that stands on a line that cannot be read, so that it may be there already",
        "Mend that line first",
    ),
    Code("E508", "Dots where something is to be filled in", "Write what belongs there"),
)
CODES = (*FILES, *CELLS, *ROWS, *SETTINGS, *ENTRIES, *WARNINGS)


def file_problem(
    file: str, code: str, fault: str, remedy: str, *, line: int = 0, column: int = 0
) -> Problem:
    """Return a problem of a whole file, or of a place in it that is no cell.

    Parameters
    ----------
    file, code, fault, remedy : str
        As in `Problem`.
    line, column : int, default 0
        The place, if there is one.

    Returns
    -------
    Problem
        Without a name and a value.
    """
    return Problem(file, line, column, code, "", None, fault, remedy)


def entry_problem(
    file: str, code: str, name: str, value: str | None, fault: str, remedy: str
) -> Problem:
    """Return a problem of something that was to be written down.

    Parameters
    ----------
    file, code, name, value, fault, remedy : str
        As in `Problem`.

    Returns
    -------
    Problem
        Without a line: it is in no file yet.
    """
    return Problem(file, 0, 0, code, name, value, fault, remedy)
