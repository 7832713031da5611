"""Annotated copies of workbooks with problems, in a folder of their own: never over an input or anybody's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.feedback import NotAnnotated, annotate, marks_of
from pipeline.messages import Language, SetupError, system_reason
from pipeline.model import Finding, Place
from pipeline.show.finding_groups import by_file
from pipeline.storage.publishing import write
from pipeline.text import fold

Copies = dict[Path, tuple[str, bytes, int]]
"""What goes where: the name of the workbook, the copy, and how many cells are marked."""


def refuse_among_inputs(folder: Path, paths: Sequence[Path]) -> None:
    """Raise SetupError where copies would come among the answers that are checked, or in their place."""
    target = folder.resolve()
    for path in paths:
        there = path.resolve()
        if target == there.parent if path.is_file() else target.is_relative_to(there):
            raise SetupError([Finding("copies-among-inputs", Place(folder.as_posix()))])
    if folder.exists() and not folder.is_dir():
        raise SetupError([Finding("copies-not-a-folder", Place(folder.as_posix()))])


def make_copies(
    files: Sequence[tuple[Path, str]],
    paths: Sequence[Path],
    findings: Sequence[Finding],
    folder: Path,
    language: Language,
) -> list[Finding]:
    """Write a copy of each workbook that has an error or a warning in a cell, and tell of each what became of it.

    `files` have their names in messages, and come from `paths`. All copies are made before the first is written. Raises
    SetupError where a file that says something else is there already.
    """
    places = _places(files, paths)
    copies: Copies = {}
    told: list[Finding] = []
    of_file = by_file(findings)
    for path, name in files:
        found = of_file.get(name, [])
        cells = sum(len(of_sheet) for of_sheet in marks_of(found).values())
        if not cells:
            continue
        try:
            copies[folder / places[name]] = (name, annotate(path.read_bytes(), found, language), cells)
        except NotAnnotated as error:
            told.append(Finding(error.code, Place(name)))
        except OSError as error:
            told.append(Finding("file-not-reachable", Place(name), details=system_reason(error)))
    write_copies({path: content for path, (_, content, _) in copies.items()}, folder)
    for path, (name, _, cells) in copies.items():
        details = {"copy": path.as_posix(), "count": str(cells)}
        told.append(Finding("copy-made", Place(name), details=details))
    return told


def _places(files: Sequence[tuple[Path, str]], paths: Sequence[Path]) -> dict[str, str]:
    """Return where the copy of each file goes, by its name in messages: as in its own folder, and no two alike."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    places: dict[str, str] = {}
    taken: set[str] = set()
    for path, name in files:
        if name in places:
            continue
        inside = next((path.relative_to(one) for one in folders if path.is_relative_to(one)), Path(path.name))
        own, number = inside, 2
        while fold(own.as_posix()) in taken:
            own, number = inside.with_stem(f"{inside.stem} ({number})"), number + 1
        taken.add(fold(own.as_posix()))
        places[name] = own.as_posix()
    return places


def write_copies(copies: Mapping[Path, bytes], folder: Path) -> None:
    """Write all copies, or none where one would take the place of another file. Raises SetupError."""
    try:
        new = {path: content for path, content in copies.items() if not _says_so_already(path, content)}
        others = [Finding("copy-exists", Place(path.as_posix())) for path in new if path.exists()]
        if others:
            raise SetupError(others)
        for path, content in new.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, content)
    except OSError as error:
        details = system_reason(error)
        raise SetupError([Finding("folder-not-writable", Place(folder.as_posix()), details=details)]) from error


def _says_so_already(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
