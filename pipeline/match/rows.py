"""The rows below a header: which are submissions, and which are totals, notes or the header again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from pipeline.locale_data import NO_NAME, NOT_APPLICABLE
from pipeline.match.cell_account import CellAccount, CellUse, is_blank_value
from pipeline.match.columns import Header
from pipeline.match.headers import fold_header, header_matcher
from pipeline.match.merged_areas import with_merged_cells
from pipeline.match.moments import MomentReader
from pipeline.match.tick_boxes import beyond_choices, ticked
from pipeline.model import Cell, CellValue, Finding, Place, Respondent, Submission
from pipeline.text import cut, fold

_TOTAL = re.compile(
    r"((algemeen |sub|eind)?(totaal|totalen)|som|(grand )?totals?|sum|aantal|gemiddelde|gem|average|count)"
    r"( aantal)?( (inzendingen|antwoorden|deelnemers|initiatieven|rijen|responses|rows))?[ .:=\d]*"
)
_NOTE = re.compile(r"(\*|(nota|noot|opmerking|opm|bron|nb|n\.b|let op|note|legende|toelichting|stand op)\b).*")
_AMOUNT = re.compile(r"[€\s]*+[+-]?\d[\d.,\s]*+[€%\s]*+")
_LONGEST_NAME = 100
"""Characters; a text alone below a table that is longer is a note and no name."""
_FEWEST_AGAIN = 2


def read_rows(header: Header, rows: Sequence[int], account: CellAccount) -> tuple[list[Submission], list[Finding]]:
    """Read the rows of one table, and tell of each that is no submission why it is none.

    What becomes of their cells goes into the account, but for rows that only have cells in columns of no question.
    """
    header = with_merged_cells(header, rows)
    grid = header.grid
    name_columns = header.whole(header.layout.initiative.name)
    answered, who_and_when = header.answered, header.metadata.used()
    named = [row for row in rows if _first(grid.rows[row], name_columns) is not None]
    totals = {row for row in rows if _is_total(header, row)}
    last = max((row for row in named if row not in totals), default=0)
    moments = MomentReader.of(header, rows)
    reported = {column for row in rows for column in grid.rows[row]} - answered - header.metadata.columns.keys()
    submissions: list[Submission] = []
    findings: list[Finding] = []
    used: list[int] = []
    for row in rows:
        values = grid.rows[row]
        code = "row-is-total" if row in totals else _why_no_submission(header, row, last, name_columns)
        is_submission = code is None and _filled(values, answered)
        if is_submission:
            submissions.append(_submission(header, row, values, moments))
            used.append(row)
            grid.take(account, CellUse.USED, row, answered | who_and_when)
            grid.take(account, CellUse.REPORTED, row, reported)
        elif code:
            findings.append(Finding(code, grid.place(row, min(values)), value=_first_text(values)))
            grid.take_row(account, CellUse.LABEL if code == "row-is-header" else CellUse.REPORTED, row)
        grid.take(account, CellUse.LABEL, row, header.metadata.columns)
    return submissions, [*moments.findings(used), *findings]


def _first_text(values: Mapping[int, CellValue]) -> str | None:
    shown = next((value for value in values.values() if isinstance(value, str) and not is_blank_value(value)), None)
    return _short(shown)


def _why_no_submission(header: Header, row: int, last: int, name_columns: Sequence[int]) -> str | None:
    """Return the code that says why a row is no submission; None where it may be one."""
    values = header.grid.rows[row]
    if _is_header_again(header, row):
        return "row-is-header"
    if row >= last and _is_note(header, row, last, name_columns):
        return "row-is-note"
    if _is_unfinished(header, values):
        return "row-unfinished"
    return None


def _filled(values: Mapping[int, CellValue], columns: AbstractSet[int]) -> bool:
    return any(not is_blank_value(values[column]) for column in columns & values.keys())


def _first(values: Mapping[int, CellValue], columns: Sequence[int]) -> CellValue | None:
    return next((values[column] for column in columns if column in values and not is_blank_value(values[column])), None)


def _short(text: str | None) -> str | None:
    line = " ".join(text.split()) if text else None
    return line and cut(line, _LONGEST_NAME)


# --- Rows that are no submission ------------------------------------------------------------------


def _is_header_again(header: Header, row: int) -> bool:
    """Whether a row repeats the header, as where two exports were pasted under each other."""
    again = header.grid.rows[row]
    names_it = [again[column] for column in header.whole(header.layout.initiative.name) if column in again]
    matcher = header_matcher(header.layout.initiative)
    if not names_it or not all(map(matcher.matches, names_it)):
        return False
    first = header.grid.rows[header.row]
    same = [column for column, value in again.items() if fold_header(str(value)) == fold_header(str(first.get(column)))]
    return len(same) >= _FEWEST_AGAIN


def _is_total(header: Header, row: int) -> bool:
    """Whether a row says that it adds up: nothing in it but numbers beside a word such as `Totaal`, or beside a SUM."""
    values = header.grid.rows[row]
    texts = [str(value) for _, value in sorted(values.items()) if isinstance(value, str) and not _is_amount(value)]
    if texts:
        return len(texts) == 1 and len(texts[0]) <= _LONGEST_NAME and bool(_TOTAL.fullmatch(fold(texts[0])))
    return any(header.grid.adds_up(row, column) for column in values) and not any(
        isinstance(value, datetime) for value in values.values()
    )


def _is_amount(text: str) -> bool:
    """Whether a text is empty or a number, as all numbers of a text file are texts."""
    return not text.strip() or _AMOUNT.fullmatch(text[:_LONGEST_NAME].strip()) is not None


def _is_note(header: Header, row: int, last: int, name_columns: Sequence[int]) -> bool:
    """Whether a row at the end of a table is one text that stands by itself, and no answer of a submission."""
    values = header.grid.rows[row]
    filled = [(column, value) for column, value in values.items() if not is_blank_value(value)]
    if len(filled) != 1 or not isinstance(filled[0][1], str):
        return False
    column, text = filled[0]
    if column not in name_columns:
        return row > last
    parted = row - 1 not in header.grid.rows and row > header.first_row
    folded = fold(str(text))
    return parted and (len(folded) > _LONGEST_NAME or folded.endswith(".") or bool(_NOTE.fullmatch(folded)))


def _is_unfinished(header: Header, values: Mapping[int, CellValue]) -> bool:
    """Whether an export that keeps unfinished responses says that this one was never sent."""
    export, column = header.metadata.export, header.metadata.of("sent_at")
    if export is None or not export.ends_with_sent_at or column is None:
        return False
    sent = values.get(column)
    return sent is None or (isinstance(sent, str) and fold(sent) in NOT_APPLICABLE | {""})


# --- Rows that are a submission -------------------------------------------------------------------


def _submission(header: Header, row: int, values: Mapping[int, CellValue], moments: MomentReader) -> Submission:
    cells: dict[str, tuple[Cell, ...]] = {}
    empty: dict[str, Place] = {}
    for question, columns in header.columns.items():
        filled = tuple(_cells(header, row, values, question))
        if filled:
            cells[question] = filled
        else:
            empty[question] = header.grid.place(row, columns[0].number)
    first = header.columns[header.layout.initiative.name][0].number
    metadata = {
        meaning: values[column] for column, meaning in header.metadata.columns.items() if values.get(column) is not None
    }
    names = [part for part in (_name(metadata.get("first_name")), _name(metadata.get("last_name"))) if part]
    export = header.metadata.export
    return Submission(
        header.layout.name,
        header.grid.place(row, first),
        cells,
        empty,
        Respondent(_name(metadata.get("email")), _name(metadata.get("name")) or " ".join(names) or None),
        moments.moment(values),
        _name(metadata.get("unique_id")),
        export.language if export else "",
    )


def _cells(header: Header, row: int, values: Mapping[int, CellValue], question: str) -> Iterator[Cell]:
    """Yield the cells of a question: of columns of choices the choices that are ticked."""
    columns = header.columns[question]
    of_choices = [column for column in columns if column.choice]
    answers: list[str] = []
    for column in columns:
        if column.number not in values:
            continue
        cell = header.grid.cell(row, column.number)
        if not column.choice:
            if not (of_choices and isinstance(cell.value, str)):
                yield cell
        elif not is_blank_value(cell.value) and (answer := ticked(cell.value, column.choice)) is not None:
            answers.append(str(answer))
            yield Cell(answer, cell.place)
    if not of_choices:
        return
    for column in columns:
        if column.choice or not isinstance(values.get(column.number), str):
            continue
        summary = header.grid.cell(row, column.number)
        if beyond_choices(str(summary.value), answers):
            yield summary


def _name(value: CellValue | None) -> str | None:
    text = (f"{value:.15g}" if isinstance(value, float) else str(value)).strip() if value is not None else ""
    return text if text and fold(text) not in NO_NAME else None
