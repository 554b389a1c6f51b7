DAY = {"responded_on": "2026-03-04"}


def codes(problems):
    return [problem.split()[1:3] for problem in problems]


def test_w505_a_referral_without_its_date(of_referrals):
    assert of_referrals("R1,Ana Silva,Bo Lee,,") == [
        (
            "referrals.csv:2:4 W505 referred_on is empty: the linked interview's date counts, "
            "else that of the first request, else it counts from the start. "
            "Fill it in if you know it."
        )
    ]


def test_w506_a_response_without_its_date(of_interviews):
    assert of_interviews(response="declined") == [
        (
            'interviews.csv:2:4 W506 response "declined" has no responded_on: it is counted as '
            "answered and left out of the times. Fill in responded_on if you know it."
        )
    ]


def test_w507_an_answer_without_its_verdict(of_interviews):
    assert codes(of_interviews(**DAY)) == [["W507", "responded_on"]]


def test_w509_an_interview_without_a_response(of_interviews):
    assert codes(of_interviews(interview_on="2026-03-09")) == [["W509", "interview_on"]]
    assert codes(of_interviews(interview_on="2026-03-09", **DAY)) == [["W507", "responded_on"]]


def test_w512_a_thank_you_without_an_interview(of_interviews):
    assert codes(of_interviews(thank_you_on="2026-03-09")) == [["W512", "thank_you_on"]]


def test_who_declined_may_be_thanked(of_interviews):
    assert of_interviews(**DAY, response="declined", thank_you_on="2026-03-09") == []


def test_w513_an_outcome_without_an_interview(of_interviews):
    assert codes(of_interviews(outcome="held")) == [["W513", "outcome"]]
