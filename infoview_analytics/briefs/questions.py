"""Which questions to take into a conversation: not the same for everybody, and where notes lack."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from infoview_analytics.agenda._situation import Situation, situation, text
from infoview_analytics.agenda.contacts import Contact, contact_of
from infoview_analytics.briefs._question_bank import LAST, Bank, Question, bank_of
from infoview_analytics.network._matching import key_of
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.words.phrases import plain

QUESTION_THEMES = bank_of("en").titles

_OPENING, _NEW_FIELD, _WISHED = "work", "field", "organization"
_BY_MINUTES = ((15, 5), (25, 6), (40, 7))  # up to so many minutes, so many questions
_MOST, _UNSAID = 8, 6
_APART = 5  # so many people in a row are never asked the same
_ROUND = 500  # talks; after so many the bank begins anew
_WORD = re.compile(r"[^\W\d_]+")
_HERE = "{organization}"


@dataclass(frozen=True, slots=True)
class _Partner:
    """Somebody with whom you talk, as far as a question must fit them."""

    name: str
    industry: str
    role: str
    organization: str
    again: bool

    @property
    def turn(self) -> int:
        """A number that belongs to the name."""
        digest = hashlib.sha256(self.name.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:4], "big")


def question_bank(language: str = "en") -> pd.DataFrame:
    """Return the questions that come with the package.

    Parameters
    ----------
    language : str, default "en"
        Two letters.

    Returns
    -------
    pandas.DataFrame
        One row for each question, by theme. Indexed by ``id``. Columns: ``theme`` (a name of
        `QUESTION_THEMES`), ``question`` (``{organization}`` stands for theirs),
        ``industries`` and ``roles`` (tuples: only for people of whom one of these words is
        written down), ``when`` (``first``, ``again`` or empty: only for the first talk with
        somebody, or only for a later one).

    Raises
    ------
    OptionError
        If there are none in that language; it names those that there are.
    """
    questions = bank_of(language).questions
    table = {
        "theme": [question.theme for question in questions],
        "question": [question.text for question in questions],
        "industries": [question.industries for question in questions],
        "roles": [question.roles for question in questions],
        "when": [question.when for question in questions],
    }
    return pd.DataFrame(table, index=pd.Index([q.id for q in questions], name="id"))


def questions_for(campaign: Campaign, person: str, *, as_of: Day) -> pd.DataFrame:
    """Choose the questions for a conversation with somebody.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. Questions of your own stand in its folder, in
        ``templates/en/questions.toml``.
    person : str
        With whom.
    as_of : pandas.Timestamp, datetime.date or str
        The day on which you choose.

    Returns
    -------
    pandas.DataFrame
        Five to eight rows, the more the longer the talk was agreed to be, in the order of a
        conversation: an easy one about the work first, whom else to talk to last. Columns:
        ``theme`` (a name of `QUESTION_THEMES`), ``question`` and ``id``.

    Raises
    ------
    UnknownContactError
        If nobody of that name was known by then, or more than one person may be meant.
    TemplateError
        If your own questions cannot be used, with the file and the line.

    Notes
    -----
    The themes are those of which your notes (``learned``) of talks in the same field say
    least, then those of which all your notes say least. A note is about a theme where one of
    the theme's words stands in it. In a field in which you have not talked with anybody, the
    field itself comes first; so does the organisation where it is one of your wishes.

    Of each theme, the question is one that fits the person and that was given least often to
    those who said yes before; among equals, the person's name decides. So two people of one
    week have different ones, and the same records always give the same.
    """
    today = day(as_of)
    contact = contact_of(campaign, person, as_of=today)
    now = situation(campaign, today=today, ahead_days=0, lapsed=False)
    return chosen_questions(contact, now, minutes=None)


def chosen_questions(contact: Contact, now: Situation, *, minutes: int | None) -> pd.DataFrame:
    """Return the questions for a contact, so many as fit into the minutes.

    Parameters
    ----------
    contact : Contact
        With whom.
    now : Situation
        What is known on the day.
    minutes : int, optional
        How long the talk is to be; if left out, as it was agreed.

    Returns
    -------
    pandas.DataFrame
        As `questions_for` describes it.
    """
    bank = bank_of("en", now.campaign.folder)
    coming = now.coming.loc[now.coming["person"] == contact.person]
    if minutes is None and len(coming) and pd.notna(coming["minutes_agreed"].iloc[0]):
        minutes = int(coming["minutes_agreed"].iloc[0])
    given = _given(contact, now, bank)
    order = list(bank.titles)
    themes = sorted(_themes(contact, now, bank, _count(minutes)), key=order.index)
    shown = plain(contact.organization)
    rows = [
        (name, given[name].text.replace(_HERE, shown), given[name].id)
        for name in themes
        if name in given
    ]
    return pd.DataFrame(rows, columns=["theme", "question", "id"])


def past_talks(now: Situation) -> pd.DataFrame:
    """Return the conversations that are over, the earliest first.

    Parameters
    ----------
    now : Situation
        What is known on the day.

    Returns
    -------
    pandas.DataFrame
        Without one of today of which nothing is written down yet.
    """
    return now.talks.loc[~now.talks["interview_id"].isin(now.coming["interview_id"])]


def _count(minutes: int | None) -> int:
    """Return how many questions fit."""
    if minutes is None:
        return _UNSAID
    return next((count for most, count in _BY_MINUTES if minutes <= most), _MOST)


def _themes(contact: Contact, now: Situation, bank: Bank, count: int) -> list[str]:
    """Return the themes of which least is noted, and those that always belong to it."""
    over = past_talks(now)
    talks = over.loc[over["learned"].notna()]
    here = key_of(contact.industry)
    nearby = (over["industry"].map(text).map(key_of) == here) & bool(here)
    is_new = bool(here) and not nearby.any()
    wished = {key_of(name) for name in now.organizations["organization"].dropna()}
    overall = _noted(talks["learned"], bank)
    in_field = _noted(talks.loc[nearby.reindex(talks.index), "learned"], bank)
    first = {
        _NEW_FIELD: is_new,
        _WISHED: bool(contact.organization) and key_of(contact.organization) in wished,
    }
    open_to_choice = [name for name in bank.titles if name not in (_OPENING, LAST)]
    turn = _partner_of(contact, now).turn
    by_lack = sorted(
        enumerate(open_to_choice),
        key=lambda pair: (
            not first.get(pair[1], False),
            in_field[pair[1]],
            overall[pair[1]],
            (pair[0] - turn) % len(open_to_choice),
        ),
    )
    return [_OPENING, *(name for _, name in by_lack[: count - 2]), LAST]


def _noted(notes: Iterable[str], bank: Bank) -> Counter[str]:
    """Count the notes that are about each theme."""
    counts: Counter[str] = Counter()
    for note in notes:
        words = [word.casefold() for word in _WORD.findall(str(note))]
        counts.update(
            theme
            for theme, beginnings in bank.noted.items()
            if any(word.startswith(beginnings) for word in words)
        )
    return counts


def _given(contact: Contact, now: Situation, bank: Bank) -> dict[str, Question]:
    """Return a contact's question of each theme, after those whom you met before got theirs."""
    partners = _partners(contact, now)
    given = {}
    for theme in bank.titles:
        questions = [question for question in bank.questions if question.theme == theme]
        used: Counter[str] = Counter()
        last: deque[str] = deque(maxlen=_APART)
        for partner in partners:
            question = _picked(partner, questions, used, last)
            if question is not None:
                used[question.id] += 1
                last.append(question.id)
        if question is not None:
            given[theme] = question
    return given


