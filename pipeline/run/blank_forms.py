"""Forms to fill in, written to a folder: never over one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.layout.loader import load_layouts
from pipeline.messages import SetupError, system_reason
from pipeline.model import Finding, Place
from pipeline.reports.file_names import report_names
from pipeline.storage.interface import Store, find_stat


def make_forms(templates: Path, layout: str | None, initiatives: Sequence[str], folder: Store) -> list[str]:
    """Write a form for each initiative named, or a blank one, and return their names.

    Raises SetupError where a form is there already: then none is written.
    """
    from pipeline.form.form_workbook import form_bytes, form_file_name

    layouts = load_layouts(templates, layout)
    if layout is None and len(layouts) > 1:
        details = {"layouts": ", ".join(layouts), "first": next(iter(layouts))}
        raise SetupError([Finding("layout-which", Place(templates.as_posix()), details=details)])
    chosen = layouts[layout or next(iter(layouts))]
    suffix = form_file_name(chosen)
    wanted = list(dict.fromkeys(initiatives)) or [""]
    names = [
        preferred
        for preferred, _ in report_names([(f"{name} - {suffix}" if name else suffix, name) for name in wanted])
    ]
    try:
        existing = [name for name in names if find_stat(folder, name)]
        if existing:
            raise SetupError([Finding("form-exists", Place(folder.location(name))) for name in existing])
        for name, initiative in zip(names, wanted, strict=True):
            folder.put(name, form_bytes(chosen, initiative), "create")
    except OSError as error:
        place = Place(folder.location())
        raise SetupError([Finding("folder-not-writable", place, details=system_reason(error))]) from error
    return names
