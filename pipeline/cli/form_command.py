"""The command `binding form`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli import options
from pipeline.cli.localized_help import LocalizedCommand
from pipeline.cli.output import CommandOutput
from pipeline.messages import LocalizedText

_FORM_WRITTEN = LocalizedText("Form made: {path}")


@click.command(
    cls=LocalizedCommand,
    text=LocalizedText(
        "Make a form in Excel to fill in.\nWithout a name a blank form; with --for one form for each initiative named. "
        "LAYOUT is the name of the layout; it may be left out where there is only one."
    ),
)
@click.argument("layout", required=False)
@options.option(
    "--for",
    "names",
    metavar="NAME",
    multiple=True,
    text=LocalizedText("Fill in this initiative's name; may be repeated."),
)
@options.option(
    "--to",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, readable=False),
    default=Path(),
    text=LocalizedText("Folder for the form; else the current folder."),
)
@options.templates
@options.language
@click.pass_context
def form(context: click.Context, /, layout: str | None, names: tuple[str, ...], folder: Path, templates: Path) -> None:
    """Make a form in Excel to fill in."""
    from pipeline.run import make_forms
    from pipeline.storage.local_folder import LocalFolder

    output = CommandOutput(context, "binding/run/1")
    file_names = output.run(lambda _: make_forms(templates, layout, names, LocalFolder(folder)), folder)
    for file_name in file_names:
        output.write(_FORM_WRITTEN.of(output.language).format(path=folder / file_name))
