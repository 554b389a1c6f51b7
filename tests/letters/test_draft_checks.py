import pytest

import infoview_analytics as iv

SOUND = (
    "Subject: Twenty minutes?\n\nDear Bo Lee,\n\nMy name is Noa Bell, and I am a chemist. I read "
    "your article. Could we talk for 20 minutes, at a time that suits you?\n"
)
INTERVIEWS = (
    "interview_id,person,organization,requested_on,interview_on\n"
    "I1,Ana Silva,Morel Press,2026-03-02,2026-03-05\n"
    "I2,Cy Dent,,2026-03-03,\n"
    "I3,Eli Best,,2026-03-03,\n"
    "I4,Zed Latecomer,,2026-03-20,\n"
)
REFERRALS = (
    "referral_id,from_person,to_person,referred_on,may_use_name\n"
    "R1,Ana Silva,Bo Lee,2026-03-05,\n"
    "R2,Cy Dent,Bo Lee,2026-03-05,yes\n"
    "R3,Dee Mori,Bo Lee,2026-03-05,no\n"
    "R4,Bo Lee,Flo Morel,2026-03-06,\n"
)


def codes(text, **options):
    return [finding.code for finding in iv.check_message(text, **options)]


@pytest.fixture
def about_names(campaign):
    def check(text, as_of="2026-03-10", person="Bo Lee"):
        records = iv.load_campaign(campaign(interviews=INTERVIEWS, referrals=REFERRALS))
        return iv.check_message(text, campaign=records, person=person, as_of=as_of)

    return check


@pytest.mark.parametrize(
    "text",
    [
        "Are you hiring?",
        "Is your company currently hiring?",
        "Do you have a job opening?",
        "Is there a position for me?",
        "Isn't there a position for me?",
        "My résumé is attached.",
        "Please find my CV below; I attach my CV.",
        "I am looking\nfor a new job in publishing.",
        "I do not want to bother you, but are you hiring?",
        "I'm not only looking for a job.",
        "Why not hire me?",
        "Please consider me.",
    ],
)
def test_a_request_for_a_job_is_found(text):
    assert "M101" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am not asking for a job.",
        "I'm not looking for a job, only for your view.",
        "I do not ask for a job, nor for a position.",
        "How do you hire editors?",
        "How did you get a job like yours?",
        "My CV has a new first line.",
        "They hire by the day first, then by the season.",
        "I apply what you told me.",
        "This is not about job openings.",
    ],
)
def test_what_only_sounds_like_it_or_is_denied_is_fine(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Recrutez-vous en ce moment ?",
        "Je cherche un emploi dans l'édition.",
        "Y a-t-il un poste pour moi ?",
        "Vous trouverez mon CV ci-joint.",
        "Je suis à la recherche d\u2019un stage.",
        "Je voudrais travailler chez vous.",
    ],
)
def test_a_request_for_a_job_is_found_in_french(text):
    assert "M101" in codes(text, language="fr")


@pytest.mark.parametrize(
    "text",
    [
        "Je ne cherche pas d'emploi, seulement votre regard.",
        "Je ne vous demande pas d\u2019emploi.",
        "Mon CV a une nouvelle première ligne.",
        "J\u2019aimerais comprendre votre travail.",
    ],
)
def test_what_is_denied_is_fine_in_french(text):
    assert codes(text, language="fr") == []


def test_it_is_long_from_150_words_on_and_the_place_is_the_word():
    assert codes("word " * 149) == []
    (found,) = iv.check_message("Subject: Hello\n\n" + "word " * 150)
    assert (found.code, found.line, found.column) == ("M102", 3, 149 * 5 + 1)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("M103", "My name is Noa Bell, and I am a chemist. "),
        ("M104", "I read your article. "),
        ("M105", " for 20 minutes"),
        ("M106", ", at a time that suits you"),
    ],
)
def test_a_first_request_says_who_why_how_long_and_when_they_like(code, words):
    assert codes(SOUND, kind="request") == []
    assert codes(SOUND.replace(words, ""), kind="request") == [code]
    assert codes(SOUND.replace(words, ""), kind="thank_you") == []