def _partners(contact: Contact, now: Situation) -> list[_Partner]:
    """Return those who said yes in the order in which they did so, up to the contact."""
    asked = now.asked.loc[now.asked["accepted"]]
    said = asked["responded_on"].fillna(asked["requested_on"])
    asked = asked.assign(said_on=said).sort_values(["said_on", "requested_on"], kind="stable")
    coming = now.coming.loc[now.coming["person"] == contact.person, "interview_id"]
    told = asked[["interview_id", "person", "industry", "role", "organization", "held"]]
    partners: list[_Partner] = []
    met: set[str] = set()
    for key, name, industry, role, organization, held in told.itertuples(index=False):
        again = name in met
        if len(coming) and key == coming.iloc[0]:
            break
        partners.append(_Partner(name, text(industry), text(role), text(organization), again))
        if held:
            met.add(name)
    return [*partners[len(partners) - len(partners) % _ROUND :], _partner_of(contact, now)]


def _partner_of(contact: Contact, now: Situation) -> _Partner:
    """Return a contact as a question must fit them."""
    again = bool(past_talks(now)["person"].eq(contact.person).any())
    return _Partner(contact.person, contact.industry, contact.role, contact.organization, again)


def _picked(
    partner: _Partner, questions: list[Question], used: Counter[str], last: Collection[str]
) -> Question | None:
    """Return the question that fits a partner and was used least, and not just before."""
    count = len(questions)
    fitting = [place for place, question in enumerate(questions) if _fits(question, partner)]
    fresh = [place for place in fitting if questions[place].id not in last]
    places = fresh or fitting
    if not places:
        return None
    turn = partner.turn
    return questions[min(places, key=lambda p: _rank(questions[p], (p - turn) % count, used))]


def _rank(question: Question, place: int, used: Counter[str]) -> tuple[int, bool, int]:
    """Return what a question is chosen by: one for few people may be used once more."""
    is_special = question.is_special
    return used[question.id] - is_special, is_special, place


def _fits(question: Question, partner: _Partner) -> bool:
    """Tell whether a question can be put to somebody."""
    if question.when and (question.when == "again") != partner.again:
        return False
    if _HERE in question.text and not partner.organization:
        return False
    return _has_word(question.industries, partner.industry) and _has_word(
        question.roles, partner.role
    )


def _has_word(words: tuple[str, ...], text: str) -> bool:
    """Tell whether one of the words stands in a text, or none is asked for."""
    if not words:
        return True
    whole = f" {' '.join(_WORD.findall(key_of(text)))} "
    return any(f" {' '.join(_WORD.findall(word))} " in whole for word in words)
