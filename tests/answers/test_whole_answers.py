"""A value is read as a whole or told: what a typed answer has more than its value makes it another answer, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pytest
from answer_cases import PLACE, of_type, read_answer, read_as
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.answers.types.choice_text import split_choices
from pipeline.answers.types.typed_text import typed_text
from pipeline.messages import fix, message
from pipeline.model import Cell, CellValue, Value

SIZES = {"choices": ("< 25", "25 of meer", "> 25")}
GRADES = {"choices": ("A+", "A-", "B", "C++", "C#", "€ 500", "m²", "Pâté", "in_orde")}


# --- The law --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Valid:
    """A text that is read without a doubt, and which characters may be put anywhere in it to make another such text."""

    kind: str
    text: str
    alphabet: str
    choices: tuple[str, ...] = ()


VALID = (
    Valid("date", "15/03/2026", "0123456789'"),
    Valid("date", "zondag 15 maart 2026", "0123456789'"),
    Valid("number", "1250,5", "0123456789+-.,%€'"),
    Valid("integer", "12", "0123456789+-.,€'"),
    Valid("percentage", "12,5 %", "0123456789+-.,%'"),
    Valid("yes_no", "ja", ""),
    Valid("choice", "< 25", "", SIZES["choices"]),
    Valid("choice", "A-", "", GRADES["choices"]),
    Valid("choice", "C#", "", GRADES["choices"]),
    Valid("choices", "A-; B", ";,", GRADES["choices"]),
    Valid("email", "an@gent.be", ""),
    Valid("phone", "0470 12 34 56", ""),
    Valid("enterprise_number", "0403.170.701", ""),
)
EXTRA = "<>+-*/=#$%&§~^|\\_?:;,()[]{}@€£°²½‰±…·→abxzé0123456789"


@given(st.sampled_from(VALID), st.sampled_from(EXTRA), st.integers(0, 20))
@example(VALID[6], ">", 0)
@example(VALID[2], "$", 6)
def test_what_is_put_into_an_answer_is_read_or_told(valid: Valid, extra: str, place: int) -> None:
    """No sign, letter or digit more is ever dropped: the value differs by it, or there is a finding."""
    question = of_type(valid.kind, choices=valid.choices)
    value, findings = read_answer(question, valid.text)
    assert findings == []
    at = min(place, len(valid.text))
    longer = valid.text[:at] + extra + valid.text[at:]
    other_value, other_findings = read_answer(question, longer)
    if extra in valid.alphabet or other_findings:
        return
    # Read without a word: what was put in is in the value, as in an address; or the value is another choice.
    kept = extra in str(other_value)
    assert kept or (other_value == value and extra == "_"), (longer, other_value)


@given(st.sampled_from(VALID), st.sampled_from((" {} ", '"{}"', "“{}”", "{}.", "{}!", "\u200b{}\n", "« {} »", "{}!.")))
def test_what_carries_no_meaning_changes_no_answer(valid: Valid, frame: str) -> None:
    """Blanks, quotes around the whole, a full stop or an exclamation mark at the end, and case."""
    question = of_type(valid.kind, choices=valid.choices)
    assert read_answer(question, frame.format(valid.text)) == read_answer(question, valid.text)
    if valid.kind not in ("email", "choices"):
        assert read_answer(question, valid.text.upper()) == read_answer(question, valid.text)


@given(st.text(max_size=40))
def test_trimming_is_done_once(text: str) -> None:
    """What was trimmed is trimmed, whatever it is."""
    assert typed_text(typed_text(text)) == typed_text(text)


# --- Choices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "typed", "near"),
    [
        (("25 of meer", "> 25"), "< 25", "> 25"),
        (("A+", "B"), "A-", None),
        (("C#", "Java"), "C++", None),
        (("€ 500", "€ 1.000"), "500 $", None),
        (("m²", "km"), "m2", None),
        (("1-5", "6-10"), "15", "1-5"),
        (("ja", "nee"), "ja?", None),
        (("-5", "5"), "+5", None),
    ],
)
def test_a_sign_makes_another_choice(choices: tuple[str, ...], typed: str, near: str | None) -> None:
    """It is told, with the nearest as a suggestion and never taken."""
    value, (finding,) = read_answer(of_type("choice", choices=choices), typed)
    assert (value, finding.code) == (typed, "answer-not-a-choice")
    assert near is None or finding.suggestion in choices


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("  <   25", "< 25"), ("25 OF MEER", "25 of meer"), ("25\u00a0of meer!", "25 of meer"), ('"> 25"', "> 25")],
)
def test_blanks_and_case_make_no_other_choice(typed: str, choice: str) -> None:
    """And what the list of what carries no meaning has."""
    assert read_answer(of_type("choice", **SIZES), typed) == (choice, [])


def test_letters_are_compared_however_they_are_encoded() -> None:
    """MacOS parts a letter from its accent; Kobo writes blanks as underscores."""
    assert read_answer(of_type("choice", **GRADES), "Pa\u0302te\u0301") == ("Pâté", [])
    assert read_answer(of_type("choice", **GRADES), "In orde") == ("in_orde", [])
    assert read_answer(of_type("choice", **GRADES), "Pate")[1][0].suggestion == "Pâté"


COMMAS = ("sport", "jeugd, school en vrije tijd", "cultuur (muziek, dans)", "Wait; is it", "Ja, soms", "soms")


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("sport, jeugd, school en vrije tijd", ("sport", "jeugd, school en vrije tijd")),
        ("cultuur (muziek, dans), sport", ("cultuur (muziek, dans)", "sport")),
        ("Ja, soms, soms", ("Ja, soms", "soms")),
        ("Wait; is it, Ja, soms", ("Wait; is it", "Ja, soms")),
        ("Wait; is it;sport;", ("Wait; is it", "sport")),
        ("sport,soms", ("sport", "soms")),
        ("SPORT\nJeugd, school en vrije tijd", ("sport", "jeugd, school en vrije tijd")),
        ("jeugd, school en vrije tijd", ("jeugd, school en vrije tijd",)),
    ],
)
def test_options_with_commas_are_covered_by_the_known_options_first(typed: str, items: tuple[str, ...]) -> None:
    """As Google Forms writes several options: with a comma between them, and the commas that they have."""
    assert read_answer(of_type("choices", choices=COMMAS), typed) == (items, [])


def test_what_is_left_over_between_options_stays_together() -> None:
    """An answer in one's own words may have commas too."""
    value, (finding,) = read_answer(of_type("choices", choices=COMMAS), "soms, met eigen tekst, met komma, sport")
    assert (value, finding.value) == (("soms", "met eigen tekst, met komma", "sport"), "met eigen tekst, met komma")
    mistyped = read_answer(of_type("choices", choices=("sport", "jeugd")), "sprot, jeugdd")
    assert [finding.suggestion for finding in mistyped[1]] == ["sport", "jeugd"]


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("Zorg en welzijn Sport", ("Zorg en welzijn", "Sport")),
        ("Sport Vrije tijd Zorg en welzijn", ("Sport", "Vrije tijd", "Zorg en welzijn")),
        ("zorg_en_welzijn vrije_tijd", ("Zorg en welzijn", "Vrije tijd")),
        ("Vrije tijd", ("Vrije tijd",)),
    ],
)
def test_options_of_several_words_are_parted_by_blanks(typed: str, items: tuple[str, ...]) -> None:
    """As KoboToolbox writes them by default, by label or by name: no error, no bullet more, no false condition."""
    choices = ("Sport", "Vrije tijd", "Zorg en welzijn")
    question = of_type("choices", choices=choices, constraint="count-selected(.) <= 3")
    assert read_answer(question, typed) == (items, [])


