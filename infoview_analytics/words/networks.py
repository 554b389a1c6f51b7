"""What the referral network holds, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import FEWEST, counted, percent, plain

_TOLD = 3  # people told one by one
_NOT_CHANCE = 0.05
_RARE = 0.01
_NOUNS = {"organization": "organisation"}


def network_in_words(summary: pd.Series, deepest: int) -> list[str]:
    """Tell what the referral network holds.

    Parameters
    ----------
    summary : pandas.Series
        One row of `network_summary`, as objects.
    deepest : int
        The highest generation.

    Returns
    -------
    list of str
        Sentences.
    """
    if summary["people"] == 0:
        return ["Nobody has been asked or named yet."]
    people = counted(summary["people"], "person", "people")
    referrals, leads = counted(summary["referrals"], "referral"), counted(summary["leads"], "lead")
    deep = counted(deepest, "generation")
    words = [
        f"{people}, {referrals} and {leads} who can still be asked.",
        f"The chain reaches {deep} deep.",
    ]
    if summary["articulation_people"]:
        who = counted(summary["articulation_people"], "person", "people")
        verb = "is" if summary["articulation_people"] == 1 else "are"
        words.append(f"{who} {verb} the only link to somebody else.")
    if summary["referrals"] >= FEWEST:
        share = percent(summary["top_referrer_share"])
        words.append(f"{share} of the referrals came from one person.")
    return words


def falls_away_in_words(people: pd.DataFrame) -> list[str]:
    """Tell without whom you would not know of others.

    Parameters
    ----------
    people : pandas.DataFrame
        As `falls_away` returns it.

    Returns
    -------
    list of str
        Sentences, about the three people with most at most.
    """
    if people.empty:
        return ["Nobody stands alone between you and another contact."]
    told = [
        f"Without {plain(name)} you would not know of {_falls(row)}."
        for name, row in people.head(_TOLD).iterrows()
    ]
    return [*told, "That counts ways you wrote down; you may well have met some of them otherwise."]


def diversity_in_words(numbers: pd.DataFrame, of: str = "industry") -> list[str]:
    """Tell how varied the people are whom you asked.

    Parameters
    ----------
    numbers : pandas.DataFrame
        As `hill_numbers` or `diversity_over_time` returns it; of several months, the first
        and the last that can be compared are told.
    of : str, default "industry"
        What `numbers` was made with.

    Returns
    -------
    list of str
        Sentences.
    """
    one, many = kind_nouns(of)
    if numbers.empty or numbers["n"].iloc[-1] == 0:
        return [f"Nobody whose {one} you know has been asked yet."]
    last = numbers.iloc[-1]
    people = counted(last["n"], "person", "people")
    asked = f"You asked {people} whose {one} you know, in {counted(last['kinds'], one, many)}."
    if last["n"] < FEWEST:
        return [asked, "Too few to say how varied they are."]
    even = f"They are as varied as {counted(round(last['hill_1']), one, many)} asked equally often."
    words = [asked, even if last["kinds"] > 1 else "All in the same one."]
    return words + _months_compared(numbers, many)


def homophily_in_words(mixing: pd.DataFrame, of: str = "industry") -> list[str]:
    """Tell whether people name others of their own kind.

    Parameters
    ----------
    mixing : pandas.DataFrame
        As `homophily` returns it.
    of : str, default "industry"
        What `mixing` was made with.

    Returns
    -------
    list of str
        Sentences.
    """
    one, _ = kind_nouns(of)
    row = mixing.iloc[0].astype(object)
    if row["n"] == 0:
        return [f"No referral joins two people whose {one} you know yet."]
    pairs = counted(row["n"], "referral")
    seen = (
        f"Of {pairs} between people whose {one} you know, {int(row['within']):,} stayed within one."
    )
    if row["n"] < FEWEST:
        return [seen, "Too few to say whether like names like."]
    if pd.isna(row["p"]):
        why = f"For that it takes people of more than one {one}, and some of the same."
        return [seen, f"Choice cannot be told from chance here. {why}"]
    p = "under 1 in 100" if row["p"] < _RARE else f"about {max(round(100 * row['p']), 1)} in 100"
    chance = f"shuffled at random, a figure so far off comes up {p} times"
    if row["p"] > _NOT_CHANCE:
        return [seen, f"That cannot be told from chance ({chance})."]
    more = row["within"] > row["dealt"]
    way = "People name others like themselves" if more else "People name others unlike themselves"
    caution = "People of one kind may also be the only ones they meet."
    return [seen, f"{way} more often than chance would ({chance}).", caution]


def saturation_in_words(months: pd.DataFrame) -> list[str]:
    """Tell whether the names that you are given are still news.

    Parameters
    ----------
    months : pandas.DataFrame
        As `saturation` returns it, of one group.

    Returns
    -------
    list of str
        Sentences: of all names, and of the last month with 5 or more.
    """
    names, known = (int(months[name].sum()) for name in ("names", "repeated"))
    if names == 0:
        return ["No names have been given to you yet."]
    words = [f"Of {counted(names, 'name')} given so far, you knew {known:,} before."]
    enough = months[months["names"] >= FEWEST]
    if enough.empty:
        return [*words, "Too few in any month to say whether you hear the same names again."]
    row, month = enough.iloc[-1], enough.index[-1]
    share, low, high = (percent(row[name]) for name in ("share", "low", "high"))
    of = (
        f"In {month.month_name()} {month.year} you knew {row['repeated']:,.0f} of "
        f"{row['names']:,.0f}"
    )
    caution = "Once you know nearly all, look for names elsewhere."
    return [*words, f"{of}: {share}, and it could be anywhere between {low} and {high}.", caution]


def brokerage_in_words(contacts: pd.DataFrame) -> list[str]:
    """Tell who joins the most people that do not know each other.

    Parameters
    ----------
    contacts : pandas.DataFrame
        As `brokerage` returns it.

    Returns
    -------
    list of str
        Sentences; none where no two contacts of anybody are known to know each other.
    """
    joined = contacts[contacts["degree"] > 1]
    if joined.empty:
        return []
    place = int(joined["effective_size"].argmax())
    top, name = joined.iloc[place], plain(joined.index[place])
    ties, apart = counted(top["degree"], "tie"), round(top["effective_size"])
    less = f"worth about {apart:,} once those are taken off that lead to the same people"
    worth = "hardly any of which lead to the same people" if apart == top["degree"] else less
    return [
        f"{name} joins the most people who do not know each other: {ties}, {worth}.",
        "Only ties that you wrote down are counted; more of them may know each other.",
    ]


def kind_nouns(of: str) -> tuple[str, str]:
    """Return the name of a column of kinds as a noun for one and for several."""
    one = plain(_NOUNS.get(of, of)).replace("_", " ")
    ends_in_y = one.endswith("y") and not one.endswith(("ay", "ey", "oy", "uy"))
    return one, f"{one[:-1]}ies" if ends_in_y else f"{one}s"


def _falls(row: pd.Series) -> str:
    """Return how many contacts fall away, of how many, and how many of them were met."""
    gone, contacts, met = (int(row[name]) for name in ("falls_away", "contacts", "met"))
    who = f"{gone:,} of your {counted(contacts, 'contact')}"
    met_too = {0: "none of whom you have met", gone: "all of whom you have met"}
    if gone == 1:
        met_too = {0: "whom you have not met", 1: "whom you have met"}
    return f"{who}, {met_too.get(met, f'{met:,} of whom you have met')}"


def _months_compared(numbers: pd.DataFrame, many: str) -> list[str]:
    """Compare the first and the last month at equal numbers of people."""
    equal = numbers.dropna(subset=["rarefied_0"]) if "rarefied_0" in numbers else numbers.iloc[:0]
    if len(equal) < 2:  # noqa: PLR2004
        return []
    first, last = (f"{day.month_name()} {day.year}" for day in (equal.index[0], equal.index[-1]))
    size = int(equal["rarefied_to"].iloc[-1])
    before, now = (round(equal["rarefied_0"].iloc[end]) for end in (0, -1))
    then = f"about {before} different {many} in {first} and {now} in {last}"
    return [f"Of every {size} people, {then}: more people bring more, so equal numbers compare."]
