"""Whatever is dropped among the answers: one verdict a file, no traceback, no hang, and nothing read from elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import GOLDEN, Desk
from hostile import corpus, mutations, plain

from pipeline.messages import CATALOGUE
from pipeline.model import Finding, Severity, Workbook
from pipeline.read.parse import parse, parse_small


def test_every_hostile_file_gets_one_verdict(
    desk: Desk, caplog: pytest.LogCaptureFixture, same_as_golden: Callable[[Path, str], None]
) -> None:
    """`binding check` over all of them ends by itself: each is read or told why not, and the good one is read.

    Which code each gets is kept in golden/hostile.txt: a file that is told for something else than it is, misleads.
    """
    files = dict(corpus())
    for name, content in files.items():
        (desk.inputs / name).write_bytes(content)
    (desk.inputs / "goed.xlsx").write_bytes(plain())
    logging.getLogger("pipeline").propagate = True
    ended = desk.binding("check", "--json")
    assert ended.code == 1
    read = {workbook["file"] for workbook in ended.json["workbooks"]}
    codes: dict[str, set[str]] = {name: set() for name in [*files, "goed.xlsx"]}
    refusals: list[str] = []
    for finding in ended.json["findings"]:
        codes[finding["file"]].add(finding["code"])
        if finding["code"].startswith(("file-", "workbook-")) and finding["severity"] == "error":
            refusals.append(finding["file"])
    unread = [name for name in refusals if name not in read]
    assert sorted({*read, *unread}) == sorted(codes)
    assert len(unread) == len(set(unread))
    assert "goed.xlsx" in read
    assert "root:" not in ended.out
    assert "Traceback" not in ended.out + ended.err
    assert "could not read" not in caplog.text, caplog.text
    verdicts = [
        f"{name}: {'read' if name in read else 'not read'}; {', '.join(sorted(codes[name]))}\n" for name in codes
    ]
    same_as_golden(GOLDEN / "hostile.txt", "".join(verdicts))


def test_a_damaged_workbook_is_read_or_told_and_finds_no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    """A bounded number of damaged zips and parts, the same every time."""
    logging.getLogger("pipeline").propagate = True
    for content in mutations(seed=20260315, count=1_500):
        outcome = parse_small(content, "enquete.xlsx") or parse(content, "enquete.xlsx")
        if isinstance(outcome, Finding):
            assert CATALOGUE[outcome.code].severity is Severity.ERROR
        else:
            assert isinstance(outcome, Workbook)
    assert "could not read" not in caplog.text, caplog.text