def test_options_that_can_be_parted_in_two_ways_are_told() -> None:
    """The longest are read, and the other reading is in the message."""
    question = of_type("choices", choices=("Ja", "Ja, soms", "soms", "nooit"))
    value, (finding,) = read_answer(question, "nooit, Ja, soms")
    assert (value, finding.code) == (("nooit", "Ja, soms"), "answer-choices-ambiguous")
    assert finding.details["also"] == "nooit; Ja; soms"
    assert read_answer(question, "Ja, soms") == (("Ja, soms",), [])


@given(st.lists(st.sampled_from(COMMAS), unique=True, min_size=1), st.sampled_from(["; ", ";", ", ", "\n"]))
def test_every_choice_of_a_cell_is_found_again(ticked: list[str], separator: str) -> None:
    """Whatever parts them, in their order; nothing more and nothing less."""
    split = split_choices(COMMAS, separator.join(ticked))
    assert split.items == ticked or split.also


def test_an_answer_in_own_words_is_told_as_such() -> None:
    """Where a choice leaves room for it; a typing mistake is one all the same."""
    question = of_type("choice", choices=("sport", "jeugd", "andere"))
    own, bare, mistyped = (read_answer(question, typed)[1][0] for typed in ("andere: imkers", "de buurt", "sprot"))
    assert [finding.code for finding in (own, bare, mistyped)] == ["answer-other-choice", *["answer-not-a-choice"] * 2]
    assert ["own words" in message(finding, "en") for finding in (own, bare, mistyped)] == [True, True, True]


