"""Annotated copies of workbooks with problems, in a folder of their own: never over an input or another file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from pipeline.feedback import AnnotationError, annotate, marks_of
from pipeline.messages import Language, SetupError, system_reason
from pipeline.model import Finding, Place
from pipeline.run.budget import RunBudget
from pipeline.run.bulkheads import About, Bulkheads
from pipeline.run.intake import Source
from pipeline.show.finding_groups import by_file
from pipeline.storage.interface import FileKind, Store, StoredFile, find_stat
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class _Copy:
    """An annotated copy: the workbook it was made from, its content, and how many cells are marked."""

    workbook: str
    content: bytes
    marks: int


def refuse_among_inputs(folder: Store, sources: Sequence[Source]) -> None:
    """Raise SetupError where copies would come among the answers that are checked, or in their place."""
    for source in sources:
        path = source.store.path_of(folder)
        is_among_inputs = path == "" if source.path else path is not None
        if is_among_inputs:
            raise SetupError([Finding("copies-among-inputs", Place(folder.location()))])
    status = find_stat(folder)
    if status and status.kind is not FileKind.FOLDER:
        raise SetupError([Finding("copies-not-a-folder", Place(folder.location()))])


def make_copies(
    files: Sequence[StoredFile], findings: Sequence[Finding], folder: Store, language: Language, bulkheads: Bulkheads
) -> list[Finding]:
    """Write a copy of each workbook that has an error or a warning in a cell, and tell what became of each.

    All copies are made before the first is written. Raises SetupError where a file that says something else is there
    already.
    """
    paths = _copy_paths(files)
    copies: dict[str, _Copy] = {}
    outcomes: list[Finding] = []
    budget = RunBudget()
    findings_by_file = by_file(findings)
    for file in files:
        about_file = findings_by_file.get(file.name, [])
        marks = sum(len(cells) for cells in marks_of(about_file).values())
        if not marks:
            continue
        step = partial(_annotated, file, about_file, language)
        copy = bulkheads.run(partial(budget.of(file.name).run, step), About("copy", Place(file.name)))
        if isinstance(copy, Finding):
            outcomes.append(copy)
        elif copy is not None:
            copies[paths[file.name]] = _Copy(file.name, copy, marks)
    write_copies({path: copy.content for path, copy in copies.items()}, folder)
    for path, made in copies.items():
        details = {"copy": folder.location(path), "count": str(made.marks)}
        outcomes.append(Finding("copy-made", Place(made.workbook), details=details))
    return outcomes


def _annotated(file: StoredFile, findings: Sequence[Finding], language: Language) -> bytes | Finding:
    """Return a copy of a workbook with its cells marked, or why there is none."""
    try:
        return annotate(file.read(), findings, language)
    except AnnotationError as error:
        return Finding(error.code, Place(file.name))
    except OSError as error:
        return Finding("file-not-reachable", Place(file.name), details=system_reason(error))


def _copy_paths(files: Sequence[StoredFile]) -> dict[str, str]:
    """Return the path of each file's copy, by its name in messages: as in its own folder, and no two alike."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for file in files:
        if file.name in paths:
            continue
        original = PurePosixPath(file.path)
        path, number = original, 2
        while fold(path.as_posix()) in taken:
            path, number = original.with_stem(f"{original.stem} ({number})"), number + 1
        taken.add(fold(path.as_posix()))
        paths[file.name] = path.as_posix()
    return paths


def write_copies(copies: Mapping[str, bytes], folder: Store) -> None:
    """Write all copies, or none where one would take the place of another file. Raises SetupError."""
    try:
        new = {path: content for path, content in copies.items() if not _has_content(folder, path, content)}
        others = [Finding("copy-exists", Place(folder.location(path))) for path in new if find_stat(folder, path)]
        if others:
            raise SetupError(others)
        for path, content in new.items():
            folder.put(path, content, "create")
    except OSError as error:
        details = system_reason(error)
        raise SetupError([Finding("folder-not-writable", Place(folder.location()), details=details)]) from error


def _has_content(folder: Store, path: str, content: bytes) -> bool:
    status = find_stat(folder, path)
    return status is not None and status.kind is FileKind.FILE and folder.read(path) == content
