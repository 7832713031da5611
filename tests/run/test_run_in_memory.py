"""A whole run needs no folder: any store will do for its inputs and its outputs."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from content import report_texts
from docx import Document

from pipeline.model import Outcome, Status
from pipeline.read import find_files
from pipeline.run import Request, run
from pipeline.storage.local_folder import LocalFolder
from pipeline.storage.memory import MemoryStore

INPUTS = LocalFolder(PROJECT / "inputs")
EXAMPLES = {path: INPUTS.read(path) for path in find_files(INPUTS)}


def run_on(inputs: MemoryStore, outputs: MemoryStore, *, dry_run: bool = False) -> Outcome:
    """Run with the project's layouts."""
    request = Request(inputs, outputs, PROJECT / "templates", dry_run=dry_run)
    return run(request, lambda *_: None)


def contents(store: MemoryStore) -> dict[str, bytes]:
    """Return all files of a store."""
    return {entry.path: store.read(entry.path) for entry in store.list()}


def test_a_run_on_memory_writes_the_same_as_a_run_on_folders(desk: Desk) -> None:
    """The same reports and the same page, byte for byte."""
    outputs = MemoryStore("outputs")
    outcome = run_on(MemoryStore("inputs", EXAMPLES), outputs)
    for name, content in EXAMPLES.items():
        LocalFolder(desk.inputs).put(name, content, "create")
    folder = LocalFolder(desk.outputs)
    assert run(Request(LocalFolder(desk.inputs), folder, PROJECT / "templates"), lambda *_: None) == outcome
    written = {path.name: path.read_bytes() for path in desk.outputs.iterdir() if not path.name.startswith(".")}
    assert contents(outputs) == written
    assert outcome.statuses() == {Status.WRITTEN: 11}


def test_a_second_run_on_memory_writes_nothing_and_a_dry_run_neither() -> None:
    """The rules of a run are not those of a disk."""
    inputs, outputs = MemoryStore("inputs", EXAMPLES), MemoryStore("outputs")
    assert run_on(inputs, outputs, dry_run=True).statuses() == {Status.WRITTEN: 11}
    assert contents(outputs) == {}
    run_on(inputs, outputs)
    before = {entry.path: outputs.stat(entry.path) for entry in outputs.list()}
    assert run_on(inputs, outputs).statuses() == {Status.UNCHANGED: 11}
    assert {entry.path: outputs.stat(entry.path) for entry in outputs.list()} == before


def test_an_edited_report_in_memory_is_kept() -> None:
    """And told, as on a disk."""
    inputs, outputs = MemoryStore("inputs", EXAMPLES), MemoryStore("outputs")
    run_on(inputs, outputs)
    name = "Dans mee! - Binding.docx"
    document = Document(BytesIO(outputs.read(name)))
    document.add_paragraph("Van de dienst.")
    edited = BytesIO()
    document.save(edited)
    outputs.put(name, edited.getvalue(), "replace")
    outcome = run_on(inputs, outputs)
    assert outcome.statuses() == {Status.UNCHANGED: 10, Status.KEPT: 1}
    assert "Van de dienst." in report_texts(outputs.read(name))


def test_a_report_saved_while_it_was_made_is_not_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking at the report and writing it, somebody saved it: that report alone is not written."""
    inputs, outputs = MemoryStore("inputs", EXAMPLES), MemoryStore("outputs")
    name = "Dans mee! - Binding.docx"
    put = outputs.put

    def saved_meanwhile(path: str, content: bytes, mode: object) -> None:
        if path == name:
            put(path, b"van iemand", "replace")
        put(path, content, mode)  # type: ignore[arg-type]

    monkeypatch.setattr(outputs, "put", saved_meanwhile)
    outcome = run_on(inputs, outputs)
    assert outcome.statuses() == {Status.WRITTEN: 10, Status.FAILED: 1}
    assert [finding.code for finding in outcome.findings if finding.code.startswith("report-")] == [
        "report-not-replaceable"
    ]
    assert outputs.read(name) == b"van iemand"


def test_outputs_among_the_inputs_are_not_read_as_answers(tmp_path: Path) -> None:
    """Reports in a folder of the inputs are left alone."""
    inputs = LocalFolder(tmp_path)
    for name, content in EXAMPLES.items():
        inputs.put(name, content, "create")
    request = Request(inputs, LocalFolder(tmp_path / "uitvoer"), PROJECT / "templates")
    for status in (Status.WRITTEN, Status.UNCHANGED):
        outcome = run(request, lambda *_: None)
        assert outcome.statuses() == {status: 11}
        assert {workbook.file for workbook in outcome.workbooks} == set(EXAMPLES)
        assert not [finding for finding in outcome.findings if "uitvoer" in finding.place.file]