def test_messages_about_several_choices_name_the_separator() -> None:
    """Of a question where only one may be chosen they do not."""
    several, single = (read_answer(of_type(kind, choices=("a", "b")), "x")[1][0] for kind in ("choices", "choice"))
    assert "semicolon" in fix(several, "en")
    assert "semicolon" not in fix(single, "en")
    assert "a; b" in fix(single, "en")


# --- Days and numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("vanaf 15/03/2026", "tot 15/03/2026", "2026-03-15 tot 2026-03-20", "15/03/2026 (uitgesteld)"),
        *("± 15/03/2026", "15/03/2026?", "voor 15 maart 2026", "15 of 16 maart 2026", "< 15/03/2026", "15/03/2026 ev"),
        *("2026-03-15 of later", "niet 15/03/2026", "15-3/2026", "15/03/2026 99:99", "15/03/2026;", "eind 15/03/2026"),
    ],
)
def test_words_and_signs_around_a_date_are_never_dropped(typed: str) -> None:
    """The report shows what was typed."""
    value, (finding,) = read_answer(of_type("date"), typed)
    assert (value, finding.code) == (typed, "answer-not-a-date")


def test_a_month_and_a_day_without_year_are_no_date() -> None:
    """Rond 5 mei is not 5 May."""
    assert read_answer(of_type("date"), "rond 5 mei")[1][0].code == "answer-not-a-date"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("zondag 15/03/2026", []),
        ("Zo., 15 maart 2026", []),
        ("Sunday, March 15, 2026", []),
        ("maandag 15/03/2026", ["answer-read-as"]),
        ("15/03/2026 14:30", ["answer-read-as"]),
        ("2026-03-15T14:30:00Z", ["answer-read-as"]),
        ("15/03/2026 00:00", []),
        (datetime(2026, 3, 15, 14, 30), ["answer-read-as"]),
    ],
)
def test_a_weekday_may_go_and_an_hour_is_told(typed: CellValue, codes: list[str]) -> None:
    """A weekday that the day is not is told too."""
    value, findings = read_answer(of_type("date"), typed)
    assert (value, [finding.code for finding in findings]) == (date(2026, 3, 15), codes)


@pytest.mark.parametrize(
    ("typed", "value", "codes"),
    [
        ("€ 1.250,-", Decimal(1250), ["answer-read-as"]),
        ("€ 12.500,-", Decimal(12500), ["answer-read-as"]),
        ("1.250,00 EUR", Decimal("1250.00"), ["answer-read-as"]),
        ("€ -1.250,50", Decimal("-1250.50"), ["answer-read-as"]),
        ("1,250.50", Decimal("1250.50"), []),
        ("1 250 000", Decimal(1250000), []),
        ("1\u202f250,5", Decimal("1250.5"), []),
        ("−5", Decimal(-5), []),
        ("12.500", "12.500", ["answer-number-ambiguous"]),
        ("€ 12.500", "€ 12.500", ["answer-number-ambiguous"]),
        ("$ 500", "$ 500", ["answer-not-a-number"]),
        ("1 2", "1 2", ["answer-not-a-number"]),
        ("12 of 13", "12 of 13", ["answer-not-a-number"]),
        ("+/- 12", "+/- 12", ["answer-not-a-number"]),
        ("> 12", "> 12", ["answer-not-a-number"]),
        ("1,5 uur", "1,5 uur", ["answer-not-a-number"]),
        ("(5)", "(5)", ["answer-not-a-number"]),
        ("--5", "--5", ["answer-not-a-number"]),
        ("1.2.3", "1.2.3", ["answer-not-a-number"]),
        ("1e3", "1e3", ["answer-not-a-number"]),
        ("007", Decimal(7), ["answer-read-as"]),
        ("12345678901234567,5", Decimal("12345678901234567.5"), []),
    ],
)
def test_a_number_is_read_where_it_can_mean_one_thing(typed: str, value: Value, codes: list[str]) -> None:
    """A currency is told; every other sign makes it none."""
    read, findings = read_answer(of_type("number"), typed)
    assert (read, [finding.code for finding in findings]) == (value, codes)


@pytest.mark.parametrize(
    ("kind", "settings", "value"),
    [
        ("integer", {}, 12500),
        ("number", {"maximum": Decimal(100)}, Decimal("12.500")),
        ("number", {"minimum": Decimal(100)}, Decimal(12500)),
        ("number", {"maximum": Decimal(20000)}, "12.500"),
    ],
)
def test_twelve_thousand_or_twelve_and_a_half_is_what_the_limits_leave(
    kind: str, settings: dict[str, Decimal], value: Value
) -> None:
    """A whole number can only be the first; where both are left, it is told."""
    read, (finding,) = read_answer(of_type(kind, **settings), "12.500")
    assert (read, finding.code) == (value, "answer-number-ambiguous" if read == "12.500" else "answer-read-as")