@pytest.mark.parametrize(
    "place",
    ["[your name]", "____", "{{ name }}", "{name}", "<name>", "TODO", "nan", "NaT", "XX"],
)
def test_a_place_that_is_still_to_be_filled_is_found(place):
    (found,) = iv.check_message(f"Hello,\nthis is {place} here.")
    assert (found.line, found.column, found.text, found.code) == (2, 9, place, "M108")


@pytest.mark.parametrize("text", ["Dear None, hello.", "At None."])
def test_none_is_a_place_where_it_is_no_word(text):
    assert codes(text) == ["M108"]


@pytest.mark.parametrize(
    "text",
    [
        "None of them was hired as a writer.",
        "See [1], and a < b > c.",
        "My nan is well.",
        "Write to <noa@example.org> or <https://example.org>.",
        "A XXL shirt, snake_case, todo.",
    ],
)
def test_what_only_looks_like_a_place_is_fine(text):
    assert codes(text) == []


def test_mail_has_a_subject_of_at_most_70_characters():
    assert codes("Dear Bo,", kind="thank_you") == ["M109"]
    assert codes("Dear Bo,", kind="thank_you_letter") == []
    assert codes(f"Subject: {'x' * 70}\n\nDear Bo,", kind="thank_you") == []
    assert codes(f"Subject: {'x' * 71}\n\nDear Bo,", kind="thank_you") == ["M110"]


def test_a_line_that_may_be_a_header_is_found_below_the_head_only():
    head = "To: bo@example.org\nSubject: Hello\n\n"
    (found,) = iv.check_message(f"{head}Dear Bo,\nBcc: eve@example.org")
    assert (found.code, found.line, found.text) == ("M111", 5, "Bcc:")
    assert codes(f"{head}Dear Bo,\nWhat stays with me: the map room.\nI copy Cc: nobody.") == []


def test_who_did_not_agree_is_not_named(about_names):
    (found,) = about_names("Dear Bo Lee,\nAna Silva told me.")
    assert (found.code, found.line, found.column, found.text) == ("M107", 2, 1, "Ana Silva")
    assert [f.text for f in about_names("silva, Silva\u2019s and SILVA")] == ["Silva", "SILVA"]
    assert [f.text for f in about_names("Ana told me")] == ["Ana"]
    (refused,) = about_names("Dee Mori told me")
    assert "asked not to be named" in refused.fault


def test_who_agreed_and_whom_they_named_themselves_may_be_named(about_names):
    assert about_names("Cy Dent told me; I wrote to Flo Morel, and Dent was glad.") == ()


def test_an_organisation_is_no_surname_nor_is_a_word_of_every_day(about_names):
    assert about_names("Dear Bo Lee, Morel Press is near. Best wishes") == ()
    assert [f.text for f in about_names("Eli Best")] == ["Eli Best"]


def test_names_known_only_later_are_not_found_yet(about_names):
    assert about_names("Zed Latecomer told me") == ()
    assert len(about_names("Zed Latecomer told me", as_of="2026-03-20")) == 1


def test_a_finding_tells_place_code_fault_and_remedy():
    (found,) = iv.check_message("Are you hiring?")
    assert str(found).startswith('1:1 M101 "Are you hiring" asks for a job. Ask for their view')


def test_an_unknown_kind_or_language_is_told_with_those_there_are():
    with pytest.raises(iv.OptionError, match='Write "thank_you'):
        iv.check_message("", kind="thankyou")
    with pytest.raises(iv.OptionError, match='Write "en" or "fr"'):
        iv.check_message("", language="../en")


