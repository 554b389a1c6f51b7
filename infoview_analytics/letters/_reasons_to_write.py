"""Whether the records give a reason for a message."""

from __future__ import annotations

from infoview_analytics.as_of import column
from infoview_analytics.letters._case import Case
from infoview_analytics.letters._facts import talk_fallen_through
from infoview_analytics.letters._own_words import one_line
from infoview_analytics.letters._what_became import advice_done, leads_of, news_of_leads
from infoview_analytics.words.phrases import day_in_words

_AFTER_A_TALK = ("thank_you", "thank_you_letter", "ask_for_name", "keep_in_mind")


def reason_not_to_write(kind: str, case: Case) -> str:
    """Return why there is nothing to write, in a sentence with its remedy; empty if there is."""
    who, on = one_line(case.contact.person), day_in_words(case.today)
    if kind in {"request", "phone"}:
        return _reason_not_to_ask(kind, case, who)
    if kind in _AFTER_A_TALK:
        has_talked = bool(case.contact.requests["held"].any())
        missing = f"The records hold no talk with {who} by {on}. Write it down first."
        return "" if has_talked else missing
    has_reason, missing = {
        "nudge": (_is_waiting, f"No request to {who} waits for an answer on {on}."),
        "agree_day": (_has_no_day, f"No yes of {who} waits for a day on {on}."),
        "confirm": (
            _meets,
            f"The records hold no coming talk with {who} on {on}. Write down its day first.",
        ),
        "ask_leave": (
            _has_leads,
            f"{who} named nobody for whom leave is still to be asked on {on}.",
        ),
        "tell_referrer": (
            _has_news,
            f"There is nothing new on {on} to tell {who} of the people whom they named.",
        ),
        "tell_advice": (
            _has_advice,
            f"The records hold no advice of {who} by {on} that you followed and have not told.",
        ),
        "keep_in_touch": (
            _is_known,
            f"You were not in touch with {who} by {on}: ask for a first talk instead.",
        ),
    }[kind]
    return "" if has_reason(case) else missing


def _reason_not_to_ask(kind: str, case: Case, who: str) -> str:
    """Return why somebody is not to be asked for a talk just now."""
    requests = case.contact.requests
    if len(requests) and requests["declined"].iloc[-1]:
        return f"{who} declined. Let that stand, and ask somebody else."
    if kind == "request" and _is_waiting(case):
        return f"You have asked {who} already, and no answer came yet. Write a nudge instead."
    if not _meets(case) and len(talk_fallen_through(requests)):
        return f"{who} said yes, and that talk did not come about. Agree on another day instead."
    if _meets(case) or _has_no_day(case):
        return f"{who} said yes already. Agree on the day, or confirm it, instead."
    return ""


def _is_waiting(case: Case) -> bool:
    """Tell whether the last request has no answer."""
    return bool(case.contact.requests["waiting"].tail(1).any())


def _has_no_day(case: Case) -> bool:
    """Tell whether the last request was accepted and has no day, or none that still stands."""
    last = case.contact.requests.tail(1)
    has_no_day = bool((last["accepted"] & column(last, "interview_on").isna()).any())
    return has_no_day or bool(len(talk_fallen_through(last)))


def _meets(case: Case) -> bool:
    """Tell whether a talk is ahead, or today."""
    requests = case.contact.requests
    stands = ~column(requests, "outcome").isin(["cancelled", "no_show"])
    return bool((stands & (column(requests, "interview_on") >= case.today)).any())


def _has_leads(case: Case) -> bool:
    """Tell whether leave is still to be asked."""
    return bool(leads_of(case))


def _has_news(case: Case) -> bool:
    """Tell whether something became of the people whom they named."""
    return bool(news_of_leads(case))


def _has_advice(case: Case) -> bool:
    """Tell whether they were not told that their advice was followed."""
    return bool(advice_done(case))


def _is_known(case: Case) -> bool:
    """Tell whether you have been in touch."""
    contact = case.contact
    answered = bool(contact.requests["answered"].any())
    return answered or len(contact.named) > 0 or len(contact.touches) > 0
