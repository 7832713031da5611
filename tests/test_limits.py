"""What one input may cost is bounded: every bound of the package is known here, and holds at its very value."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from bounds import TABLE
from conftest import PROJECT
from raw_books import zipped

from pipeline.ooxml.archive import PackageError
from pipeline.ooxml.bounded_archive import BoundedArchive

NAMES = re.compile(
    r"_?((LARGEST|LONGEST|MOST|HIGHEST|WIDEST|DEEPEST|TALLEST|FEWEST|SHORTEST|SMALLEST|SMALL|LOWEST)(_.*)?"
    r"|(LAST|MAX|MIN|ALWAYS)_.*|.*(_WITHIN|LOOKED_AT|_LIMIT|SECONDS|MEMORY))"
)
"""How constants are called that bound what comes in, or what is made of it."""
ELSEWHERE = {
    "layout.toml_text:_LONGEST_NUMBER": "a bound of Python: test_what_is_no_toml_is_told_with_its_line_and_column",
    "ooxml.archive:HIGHEST_RATIO": "test_a_package_may_unpack_to_a_bounded_number_of_times_its_size, below",
    "ooxml.bounded_archive:SMALL_TREE": "chooses between two ways of reading, compared in test_plain_rows.py",
    "read.worker_process:SECONDS": "test_a_workbook_that_takes_too_long_or_too_much_is_stopped",
    "read.worker_process:MEMORY": "as above",
    "read.delimited_text:_LONGEST_FIELD": "more than the largest file: lifts a bound of Python's own",
    "read.delimited_text:_MOST_LOOKED_AT": "how many rows choose a delimiter: more of them choose no other",
    "read.plain_rows:_LONGEST_CUT": "how much of a mark may be cut by the end of what was read: compared for any cut",
    "read.number_format_code:_MOST_SECTIONS": "test_where_a_format_is_not_understood_or_shows_nothing_...",
    "read.ods_reader:_MOST_CELLS": "test_what_is_repeated_in_an_ods_is_bounded",
    "read.ods_reader:_LONGEST_ADDRESS": "an address of two cells and a sheet's name is shorter",
    "read.ods_styles:_DEEPEST": "a style is based on a few others",
    "read.ods_styles:_LONGEST_WHOLE": "digits of a number that counts rows: the facts of the format",
    "read.ods_styles:_MOST_DECIMALS": "more decimals than a number has",
    "read.ods_text:_DEEPEST": "people format text a few times over",
    "read.ods_text:_MOST_BLANKS": "as many as a cell of Excel can hold",
    "read.ole_streams:_LAST_SECTOR": "a fact of the format",
    "read.ole_streams:_MOST_SECTORS": "more names of streams than any workbook has",
    "read.xlsb_reader:_MOST_MERGED": "as in xlsx_reader",
    "read.xlsb_reader:_MOST_SHEETS": "as in xlsx_reader",
    "read.xlsb_reader:_MOST_TEXTS": "more than a part that may be held whole has room for",
    "read.xlsb_records:_LONGEST_NUMBER": "a fact of the format",
    "read.xlsb_records:_LONGEST_SIZE": "a fact of the format",
    "read.cell_content:_LONGEST_SCHEME": "how much longer an address may be than the text that repeats it",
    "read.cell_style:_LONGEST_WHOLE": "beyond it, a number of eight bytes is shown with the same digits",
    "read.file_type:_SMALLEST_ZIP": "a fact of the format",
    "reports.report_target:_LONGEST_WHOLE": "a fact of Word: test_a_report_that_is_open_is_left_for_the_next_run",
    "log_file:_LARGEST": "test_an_old_log_is_put_aside",
    "answers.cross_checks:_FEWEST_SAME": "test_two_equal_answers_make_two_submissions_of_nobody_doubtful",
    "answers.group:_MOST_PLACES": "test_a_message_names_ten_other_places_at_most",
    "answers.types.date_text:_LAST_MONTH": "a fact of the calendar",
    "answers.types.date_text:LONGEST_DATE": "spares time: a longer text has the form of no date either way",
    "answers.types.choice_text:_LONGEST_KEPT": "which texts are remembered: the same choices either way",
    "answers.types.belgian_types:_LONGEST": "spares time, as above: no number is that long",
    "render.writer:LONGEST": "test_a_template_that_takes_too_long_is_told",
    "render.templated_part:SMALL": "which parts are worth compressing: the same document either way",
    "render.field_results:_LOWEST_LEVEL": "a fact of Word: headings have nine levels",
    "render.field_text:_LARGEST_ROMAN": "beyond it a number has no Roman letters, and is written in digits",
    "reports.report_job:_MAX_TEMPLATES": "how many compiled templates are kept: the same reports either way",
    "run.jobs:_MAX_PENDING": "how far another process may be ahead: the same reports either way",
}
"""Bounds that another test holds at their value, and what looks like a bound and is none."""
WORDING = {
    "feedback:_LONGEST_TRAIL", "feedback.cell_comments:_LONGEST", "feedback.cell_comments:_FEWEST_LINES",
    "feedback.cell_comments:_MOST_LINES", "feedback.findings_sheet:_LONGEST", "feedback.findings_sheet:_MOST_LINKS",
    "feedback.findings_sheet:_TALLEST", "form.form_workbook:_LOWEST", "match:_LOOKED_AT",
    "match.cell_ranges:_MOST_SHOWN",
    "match.sheet_grid:_MOST_SHOWN", "read.sheet_objects:_LONGEST_TEXT",
    "read.sheet_objects:_MOST_TEXTS",
    "read.ods_objects:_LONGEST_TEXT", "read.ods_objects:_MOST_TEXTS", "match.sheet_grid:_LONGEST_SHOWN",
    "messages.finding_text:LONGEST_VALUE", "messages.finding_text:LONGEST_QUESTION",
    "read.cell_content:_LONGEST_NUMBER", "read.number_format_text:_MOST_DIGITS", "read.xlsx_reader:_MOST_TOLD",
    "read.xls_reader:_LONGEST_NOTE",
    "match.hidden_answers:_MOST_SHOWN", "show.cell_list:MOST_RANGES", "show.terminal:MOST_REPORTS",
}  # fmt: skip
"""Bounds on what we say and show, not on what comes in."""
LIKENESS = {
    "match.column_meaning:_DEEPEST_GROUP", "match.columns:_FEWEST_IMPORT_IDS", "match.exports:_FEWEST_ANYWHERE",
    "match.rows:_FEWEST_AGAIN",
    "match.sheet_grid:_WIDEST_SIDEWAYS", "match.header_search:_FEWEST_SIDEWAYS", "match.help_rows:_FEWEST_HINTS",
    "match.header_findings:_MOST_COMPARED", "match.moments:_MOST_DIGITS", "match.other_sheets:_FEWEST_QUESTIONS",
    "match.other_sheets:_LOOKED_AT", "match.other_sheets:_MOST_FIELDS", "similarity:_LONGEST_COMPARED",
    "similarity:_MOST_SHARED", "similarity:_SHORTEST_WORD",
}  # fmt: skip
"""How much has to be alike before something is recognised; tests of matching hold them by example."""


def constants() -> Iterator[str]:
    """Yield the names of all constants of the package that are numbers and called as bounds are."""
    for path in sorted((PROJECT / "pipeline").rglob("*.py")):
        module = ".".join(path.relative_to(PROJECT / "pipeline").with_suffix("").parts).removesuffix(".__init__")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            names = [name.id for target in targets if target for name in ast.walk(target) if isinstance(name, ast.Name)]
            yield from (f"{module}:{name}" for name in names if NAMES.fullmatch(name) and _is_number(module, name))


def _is_number(module: str, name: str) -> bool:
    value = getattr(import_module(f"pipeline.{module}"), name)
    return isinstance(value, int | float) and not isinstance(value, bool)


@pytest.mark.parametrize("name", TABLE)
def test_a_bound_holds_at_its_value_and_not_beyond(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last size that is allowed is taken, and the next one is not."""
    bound = TABLE[name]
    module, _, constant = name.partition(":")
    if bound.lowered is not None:
        monkeypatch.setattr(f"pipeline.{module}.{constant}", bound.lowered)
    value = int(getattr(import_module(f"pipeline.{module}"), constant))
    within, outside = (value + step for step in bound.steps)
    assert bound.check(within), f"{within} is allowed, and refused"
    assert not bound.check(outside), f"{outside} is not allowed, and taken"


def test_a_package_may_unpack_to_a_bounded_number_of_times_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """What people type stays under a hundred times; what unpacks to far more is made to fill the machine."""
    content = zipped({"xl/a.xml": bytes(50_000)})
    monkeypatch.setattr("pipeline.ooxml.archive._ALWAYS_ALLOWED", 0)
    monkeypatch.setattr("pipeline.ooxml.archive.HIGHEST_RATIO", -(-50_000 // len(content)))
    assert "xl/a.xml" in BoundedArchive(content)
    monkeypatch.setattr("pipeline.ooxml.archive.HIGHEST_RATIO", 50_000 // len(content))
    with pytest.raises(PackageError):
        BoundedArchive(content)


def test_no_bound_is_forgotten() -> None:
    """A new one goes into bounds.py, with an input of any size; or here, with the reason why it needs none.

    Where a bound moves or gets another name, its line moves with it.
    """
    known = {*TABLE, *ELSEWHERE, *WORDING, *LIKENESS}
    assert sorted(set(constants()) - known) == []
    assert sorted(known - set(constants())) == []