@pytest.mark.parametrize(
    ("place", "text", "named"),
    [
        ("Berg & Orm Books", "Mr Orm sent me to Berg & Orm Books.", ["Orm"]),
        ("Otto Orm", "Otto Orm sent me.", ["Otto Orm"]),
        (
            "Quill",
            "\u4f60\u597d\uff0c\u738b\u5c0f\u660e\u544a\u8bc9\u6211\u3002",
            ["\u738b\u5c0f\u660e"],
        ),
        ("Quill", "Sole said so, and Marie.", ["Sole", "Marie"]),
    ],
)
def test_an_organisation_hides_nobody_and_a_name_is_found_as_it_is_written(
    campaign, place, text, named
):
    interviews = (
        "interview_id,person,organization,requested_on\n"
        f"I1,Bo Lee,{place},2026-03-02\nI2,\u738b\u5c0f\u660e,,2026-03-02\nI3,Sole,,2026-03-02\n"
    )
    referrals = (
        "referral_id,from_person,to_person,referred_on,may_use_name\n"
        "R1,Otto Orm,Bo Lee,2026-03-01,no\nR2,Anne-Marie Dent,Bo Lee,2026-03-01,\n"
        "R3,Bo Lee,Otto Orm,2026-03-02,\n"
    )
    records = iv.load_campaign(campaign(interviews=interviews, referrals=referrals))
    found = iv.check_message(text, campaign=records, person="Bo Lee", as_of="2026-03-10")
    assert [each.text for each in found] == named


@pytest.mark.parametrize(
    "text",
    [
        "I have no job and I am looking for a position.",
        "I am not working at the moment and am looking for a job.",
        "It's no secret that I am looking for a job.",
        "I can't wait to apply for a position with you.",
        "I have never been employed and hope for a job with you.",
        "Are there any jobs at your company?",
        "Do you know of any jobs?",
        "Do you have any jobs available?",
        "Is there a job available?",
        "I would love to work for you.",
        "I would love to join your team.",
        "I would like a job.",
        "Could I do an internship with you?",
        "Could you help me with an internship?",
        "Is your company looking for interns?",
        "Please keep me in mind for any positions.",
        "Could you refer me for the position?",
        "Could you recommend me to HR?",
        "I have attached a copy of my resume.",
    ],
)
def test_an_asking_verb_is_found_whatever_else_is_denied(text):
    assert "M101" in codes(text, language="en")


@pytest.mark.parametrize(
    "text",
    [
        "I am not asking for a job.",
        "How do people look for a job in publishing?",
        "When you were looking for work, what helped?",
        "Did you start in an entry-level position?",
        "How long were you in a junior role?",
        "How did you hear of the job opening that you took?",
        "I am interested in the position of women in it.",
    ],
)
def test_a_question_about_their_own_way_asks_for_no_job(text):
    assert "M101" not in codes(text, language="en")


@pytest.mark.parametrize(
    "text",
    [
        "Je n\u2019ai pas d\u2019emploi et je cherche un poste.",
        "Je ne travaille pas en ce moment et je cherche un emploi.",
        "Y a-t-il des postes dans votre entreprise ?",
        "Avez-vous des emplois disponibles ?",
        "J\u2019aimerais rejoindre votre équipe.",
        "Je voudrais un emploi.",
        "Pourrais-je faire un stage chez vous ?",
        "Pourriez-vous m\u2019aider à trouver un stage ?",
        "Cherchez-vous des stagiaires ?",
        "Pourriez-vous me recommander aux RH ?",
        "J\u2019ai joint une copie de mon CV.",
        "J\u2019ai hâte de postuler chez vous.",
    ],
)
def test_an_asking_verb_is_found_whatever_else_is_denied_in_french(text):
    assert "M101" in codes(text, language="fr")


@pytest.mark.parametrize(
    "text",
    [
        "Je ne cherche pas d\u2019emploi.",
        "Comment cherche-t-on un emploi dans l\u2019édition ?",
        "Quand vous cherchiez un emploi, qu\u2019est-ce qui vous a aidé ?",
        "Avez-vous commencé par un stage ?",
        "Comment avez-vous entendu parler de l\u2019offre d\u2019emploi que vous avez prise ?",
    ],
)
def test_a_question_about_their_own_way_asks_for_no_job_in_french(text):
    assert "M101" not in codes(text, language="fr")
