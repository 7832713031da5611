"""Outcome -> what a clerk reads on the terminal. Pure: it makes texts and prints none."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from pipeline.messages import SEVERITY_NAMES, Language, LocalizedPlural, LocalizedText, fix, message, severity_of
from pipeline.model import Finding, Outcome, Severity, Status
from pipeline.show.cell_list import MOST_RANGES, localized_number
from pipeline.show.finding_groups import FindingGroup, by_file, by_initiative, group_findings, labelled, location_text
from pipeline.show.summary_text import counted, faults, needs_attention, total_found, total_read

MOST_REPORTS = 20
"""How many reports are named each by itself; a province has hundreds."""

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_STATUS = {
    Status.WRITTEN: LocalizedPlural("written", "written"),
    Status.UNCHANGED: LocalizedPlural("unchanged", "unchanged"),
    Status.KEPT: LocalizedPlural("kept as it is", "kept as it is"),
    Status.REFUSED: LocalizedPlural("refused", "refused"),
    Status.FAILED: LocalizedPlural("failed", "failed"),
}
_WOULD_BE_WRITTEN = LocalizedPlural("to be written", "to be written")
_NOTHING = LocalizedText("There are no answers yet: put workbooks (.xlsx) into {folder} and run again.")
_NOTES_ELSEWHERE = LocalizedText("“binding check” shows them.")
_WELL = LocalizedText("Done. All is well.")
_LOOK = LocalizedText("Done. Please look at the warnings.")
_ATTENTION = LocalizedText("Done, but not all is well: see above.")
_FAULT = LocalizedText(
    "Done, but something went wrong in Binding itself: above stands what is missing for that, and which log to send us."
)
_DRY = LocalizedText("This was a trial: nothing was written.")
_NAMELESS = LocalizedText("a submission without an initiative")
_AND_MORE = LocalizedText("… and {count} more")
_REPORTS_IN = LocalizedText("Reports in {folder}")


def nothing_to_do(folder: str, language: Language) -> RenderableType:
    """Say in one sentence that the inputs are empty."""
    return Text(_NOTHING.of(language).format(folder=_clean(folder)))


def summary(
    outcome: Outcome, language: Language, *, folder: str | None = None, with_notes: bool = False
) -> RenderableType:
    """Say what was read, what was found and what became of each report; `folder` is where reports are."""
    shown = [finding for finding in outcome.findings if with_notes or severity_of(finding) is not Severity.NOTE]
    lines: list[RenderableType] = [Text(total_read(outcome, language), style="bold")]
    if shown:
        lines += [Text(), finding_list(shown, language)]
    if outcome.reports and folder is not None:
        lines += [Text(), *_reports(outcome, folder, language)]
    lines += [Text(), *closing(outcome, language, with_notes=with_notes)]
    return Group(*lines)


def finding_list(findings: Iterable[Finding], language: Language) -> RenderableType:
    """List findings by file and then by initiative, the gravest first; colours only repeat what the words say."""
    lines: list[RenderableType] = []
    for file, of_file in by_file(findings).items():
        lines += [Text()] if lines else []
        lines.append(Text(_clean(file), style="bold"))
        for initiative, groups in by_initiative(group_findings(of_file)).items():
            if initiative:
                lines.append(_indented(2, Text(_clean(initiative), style="underline")))
            indent = 4 if initiative else 2
            for group in groups:
                lines += [_indented(indent + more, line) for more, line in _group_lines(group, language)]
    return Group(*lines)


def _indented(by: int, line: Text) -> RenderableType:
    return Padding(line, (0, 0, 0, by), expand=False)


def _group_lines(group: FindingGroup, language: Language) -> Iterator[tuple[int, Text]]:
    """Yield the lines of a group, each with how much further it is indented."""
    severity = (SEVERITY_NAMES[group.severity].of(language), _COLOURS[group.severity])
    place = _clean(location_text(group, language))
    common = group.common_finding()
    yield 0, Text.assemble(severity, f"  {place}" if place else "", (f"  [{common.code}]", "dim"))
    yield 2, Text(_clean(message(common, language)))
    if len(group.findings) > 1 and (group.differs() or len(group.findings) <= MOST_RANGES):
        yield from ((4, line) for line in _differences(group, language))
    yield 2, Text(f"→ {_clean(fix(common, language))}", style="italic")


def _differences(group: FindingGroup, language: Language) -> Iterator[Text]:
    """Yield for each cell of a group what it says that the others don't."""
    for finding in group.findings[:MOST_RANGES]:
        text = " · ".join(group.differences_of(finding, language))
        if text:
            yield Text(_clean(labelled(finding.place.cell or "", text, language)))
    if len(group.findings) > MOST_RANGES:
        yield Text(_AND_MORE.of(language).format(count=localized_number(len(group.findings) - MOST_RANGES, language)))


def _reports(outcome: Outcome, folder: str, language: Language) -> Iterator[Text]:
    yield Text(_REPORTS_IN.of(language).format(folder=_clean(folder)), style="bold")
    changed = [report for report in outcome.reports if report.status is not Status.UNCHANGED]
    for report in changed[:MOST_REPORTS]:
        name = report.path or report.initiative or _NAMELESS.of(language)
        result = _status_text(report.status, 1, outcome, language)
        yield Text(f"  {labelled(result, _clean(name), language)}")
    if len(changed) > MOST_REPORTS:
        yield Text("  " + _AND_MORE.of(language).format(count=localized_number(len(changed) - MOST_REPORTS, language)))
    # A submission that names no initiative is listed, but there would be no report of its own to refuse.
    named = [report.status for report in outcome.reports if report.initiative is not None]
    statuses = Counter(named)
    counts = []
    for status in Status:
        count = statuses[status]
        if count:
            counts.append(f"{localized_number(count, language)} {_status_text(status, count, outcome, language)}")
    total = counted("report", len(named), language)
    if named:
        yield Text(f"  {labelled(total, ', '.join(counts), language)}")


def _status_text(status: Status, count: int, outcome: Outcome, language: Language) -> str:
    text = _WOULD_BE_WRITTEN if outcome.dry_run and status is Status.WRITTEN else _STATUS[status]
    return text.of(language, count)


def closing(outcome: Outcome, language: Language, *, with_notes: bool) -> Iterator[Text]:
    """Count what was found, and say in one sentence how it ended."""
    counts = Counter(severity_of(finding) for finding in outcome.findings)
    total = total_found(counts, language)
    if total:
        elsewhere = f" {_NOTES_ELSEWHERE.of(language)}" if counts[Severity.NOTE] and not with_notes else ""
        yield Text(f"{total}.{elsewhere}")
    if outcome.dry_run:
        yield Text(_DRY.of(language))
    if faults(outcome):
        yield Text(_FAULT.of(language), style="bold red")
    elif needs_attention(outcome):
        yield Text(_ATTENTION.of(language), style="bold red")
    else:
        yield Text((_LOOK if counts[Severity.WARNING] else _WELL).of(language), style="bold green")


def _clean(text: str) -> str:
    """Return a text that can't steer the terminal: an answer or a file name may hold escape codes."""
    return "".join(map(_printable, text))


def _printable(character: str) -> str:
    if character.isspace():
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character)[0] == "C" else character
