import pandas as pd

from infoview_analytics.words.paths import paths_in_words, targets_in_words

COLUMNS = ["from_person", "to_person", "state", "done", "ask_first"]


def way(*steps, others=10, warmer_than=8, as_warm_as=0, path=1):
    rows = [(a, b, state, state == "held", ask) for a, b, state, ask in steps]
    index = pd.MultiIndex.from_product([[path], range(1, len(rows) + 1)], names=["path", "step"])
    table = pd.DataFrame(rows, index, columns=COLUMNS)
    return table.assign(others=others, warmer_than=warmer_than, as_warm_as=as_warm_as)


def targets(**states):
    index = pd.Index(list(states), name="organization")
    return pd.DataFrame({"state": list(states.values()), "nearest": ""}, index)


def test_a_way_says_with_whom_it_begins_and_what_to_ask_and_how_warm_it_is():
    steps = way(("You", "Al", "held", ""), ("Al", "Bo", "lead", "permission"))
    assert paths_in_words(steps, "Bo") == [
        "The warmest way begins with Al, whom you have met: talk to Bo.",
        "Ask Al first whether you may mention them to Bo.",
        "It is warmer than the way to 8 of the 10 other people whom you can reach.",
    ]


def test_a_way_of_several_steps_names_them_in_their_order():
    steps = way(("You", "Al", "lead", ""), ("Al", "Bo", "lead", "introduction"))
    words = paths_in_words(steps, "Quill Books")
    assert words[0] == "The warmest way: talk to Al, then Bo at Quill Books."
    assert words[1] == "Ask Al, once you talk, to introduce you to Bo."


def test_whom_you_have_met_needs_no_way():
    steps = way(("You", "Al", "held", ""))
    assert paths_in_words(steps, "Al") == ["You have talked to Al already."]
    into = "You have talked to Al already: that is your way into Quill Books."
    assert paths_in_words(steps, "Quill Books") == [into]


def test_where_no_way_leads_you_can_ask_cold():
    none = way().iloc[:0]
    assert paths_in_words(none, "Bo", cold_chance=0.2) == [
        "Nobody whom you can ask leads to Bo.",
        "You can ask cold (about 1 in 5).",
    ]


def test_whoever_said_no_is_left_alone():
    assert paths_in_words(way().iloc[:0], "Bo", declined=True) == [
        "Bo said no, so no way is sought there."
    ]


def test_other_ways_are_counted_and_a_waiting_request_is_told():
    both = pd.concat([way(("You", "Bo", "waiting", "")), way(("You", "Bo", "lead", ""), path=2)])
    words = paths_in_words(both, "Bo")
    assert words[-1] == "1 other way leads there too."
    assert words[1].endswith("You have asked already and wait.")


def test_the_coldest_way_of_all_is_said_to_be_it():
    alone = way(("You", "Bo", "lead", ""), others=0, warmer_than=0)
    assert paths_in_words(alone, "Bo") == ["The warmest way: talk to Bo."]
    coldest = way(("You", "Bo", "lead", ""), others=3, warmer_than=0)
    others = "The way to each of the 3 other people whom you can reach is"
    assert paths_in_words(coldest, "Bo")[1].startswith(f"{others} warmer.")
    alike = paths_in_words(coldest.assign(as_warm_as=2), "Bo")[1]
    assert alike.startswith(f"{others} as warm or warmer.")
    one = way(("You", "Bo", "lead", ""), others=1, warmer_than=0).assign(as_warm_as=1)
    same = "The way to the other person whom you can reach is as warm."
    assert paths_in_words(one, "Bo")[1].startswith(same)


def test_targets_are_counted_by_how_near_you_are():
    words = targets_in_words(targets(A="met", B="met", C="named", D="unknown"))
    known = "you have talked to somebody at 2, you know of somebody at 1"
    assert words == [
        f"Of the 4 organisations on your list, {known} and you know of nobody at 1.",
        "Somebody can be asked at C.",
        "Ask for names at D.",
    ]


def test_a_long_list_of_targets_is_cut_and_counted():
    words = targets_in_words(targets(**dict.fromkeys("ABCDEFG", "unknown")))
    assert words[1] == "Ask for names at A, B, C, D, E and 2 more."


def test_the_nearest_spelling_is_offered_for_a_target_in_no_record():
    table = targets(Quil="unknown").assign(nearest="Quill Books")
    assert targets_in_words(table)[-1].endswith("the nearest spelling is Quill Books.")
    assert targets_in_words(table.head(0)) == ["No organisation is on your list yet."]


def test_without_a_lead_the_words_say_what_to_do():
    assert "ask for names" in paths_in_words(way().iloc[:0])[0]


def test_equally_warm_ways_are_told():
    words = paths_in_words(way(("You", "Bo", "lead", ""), as_warm_as=2), "Bo")
    assert words[-1].startswith("It is warmer than the way to 8 and as warm as that to 2 of the 10")
