"""How to come to a person or into an organisation, in words."""

from __future__ import annotations

import pandas as pd

from infoview_analytics.words.phrases import counted, first_listed, listed, plain

_COLD = 0.25
_HARDLY = 0.001
_TOLD = 5  # organisations told one by one


def paths_in_words(
    paths: pd.DataFrame,
    to: str | None = None,
    *,
    cold_chance: float = _COLD,
    declined: bool = False,
) -> list[str]:
    """Tell the warmest way to a person or into an organisation, and what to ask first.

    Parameters
    ----------
    paths : pandas.DataFrame
        As `warmest_paths` returns it.
    to : str, optional
        The person or the organisation, where one was named.
    cold_chance : float, default 0.25
        What a cold request has for a chance, as `step_chances` returns it.
    declined : bool, default False
        Whether the person declined.

    Returns
    -------
    list of str
        Sentences.
    """
    if to is None and paths.empty:
        return ["Nobody is left who was named and has not been asked: ask for names, or ask cold."]
    name = plain(paths["to_person"].iloc[-1] if to is None else to)
    if declined:
        return [f"{name} said no, so no way is sought there."]
    if paths.empty:
        cold = f"about 1 in {max(round(1 / max(cold_chance, _HARDLY)), 1)}"
        return [f"Nobody whom you can ask leads to {name}.", f"You can ask cold ({cold})."]
    first = paths.loc[paths.index[0][0]]
    if first["done"].all():
        end = plain(first["to_person"].iloc[-1])
        met = f"You have talked to {end} already."
        return [met if end == name else f"{met[:-1]}: that is your way into {name}."]
    words = [_way_in_words(first, name), *_asked_first(first)]
    words += [told for told in [_how_warm(first)] if told]
    more = paths.index.get_level_values("path").nunique() - 1
    if more:
        words.append(f"{counted(more, 'other way leads', 'other ways lead')} there too.")
    return words


def targets_in_words(targets: pd.DataFrame) -> list[str]:
    """Tell how near you are to the organisations on your list.

    Parameters
    ----------
    targets : pandas.DataFrame
        As `target_reach` returns it.

    Returns
    -------
    list of str
        Sentences.
    """
    if targets.empty:
        return ["No organisation is on your list yet."]
    count = targets["state"].value_counts()
    where = {
        "met": "you have talked to somebody at",
        "asked": "you have asked somebody at",
        "named": "you know of somebody at",
        "unknown": "you know of nobody at",
    }
    parts = [f"{told} {count[state]:,}" for state, told in where.items() if state in count.index]
    all_of_them = counted(len(targets), "organisation")
    words = [f"Of the {all_of_them} on your list, {listed(parts)}."]
    open_ = targets[targets["state"] == "named"]
    if len(open_):
        words.append(f"Somebody can be asked at {_names(open_)}.")
    unknown = targets[targets["state"] == "unknown"]
    if len(unknown):
        words.append(f"Ask for names at {_names(unknown)}.")
    alike = unknown[unknown["nearest"] != ""].head(_TOLD)
    words += [
        f"{plain(name)} is in no record; the nearest spelling is {plain(row['nearest'])}."
        for name, row in alike.iterrows()
    ]
    return words


def _way_in_words(way: pd.DataFrame, name: str) -> str:
    """Return the steps that are still to be taken, and from whom they start."""
    ahead = way[~way["done"]]
    people = [plain(person) for person in ahead["to_person"]]
    start = plain(ahead["from_person"].iloc[0])
    behind = way.loc[way["done"], "state"]
    through = ""
    if len(behind):
        met = behind.iloc[-1] == "held"
        who = "whom you have met" if met else "who said no, and named somebody"
        through = f" begins with {start}, {who}"
    goal = "" if people[-1] == name else f" at {name}"
    return f"The warmest way{through}: talk to {', then '.join(people)}{goal}."


def _asked_first(way: pd.DataFrame) -> list[str]:
    """Return what has to be asked before a step, and of whom."""
    ask = {
        "permission": "Ask {referrer} first whether you may mention them to {person}.",
        "discretion": "Do not mention {referrer} to {person}: they would rather not be named.",
        "introduction": "Ask {referrer}, once you talk, to introduce you to {person}.",
    }
    return [
        ask[what].format(referrer=plain(referrer), person=plain(person))
        for what, referrer, person in zip(
            way["ask_first"], way["from_person"], way["to_person"], strict=True
        )
        if what
    ]


def _how_warm(way: pd.DataFrame) -> str:
    """Return how the way compares with those to other people."""
    others, colder = int(way["others"].iloc[0]), int(way["warmer_than"].iloc[0])
    asked = way.loc[~way["done"], "state"].iloc[0]
    waits = {"waiting": " You have asked already and wait.", "scheduled": " The day is set."}
    alike = int(way["as_warm_as"].iloc[0])
    if not others:
        compared = ""
    elif colder:
        people = f"{counted(others, 'other person', 'other people')} whom you can reach"
        equal = f" and as warm as that to {alike:,}" if alike else ""
        compared = f"It is warmer than the way to {colder:,}{equal} of the {people}."
    else:
        whom = "the other person" if others == 1 else f"each of the {others:,} other people"
        how = "as warm" if alike == others else "as warm or warmer" if alike else "warmer"
        compared = f"The way to {whom} whom you can reach is {how}."
    return f"{compared}{waits.get(asked, '')}".strip()


def _names(targets: pd.DataFrame) -> str:
    """Return the first few targets, and how many more there are."""
    names = [plain(name) for name in targets.index[:_TOLD]]
    return first_listed(names, of=len(targets))
