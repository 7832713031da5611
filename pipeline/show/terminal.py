"""Outcome -> what a clerk reads on the terminal. Pure: it makes texts and prints none."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pipeline.findings import Language, Words, fix, message, severity_of
from pipeline.model import Finding, Outcome, Severity, Status

MOST_REPORTS = 20
"""How many reports are named one by one; a province has hundreds."""

_SEVERITY = {
    Severity.ERROR: (Words("fout", "error"), "bold red"),
    Severity.WARNING: (Words("let op", "warning"), "bold yellow"),
    Severity.NOTE: (Words("ter info", "note"), "bold cyan"),
}
_COUNTED = {
    "workbook": (Words("werkmap", "workbook"), Words("werkmappen", "workbooks")),
    "submission": (Words("inzending", "submission"), Words("inzendingen", "submissions")),
    "initiative": (Words("initiatief", "initiative"), Words("initiatieven", "initiatives")),
    "report": (Words("verslag", "report"), Words("verslagen", "reports")),
    Severity.ERROR: (Words("fout", "error"), Words("fouten", "errors")),
    Severity.WARNING: (Words("waarschuwing", "warning"), Words("waarschuwingen", "warnings")),
    Severity.NOTE: (Words("opmerking ter info", "note"), Words("opmerkingen ter info", "notes")),
}
_STATUS = {
    Status.WRITTEN: Words("geschreven", "written"),
    Status.UNCHANGED: Words("ongewijzigd", "unchanged"),
    Status.KEPT: Words("bewaard zoals het is", "kept as it is"),
    Status.REFUSED: Words("geweigerd", "refused"),
    Status.FAILED: Words("mislukt", "failed"),
}
_WOULD_BE_WRITTEN = Words("te schrijven", "to be written")
_NOTHING = Words(
    "Er zijn nog geen antwoorden: zet werkmappen (.xlsx) in {folder} en voer opnieuw uit.",
    "There are no answers yet: put workbooks (.xlsx) into {folder} and run again.",
)
_NOTES_ELSEWHERE = Words("“binding check” toont ze.", "“binding check” shows them.")
_WELL = Words("Klaar. Alles is in orde.", "Done. All is well.")
_LOOK = Words("Klaar. Kijk de waarschuwingen na.", "Done. Please look at the warnings.")
_ATTENTION = Words("Klaar, maar niet alles is in orde: zie hierboven.", "Done, but not all is well: see above.")
_DRY = Words("Dit was een proef: er is niets geschreven.", "This was a trial: nothing was written.")
_NAMELESS = Words("een inzending zonder initiatief", "a submission without an initiative")
_AND_MORE = Words("… en nog {count}", "… and {count} more")
_REPORTS_IN = Words("Verslagen in {folder}", "Reports in {folder}")


def nothing_to_do(folder: str, language: Language) -> RenderableType:
    """Say in one sentence that the inputs are empty."""
    return Text(_NOTHING.of(language).format(folder=_clean(folder)))


def summary(
    outcome: Outcome, language: Language, *, folder: str | None = None, with_notes: bool = False
) -> RenderableType:
    """Tell what was read, what was found and what became of each report; `folder` is where reports are."""
    shown = [one for one in outcome.findings if with_notes or severity_of(one) is not Severity.NOTE]
    read = (
        ("workbook", len(outcome.workbooks)),
        ("submission", sum(one.submissions for one in outcome.workbooks)),
        ("initiative", outcome.initiatives),
    )
    lines: list[RenderableType] = [Text(", ".join(_count(*one, language) for one in read), style="bold")]
    if shown:
        lines += [Text(), findings(shown, language)]
    if outcome.reports and folder is not None:
        lines += [Text(), *_reports(outcome, folder, language)]
    lines += [Text(), *closing(outcome, language, with_notes=with_notes)]
    return Group(*lines)


def findings(found: Iterable[Finding], language: Language) -> RenderableType:
    """List findings by file, in the order of their severity; colours only repeat what the words say."""
    by_file: dict[str, list[Finding]] = {}
    for finding in found:
        by_file.setdefault(finding.place.file, []).append(finding)
    lines: list[RenderableType] = []
    for file, of_file in by_file.items():
        lines.append(Text(_clean(file), style="bold"))
        for finding in sorted(of_file, key=lambda one: list(Severity).index(severity_of(one))):
            lines.extend(Padding(line, (0, 0, 0, indent), expand=False) for indent, line in _finding(finding, language))
    return Group(*lines)


def _finding(finding: Finding, language: Language) -> Iterator[tuple[int, Text]]:
    words, style = _SEVERITY[severity_of(finding)]
    where = " › ".join(_clean(one) for one in (finding.place.sheet, finding.place.cell) if one)
    about = _clean(finding.initiative or "")
    told = (f"  {more}" for more in (where, about) if more)
    yield 2, Text.assemble((words.of(language), style), *told, (f"  [{finding.code}]", "dim"))
    yield 4, Text(_clean(message(finding, language)))
    yield 4, Text(f"→ {_clean(fix(finding, language))}", style="italic")


def _reports(outcome: Outcome, folder: str, language: Language) -> Iterator[Text]:
    yield Text(_REPORTS_IN.of(language).format(folder=_clean(folder)), style="bold")
    changed = [one for one in outcome.reports if one.status is not Status.UNCHANGED]
    for report in changed[:MOST_REPORTS]:
        name = report.path or report.initiative or _NAMELESS.of(language)
        yield Text(f"  {_word(report.status, outcome, language)}: {_clean(name)}")
    if len(changed) > MOST_REPORTS:
        yield Text("  " + _AND_MORE.of(language).format(count=len(changed) - MOST_REPORTS))
    statuses = outcome.statuses()
    counts = (f"{statuses[status]} {_word(status, outcome, language)}" for status in Status if statuses[status])
    yield Text(f"  {_count('report', len(outcome.reports), language)}: {', '.join(counts)}")


def _word(status: Status, outcome: Outcome, language: Language) -> str:
    words = _WOULD_BE_WRITTEN if outcome.dry_run and status is Status.WRITTEN else _STATUS[status]
    return words.of(language)


def closing(outcome: Outcome, language: Language, *, with_notes: bool) -> Iterator[Text]:
    """Count what was found, and say in one sentence how it ended."""
    counts = Counter(severity_of(finding) for finding in outcome.findings)
    told = ", ".join(_count(severity, counts[severity], language) for severity in Severity if counts[severity])
    if told:
        elsewhere = f" {_NOTES_ELSEWHERE.of(language)}" if counts[Severity.NOTE] and not with_notes else ""
        yield Text(f"{told}.{elsewhere}")
    if outcome.dry_run:
        yield Text(_DRY.of(language))
    if needs_attention(outcome):
        yield Text(_ATTENTION.of(language), style="bold red")
    else:
        yield Text((_LOOK if counts[Severity.WARNING] else _WELL).of(language), style="bold green")


def needs_attention(outcome: Outcome) -> bool:
    """Tell whether something needs a person: any error, or a report that was not made as it should."""
    return any(severity_of(finding) is Severity.ERROR for finding in outcome.findings) or any(
        report.status in (Status.KEPT, Status.REFUSED, Status.FAILED) for report in outcome.reports
    )


def _count(what: str, number: int, language: Language) -> str:
    one, more = _COUNTED[what]
    return f"{number} {(one if number == 1 else more).of(language)}"


def _clean(text: str) -> str:
    """Return a text that can't steer the terminal: an answer or a file name may hold escape codes."""
    return "".join(one if unicodedata.category(one)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for one in text)
