"""Findings as people read them: repeats in a column become one entry with its count and its cells. Pure.

Programs read one finding a cell; people would not find the second problem below two thousand times the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from pipeline.messages import Language, LocalizedText, severity_of, shown_value
from pipeline.model import Finding, Place, Severity
from pipeline.ooxml.addresses import parse_range

MOST_RANGES = 8
"""How many cells or ranges of one entry are named; what is more is counted."""
DIFFERS = "…"
"""What stands in the words of an entry where its findings differ."""

_FEW = 4
"""So many cells are named one by one, also where they stand below each other."""
_GROUPED_FROM = 1000
"""Smaller numbers look the same in every language."""
_SEVERITIES = tuple(Severity)
_FACTS = ("value", "suggestion", "initiative")
_AND = LocalizedText("and")
_MORE = LocalizedText("and {count} more")
_LABELLED = LocalizedText("{label}: {text}")
_CELLS = LocalizedText("cells")
_VALUE = LocalizedText("“{value}”")
_SUGGESTION = LocalizedText("→ “{suggestion}”?")


@dataclass(frozen=True)
class Gathered:
    """One entry for people: findings of the same shape, of which there is at least one."""

    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The severity of all of them."""
        return severity_of(self.findings[0])

    @property
    def initiative(self) -> str | None:
        """The initiative that all of them are about; None where there is none or more than one."""
        return None if "initiative" in self.differing else self.findings[0].initiative

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Their cells, each once, in the order of the rows."""
        cells = {finding.place.cell for finding in self.findings if finding.place.cell}
        return tuple(sorted(cells, key=_row_and_column))

    @cached_property
    def differing(self) -> frozenset[str]:
        """The facts on which its findings differ: `value`, `suggestion`, `initiative` and names of details."""
        first = self.findings[0]
        return frozenset(
            {fact for fact in _FACTS if any(getattr(one, fact) != getattr(first, fact) for one in self.findings)}
            | {
                name
                for name, was in first.details.items()
                if any(one.details.get(name) != was for one in self.findings)
            }
        )

    def as_one(self) -> Finding:
        """Return one finding that says what all of them say, with an ellipsis where they differ."""
        first, differing = self.findings[0], self.differing
        return replace(
            first,
            value=DIFFERS if "value" in differing else first.value,
            suggestion=None if "suggestion" in differing else first.suggestion,
            initiative=self.initiative,
            details={name: DIFFERS if name in differing else was for name, was in first.details.items()},
        )

    def differs(self) -> bool:
        """Tell whether its findings say more than where they are and which initiative they are about."""
        return bool(self.differing - {"initiative"})

    def peculiar(self, finding: Finding, language: Language) -> Iterator[str]:
        """Yield what one of its findings says that the others don't: its value, what else differs, its initiative."""
        said = []
        if finding.value and "value" in self.differing:
            said.append(_VALUE.of(language).format(value=shown_value(finding, language)))
        if finding.suggestion and "suggestion" in self.differing:
            said.append(_SUGGESTION.of(language).format(suggestion=finding.suggestion))
        if said:
            yield " ".join(said)
        yield from (str(detail) for name, detail in finding.details.items() if name in self.differing)
        if finding.initiative and "initiative" in self.differing:
            yield finding.initiative


def gather(findings: Iterable[Finding]) -> list[Gathered]:
    """Put findings of the same shape together; entries come by severity, and then in the order of the findings.

    Of the same shape are those with the same code, workbook, sheet, column and question. A finding without a cell
    stands alone.
    """
    alone = count()
    shapes: dict[object, list[Finding]] = {}
    for finding in findings:
        cells = parse_range(finding.place.cell or "")
        place = (finding.place.file, finding.place.sheet, cells.first_column if cells else f"alone {next(alone)}")
        shapes.setdefault((finding.code, *place, finding.question, *sorted(finding.details)), []).append(finding)
    entries = [Gathered(tuple(alike)) for alike in shapes.values()]
    return sorted(entries, key=lambda entry: _SEVERITIES.index(entry.severity))


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings of each file, in the order in which files come."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.place.file, []).append(finding)
    return files


def by_initiative(entries: Iterable[Gathered]) -> Mapping[str | None, Sequence[Gathered]]:
    """Return the entries of each initiative; first, under None, those of none or of more than one."""
    initiatives: dict[str | None, list[Gathered]] = {None: []}
    for entry in entries:
        initiatives.setdefault(entry.initiative, []).append(entry)
    return {name: of_it for name, of_it in initiatives.items() if of_it}


# --- Cells ----------------------------------------------------------------------------------------


def where(entry: Gathered, language: Language) -> str:
    """Say where in its file an entry is: `Blad › D4`, or `Blad › Sector: 2.000 cellen, G2:G2001`."""
    place, cells = entry.findings[0].place, entry.cells
    if len(cells) <= 1:
        return str(Place(place.sheet or "", place.cell)) if place.sheet else place.cell or ""
    said = f"{number(len(cells), language)} {_CELLS.of(language)}, {listed(cells, language)}"
    question = entry.findings[0].question
    said = labelled(question, said, language) if question else said
    return f"{place.sheet} › {said}" if place.sheet else said


def listed(cells: Sequence[str], language: Language) -> str:
    """Name cells: a few one by one, many as ranges, and what is more than MOST_RANGES as a count."""
    named = [(cell, 1) for cell in cells] if len(cells) <= _FEW else list(_ranges(cells))
    shown, rest = named[:MOST_RANGES], sum(size for _, size in named[MOST_RANGES:])
    names = [name for name, _ in shown]
    if rest:
        return f"{', '.join(names)} {_MORE.of(language).format(count=number(rest, language))}"
    return f" {_AND.of(language)} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _ranges(cells: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each block of cells below each other, and how many cells it has."""
    first = last = ""
    size = 0
    for cell in cells:
        row, column = _row_and_column(last)
        if size and _row_and_column(cell) == (row + 1, column):
            last, size = cell, size + 1
            continue
        if size:
            yield (f"{first}:{last}" if size > 1 else first), size
        first = last = cell
        size = 1
    if size:
        yield (f"{first}:{last}" if size > 1 else first), size


def _row_and_column(cell: str) -> tuple[int, int]:
    cells = parse_range(cell)
    return (cells.first_row, cells.first_column) if cells else (0, 0)


def labelled(label: str, text: str, language: Language) -> str:
    """Put a label before a text, with a colon as the language writes it."""
    return _LABELLED.of(language).format(label=label, text=text)


def number(value: int, language: Language) -> str:
    """Write a number as the language does: 2.000 in Dutch, 2,000 in English."""
    if value < _GROUPED_FROM:
        return str(value)
    from babel.numbers import format_decimal

    return format_decimal(value, locale=language)
