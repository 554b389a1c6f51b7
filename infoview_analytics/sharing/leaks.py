"""Whether something personal stands in what is about to be handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from unicodedata import east_asian_width

from infoview_analytics.errors import LeakError, quoted
from infoview_analytics.records.campaign import Campaign
from infoview_analytics.records.links import PERSON_COLUMNS
from infoview_analytics.records.schema import TABLES
from infoview_analytics.sharing._readings import folded, readings, text_of, words_in
from infoview_analytics.sharing.pseudonyms import names_in
from infoview_analytics.sharing.sharing import Shared, frees_words

_WORD = re.compile(r"[^\W_]+")
_FEWEST_LETTERS = 4
_ADDRESSES = ("email", "profile_url", "follows")
_OURS = (".py", ".pyi", ".j2", ".toml", ".css", ".js", ".ipynb")
_INVENTED = "sample_words.toml"
_MOST_TOLD = 20
_TITLES = "mr|mrs|ms|mx|miss|dr|prof|mme|mlle|monsieur|madame"
_FARTHEST = 24


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
    parts : dict
        Parts of people's names that are words like any other, folded, and the initials of the
        other parts: these are looked for behind ``Mr`` and the like, or with an initial.
    """

    words: Mapping[bytes, str]
    phrases: Mapping[bytes, str]
    parts: Mapping[bytes, str] = field(default_factory=dict)


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
        The names of people and their parts; the names of organisations, addresses and links;
        and of the parts of organisations' names and of the words of your own those that neither
        the copy nor this package uses.

    Notes
    -----
    Words of yours that a row shares are no secret, but a name or an address in them is. A part of
    a person's name that has not four letters or is also a word of this package or of a format,
    such as Li, Page or Young, would be found everywhere: it is looked for as part of the whole
    name, with an initial (``M. Young``, ``Young, M.``) and behind ``Mr``, ``Ms``, ``Dr`` and the
    like. Somebody of whom that is the only name, and an organisation that is called like a word
    of ours, is not looked for.
    """
    allowed = {folded(word) for word in allow}
    people = [name for name in names_in(campaign, *PERSON_COLUMNS) if name != campaign.you]
    houses = names_in(campaign, "organization")
    told = _values(shared.campaign, freed=False)
    common = _vocabulary() | _words_in(" ".join(told))
    freed = _words_in(" ".join(_values(shared.campaign, freed=True)))
    yours = _words_in(" ".join([*_values(campaign, freed=False), *_values(campaign, freed=True)]))
    words = dict.fromkeys(yours - common - freed, "a word of yours")
    words |= dict.fromkeys(_words_in(" ".join(houses)) - common, "part of an organisation's name")
    words |= dict.fromkeys(_strong(people), "part of a person's name")
    whole = set(map(folded, told)) | _small_words()
    lettered = {folded(name) for name in houses if any(map(str.isalpha, name))}
    phrases = dict.fromkeys(lettered - whole, "an organisation")
    phrases |= {folded(link): "an address" for link in names_in(campaign, *_ADDRESSES)}
    phrases |= dict.fromkeys(_whole(people), "a person")
    allowed_words = allowed | phrases.keys() | set(filter(_is_year, words))
    return Secrets(
        {word: what for word, what in words.items() if word not in allowed_words},
        {p: what for p, what in phrases.items() if p.strip() and p not in allowed},
        {part: letters for part, letters in _weak(people).items() if part not in allowed},
    )


def find_leaks(
    contents: Mapping[str, bytes], secrets: Secrets, *, drawn: Mapping[str, str] | None = None
) -> list[Leak]:
    """Search files for what may not stand in them.

    Parameters
    ----------
    contents : mapping
        What each file holds, by its name. The names of the files are searched too.
    secrets : Secrets
        As `secrets_of` returns them.
    drawn : mapping, optional
        The words that are drawn in a picture or set in glyphs of a font, by the file's name:
        nobody can read them from its bytes.

    Returns
    -------
    list of Leak
        Sorted; each word once in each file. What is only drawn in one is in ``NAME (as drawn)``.
    """
    found: set[Leak] = set()
    for name, content in contents.items():
        places = [(name, name.encode("utf-8", "replace")), *readings(name, content)]
        there = {leak for file, read in places for leak in _leaks_in(file, read, secrets)}
        glyphs = (drawn or {}).get(name, "").encode("utf-8", "replace")
        seen = _leaks_in(f"{name} (as drawn)", glyphs, secrets)
        words = {leak.word for leak in there}
        found |= there | {leak for leak in seen if leak.word not in words}
    return sorted(found)


def refuse_leaks(
    contents: Mapping[str, bytes], secrets: Secrets, *, drawn: Mapping[str, str] | None = None
) -> None:
    """Refuse to hand in files in which something personal stands.

    Parameters
    ----------
    contents : mapping
        What each file holds, by its name.
    secrets : Secrets
        As `secrets_of` returns them.
    drawn : mapping, optional
        The words that are drawn or set in a file, by its name, see `find_leaks`.

    Raises
    ------
    LeakError
        With each word and where it stands; nothing should then be written.
    """
    leaks = find_leaks(contents, secrets, drawn=drawn)
    if leaks:
        lines = [f"  {leak}" for leak in leaks[:_MOST_TOLD]]
        rest = len(leaks) - _MOST_TOLD
        lines += [f"  ... and {rest:,} more."] if rest > 0 else []
        head = (
            "Something personal would have been handed in, so nothing was written. Take it out "
            "where it comes from, or allow each word below that gives nobody away:"
        )
        words = [quoted(word) for word in dict.fromkeys(leak.word for leak in leaks[:_MOST_TOLD])]
        options = " ".join(f"--allow {word}" for word in words)
        raise LeakError("\n".join([head, *lines, f"{options}, or allow=[{', '.join(words)}]."]))


def _leaks_in(file: str, read: bytes, secrets: Secrets) -> Iterator[Leak]:
    """Yield what is found in something that was read."""
    there = words_in(read)
    for part in there & secrets.parts.keys():
        if line := _line_of_call(part, secrets.parts[part], read):
            yield Leak(file, line, part.decode(), "part of a person's name")
    words = there & secrets.words.keys()
    phrases = [p for p in secrets.phrases if there.issuperset(_tokens(p))]
    if not words and not phrases:
        return
    text = text_of(read)
    for word in words:
        yield _leak(file, text, word, secrets.words[word])
    letters = text.decode("utf-8", "replace") if phrases else ""
    for phrase in phrases:
        if any(_places_of(phrase.decode(), letters)):
            yield _leak(file, text, phrase, secrets.phrases[phrase])


def _line_of_call(part: bytes, initials: str, read: bytes) -> int:
    """Return the line where somebody is called by a part of a name that is like any word, or 0."""
    whole = (0, len(read))  # where it is written in another way
    places = [found.span() for found in re.finditer(re.escape(part), read.lower())]
    for start, end in places if places and part.isascii() else [whole]:
        around = read[max(start - _FARTHEST, 0) : end + _FARTHEST]
        near = text_of(around).decode("utf-8", "replace")
        if any(_is_called(place, initials) for place in _places_of(part.decode(), near)):
            return read.count(b"\n", 0, start) + 1
    return 0


def _places_of(phrase: str, text: str) -> Iterator[re.Match[str]]:
    """Yield where a phrase stands in a text by itself, whatever spaces are between its words."""
    words = [re.escape(word) for word in phrase.split()]
    for found in re.finditer(r"\s+".join(words), text):  # from a letter on: that is quick
        start, end = found.span()
        if not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum():
            yield found


def _is_called(part: re.Match[str], initials: str) -> bool:
    """Tell whether a title or an initial stands before a part of a name, or an initial behind."""
    before = part.string[max(part.start() - _FARTHEST, 0) : part.start()]
    behind = part.string[part.end() : part.end() + _FARTHEST]
    initial = rf"[{re.escape(initials)}]\." if initials else "(?!)"
    return bool(
        re.search(rf"(?<![^\W_])(?:(?:{_TITLES})\b\.?|m\.|{initial})\s*$", before)
        or re.match(rf",\s*{initial}", behind)
    )


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


def _is_year(word: bytes) -> bool:
    """Tell whether a word is four digits: those stand everywhere."""
    return len(word) == _FEWEST_LETTERS and word.isdigit()


def _strong(people: Iterable[str]) -> set[bytes]:
    """Return the parts of people's names that tell who is meant."""
    return {part for name in people for part in _tokens(folded(name)) if not _is_like_any(part)}


