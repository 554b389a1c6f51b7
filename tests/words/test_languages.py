import ast
import importlib
import re
import tomllib
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import infoview_analytics as iv
from infoview_analytics.charts.rendering import draw
from infoview_analytics.records.schema import TABLES
from infoview_analytics.report.sections import answers, care_sections, network, week
from infoview_analytics.words import languages
from infoview_analytics.words.languages import in_language, noun_of, number, tr
from infoview_analytics.words.phrases import choice_words, counted, day_in_words, plain

PACKAGE = Path(iv.__file__).parent
FRENCH = sorted((PACKAGE / "words" / "french").glob("*.toml"))
FILES = [tomllib.loads(file.read_text("utf-8")) for file in FRENCH]
TEXTS = {text: said for file in FILES for text, said in file.get("texts", {}).items()}
NOUNS = {noun: said for file in FILES for noun, said in file.get("nouns", {}).items()}
CHARTS = sorted((PACKAGE / "charts").glob("*.py"))
DRAWN = {"kind", "format", "source", "channel", "outcome"}  # columns that charts group by
OF_THEIR_OWN = {"coffee club"}  # a word that the sample adds to the sources
CHAPTERS = (week, answers, network, care_sections)  # the plan is long in the making
ENGLISH = re.compile(r"\b(?:the|of|with|each|week|days?|by|goal|dashed|too few|answered)\b")
PLACES = re.compile(r"\{(\w*)\}")


def calls(file, *names):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def module_of(file):
    return importlib.import_module(".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts))


def texts_of(node, module):
    """Return the texts that an argument may be: itself, a constant, or a dictionary's values."""
    if isinstance(node, ast.Constant):
        return [node.value] if node.value else []
    if isinstance(node, ast.IfExp):
        return [*texts_of(node.body, module), *texts_of(node.orelse, module)]
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get":
        return [text for part in (node.func.value, *node.args) for text in texts_of(part, module)]
    name = node.value if isinstance(node, ast.Subscript) else node
    found = getattr(module, name.id, None) if isinstance(name, ast.Name) else None
    found = list(found.values()) if isinstance(found, dict) else [found]
    return [text for text in found if text and isinstance(text, str)]


def asked_for(files, *names):
    return {
        text
        for file in files
        for call in calls(file, *names)
        for text in texts_of(call.args[names[0] != "tr"], module_of(file))
    }


def test_every_text_that_is_written_for_a_chart_is_in_the_catalogue():
    texts = asked_for([*CHARTS, PACKAGE / "words" / "phrases.py"], "tr")
    assert len(texts) > 100
    assert sorted(texts - set(TEXTS)) == []


def test_every_noun_that_a_chart_counts_is_in_the_catalogue():
    nouns = asked_for(CHARTS, "counted", "noun_of")
    assert len(nouns) > 10
    assert sorted(nouns - set(NOUNS)) == []


def test_nothing_stands_in_the_catalogue_twice():
    for part in ("texts", "nouns"):
        times = Counter(key for file in FILES for key in file.get(part, {}))
        assert [key for key, count in times.items() if count > 1] == []


def test_a_translation_has_the_places_of_its_text():
    assert [
        text
        for text, said in TEXTS.items()
        if set(PLACES.findall(said)) != set(PLACES.findall(text))
    ] == []


def test_french_leaves_a_narrow_space_where_it_has_one():
    said = [*TEXTS.values(), *(form for forms in NOUNS.values() for form in forms)]
    wrong = re.compile("[^\u202f][:;?!\u00bb]|\u00ab[^\u202f]|\u2019")
    assert [text for text in said if wrong.search(text)] == []


def test_every_choice_of_the_records_that_a_chart_names_has_french_words():
    choices = {
        choice_words(choice)
        for table in TABLES
        for column in table.columns
        if column.name in DRAWN
        for choice in column.choices
    }
    assert sorted(choices - set(TEXTS)) == []


@pytest.fixture
def wanted(monkeypatch):
    """Return what was asked for in French and is not there."""
    missing = set()

    class Catalogue(dict):
        def get(self, key, default=None):
            if key and key not in self:
                missing.add(key)
            return super().get(key, default)

    french = languages._Catalogue(Catalogue(TEXTS), Catalogue(NOUNS))  # noqa: SLF001
    english = languages._Catalogue({}, {})  # noqa: SLF001
    monkeypatch.setattr(languages, "_catalogue", {"fr": french, "en": english}.__getitem__)
    return missing


def letters_of(figure):
    for ax in figure.axes:
        yield from (ax.get_title(loc="left"), *(text.get_text() for text in ax.texts))
        yield from (label.get_text() for label in [*ax.get_xticklabels(), *ax.get_yticklabels()])


def test_the_charts_of_the_sample_are_french_and_miss_no_word(tmp_path, wanted):
    iv.make_sample(tmp_path / "sample")
    campaign, as_of = iv.load_campaign(tmp_path / "sample"), pd.Timestamp("2026-04-01")
    told = [section for chapter in CHAPTERS for section in chapter(campaign, as_of)]
    with in_language("fr"):
        drawn = [draw(section.plot, *section.drawn) for section in told if section.plot]
    assert len(drawn) >= 16
    assert wanted == OF_THEIR_OWN
    assert [text for figure in drawn for text in letters_of(figure) if ENGLISH.search(text)] == []


def test_an_unknown_text_stays_english_and_is_found(wanted):
    with in_language("fr"):
        assert tr("No such text") == "No such text"
    assert wanted == {"No such text"}


def test_french_writes_numbers_days_and_nouns_its_own_way():
    with in_language("fr"):
        assert number(1204) == "1\N{NARROW NO-BREAK SPACE}204"
        assert number(1.5, 1) == "1,5"
        assert [counted(n, "week") for n in (0, 1, 2)] == ["0 semaine", "1 semaine", "2 semaines"]
        assert day_in_words(pd.Timestamp("2026-08-01")) == "1er ao\u00fbt 2026"
        assert day_in_words(pd.Timestamp("2026-05-12")) == "12 mai 2026"
    assert number(1204) == "1,204"
    assert noun_of(0, "week", "weeks") == "weeks"


def test_what_a_record_says_is_never_a_template():
    with in_language("fr"):
        assert plain("{0.__class__} {people}") == "{0.__class__} {people}"
        assert choice_words("{first} and {last}") == "{first} et {last}"
        assert tr("{count} of {among}", count="{among}", among=2) == "{among} sur 2"


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(iv.OptionError, match="en, fr"), in_language("de"):
        pass
