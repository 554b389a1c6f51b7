"""Whether something personal stands in what is about to be handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from infoview_analytics.errors import LeakError, quoted
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES
from infoview_analytics.sharing._readings import folded, readings, text_of, words_in
from infoview_analytics.sharing.pseudonyms import names_in
from infoview_analytics.sharing.sharing import Shared

_FEWEST_LETTERS = 4
_ADDRESSES = ("email", "profile_url", "follows")
_OURS = (".py", ".pyi", ".j2", ".toml", ".css", ".js", ".ipynb")
_INVENTED = "sample_words.toml"
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Secrets:
    """What may not stand in a file.

    Attributes
    ----------
    words : dict
        Single words, folded, and what each is.
    phrases : dict
        Several words or an address, folded, and what each is; with the words in it, any of
        which tells that it may be there.
    """

    words: Mapping[bytes, str]
    phrases: Mapping[bytes, str]


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Something personal in a file.

    Attributes
    ----------
    file : str
        Where; the parts of a packed file behind a slash.
    line : int
        Its line, from 1, as far as the file has lines.
    word : str
        What was found.
    what : str
        What it is.
    """

    file: str
    line: int
    word: str
    what: str

    def __str__(self) -> str:
        """Return the leak as one line."""
        return f"{self.file}:{self.line} holds {quoted(self.word)}, {self.what}"


def secrets_of(campaign: Campaign, shared: Shared, *, allow: Iterable[str] = ()) -> Secrets:
    """Return everything of a campaign that its copy may not tell.

    Parameters
    ----------
    campaign : Campaign
        The campaign itself.
    shared : Shared
        Its copy: what that tells on purpose is no secret.
    allow : iterable of str
        Words that may stand there all the same: a contact may be called April.

    Returns
    -------
    Secrets
        The names of people and their parts of four letters or more; the names of organisations,
        addresses and links; and of the parts of organisations' names and of the words of your
        own those that neither the copy nor this package uses.
    """
    allowed = {folded(word) for word in allow}
    people = [name for name in names_in(campaign, *PERSON_COLUMNS) if name != campaign.you]
    houses = names_in(campaign, "organization")
    shown = _values(shared.campaign)
    common = _vocabulary() | _words_in(" ".join(shown))
    words = dict.fromkeys(_words_in(" ".join(_values(campaign))) - common, "a word of yours")
    words |= dict.fromkeys(_words_in(" ".join(houses)) - common, "part of an organisation's name")
    words |= dict.fromkeys(_words_in(" ".join(people)), "part of a person's name")
    phrases = {folded(name): "an organisation" for name in houses}
    phrases |= {folded(link): "an address" for link in names_in(campaign, *_ADDRESSES)}
    phrases |= {folded(name): "a person" for name in people}
    allowed |= set(map(folded, shown))
    return Secrets(
        {word: what for word, what in words.items() if word not in allowed},
        {p: what for p, what in phrases.items() if p.strip() and p not in allowed},
    )


def find_leaks(contents: Mapping[str, bytes], secrets: Secrets) -> list[Leak]:
    """Search files for what may not stand in them.

    Parameters
    ----------
    contents : mapping
        What each file holds, by its name. The names of the files are searched too.
    secrets : Secrets
        As `secrets_of` returns them.

    Returns
    -------
    list of Leak
        Sorted; each word once in each file. Letters that were drawn as pictures or as glyphs
        of a font are not read.
    """
    found = set()
    for name, content in contents.items():
        for file, read in [(name, name.encode("utf-8", "replace")), *readings(name, content)]:
            found |= set(_leaks_in(file, read, secrets))
    return sorted(found)


def refuse_leaks(contents: Mapping[str, bytes], secrets: Secrets) -> None:
    """Refuse to hand in files in which something personal stands.

    Parameters
    ----------
    contents : mapping
        What each file holds, by its name.
    secrets : Secrets
        As `secrets_of` returns them.

    Raises
    ------
    LeakError
        With each word and where it stands; nothing should then be written.
    """
    leaks = find_leaks(contents, secrets)
    if leaks:
        lines = [f"  {leak}" for leak in leaks[:_MOST_TOLD]]
        rest = len(leaks) - _MOST_TOLD
        lines += [f"  ... and {rest:,} more."] if rest > 0 else []
        head = (
            "Something personal would have been handed in, so nothing was written. If a word "
            "below gives nobody away, allow it; else take it out where it comes from."
        )
        raise LeakError("\n".join([head, *lines]))


def _leaks_in(file: str, read: bytes, secrets: Secrets) -> Iterator[Leak]:
    """Yield what is found in something that was read."""
    there = words_in(read)
    words = there & secrets.words.keys()
    phrases = [p for p in secrets.phrases if there.issuperset(_tokens(p))]
    if not words and not phrases:
        return
    text = text_of(read)
    for word in words:
        yield _leak(file, text, word, secrets.words[word])
    for phrase in phrases:
        if _stands_in(phrase, text):
            yield _leak(file, text, phrase, secrets.phrases[phrase])


def _stands_in(phrase: bytes, text: bytes) -> bool:
    """Tell whether a phrase stands in a text, whatever spaces are between its words."""
    words = [re.escape(word) for word in phrase.split()]
    return re.search(rb"\s+".join(words), text) is not None


def _leak(file: str, text: bytes, word: bytes, what: str) -> Leak:
    """Return a leak with its line."""
    place = max(text.find(word), 0)
    return Leak(file, text.count(b"\n", 0, place) + 1, word.decode("utf-8", "replace"), what)


@cache
def _tokens(phrase: bytes) -> frozenset[bytes]:
    """Return the different words of a folded phrase."""
    return frozenset(words_in(phrase))


def _words_in(text: str) -> set[bytes]:
    """Return the different words of four letters or more, folded."""
    return {w for w in words_in(folded(text)) if len(w.decode()) >= _FEWEST_LETTERS}


def _values(campaign: Campaign) -> list[str]:
    """Return the different texts in all tables of a campaign, dates and numbers left out."""
    tables = (getattr(campaign, table.name) for table in TABLES)
    columns = (table[name].dropna() for table in tables for name in table.columns)
    return list(dict.fromkeys(v for values in columns for v in values if isinstance(v, str)))


@cache
def _vocabulary() -> frozenset[bytes]:
    """Return the words that this package itself uses: they tell nothing of anybody."""
    texts = (place.read_text("utf-8") for place in _places(files("infoview_analytics")))
    return frozenset(word for text in texts for word in _words_in(text))


def _places(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files of the package that hold words of ours."""
    for place in folder.iterdir():
        if place.is_dir():
            yield from _places(place)
        elif place.name.endswith(_OURS) and place.name != _INVENTED:
            yield place
