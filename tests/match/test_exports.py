"""An export is known by its own columns, and its moments are read as they were written."""

from __future__ import annotations

from datetime import datetime

import pytest
from match_cases import answers, matched, sheet

from pipeline.match.exports import Export, metadata_columns
from pipeline.match.headers import fold_header
from pipeline.match.known_exports import EXPORTS
from pipeline.match.timestamps import moment_of
from pipeline.model import Layout, Respondent

FORMS_NL = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging"]


FORMS_EN = ["ID", "Start time", "Completion time", "Email", "Name"]


@pytest.mark.parametrize(("leading", "expected"), [(FORMS_NL, "an@voorbeeld.be"), (FORMS_EN, "an@voorbeeld.be")])
def test_the_leading_columns_of_microsoft_forms_tell_who_sent_and_when(
    binding: Layout, leading: list[str], expected: str
) -> None:
    """They are no answers: a question called E-mail further on is another column."""
    moments: list[object] = [1, datetime(2026, 3, 1, 9), datetime(2026, 3, 1, 9, 20)]
    row = [*moments, "an@voorbeeld.be", "An Peeters", *([None] if len(leading) == 6 else [])]
    rows: list[list[object]] = [[*leading, "Initiatief", "E-mail"], [*row, "Dans mee!", "ander@voorbeeld.be"]]
    (submission,) = matched(binding, sheet(rows)).submissions
    assert submission.sent_by == Respondent(expected, "An Peeters")
    assert submission.sent_at == datetime(2026, 3, 1, 9, 20)
    assert answers(submission)["e_mail"] == ["ander@voorbeeld.be"]


def test_an_anonymous_respondent_is_nobody(binding: Layout) -> None:
    """What Forms writes for who was not logged in is no e-mail address: two of them are not one person."""
    rows: list[list[object]] = [
        [*FORMS_NL, "Initiatief", "Gemeente"],
        [1, None, None, "anonymous", None, None, "Dans mee!", "Gent"],
    ]
    (submission,) = matched(binding, sheet(rows)).submissions
    assert submission.sent_by == Respondent()


def test_an_unreadable_change_time_does_not_hide_when_it_was_sent(binding: Layout) -> None:
    """Forms leaves the last column empty, and people write a dash in it."""
    rows: list[list[object]] = [
        [*FORMS_NL, "Initiatief", "Gemeente"],
        [1, None, datetime(2026, 3, 1), None, "An", "-", "A", "B"],
    ]
    assert matched(binding, sheet(rows)).submissions[0].sent_at == datetime(2026, 3, 1)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("3/15/2026 12:30 PM", 12),
        ("3/15/2026 12:30 AM", 0),
        ("3/15/2026 1:30 pm", 13),
        ("3/15/2026 11:30 p.m.", 23),
        ("3/15/2026, 11:30 AM", 11),
        ("3/15/2026 12:30", 12),
        ("3/15/2026 00:30", 0),
    ],
)
def test_noon_is_pm_and_midnight_is_am(written: str, hour: int) -> None:
    """Half past twelve in the afternoon is no half past midnight; without AM and PM a day has 24 hours."""
    assert moment_of(written, month_first=True) == datetime(2026, 3, 15, hour, 30)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: f"{export.name} {export.language}")
def test_every_export_is_known_by_its_own_columns(export: Export) -> None:
    """And its columns stand as they are compared: folded."""
    headers = [*export.leading, *export.anywhere]
    assert all(fold_header(header) == header for header in headers)
    once = [header for header, meaning in export.leading.items() if meaning == "other"]
    once += {meaning: header for header, meaning in export.leading.items() if meaning != "other"}.values()
    result = metadata_columns(dict(enumerate([*once, "initiatief", *export.anywhere], start=1)), EXPORTS)
    assert result.export is export
    assert len(once) + 1 not in result.columns


def test_a_list_by_hand_that_begins_with_addresses_is_no_export(binding: Layout) -> None:
    """So that its dates are read as people in Flanders write them."""
    rows = sheet([["Email address", "Initiatief", "Gemeente"], ["an@voorbeeld.be", "Dans mee!", "Gent"]])
    (submission,) = matched(binding, rows).submissions
    assert (submission.language, submission.sent_by) == ("", Respondent())
