"""A newer version of a workbook is known by its mark, and replaces nothing of another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.match import WorkbookVersion, older_versions


def book(file: str, digest: str, *follows: str, initiatives: str = "A", sheet: str = "Blad1") -> WorkbookVersion:
    """Return a workbook that carries the marks of those that it was made from."""
    return WorkbookVersion(file, digest, follows, "binding", frozenset({sheet}), frozenset(initiatives))


def test_a_newer_version_is_known_by_the_mark_that_it_carries() -> None:
    """A copy of a copy replaces both; the order of the files makes no difference."""
    books = [book("c.xlsx", "3", "1", "2"), book("a.xlsx", "1"), book("b.xlsx", "2", "1"), book("z.xlsx", "9")]
    for order in (books, books[::-1]):
        older, findings = older_versions(order)
        assert older == {"a.xlsx", "b.xlsx"}
        assert {(finding.code, finding.place.file) for finding in findings} == {
            ("workbook-replaced", "a.xlsx"),
            ("workbook-replaced", "b.xlsx"),
        }


@pytest.mark.parametrize(
    ("forged", "accepted"),
    [
        (book("b.xlsx", "2", "1", initiatives="XY"), False),
        (book("b.xlsx", "2", "1", initiatives="A"), False),
        (book("b.xlsx", "2", "1", initiatives="ABC", sheet="Blad2"), False),
        (replace(book("b.xlsx", "2", "1", initiatives="AB"), layout="beleving"), False),
        (book("b.xlsx", "2", "1", initiatives="AB"), True),
        (book("b.xlsx", "2", "1", initiatives="ABC"), True),
    ],
)
def test_a_mark_takes_nothing_of_another_out_of_the_run(forged: WorkbookVersion, accepted: bool) -> None:  # noqa: FBT001
    """Anybody can write a mark: it counts only where the same sheets of the same layout hold all the initiatives."""
    older, (finding,) = older_versions([book("a.xlsx", "1", initiatives="AB"), forged])
    assert older == ({"a.xlsx"} if accepted else frozenset())
    expected = ("workbook-replaced", "a.xlsx") if accepted else ("workbook-mark-doubtful", "b.xlsx")
    assert (finding.code, finding.place.file) == expected


def test_of_two_newer_versions_none_is_chosen() -> None:
    """Two people mended the same copy: both are used, and told."""
    older, findings = older_versions([book("a.xlsx", "1"), book("b.xlsx", "2", "1"), book("c.xlsx", "3", "1")])
    assert older == {"a.xlsx"}
    assert [(finding.code, finding.place.file) for finding in findings] == [
        ("workbook-replaced", "a.xlsx"),
        ("workbook-two-versions", "c.xlsx"),
    ]


def test_no_two_workbooks_replace_each_other() -> None:
    """Marks that go round, as a hostile workbook may carry, leave nothing lost in silence."""
    older, findings = older_versions([book("a.xlsx", "1", "2"), book("b.xlsx", "2", "1"), book("c.xlsx", "3", "3")])
    assert older == frozenset()
    assert findings == []
