"""What to do next, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import counted, day_in_words, plain

_MOST = 3  # told by name


def actions_in_words(actions: pd.DataFrame, as_of: pd.Timestamp) -> list[str]:
    """Tell how much there is to do, how much of it is overdue, and what comes first.

    Parameters
    ----------
    actions : pandas.DataFrame
        As `next_actions` returns it; what has lapsed is not counted.
    as_of : pandas.Timestamp
        The day on which they were found.

    Returns
    -------
    list of str
        Sentences, at least one.
    """
    actions = actions.loc[~actions["lapsed"].to_numpy(dtype=bool)]
    if actions.empty:
        return [f"{day_in_words(as_of)}: nothing is waiting for you. Enjoy the quiet."]
    late = int((actions["overdue_days"] > 0).sum())
    rest = len(actions) - late
    parts = [
        *([f"{counted(late, 'thing')} overdue"] if late else []),
        *([f"{counted(rest, 'thing')} due now or soon"] if rest else []),
    ]
    first = actions["action"].head(_MOST)
    names = [plain(text, most=120) for text in first]
    head = "To do" if len(actions) <= _MOST else "First"
    return [f"{' and '.join(parts)}.", f"{head}: {'; '.join(names)}."]
