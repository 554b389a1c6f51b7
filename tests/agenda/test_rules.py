import pandas as pd

import infoview_analytics as iv
from infoview_analytics.agenda.rules import RULE_OF
from infoview_analytics.records.settings import RULES, SETTINGS

STEPS = {"make contact", "prepare", "talk", "thank", "stay in touch"}


def test_the_rules_are_those_that_can_be_turned_off():
    assert set(RULE_OF) == set(RULES)


def test_each_rule_has_a_step_a_place_and_an_entry_of_the_logbook():
    assert {rule.step for rule in RULE_OF.values()} == STEPS
    assert len({rule.rank for rule in RULE_OF.values()}) == len(RULES)
    assert {rule.entry for rule in RULE_OF.values()} <= {"", *iv.ENTRIES}


def test_what_tunes_a_rule_is_a_key_of_the_settings_with_that_default():
    written = {one.key: one.written for one in SETTINGS if one.section == "habits"}
    table = iv.rules_in_words().set_index("rule")
    for rule in RULE_OF.values():
        assert table.loc[rule.name, "setting"] == ", ".join(rule.settings)
        assert table.loc[rule.name, "default"] == ", ".join(written[one] for one in rule.settings)


def test_the_rules_in_words_are_whole_sentences():
    table = iv.rules_in_words()
    assert list(table.columns) == ["rule", "step", "what", "reason", "default", "setting"]
    assert table.index.equals(pd.RangeIndex(len(RULES)))
    assert table["what"].str.endswith(".").all()
    assert table["reason"].str.endswith(".").all()
