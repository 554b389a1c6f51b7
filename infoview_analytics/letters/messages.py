"""Drafts of the messages that keep the loop going; nothing is ever sent."""

from __future__ import annotations

from dataclasses import dataclass

from infoview_analytics.agenda.contacts import contact_of
from infoview_analytics.errors import MessageError
from infoview_analytics.letters._case import case_of
from infoview_analytics.letters._facts import facts_of, variant_of
from infoview_analytics.letters._language import language_of, languages_of
from infoview_analytics.letters._own_words import one_line
from infoview_analytics.letters._parts import parts_of, words_in
from infoview_analytics.letters._reasons_to_write import reason_not_to_write
from infoview_analytics.letters._templates import filled
from infoview_analytics.letters.checks import Finding, findings_in
from infoview_analytics.letters.kinds import kind_meant
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.weeks import Day, day
from infoview_analytics.words.phrases import shortened

_LONGEST_SUBJECT = 70


@dataclass(frozen=True, slots=True)
class Message:
    """A draft, which nobody has sent.

    Attributes
    ----------
    kind : str
        One of `MESSAGES`.
    variant : str
        Which form of it, such as ``referred_by_name``; empty where there is only one.
    person : str
        Whom it is for, as the records write them.
    to : str
        Their address, or empty.
    subject, body : str
        What it says. A script or a letter has no subject.
    language : str
        Two letters.
    text : str
        All of it, as it is read: the address, the subject and the body.
    findings : tuple of Finding
        What `check_message` finds in the text.
    """

    kind: str
    variant: str
    person: str
    to: str
    subject: str
    body: str
    language: str
    text: str
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> int:
        """How many words the body has."""
        return words_in(self.body)

    def __str__(self) -> str:
        """Return the message as it is read."""
        return self.text


def draft_message(
    campaign: Campaign,
    kind: str,
    person: str,
    *,
    as_of: Day,
    language: str | None = None,
    about: str | None = None,
) -> Message:
    """Draft a message to somebody from what the records tell.

    Parameters
    ----------
    campaign : Campaign
        As `load_campaign` returns it. A template in its folder, such as
        ``templates/en/request.txt.j2``, goes before ours.
    kind : str
        One of `MESSAGES`.
    person : str
        Whom it is for, as `contact_of` finds them.
    as_of : pandas.Timestamp, datetime.date or str
        The day; what came later is not known yet.
    language : str, optional
        Two letters. Your own, as infoview.toml tells it, if left out.
    about : str, optional
        The other person whom it is about: the lead to tell of, or to ask leave for. All of
        them who fit, if left out.

    Returns
    -------
    Message
        With what the check found in it. What is not known stands in it as a place to fill,
        such as ``[your name]``.

    Raises
    ------
    OptionError
        If there is no such kind or language.
    UnknownContactError
        If nobody of that name is known.
    MessageError
        If there is no reason for this message: nobody to thank, nothing to ask again.
    TemplateError
        If a template cannot be filled in.

    Notes
    -----
    A template may use the fields of `MESSAGE_FIELDS`. A first line such as ``Subject: ...``
    is the subject. A name stands in a request only if its owner agreed to it.
    """
    meant = kind_meant(kind)
    today = day(as_of)
    code = campaign.profile.language if language is None else language
    words = language_of(campaign.folder, code)
    contact = contact_of(campaign, person, as_of=today)
    other = contact_of(campaign, about, as_of=today).person if about else ""
    case = case_of(campaign, contact, today, words, other)
    if refusal := reason_not_to_write(kind, case):
        raise MessageError(refusal)
    facts = facts_of(case)
    variant = variant_of(kind, case, facts)
    folders = languages_of(campaign.folder)[code]
    text = filled(kind, {**facts, "variant": variant}, folders=folders, language=words)
    parts = parts_of(text, words)
    subject = shortened(parts.subject, _LONGEST_SUBJECT)
    to = one_line(contact.email, most=254) if meant.has_subject else ""
    heads = {words.words["to"]: to, words.words["subject"]: subject}
    colon = words.words["colon"]
    head = "\n".join(f"{label}{colon}{value}" for label, value in heads.items() if value)
    whole = f"{words.unbroken(head)}\n\n{parts.body}" if head else parts.body
    findings = findings_in(whole, meant, case)
    return Message(kind, variant, contact.person, to, subject, parts.body, code, whole, findings)
