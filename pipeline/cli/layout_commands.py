"""The commands `binding layout list` and `binding layout check`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.exit_codes import ExitCode
from pipeline.cli.localized_help import LocalizedCommand, LocalizedGroup
from pipeline.cli.output import CommandOutput
from pipeline.messages import LocalizedText, severity_of
from pipeline.model import Severity


@click.group(cls=LocalizedGroup, text=LocalizedText("Show layouts, or check their templates."))
def layout() -> None:
    """Show layouts, or check their templates."""


@layout.command(
    "list",
    cls=LocalizedCommand,
    text=LocalizedText("Show all layouts.\nWith their title, how many questions they have, and their template."),
)
@options.templates
@options.language
@click.pass_context
def list_layouts(context: click.Context, /, templates: Path) -> None:
    """Show all layouts."""
    from pipeline.layout.loader import load_layouts
    from pipeline.show.layout_output import layout_list

    output = CommandOutput(context, "binding/run/1")
    layouts = output.run(lambda _: load_layouts(templates), templates)
    output.finish_with(layout_list(layouts.values(), output.language))


@layout.command(
    "check",
    cls=LocalizedCommand,
    text=LocalizedText(
        "Check a layout and its template.\nWithout a name all layouts. Shows every mistake in the tags at once, with "
        "its place in Word."
    ),
)
@click.argument("name", required=False)
@options.option(
    "--annotate",
    "folder",
    metavar="DIR",
    type=options.Folder(),
    text=LocalizedText("Put a copy of the template into this folder, with a comment at each mistake."),
)
@options.templates
@options.language
@click.pass_context
def check_layout(context: click.Context, /, name: str | None, folder: Path | None, templates: Path) -> None:
    """Check a layout and its template."""
    from pipeline.run.annotated_copies import write_copies
    from pipeline.run.layout_check import annotated_templates, check_layouts
    from pipeline.show.layout_output import layout_closing, layout_report
    from pipeline.storage.local_folder import LocalFolder

    output = CommandOutput(context, "binding/run/1")
    checked = output.run(lambda _: check_layouts(templates, name), templates)
    output.write(layout_report([(result.layout, result.findings) for result in checked], output.language))
    copies: dict[str, bytes] = {}
    if folder:
        copies = output.run(lambda _: annotated_templates(checked, output.language), templates)
        output.run(lambda _: write_copies(copies, LocalFolder(folder)), folder)
    findings = [finding for result in checked for finding in result.findings]
    attention = any(severity_of(finding) is Severity.ERROR for finding in findings)
    code = ExitCode.NEEDS_ATTENTION if attention else ExitCode.WELL
    if any(finding.code == "fault" for finding in findings):
        code = ExitCode.FAULT
    paths = [folder / file_name for file_name in copies] if folder else []
    output.finish_with(layout_closing(findings, paths, output.language), code=code)
