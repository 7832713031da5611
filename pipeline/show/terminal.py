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
from pipeline.show.finding_groups import MOST_RANGES, Gathered, by_file, by_initiative, gather, labelled, number, where
from pipeline.show.summary_text import counted, found_in_all, needs_attention, read_in_all

MOST_REPORTS = 20
"""How many reports are named one by one; a province has hundreds."""

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
    """Tell what was read, what was found and what became of each report; `folder` is where reports are."""
    shown = [one for one in outcome.findings if with_notes or severity_of(one) is not Severity.NOTE]
    lines: list[RenderableType] = [Text(read_in_all(outcome, language), style="bold")]
    if shown:
        lines += [Text(), findings(shown, language)]
    if outcome.reports and folder is not None:
        lines += [Text(), *_reports(outcome, folder, language)]
    lines += [Text(), *closing(outcome, language, with_notes=with_notes)]
    return Group(*lines)


def findings(found: Iterable[Finding], language: Language) -> RenderableType:
    """List findings by file and then by initiative, the gravest first; colours only repeat what the words say."""
    lines: list[RenderableType] = []
    for file, of_file in by_file(found).items():
        lines += [Text()] if lines else []
        lines.append(Text(_clean(file), style="bold"))
        for initiative, entries in by_initiative(gather(of_file)).items():
            if initiative:
                lines.append(_indented(2, Text(_clean(initiative), style="underline")))
            deeper = 4 if initiative else 2
            lines += [_indented(deeper + more, line) for entry in entries for more, line in _entry(entry, language)]
    return Group(*lines)


def _indented(by: int, line: Text) -> RenderableType:
    return Padding(line, (0, 0, 0, by), expand=False)


def _entry(entry: Gathered, language: Language) -> Iterator[tuple[int, Text]]:
    """Yield the lines of an entry, each with how much deeper it stands."""
    severity = (SEVERITY_NAMES[entry.severity].of(language), _COLOURS[entry.severity])
    place = _clean(where(entry, language))
    as_one = entry.as_one()
    yield 0, Text.assemble(severity, f"  {place}" if place else "", (f"  [{as_one.code}]", "dim"))
    yield 2, Text(_clean(message(as_one, language)))
    if len(entry.findings) > 1 and (entry.differs() or len(entry.findings) <= MOST_RANGES):
        yield from ((4, line) for line in _each(entry, language))
    yield 2, Text(f"→ {_clean(fix(as_one, language))}", style="italic")


def _each(entry: Gathered, language: Language) -> Iterator[Text]:
    """Yield what the cells of an entry say that the others don't, one by one."""
    for finding in entry.findings[:MOST_RANGES]:
        said = " · ".join(entry.peculiar(finding, language))
        if said:
            yield Text(_clean(labelled(finding.place.cell or "", said, language)))
    if len(entry.findings) > MOST_RANGES:
        yield Text(_AND_MORE.of(language).format(count=number(len(entry.findings) - MOST_RANGES, language)))


def _reports(outcome: Outcome, folder: str, language: Language) -> Iterator[Text]:
    yield Text(_REPORTS_IN.of(language).format(folder=_clean(folder)), style="bold")
    changed = [one for one in outcome.reports if one.status is not Status.UNCHANGED]
    for report in changed[:MOST_REPORTS]:
        name = report.path or report.initiative or _NAMELESS.of(language)
        status = _status_text(report.status, 1, outcome, language)
        yield Text(f"  {labelled(status, _clean(name), language)}")
    if len(changed) > MOST_REPORTS:
        yield Text("  " + _AND_MORE.of(language).format(count=number(len(changed) - MOST_REPORTS, language)))
    statuses = outcome.statuses()
    counts = []
    for status in Status:
        count = statuses[status]
        if count:
            counts.append(f"{number(count, language)} {_status_text(status, count, outcome, language)}")
    total = counted("report", len(outcome.reports), language)
    yield Text(f"  {labelled(total, ', '.join(counts), language)}")


def _status_text(status: Status, count: int, outcome: Outcome, language: Language) -> str:
    text = _WOULD_BE_WRITTEN if outcome.dry_run and status is Status.WRITTEN else _STATUS[status]
    return text.of(language, count)


def closing(outcome: Outcome, language: Language, *, with_notes: bool) -> Iterator[Text]:
    """Count what was found, and say in one sentence how it ended."""
    counts = Counter(severity_of(finding) for finding in outcome.findings)
    told = found_in_all(counts, language)
    if told:
        elsewhere = f" {_NOTES_ELSEWHERE.of(language)}" if counts[Severity.NOTE] and not with_notes else ""
        yield Text(f"{told}.{elsewhere}")
    if outcome.dry_run:
        yield Text(_DRY.of(language))
    if needs_attention(outcome):
        yield Text(_ATTENTION.of(language), style="bold red")
    else:
        yield Text((_LOOK if counts[Severity.WARNING] else _WELL).of(language), style="bold green")


def _clean(text: str) -> str:
    """Return a text that can't steer the terminal: an answer or a file name may hold escape codes."""
    return "".join(one if unicodedata.category(one)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for one in text)
