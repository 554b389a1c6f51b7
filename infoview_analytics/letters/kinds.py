"""The kinds of messages and the fields of their templates, as data."""

from __future__ import annotations

from dataclasses import dataclass

from infoview_analytics.errors import OptionError, quoted
from infoview_analytics.network._matching import nearest


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind of message.

    Attributes
    ----------
    name, meaning : str
        What it is called, and when it is written.
    rules : tuple of str
        The rules of `next_actions` that it helps with.
    has_subject : bool
        Whether it is mail.
    is_first : bool
        Whether it asks somebody for a conversation.
    """

    name: str
    meaning: str
    rules: tuple[str, ...]
    has_subject: bool = True
    is_first: bool = False


_KINDS = (
    MessageKind("request", "ask for a talk", ("contact", "contact_cold"), is_first=True),
    MessageKind(
        "phone",
        "what to say on the phone, to ask for a talk or to ask again",
        ("contact", "contact_cold", "nudge"),
        has_subject=False,
        is_first=True,
    ),
    MessageKind("nudge", "ask again, kindly, when no answer came", ("nudge",)),
    MessageKind("agree_day", "agree on a day with somebody who said yes", ("agree_day",)),
    MessageKind("confirm", "confirm the talk of one of the next days", ("confirm",)),
    MessageKind("thank_you", "thank for a talk, by e-mail", ("thank",)),
    MessageKind("thank_you_letter", "thank for a talk, by hand", ("thank",), has_subject=False),
    MessageKind("ask_for_name", "ask whom else to talk to", ("ask_for_name",)),
    MessageKind(
        "ask_leave", "ask somebody whether you may say that they named a person", ("ask_leave",)
    ),
    MessageKind(
        "tell_referrer", "tell what became of the people whom they named", ("tell_referrer",)
    ),
    MessageKind("tell_advice", "tell what you did with their advice", ("tell_advice",)),
    MessageKind("keep_in_touch", "give a sign of life, with news and thanks", ("keep_in_touch",)),
    MessageKind("keep_in_mind", "ask, once and long after, to be kept in mind", ("keep_in_mind",)),
)
MESSAGES: dict[str, MessageKind] = {kind.name: kind for kind in _KINDS}

MESSAGE_FIELDS = {
    "variant": "which form of the message fits",
    "full_name": "your name",
    "in_one_line": 'who you are, to follow "I am"',
    "introduction": "your introduction in thirty seconds",
    "school": "where you studied, or empty",
    "your_email": "your address, or empty",
    "your_phone": "your number, or empty",
    "today": "the day, with its year",
    "person": "the whole name of whom you write to",
    "name": "how to greet them: the first name after a talk",
    "organization": "where they work, or empty",
    "role": "as what, or empty",
    "industry": "in what field, or empty",
    "city": "in what town, or empty",
    "their_work": '"your work as editor at Quill", as far as it is known',
    "at_place": '"at Quill" or "in publishing", or empty',
    "field": 'their field, or "your field"',
    "referrer": "who named them and may be mentioned, or empty",
    "introduced": "whether the one who may be mentioned introduced you",
    "how_found": "how you came to them, in half a sentence",
    "minutes": "for how many minutes you ask",
    "asked_on": "the day of your last request to them, or empty",
    "nudges": "how many times you asked again since",
    "missed_on": "the day of a talk that was agreed and did not come about, or empty",
    "talk_on": "the day of your last talk, or empty",
    "talked": "whether you have talked",
    "learned": "what you learned from them, in quotation marks",
    "next_step": "your next step, in quotation marks, or empty",
    "meeting_on": "the day of the coming talk, with its weekday, or empty",
    "meeting_time": "its time (HH:MM), or empty",
    "meeting_by": '"by phone", "by video" or "in person", or empty',
    "meeting_place": "its place, or empty",
    "meeting_minutes": "for how many minutes it was agreed, or 0",
    "leads": "whom they named and whose leave is to be asked, as a list of names",
    "leads_listed": "the same names in one line",
    "news_of_leads": "what became of the people whom they named, a sentence each",
    "advices": "their advice that you followed and did not tell: each .advice, .action, .done_on",
    "news": "one thing to tell them, in a sentence",
    "people_met": "with how many people you have talked by now",
}


def kind_meant(name: str) -> MessageKind:
    """Return the kind of a name, or refuse one that is not known."""
    if name in MESSAGES:
        return MESSAGES[name]
    near = nearest(name, MESSAGES, most=2)
    remedy = " or ".join(map(quoted, near)) if near else f"one of {', '.join(MESSAGES)}"
    message = f"There is no message {quoted(str(name))}. Write {remedy}."
    raise OptionError(message)
