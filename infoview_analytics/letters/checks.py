"""What a draft should not say, and what it should: each finding with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from infoview_analytics.agenda.contacts import contact_of
from infoview_analytics.errors import quoted
from infoview_analytics.letters._case import Case, case_of
from infoview_analytics.letters._language import Language, language_of
from infoview_analytics.letters._names_without_leave import named_without_leave
from infoview_analytics.letters._parts import Parts, parts_of
from infoview_analytics.letters.kinds import MessageKind, kind_meant
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day

FINDINGS = {
    "M101": "asks for a job",
    "M102": "has 150 words or more",
    "M103": "does not say who you are (a first request)",
    "M104": "does not say why you ask them (a first request)",
    "M105": "does not say how long it takes (a first request)",
    "M106": "does not offer their convenience (a first request)",
    "M107": "names somebody without their leave",
    "M108": "has a place that is still to be filled",
    "M109": "has no subject",
    "M110": "has a subject of more than 70 characters",
    "M111": "has a line that a mail program may take for a header",
}
_FEWER_WORDS = 150
_LONGEST_SUBJECT = 70
_SAME = str.maketrans({"'": "\u2019", "\u00a0": " ", "\u202f": " "})
_HEADER = re.compile(
    r"^(?:(?:resent-)?(?:b?cc|to|from|sender|reply-to)|subject|date|message-id|in-reply-to|"
    r"mime-version|content-[a-z-]+|x-[a-z-]+|return-path|received|disposition-notification-to)"
    r"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_PLACES = re.compile(
    r"\[(?!\d+\])[^\]\n]*\]|_{3,}|\{\{.*?\}\}|\{%.*?%\}|\{[^{}\n]*\}|"
    r"<(?![A-Za-z]+:)[^\W\d_][^<>@/\n]{0,40}>|"
    r"\bTODO\b|\bTBD\b|\bX{2,}\b|\bNaT\b|(?<![mM]y )\bnan\b|"
    r"(?<=[a-z,] )None\b|\bNone(?=[,.;:!?]|[ \t]*$)",
    re.MULTILINE,
)
_REMEDIES = {
    "full_name": 'Write it once, as full_name = "..." under [you] in infoview.toml',
    "in_one_line": 'Write it once, as in_one_line = "..." under [you] in infoview.toml',
    "introduction": 'Write it once, as introduction = "..." under [you] in infoview.toml',
    "learned": "Say it here, or write it down first with `infoview log interview`",
    "news": "Say it here",
    "reword": "Your note is not written for them: say it as you would to them, without other names",
    "translate": "Your own words stand in another language: say it in this one",
}
_WANTED = (
    ("M103", "who", "it does not say who you are", "Say in one line who you are"),
    ("M104", "why", "it does not say why you ask them", "Say what led you to them"),
    ("M105", "how_long", "it does not say how long it takes", "Say how many minutes you ask for"),
    (
        "M106",
        "convenience",
        "it does not leave time and place to them",
        "Offer a time that suits them, by phone, by video or where they are",
    ),
)
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing in a draft to look at before it is sent.

    Attributes
    ----------
    line, column : int
        Where it is, from 1.
    code : str
        One of the codes that `check_message` lists.
    text : str
        What stands there; empty where something is missing.
    fault : str
        What is wrong with it.
    remedy : str
        What to do about it.
    """

    line: int
    column: int
    code: str
    text: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        what = f"{quoted(self.text.replace(_NBSP, ' '))} " if self.text else ""
        return f"{self.line}:{self.column} {self.code} {what}{self.fault}. {self.remedy}."


def check_message(
    text: str,
    *,
    campaign: Campaign | None = None,
    kind: str | None = None,
    person: str | None = None,
    as_of: Day | None = None,
    language: str = "en",
) -> tuple[Finding, ...]:
    """Find what should be looked at before a message is sent.

    Parameters
    ----------
    text : str
        The message, yours or a draft; it may begin with a line such as ``Subject: ...``.
    campaign : Campaign, optional
        The records, which know who agreed to be named.
    kind : str, optional
        One of `MESSAGES`: mail needs a subject, and a first request more than that.
    person : str, optional
        Whom it is for. Names are looked at only where `campaign` and `as_of` are given too.
    as_of : pandas.Timestamp, datetime.date or str, optional
        The day.
    language : str, default "en"
        The language of the text, in two letters.

    Returns
    -------
    tuple of Finding
        In the order of the text. What is missing is told at its beginning.

    Raises
    ------
    OptionError
        If there is no such kind or language.
    UnknownContactError
        If nobody of that name is known.

    Notes
    -----
    M101 asks for a job. M102 has 150 words or more. A first request (``request``, ``phone``)
    that does not say who you are (M103), why you ask them (M104), how long it takes (M105), or
    leaves time and place to them (M106). M107 names somebody of the records who did not agree
    to it: the whole name or a surname of four letters; of those who led you to the person any
    name of three letters. M108 a place that is still to be filled, such as ``[your name]``.
    M109 mail without a subject, M110 a subject of more than 70 characters. M111 a line that a
    mail program may take for a header, such as ``Bcc: ...``. A phrase counts as no request for
    a job where it is denied, as in "I am not asking for a job".
    """
    words = language_of(campaign.folder if campaign else None, language)
    meant = kind_meant(kind) if kind is not None else None
    if campaign is None or person is None or as_of is None:
        line = campaign.profile.in_one_line if campaign else ""
        return tuple(sorted(_all_but_names(text, meant, words, line)))
    today = day(as_of)
    contact = contact_of(campaign, person, as_of=today)
    return findings_in(text, meant, case_of(campaign, contact, today, words))


