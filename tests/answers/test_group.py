"""Submissions become initiatives: the same respondent's latest answers win, different respondents stand together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.answers.group import group
from pipeline.model import Answer, CheckedSubmission, Finding, Initiative, Layout, Place, Respondent
from pipeline.rich_text import RichText, Span

AN = Respondent("an@voorbeeld.be", "An")
JEF = Respondent("jef@voorbeeld.be", "Jef")
EARLY, LATE = datetime(2026, 3, 1), datetime(2026, 3, 9)


def sent(
    row: int, respondent: Respondent, moment: date | datetime | None, name: str = "Dans mee!", **answers: str
) -> CheckedSubmission:
    """Return a row of a table as it comes from validation."""
    given = {
        question: Answer(question, value, Place("enquete.xlsx", "Sheet1", f"{question[0].upper()}{row}"))
        for question, value in answers.items()
    }
    return CheckedSubmission("binding", Place("enquete.xlsx", "Sheet1", f"A{row}"), name, respondent, moment, given)


def grouped(layout: Layout, *submissions: CheckedSubmission) -> tuple[list[Initiative], list[Finding]]:
    """Group these submissions."""
    return group(submissions, {"binding": layout})


def shown(initiative: Initiative) -> list[dict[str, object]]:
    """Return the answers of each respondent."""
    return [{name: answer.value for name, answer in each.answers.items()} for each in initiative.contributions]


def test_case_blanks_and_accents_make_one_initiative(binding: Layout) -> None:
    """The spelling that is used most is shown."""
    names = ["Café Zuid", "cafe zuid", "Café  Zuid", "Café Zuid"]
    rows = (sent(row, Respondent(f"{row}@x.be"), EARLY, name, impact="a") for row, name in enumerate(names))
    (initiative,), _ = grouped(binding, *rows)
    assert initiative.name == "Café Zuid"
    assert len(initiative.contributions) == 4


def test_the_latest_submission_of_a_respondent_wins_whatever_its_row(binding: Layout) -> None:
    """What was replaced is a note at the earlier cell."""
    (initiative,), (note,) = grouped(
        binding, sent(5, AN, LATE, impact="Nieuw."), sent(9, replace(AN, email="AN@voorbeeld.be"), EARLY, impact="Oud.")
    )
    assert shown(initiative) == [{"impact": "Nieuw."}]
    assert (note.code, note.place.cell, note.details["later"]) == ("answer-replaced", "I9", "I5")


def test_an_earlier_answer_that_was_not_given_again_is_not_lost(binding: Layout) -> None:
    """A later submission replaces what it answers; what it leaves empty stays, with a note."""
    (initiative,), notes = grouped(
        binding, sent(2, AN, EARLY, impact="Oud.", gemeente="Gent"), sent(3, AN, LATE, impact="Nieuw.")
    )
    assert shown(initiative) == [{"impact": "Nieuw.", "gemeente": "Gent"}]
    assert [note.code for note in notes] == ["answer-replaced", "answer-from-earlier"]


def test_without_moments_nothing_is_chosen(binding: Layout) -> None:
    """Both submissions are shown, with a warning: never the last row or the last file by guess."""
    for early, late in ((None, None), (EARLY, None), (EARLY, EARLY)):
        (initiative,), (warning,) = grouped(
            binding, sent(2, AN, early, impact="Een."), sent(3, AN, late, impact="Twee.")
        )
        assert shown(initiative) == [{"impact": "Een."}, {"impact": "Twee."}]
        assert warning.code == "submission-order-unknown"


def test_the_same_submission_twice_counts_once(binding: Layout) -> None:
    """A row that stands in two files is one submission, with a note that names both places."""
    (initiative,), (note,) = grouped(binding, sent(2, AN, None, impact="Een."), sent(3, AN, None, impact="Een."))
    assert shown(initiative) == [{"impact": "Een."}]
    assert (note.code, note.details["other"]) == ("submission-repeated", "A2")


def test_the_same_words_in_bold_are_the_same_answer(binding: Layout) -> None:
    """Who sends a submission again with a word in bold has sent it twice, and has replaced nothing."""
    first, again = sent(2, AN, datetime(2026, 3, 1), impact="Een."), sent(3, AN, datetime(2026, 3, 5), impact="Een.")
    bold = replace(again.answers["impact"], value=RichText("Een.", (Span(0, 4, ("bold",)),)))
    again = replace(again, answers={**again.answers, "impact": bold})
    (initiative,), findings = grouped(binding, first, again)
    assert len(initiative.contributions) == 1
    assert [finding.code for finding in findings] == ["submission-repeated"]


def test_the_same_submission_sent_again_later_counts_from_then(binding: Layout) -> None:
    """Who goes back to an earlier answer means that one: the repetition has the moment and the place of the later."""
    first, other, again = datetime(2026, 3, 1), datetime(2026, 3, 5), datetime(2026, 3, 9)
    (initiative,), findings = grouped(
        binding,
        sent(2, AN, first, impact="Een."),
        sent(3, AN, other, impact="Twee."),
        sent(4, AN, again, impact="Een."),
    )
    assert shown(initiative) == [{"impact": "Een."}]
    assert initiative.contributions[0].answers["impact"].place.cell == "I4"
    assert [(finding.code, finding.place.cell) for finding in findings] == [
        ("submission-repeated", "A4"),
        ("answer-replaced", "I3"),
    ]


def test_the_same_submission_without_a_moment_takes_no_place_of_one_that_has_it(binding: Layout) -> None:
    """When it was sent is not known, so that what was sent on a known day stays where it stands."""
    (initiative,), (note,) = grouped(binding, sent(2, AN, None, impact="Een."), sent(3, AN, EARLY, impact="Een."))
    assert initiative.contributions[0].answers["impact"].place.cell == "I3"
    assert (note.code, note.place.cell) == ("submission-repeated", "A2")


def test_different_respondents_stand_together_in_the_order_in_which_they_sent(binding: Layout) -> None:
    """Each keeps its own answers; that their particulars differ is a warning, but not that their names do."""
    (initiative,), (warning,) = grouped(
        binding,
        sent(2, AN, LATE, impact="Een.", gemeente="Gent", contactpersoon="An"),
        sent(3, JEF, EARLY, impact="Twee.", gemeente="Aalst", contactpersoon="Jef"),
    )
    assert [contribution.respondent for contribution in initiative.contributions] == [JEF, AN]
    assert (warning.code, warning.question) == ("particulars-differ", "Gemeente")


def test_who_gave_neither_name_nor_address_stands_alone(binding: Layout) -> None:
    """Two nameless submissions are two respondents."""
    (initiative,), findings = grouped(
        binding, sent(2, Respondent(), EARLY, impact="Een."), sent(3, Respondent(), LATE, impact="Twee.")
    )
    assert len(initiative.contributions) == 2
    assert findings == []


def test_a_layout_may_want_the_latest_only_or_refuse_several(binding: Layout) -> None:
    """`latest` tells which are older; `refuse` makes no report and says why."""
    rows = (sent(2, AN, EARLY, impact="Een."), sent(3, JEF, LATE, impact="Twee."))
    (initiative,), (note,) = grouped(replace(binding, several_submissions="latest"), *rows)
    assert (shown(initiative), note.code) == ([{"impact": "Twee."}], "submission-not-latest")
    (initiative,), (error,) = grouped(replace(binding, several_submissions="refuse"), *rows)
    assert (initiative.refused, error.code) == (True, "initiative-several-refused")


def test_where_several_are_refused_one_is_not_and_the_others_are_named(binding: Layout) -> None:
    """One respondent is no reason, however often they sent; of several, the finding says where each stands."""
    strict = replace(binding, several_submissions="refuse")
    again = (sent(2, AN, EARLY, impact="Een."), sent(3, AN, LATE, impact="Twee."))
    (initiative,), findings = grouped(strict, *again)
    assert not initiative.refused
    assert "initiative-several-refused" not in [finding.code for finding in findings]
    (initiative,), (refusal,) = grouped(strict, again[0], sent(4, JEF, LATE, impact="Drie."))
    assert initiative.refused
    assert (refusal.code, refusal.place.cell, refusal.initiative) == ("initiative-several-refused", "A2", "Dans mee!")
    assert refusal.details == {"others": "A4"}


def test_two_anonymous_submissions_of_one_moment_are_two_where_they_differ(binding: Layout) -> None:
    """And one where they say the same: a row that stands in two files."""
    first = sent(2, Respondent(), EARLY, impact="Een.")
    (initiative,), _ = grouped(binding, first, sent(3, Respondent(), EARLY, impact="Twee."))
    assert shown(initiative) == [{"impact": "Een."}, {"impact": "Twee."}]
    (initiative,), _ = grouped(binding, first, sent(3, Respondent(), EARLY, impact="Een."))
    assert shown(initiative) == [{"impact": "Een."}]


def test_a_refused_submission_stops_no_other(binding: Layout) -> None:
    """The initiative is refused only where none of its submissions can be used."""
    bad = replace(sent(2, AN, EARLY), refused=True)
    (initiative,), _ = grouped(binding, bad, sent(3, JEF, EARLY, impact="Goed."))
    assert (initiative.refused, shown(initiative)) == (False, [{"impact": "Goed."}])
    (initiative,), _ = grouped(binding, bad)
    assert initiative.refused


def test_a_day_tells_nothing_beside_an_hour_of_that_day(binding: Layout) -> None:
    """A form of 9 March and an export of 9 March, 9.20: which came last is not known, so both are shown."""
    day, hour = LATE.date(), LATE.replace(hour=9, minute=20)
    (initiative,), (warning,) = grouped(binding, sent(2, AN, hour, impact="Een."), sent(3, AN, day, impact="Twee."))
    assert (len(initiative.contributions), warning.code) == (2, "submission-order-unknown")
    (initiative,), _ = grouped(binding, sent(2, AN, EARLY.date(), impact="Een."), sent(3, AN, hour, impact="Twee."))
    assert shown(initiative) == [{"impact": "Twee."}]


def test_two_names_with_one_address_are_told(binding: Layout) -> None:
    """A shared mailbox or a login at a desk may be two people: nobody's answers are replaced by another person's."""
    other = Respondent(AN.email, "Bert")
    (initiative,), findings = grouped(binding, sent(2, AN, EARLY, impact="Een."), sent(3, other, LATE, impact="Twee."))
    assert shown(initiative) == [{"impact": "Een."}, {"impact": "Twee."}]
    assert [(finding.code, finding.place.cell) for finding in findings] == [("respondent-other-name", "A3")]


ONLY_NAME = Respondent(name="An")


@pytest.mark.parametrize(
    ("first", "second", "answers", "codes"),
    [
        (ONLY_NAME, ONLY_NAME, ["Een.", "Twee."], ["respondent-same-name"]),
        (AN, ONLY_NAME, ["Twee."], ["respondent-by-name", "answer-replaced"]),
        (ONLY_NAME, Respondent("an@voorbeeld.be", "AN"), ["Twee."], ["respondent-by-name", "answer-replaced"]),
        (AN, Respondent("AN@voorbeeld.be"), ["Twee."], ["answer-replaced"]),
        (AN, Respondent("ander@voorbeeld.be", "An"), ["Een.", "Twee."], []),
        (ONLY_NAME, Respondent(name="Jef"), ["Een.", "Twee."], []),
    ],
)
def test_a_name_alone_says_who_somebody_is_only_beside_one_address(
    binding: Layout, first: Respondent, second: Respondent, answers: list[str], codes: list[str]
) -> None:
    """The same name twice without any address is two people; with one address between them it is one. Both are told."""
    rows = sent(2, first, EARLY, impact="Een."), sent(3, second, LATE, impact="Twee.")
    (initiative,), findings = grouped(binding, *rows)
    assert [answer["impact"] for answer in shown(initiative)] == answers
    assert [finding.code for finding in findings] == codes


def test_a_name_with_several_addresses_belongs_to_none_of_them(binding: Layout) -> None:
    """Which An it is nobody can tell."""
    others = AN, Respondent("ander@voorbeeld.be", "An")
    rows = [sent(row, who, EARLY, impact=f"{row}") for row, who in enumerate((*others, ONLY_NAME), start=2)]
    (initiative,), findings = grouped(binding, *rows)
    assert len(initiative.contributions) == 3
    assert [(finding.code, finding.place.cell) for finding in findings] == [("respondent-same-name", "A4")]


def test_the_same_answers_under_one_name_are_the_same_submission(binding: Layout) -> None:
    """A row that is in two files, or that the export calls the same: nothing is lost by using it once."""
    (initiative,), findings = grouped(
        binding, sent(2, ONLY_NAME, None, impact="Een."), sent(3, ONLY_NAME, None, impact="Een.")
    )
    assert (len(initiative.contributions), [finding.code for finding in findings]) == (1, ["submission-repeated"])


@pytest.mark.parametrize(
    ("names", "shown_name"),
    [
        (["brugge", "Brugge"], "Brugge"),
        (["brugge", "brugge", "Brugge"], "Brugge"),
        (["BRUGGE", "Brugge"], "Brugge"),
        (["Cafe Zuid", "Café Zuid"], "Café Zuid"),
        (["KSA", "KSA", "Ksa"], "KSA"),
        (["ksa", "KSA"], "KSA"),
    ],
)
def test_a_tidy_spelling_of_an_initiative_is_shown(binding: Layout, names: list[str], shown_name: str) -> None:
    """Not the first one that somebody typed."""
    rows = (sent(row, Respondent(f"{row}@x.be"), EARLY, name, impact="a") for row, name in enumerate(names))
    (initiative,), _ = grouped(binding, *rows)
    assert initiative.name == shown_name


def test_names_of_signs_or_small_words_are_not_alike(binding: Layout) -> None:
    """`De` and `Het` have nothing in common, nor have two names without any letter."""
    names = ["De", "Het", "!!", "??", "“”"]
    rows = (sent(row, Respondent(f"{row}@x.be"), EARLY, name, impact="a") for row, name in enumerate(names))
    assert [finding.code for finding in grouped(binding, *rows)[1]] == []


def test_latest_only_chooses_nothing_without_moments(binding: Layout) -> None:
    """All are shown, with a warning that speaks of the initiative."""
    rows = (sent(2, AN, None, impact="Een."), sent(3, JEF, None, impact="Twee."))
    (initiative,), (warning,) = grouped(replace(binding, several_submissions="latest"), *rows)
    assert len(initiative.contributions) == 2
    assert (warning.code, warning.place.cell, warning.initiative) == ("initiative-latest-unknown", "A2", "Dans mee!")
    assert warning.details == {"others": "A3"}


def test_latest_only_tells_of_every_submission_that_it_leaves_out(binding: Layout) -> None:
    """A note at each, with where the one is that is used; nothing at that one."""
    middle = datetime(2026, 3, 5)
    rows = (
        sent(2, AN, LATE, impact="Laatst."),
        sent(3, JEF, middle, impact="Dan."),
        sent(4, AN, EARLY, impact="Eerst."),
    )
    (initiative,), notes = grouped(replace(binding, several_submissions="latest"), *rows)
    assert shown(initiative) == [{"impact": "Laatst."}]
    assert [(note.code, note.place.cell, note.initiative) for note in notes] == [
        ("submission-not-latest", "A4", "Dans mee!"),
        ("submission-not-latest", "A3", "Dans mee!"),
    ]
    assert {str(note.details["latest"]) for note in notes} == {"enquete.xlsx › Sheet1 › A2"}


def test_an_anonymous_submission_that_stands_twice_counts_once(binding: Layout) -> None:
    """Sent at the same second with the same answers: an export that was downloaded twice."""
    nobody = Respondent()
    (initiative,), (note,) = grouped(
        binding, sent(2, nobody, EARLY, impact="Een."), sent(9, nobody, EARLY, impact="Een."), sent(3, nobody, LATE)
    )
    assert (len(initiative.contributions), note.code) == (2, "submission-repeated")


@pytest.mark.parametrize(
    ("first", "second", "doubtful"),
    [
        ({"impact": "Veel."}, {"impact": "Veel."}, False),
        ({"impact": "Veel.", "gemeente": "Gent"}, {"impact": "Veel.", "gemeente": "Gent"}, False),
        ({"impact": "Veel.", "ideeen": "Geen."}, {"impact": "Veel.", "ideeen": "Geen."}, True),
        ({"impact": "Veel.", "ideeen": "Geen."}, {"impact": "VEEL.", "ideeen": "geen. "}, True),
        ({"impact": "Veel.", "ideeen": "Geen."}, {"impact": "Veel.", "ideeen": "Wel."}, False),
    ],
)
def test_two_equal_answers_make_two_submissions_of_nobody_doubtful(
    binding: Layout, first: dict[str, str], second: dict[str, str], *, doubtful: bool
) -> None:
    """One equal answer is chance; particulars, which all respondents of an initiative share, do not count."""
    (initiative,), findings = grouped(
        binding, sent(2, Respondent(), None, **first), sent(3, Respondent(), None, **second)
    )
    assert len(initiative.contributions) == 2
    assert [finding.code for finding in findings] == ["submission-maybe-repeated"] * doubtful


def test_a_message_names_ten_other_places_at_most(binding: Layout) -> None:
    """Three hundred respondents of one initiative make no message of a page."""
    rows = (sent(row, Respondent(f"{row}@x.be"), EARLY, gemeente=f"G{row}") for row in range(300))
    _, (warning,) = grouped(binding, *rows)
    assert str(warning.details["others"]).count(";") == 10
    assert str(warning.details["others"]).endswith("; …")
    _, (warning,) = grouped(
        binding, *(sent(row, Respondent(f"{row}@x.be"), EARLY, gemeente=f"G{row}") for row in range(11))
    )
    assert warning.details["others"] == "; ".join(f"G{row}" for row in range(1, 11))


def test_two_submissions_with_one_mark_of_the_export_are_one_respondent(binding: Layout) -> None:
    """Who gave no name is known by the UUID that the export gave: a row in two files counts once."""
    first, second = (replace(sent(row, Respondent(), None, impact="Een."), sent_id="5f0c-11") for row in (2, 3))
    (initiative,), (note,) = grouped(binding, first, second)
    assert (len(initiative.contributions), note.code) == (1, "submission-repeated")


def test_two_thousand_names_are_compared_at_once(binding: Layout) -> None:
    """Each with few others: one typing mistake is found among them, and numbers make other names."""
    names = [f"Speelplein nummer {number}" for number in range(2_000)]
    rows = [sent(row, Respondent(f"{row}@x.be"), EARLY, name, impact=f"{row}") for row, name in enumerate(names)]
    slip = sent(3_000, Respondent("slip@x.be"), EARLY, "Speelplien nummer 7", impact="x")
    (warning,) = grouped(binding, *rows, slip)[1]
    assert (warning.code, warning.suggestion) == ("initiative-nearly-same", "Speelplein nummer 7")


def test_the_rarer_of_two_names_is_told(binding: Layout) -> None:
    """With the name that is used most as the suggestion; both keep their own report."""
    names = ["De Speelkofer", "De Speelkoffer", "De Speelkoffer"]
    rows = [sent(row, Respondent(f"{row}@x.be"), EARLY, name, impact=f"{row}") for row, name in enumerate(names)]
    initiatives, (warning,) = grouped(binding, *rows)
    assert len(initiatives) == 2
    assert (warning.initiative, warning.suggestion) == ("De Speelkofer", "De Speelkoffer")


def test_an_answer_that_has_to_differ_is_compared_over_all_initiatives(binding: Layout) -> None:
    """But a respondent who sends again may give the same answer."""
    unique = replace(
        binding,
        questions=tuple(replace(question, unique=question.name == "gemeente") for question in binding.questions),
    )
    again = (sent(2, AN, EARLY, gemeente="Gent", impact="Een."), sent(3, AN, LATE, gemeente="Gent", impact="Twee."))
    assert "answer-not-unique" not in [finding.code for finding in grouped(unique, *again)[1]]
    other = sent(4, JEF, LATE, "De Fietsbende", gemeente="GENT ", impact="Drie.")
    repeated = [finding for finding in grouped(unique, *again, other)[1] if finding.code == "answer-not-unique"]
    assert [(finding.place.cell, finding.details["other"]) for finding in repeated] == [("G4", "G3")]
