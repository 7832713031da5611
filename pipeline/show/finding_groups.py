"""Findings as people read them: repeats in a column become one group with its count and its cells. Pure.

Programs read one finding a cell; people would not find the second problem below two thousand times the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from pipeline.messages import Language, LocalizedText, severity_of, shown_value
from pipeline.model import Finding, Place, Severity
from pipeline.show.cell_list import cell_list, column_of, localized_number, sort_by_row

DIFFERS = "…"
"""What the message of a group has where its findings differ."""

_SEVERITIES = tuple(Severity)
_FACTS = ("value", "suggestion", "initiative")
_LABELLED = LocalizedText("{label}: {text}")
_CELLS = LocalizedText("cells")
_VALUE = LocalizedText("“{value}”")
_SUGGESTION = LocalizedText("→ “{suggestion}”?")


@dataclass(frozen=True)
class FindingGroup:
    """Findings of the same shape, of which there is at least one."""

    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The severity of all of them."""
        return severity_of(self.findings[0])

    @property
    def initiative(self) -> str | None:
        """The initiative that all of them are about; None where it is none or more than one."""
        return None if "initiative" in self.differing else self.findings[0].initiative

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Their cells, each once, in the order of the rows."""
        return sort_by_row(finding.place.cell for finding in self.findings if finding.place.cell)

    @cached_property
    def differing(self) -> frozenset[str]:
        """The facts on which its findings differ: `value`, `suggestion`, `initiative` and names of details."""
        first = self.findings[0]
        names = set()
        for finding in self.findings[1:]:
            names |= {fact for fact in _FACTS if getattr(finding, fact) != getattr(first, fact)}
            names |= {name for name, detail in first.details.items() if finding.details.get(name) != detail}
        return frozenset(names)

    def common_finding(self) -> Finding:
        """Return one finding that says what all of them say, with an ellipsis where they differ."""
        first, differing = self.findings[0], self.differing
        return replace(
            first,
            value=DIFFERS if "value" in differing else first.value,
            suggestion=None if "suggestion" in differing else first.suggestion,
            initiative=self.initiative,
            details={name: DIFFERS if name in differing else detail for name, detail in first.details.items()},
        )

    def differs(self) -> bool:
        """Return whether its findings say more than where they are and which initiative they are about."""
        return bool(self.differing - {"initiative"})

    def differences_of(self, finding: Finding, language: Language) -> Iterator[str]:
        """Yield what one of its findings says that the others don't: its value, what else differs, its initiative."""
        texts = []
        if finding.value and "value" in self.differing:
            texts.append(_VALUE.of(language).format(value=shown_value(finding, language)))
        if finding.suggestion and "suggestion" in self.differing:
            texts.append(_SUGGESTION.of(language).format(suggestion=finding.suggestion))
        if texts:
            yield " ".join(texts)
        yield from (str(detail) for name, detail in finding.details.items() if name in self.differing)
        if finding.initiative and "initiative" in self.differing:
            yield finding.initiative


def group_findings(findings: Iterable[Finding]) -> list[FindingGroup]:
    """Put findings of the same shape together; groups come by severity, and then in the order of the findings.

    Of the same shape are those with the same code, workbook, sheet, column and question. A finding without a cell
    is a group by itself.
    """
    number_of_group = count()
    shapes: dict[object, list[Finding]] = {}
    for finding in findings:
        column = column_of(finding.place.cell) or next(number_of_group)
        place = (finding.place.file, finding.place.sheet, column)
        shapes.setdefault((finding.code, *place, finding.question, *sorted(finding.details)), []).append(finding)
    groups = [FindingGroup(tuple(same_shape)) for same_shape in shapes.values()]
    return sorted(groups, key=lambda group: _SEVERITIES.index(group.severity))


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return the findings of each file, in the order in which files come."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.place.file, []).append(finding)
    return files


def by_initiative(groups: Iterable[FindingGroup]) -> Mapping[str | None, Sequence[FindingGroup]]:
    """Return the groups of each initiative; first, under None, those of none or of more than one."""
    initiatives: dict[str | None, list[FindingGroup]] = {None: []}
    for group in groups:
        initiatives.setdefault(group.initiative, []).append(group)
    return {name: of_initiative for name, of_initiative in initiatives.items() if of_initiative}


def location_text(group: FindingGroup, language: Language) -> str:
    """Say where in its file a group is: `Blad › D4`, or `Blad › Sector: 2.000 cellen, G2:G2001`."""
    place, cells = group.findings[0].place, group.cells
    if len(cells) <= 1:
        return str(Place(place.sheet or "", place.cell)) if place.sheet else place.cell or ""
    text = f"{localized_number(len(cells), language)} {_CELLS.of(language)}, {cell_list(cells, language)}"
    question = group.findings[0].question
    if question:
        text = labelled(question, text, language)
    return f"{place.sheet} › {text}" if place.sheet else text


def labelled(label: str, text: str, language: Language) -> str:
    """Put a label before a text, with a colon as the language writes it."""
    return _LABELLED.of(language).format(label=label, text=text)