def findings_in(text: str, meant: MessageKind | None, case: Case) -> tuple[Finding, ...]:
    """Find what should be looked at in a message to somebody of the records.

    Parameters
    ----------
    text : str
        The message.
    meant : MessageKind, optional
        What it is to be.
    case : Case
        Whom it is for.

    Returns
    -------
    tuple of Finding
        As `check_message` returns them.
    """
    line = case.campaign.profile.in_one_line
    found = list(_all_but_names(text, meant, case.language, line))
    for name, fault, remedy in named_without_leave(text, case):
        said = text[name.start : name.end]
        found.append(_at(text, name.start, "M107", said, fault, remedy))
    return tuple(sorted(found))


def _all_but_names(
    text: str, meant: MessageKind | None, words: Language, line: str
) -> Iterator[Finding]:
    """Find all that can be told from the text alone."""
    parts = parts_of(text, words)
    yield from _job(text, words)
    yield from _places(text, words)
    yield from _headers(parts)
    yield from _length(parts)
    yield from _subject(parts, is_needed=meant is not None and meant.has_subject)
    if meant is not None and meant.is_first:
        yield from _missing(parts, words, line.strip())


def _at(text: str, start: int, code: str, what: str, fault: str, remedy: str) -> Finding:
    """Return a finding at a place of a text."""
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return Finding(line, column, code, what, fault, remedy)


def _job(text: str, words: Language) -> Iterator[Finding]:
    """Find what asks for a job and is not denied."""
    checks, same, end = words.words["checks"], text.translate(_SAME), 0
    pattern = re.compile("|".join(f"(?:{each})" for each in checks["job"]), re.IGNORECASE)
    for match in pattern.finditer(same):
        if match.start() >= end and not _is_denied(same, match, checks):
            end = match.end()
            remedy = "Ask for their view and their experience: a talk is no application"
            said = text[match.start() : end]
            yield _at(text, match.start(), "M101", said, FINDINGS["M101"], remedy)


def _is_denied(text: str, match: re.Match[str], checks: dict[str, str]) -> bool:
    """Tell whether what is said is that one does not ask for it."""
    ends = [end.end() for end in re.finditer(checks["clause_end"], text[: match.start()])]
    clause = text[ends[-1] if ends else 0 : match.end()].strip()
    rest = re.search(r"[.!?]|\n\s*\n", text[match.end() :])
    is_question = rest is not None and rest[0] == "?"
    if is_question and re.match(checks["asking"], clause, re.IGNORECASE):
        return False
    return bool(re.search(checks["negation"], clause, re.IGNORECASE))


def _places(text: str, words: Language) -> Iterator[Finding]:
    """Find what is still to be filled."""
    known = words.words["placeholders"]
    for match in _PLACES.finditer(text):
        keys = [
            key
            for key, place in known.items()
            if match[0].startswith(words.unbroken(place).split("{")[0])
        ]
        remedy = _REMEDIES.get(keys[0] if keys else "", "Fill it in, or take it out")
        yield _at(text, match.start(), "M108", match[0], "is still to be filled", remedy)


def _headers(parts: Parts) -> Iterator[Finding]:
    """Find lines that a mail program may take for a header."""
    for match in _HEADER.finditer(parts.body):
        remedy = "Begin the line with another word"
        fault = "may be taken for a header by a mail program"
        found = _at(parts.body, match.start(), "M111", match[0], fault, remedy)
        yield replace(found, line=found.line + parts.body_line - 1)


def _length(parts: Parts) -> Iterator[Finding]:
    """Find a body that is too long to be read."""
    written = [m for m in re.finditer(r"\S+", parts.body) if any(map(str.isalnum, m[0]))]
    for match in islice(written, _FEWER_WORDS - 1, _FEWER_WORDS):
        fault = f"is where it comes to {_FEWER_WORDS} words: it has {len(written):,}"
        remedy = f"Say it in fewer than {_FEWER_WORDS}; half of that is better still"
        found = _at(parts.body, match.start(), "M102", match[0], fault, remedy)
        yield replace(found, line=found.line + parts.body_line - 1)


def _subject(parts: Parts, *, is_needed: bool) -> Iterator[Finding]:
    """Find a subject that is missing or too long."""
    if not parts.subject and is_needed:
        fault, remedy = "it has no subject", 'Begin with a line such as "Subject: Twenty minutes?"'
        yield Finding(max(parts.subject_line, 1), 1, "M109", "", fault, remedy)
    if len(parts.subject) > _LONGEST_SUBJECT:
        fault = f"is a subject of {len(parts.subject):,} characters"
        remedy = f"Say it in {_LONGEST_SUBJECT} or fewer: a phone shows no more"
        yield Finding(parts.subject_line, 1, "M110", parts.subject, fault, remedy)


def _missing(parts: Parts, words: Language, line: str) -> Iterator[Finding]:
    """Find what a first request leaves out."""
    body, checks = parts.body.translate(_SAME), words.words["checks"]
    for code, name, fault, remedy in _WANTED:
        if name == "who" and line and line in parts.body:
            continue
        if not any(re.search(each, body, re.IGNORECASE) for each in checks[name]):
            yield Finding(parts.body_line, 1, code, "", fault, remedy)
