"""Which words go with an action: a brief before a talk, else one of the messages."""

from __future__ import annotations

from infoview_analytics.letters.kinds import MESSAGES

BRIEF = "brief"
_WITH_A_BRIEF = ("arrive", "prepare")
_ALOUD = "phone"


def words_for(rule: str, by: str = "") -> list[str]:
    """Return which words go with an action, the fitting ones first.

    Parameters
    ----------
    rule : str
        The rule of `next_actions` that asks for it.
    by : str, default ""
        The channel that is suggested.

    Returns
    -------
    list of str
        ``brief``, or names of `MESSAGES`; nothing where no words are needed.
    """
    if rule in _WITH_A_BRIEF:
        return [BRIEF]
    kinds = [kind.name for kind in MESSAGES.values() if rule in kind.rules]
    return sorted(kinds, key=lambda name: (name == _ALOUD) != (by == _ALOUD))