# --- Yes and no -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(
            (yes, True)
            for yes in ("JA!", "Ja.", "☑", "☒", "✔️", "☑ ja", "☒ ja ☐ nee", "ja ☒ nee ☐", "[x] ja [ ] nee", "x")
        ),
        *((no, False) for no in ("Nee.", "NEEN!", "☐", "☒ nee", "☐ ja ☒ nee", "☐ oui / ☑ non", "0")),
    ],
)
def test_yes_and_no_are_read_as_people_and_ballots_write_them(typed: str, value: bool) -> None:  # noqa: FBT001 - a table
    """With an exclamation mark, a full stop, or a ticked box."""
    assert read_answer(of_type("yes_no"), typed) == (value, [])


@pytest.mark.parametrize("typed", ["-", "/", "n.v.t.", "NVT", "–", "n/a", "s.o."])
def test_no_answer_is_not_a_no(typed: str) -> None:
    """The question is not answered, and that is told."""
    value, (finding,) = read_answer(of_type("yes_no"), typed)
    assert (value, finding.code, finding.value) == (None, "answer-no-answer", typed)


def test_a_required_question_without_an_answer_is_missing_at_its_cell() -> None:
    """It is not said that the cell looks empty: it does not."""
    codes = [(finding.code, finding.place) for finding in read_answer(of_type("yes_no", required=True), "n.v.t.")[1]]
    assert codes == [("answer-no-answer", PLACE), ("answer-missing", PLACE)]


@pytest.mark.parametrize(
    "typed", ["ja/nee", "☒ ja ☒ nee", "☐ ja ☐ nee", "☐ ja", "ja, maar", "nee?", "ja nee", "☒ ja ☐ ja"]
)
def test_what_is_neither_yes_nor_no_is_told(typed: str) -> None:
    """Also two ticked boxes, or none."""
    assert [finding.code for finding in read_answer(of_type("yes_no"), typed)[1]] == ["answer-not-yes-or-no"]


# --- What was meant otherwise ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "shown", "doubted"),
    [
        (datetime(2026, 7, 24), "24 juli", True),
        (datetime(2026, 7, 24), "24/jul", True),
        (datetime(2015, 10, 1), "oktober 2015", True),
        (datetime(2015, 10, 1), "okt/15", True),
        (datetime(2026, 7, 24), "24/07/2026", False),
        (datetime(2026, 7, 24), "24-7-26", False),
        (datetime(2026, 7, 24), "", False),
    ],
)
def test_a_date_that_excel_made_of_something_else_is_doubted(day: datetime, shown: str, *, doubted: bool) -> None:
    """24/7, 3-4 and 10-15 become a day without year, or a month: the report may not say 24 July in silence."""
    value, findings = read_as("text", Cell(day, PLACE, shown=shown))
    assert value == (shown or "24/07/2026")
    assert [finding.code for finding in findings] == ["answer-maybe-date"] * doubted


def test_an_account_number_in_a_number_question_is_not_made_worse() -> None:
    """All digits of the file are kept; that Excel lost some, the reader tells."""
    assert read_answer(of_type("number"), 123456789012345678) == (Decimal(123456789012345678), [])


# --- Links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "link", "value"),
    [
        ("url", "Onze site", "https://voorbeeld.be/a?x=1&y=2", "https://voorbeeld.be/a?x=1&y=2"),
        ("url", "www.gent.be", "http://www.gent.be/", "www.gent.be"),
        ("email", "An Peeters", "mailto:an@voorbeeld.be?subject=Hoi", "an@voorbeeld.be"),
        ("email", "Els", "mailto:els%40voorbeeld.be", "els@voorbeeld.be"),
    ],
)
def test_a_link_is_answered_by_its_target(kind: str, text: str, link: str, value: str) -> None:
    """The shown text is no address; where it is one, it is the answer."""
    assert read_as(kind, Cell(text, PLACE, link=link)) == (value, [])


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("url", "mailto:an@voorbeeld.be"),
        ("email", "https://voorbeeld.be"),
        ("url", "file:///C:/x.doc"),
        ("email", "mailto:"),
    ],
)
def test_a_link_to_something_else_is_no_answer(kind: str, link: str) -> None:
    """It is told, and the text is kept with its link."""
    findings = read_as(kind, Cell("Onze site", PLACE, link=link))[1]
    assert [finding.code for finding in findings] == [f"answer-not-a{'n' if kind == 'email' else ''}-{kind}"]
