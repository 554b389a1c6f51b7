import pytest

from infoview_analytics.records.likeness import like_pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Silva", "ana SILVA"),
        ("Ana Silva", "Ana  Silva"),
        ("Zoë Roth", "Zoe Roth"),
        ("Silva, Ana", "Ana Silva"),
        ("Jan van Dijk", "Jan VanDijk"),
        ("O'Brien & Sons", "OBrien Sons"),
        ("J. R. Smith", "JR Smith"),
        ("Studio 54", "Studio54"),
        ("54 Studio", "Studio 54"),
        ("Ana Silva", "Anna Silva"),
        ("Ana Silva", "Ana Slva"),
        ("Ana Silva", "Ana Silwa"),
        ("Jhon Smith", "John Smith"),
        ("Müller", "Mueller"),
        ("Straße", "Strasse"),
        ("\uff21\uff4e\uff41 Silva", "Ana Silva"),
    ],
)
def test_these_may_be_one(one, other):
    assert like_pairs([one, other]) == [(other, one)]
    assert like_pairs([other, one]) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Silva", "Ana Silva (Northlight)"),
        ("Hiring team 0001", "Hiring team 0002"),
        ("Person 1a", "Person 2a"),
        ("Dr 2-11", "Dr 1-12"),
        ("Dr 1-2", "Dr 2-1"),
        ("Person A", "Person B"),
        ("Bo Li", "Bo Lu"),
        ("Jo Smith", "Bo Smith"),
        ("Ana Silva", "Ina Silwa"),
        ("Ana Maria Silva", "Ana Silva"),
        ("कमल", "कमला"),
        ("김철수", "김철호"),
        ("🙂", "🌸"),
        ("", "-"),
    ],
)
def test_these_are_two(one, other):
    assert like_pairs([one, other]) == []


def test_each_later_spelling_is_told_once():
    names = ["Ana Silva", "Bo Lee", "ana silva", "Anna Silva", "ANA SILVA"]
    assert like_pairs(names) == [
        ("ana silva", "Ana Silva"),
        ("Anna Silva", "Ana Silva"),
        ("ANA SILVA", "Ana Silva"),
    ]


def test_many_names_that_are_all_alike_are_not_compared_each_with_each():
    names = [f"abc{chr(0x4E00 + i)}def" for i in range(20_000)]
    assert len(like_pairs(names)) == 19_999