def _weak(people: Iterable[str]) -> dict[bytes, str]:
    """Return the other parts of people's names, and the initials of what stands beside each."""
    initials: dict[bytes, str] = {}
    for name in people:
        parts = {part for part in _tokens(folded(name)) if not part.isdigit()}
        for part in filter(_is_like_any, parts):
            others = "".join(sorted(other.decode()[0] for other in parts - {part}))
            initials[part] = initials.get(part, "") + others
    return initials


def _whole(people: Iterable[str]) -> Iterator[bytes]:
    """Yield names of people, without those that are one word like any other."""
    for name in map(folded, people):
        parts = words_in(name)
        if len(parts) > 1 or not all(map(_is_like_any, parts)):
            yield name
        if len(parts) > 1 and all(map(_is_like_any, parts)):
            *first, last = name.split()
            yield b", ".join([last, b" ".join(first)])


@cache
def _is_like_any(part: bytes) -> bool:
    """Tell whether a part of a name has too few letters, or is also a word of this package."""
    wide = sum(2 if east_asian_width(c) in "WF" else 1 for c in part.decode() if c.isalpha())
    return wide < _FEWEST_LETTERS or part in _small_words()


def _values(campaign: Campaign, *, freed: bool) -> list[str]:
    """Return the different texts of a campaign: those of words a row may free, or all others."""
    columns = (
        getattr(campaign, table.name)[name].dropna()
        for table in TABLES
        for name in getattr(campaign, table.name).columns
        if frees_words(table, str(name)) == freed
    )
    return list(dict.fromkeys(v for values in columns for v in values if isinstance(v, str)))


@cache
def _vocabulary() -> frozenset[bytes]:
    """Return the words that this package itself uses: they tell nothing of anybody."""
    return frozenset(word for text in _texts() for word in _words_in(text))


@cache
def _small_words() -> frozenset[bytes]:
    """Return those of them that it writes without a capital: no examples of names."""
    words = {word for text in _texts() for word in _WORD.findall(text)}
    return frozenset(folded(word) for word in words if word.islower())


@cache
def _texts() -> list[str]:
    """Return everything that this package says."""
    return [place.read_text("utf-8") for place in _places(files("infoview_analytics"))]


def _places(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files of the package that hold words of ours."""
    for place in folder.iterdir():
        if place.is_dir():
            yield from _places(place)
        elif place.name.endswith(_OURS) and place.name != _INVENTED:
            yield place
