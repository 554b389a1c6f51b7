import pandas as pd

import infoview_analytics as iv

AS_OF = "2026-03-31"


def due(interviews):
    asked = iv.as_known(interviews, as_of=AS_OF).interviews
    return iv.due_in_words(asked, as_of=pd.Timestamp(AS_OF), patience_days=14)


def test_the_next_conversation_the_open_requests_and_whom_to_thank_are_told(requests):
    interviews = requests(
        {"person": "Al", "requested_on": "2026-03-01", "interview_on": "2026-04-09"},
        {"person": "Bo", "requested_on": "2026-03-02", "interview_on": "2026-04-02"},
        {"person": "Ida", "requested_on": "2026-03-02", "response": "accepted"},
        {"person": "Cy", "requested_on": "2026-03-02"},
        {"person": "Di", "requested_on": "2026-03-30"},
        *(
            {"person": name, "requested_on": "2026-03-01", "interview_on": f"2026-03-{day}"}
            for name, day in (("Ed", 10), ("Flo", 20), ("Gus", 12), ("Hal", 11))
        ),
    )
    assert due(interviews) == [
        "Your next conversation is with Bo on 2 April 2026.",
        "Agree on a day with Ida.",
        "2 requests without an answer, 1 of them for more than 14 days.",
        "Still to thank: Flo, Gus, Hal and 1 more.",
    ]


def test_where_nothing_is_due_it_says_so(requests):
    talk = {"person": "Al", "requested_on": "2026-03-01", "interview_on": "2026-03-09"}
    interviews = requests(talk | {"thank_you_on": "2026-03-09"})
    assert due(interviews) == ["31 March 2026: nobody is to be waited for, thanked or met."]
