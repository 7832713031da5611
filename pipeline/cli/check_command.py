"""The command `binding check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.localized_help import LocalizedCommand
from pipeline.cli.output import CommandOutput
from pipeline.messages import LocalizedText

if TYPE_CHECKING:
    from pipeline.storage.local_folder import Rights


@click.command(
    cls=LocalizedCommand,
    text=LocalizedText(
        "Check answers, and write nothing.\nChecks the workbooks and folders named; without a name the folder of "
        "answers. With --annotate each workbook with problems gets a copy in which the cells are marked."
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[PATH...]")
@options.inputs
@options.templates
@options.layout
@options.option(
    "--annotate",
    "copies",
    metavar="DIR",
    type=options.Folder(),
    text=LocalizedText("Put a copy of each workbook with problems into this folder, with its cells marked."),
)
@options.rights
@options.json
@options.quiet
@options.language
@click.pass_context
def check(  # noqa: PLR0913 - one for each option
    context: click.Context,
    /,
    paths: tuple[Path, ...],
    inputs: Path,
    templates: Path,
    layout: str | None,
    copies: Path | None,
    rights: Rights,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check answers, and write nothing."""
    from pipeline.run import Source
    from pipeline.run import check as check_batch
    from pipeline.storage.local_folder import LocalFolder, split_path

    output = CommandOutput(context, "binding/check/1", as_json=as_json, quiet=quiet)
    checked = paths or (inputs,)
    copies_wanted = (LocalFolder(copies, rights), output.language) if copies else None
    outcome = output.run(
        lambda progress: check_batch(
            [Source(*split_path(path)) for path in checked], templates, layout, progress, copies_wanted, output.today
        ),
        checked[0],
    )
    output.finish(outcome, inputs=checked[0], with_notes=True)
