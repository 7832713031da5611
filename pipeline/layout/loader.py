"""`templates/<name>/layout.toml` -> `Layout`, with all that is wrong in it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from pipeline.layout.contradictions import contradictions, contradictions_between
from pipeline.layout.schema import LayoutFile, QuestionSettings
from pipeline.layout.setting_findings import schema_findings
from pipeline.layout.toml_text import NotTomlError, read_toml
from pipeline.messages import NO_ORDINARY_FILE, SetupError, shorten, system_reason
from pipeline.model import Finding, Layout, Place, Question
from pipeline.similarity import nearest
from pipeline.storage.interface import FileKind, find_stat
from pipeline.storage.local_folder import LocalFolder

FILE_NAME = "layout.toml"


def load_layouts(templates: Path, needed: str | None = None) -> dict[str, Layout]:
    """Read every layout in the folder; `needed` has to be among them.

    Raises SetupError with all that is wrong in all of them at once.
    """
    files = _layout_files(templates)
    if not files:
        raise SetupError([Finding("templates-missing", Place(templates.as_posix()))])
    layouts: dict[str, Layout] = {}
    findings: list[Finding] = []
    for file in files:
        try:
            layout = load_layout(file)
        except SetupError as error:
            findings.extend(error.findings)
        else:
            if layout.name in layouts:
                findings.append(Finding("layout-twice", Place(file.as_posix()), value=layout.name))
            layouts[layout.name] = layout
    if not findings and needed is not None and needed not in layouts:
        details = {"layouts": ", ".join(layouts)}
        near = nearest(needed, layouts)
        place = Place(templates.as_posix())
        findings = [Finding("layout-not-found", place, value=shorten(needed), suggestion=near, details=details)]
    if findings:
        raise SetupError(findings)
    return layouts


def _layout_files(templates: Path) -> list[Path]:
    """Return the files of layouts, also those that can't be read: to pass one by would give its answers to another.

    Raises SetupError where the folder itself can't be listed.
    """
    store = LocalFolder(templates, trusts_links=True)
    try:
        folders = [entry.path for entry in store.list()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise SetupError(
            [Finding("file-not-reachable", Place(store.location()), details=system_reason(error))]
        ) from error
    return [templates / folder / FILE_NAME for folder in folders if _is_present(store, f"{folder}/{FILE_NAME}")]


def _is_present(store: LocalFolder, path: str) -> bool:
    """Whether a path leads to something, or can't be looked at."""
    try:
        return find_stat(store, path) is not None
    except OSError:
        return True


def load_layout(file: Path) -> Layout:
    """Read one `layout.toml`. Raises SetupError with all that is wrong in it."""
    place = Place(file.as_posix())
    written = _read(file, place)
    try:
        settings = LayoutFile.model_validate(written)
    except ValidationError as error:
        rest = contradictions_between(place, list(_right_questions(written)), complete=False)
        raise SetupError([*schema_findings(place, written, error), *rest]) from error
    questions = tuple(Question(**question.model_dump()) for question in settings.questions)
    findings = list(contradictions(place, written, settings.layout, questions))
    template = file.parent / settings.layout.template
    findings.extend(_template_missing(template))
    if findings:
        raise SetupError(findings)
    return Layout(
        **settings.layout.model_dump(exclude={"template"}),
        file=file,
        template=template,
        texts=dict(settings.texts),
        questions=questions,
    )


def _read(file: Path, place: Place) -> dict[str, object]:
    """Return what a `layout.toml` holds. Raises SetupError where it can't be read, or is no TOML."""
    store = LocalFolder(file.parent, trusts_links=True)
    try:
        if store.stat(file.name).kind is FileKind.OTHER:
            raise SetupError([Finding("file-not-reachable", place, details=NO_ORDINARY_FILE)])
        return read_toml(store.read(file.name))
    except OSError as error:
        raise SetupError([Finding("file-not-reachable", place, details=system_reason(error))]) from error
    except NotTomlError as error:
        code = "layout-not-toml" if error.is_utf8 else "layout-not-utf8"
        details = {"line": str(error.place.line), "column": str(error.place.column)}
        raise SetupError([Finding(code, place, value=shorten(error.place.text), details=details)]) from error


def _right_questions(written: Mapping[str, object]) -> Iterator[Question]:
    """Yield the questions that are right by themselves, so that contradictions among them are told beside mistakes."""
    questions = written.get("questions")
    for question in questions if isinstance(questions, list) else []:
        with suppress(ValidationError):
            yield Question(**QuestionSettings.model_validate(question).model_dump())


def _template_missing(template: Path) -> Iterator[Finding]:
    place = Place(template.as_posix())
    try:
        status = find_stat(LocalFolder(template.parent, trusts_links=True), template.name)
    except OSError as error:
        yield Finding("file-not-reachable", place, details=system_reason(error))
        return
    if status is None or status.kind is not FileKind.FILE:
        yield Finding("template-missing", place)
