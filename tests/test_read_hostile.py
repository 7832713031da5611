"""Whatever is dropped among the answers: one verdict a file, no traceback, no hang, and nothing read from elsewhere."""

from __future__ import annotations

import logging

import pytest
from conftest import Desk
from hostile import corpus, mutations, plain

from pipeline.messages import CATALOGUE
from pipeline.model import Finding, Severity, Workbook
from pipeline.read.parse import parse, parse_small

READ = {
    "names that climb.xlsx",
    "no namespace.xlsx",
    "the same entry twice.xlsx",
    "the last corner.xlsx",
    "a size of the whole sheet.xlsx",
    "merged all over.xlsx",
    "nothing but formatting.xlsx",
    "hidden a thousand times.xlsx",
    "links on links.xlsx",
    "a name of everywhere.xlsx",
    "a text of pieces.xlsx",
    "odd formats.xlsx",
    "digits without end.xlsx",
    "control characters.xlsx",
    "many attributes.xlsx",
}
"""What only looks hostile, or is so where it does not matter: its answers are read."""


def test_every_hostile_file_gets_one_verdict(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """`binding check` over all of them ends by itself: each is read or told why not, and the good one is read."""
    files = dict(corpus())
    for name, content in files.items():
        (desk.inputs / name).write_bytes(content)
    (desk.inputs / "goed.xlsx").write_bytes(plain())
    logging.getLogger("pipeline").propagate = True
    ended = desk.binding("check", "--json")
    assert ended.code == 1
    read = {workbook["file"] for workbook in ended.json["workbooks"]}
    told = [
        finding["file"]
        for finding in ended.json["findings"]
        if finding["code"].startswith(("file-", "workbook-")) and finding["severity"] == "error"
    ]
    unread = [name for name in told if name not in read]
    assert sorted({*read, *unread}) == sorted([*files, "goed.xlsx"])
    assert len(unread) == len(set(unread))
    assert {*READ, "goed.xlsx"} <= read
    assert "root:" not in ended.out
    assert "Traceback" not in ended.out + ended.err
    assert "could not read" not in caplog.text, caplog.text


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
