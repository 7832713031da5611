"""Which workbooks are older versions of others: by the mark that copies carry, never by the date of a file. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.model import Finding, Place, Workbook


def older_versions(workbooks: Iterable[Workbook]) -> tuple[frozenset[str], list[Finding]]:
    """Return the files that have a newer version among these, and what is told of both.

    Two newer versions of one workbook are both used: nothing tells which of them came last.
    """
    every_workbook = list(workbooks)
    by_digest = {workbook.digest: workbook for workbook in every_workbook}
    newer: dict[str, list[Workbook]] = {}
    for workbook in every_workbook:
        for digest in dict.fromkeys(workbook.follows):
            # Marks that go round can only be forged: they tell nothing.
            if digest in by_digest and workbook.digest not in _before(by_digest[digest], by_digest):
                newer.setdefault(digest, []).append(workbook)
    older: set[str] = set()
    findings: list[Finding] = []
    for workbook in every_workbook:
        later = newer.get(workbook.digest, [])
        if later:
            older.add(workbook.file)
            details = {"newer": later[0].file}
            findings.append(Finding("workbook-replaced", Place(workbook.file), details=details))
    reported: set[tuple[str, str]] = set()
    for several in newer.values():
        latest = [workbook for workbook in several if workbook.file not in older]
        for workbook in latest[1:]:
            if (workbook.file, latest[0].file) not in reported:
                reported.add((workbook.file, latest[0].file))
                details = {"other": latest[0].file}
                findings.append(Finding("workbook-two-versions", Place(workbook.file), details=details))
    return frozenset(older), findings


def _before(workbook: Workbook, by_digest: Mapping[str, Workbook]) -> set[str]:
    """Return the digests of this workbook and of all that it was made from."""
    digests: set[str] = set()
    waiting = [workbook.digest]
    while waiting:
        digest = waiting.pop()
        if digest not in digests:
            digests.add(digest)
            waiting.extend(by_digest[digest].follows if digest in by_digest else ())
    return digests
