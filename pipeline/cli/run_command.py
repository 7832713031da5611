"""The command `binding run`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
        "Make the reports.\nReads all workbooks in the folder of answers and writes one Word report for each "
        "initiative. What has not changed is not written again. A report that was edited in Word is kept as it is."
    ),
)
@options.inputs
@options.outputs
@options.templates
@options.layout
@options.option(
    "--only",
    metavar="TEXT",
    text=LocalizedText("Make reports only of initiatives with this text in their name."),
)
@options.option("--dry-run", is_flag=True, text=LocalizedText("Only try: write nothing."))
@options.option(
    "--force",
    is_flag=True,
    text=LocalizedText("Write every report anew, even if it was edited in Word."),
)
@options.rights
@options.json
@options.quiet
@options.language
@click.pass_context
def run(
    context: click.Context,
    /,
    *,
    as_json: bool,
    quiet: bool,
    inputs: Path,
    outputs: Path,
    rights: Rights,
    **wanted: Any,  # noqa: ANN401 - as Click
) -> None:
    """Make the reports."""
    from pipeline.run import Request
    from pipeline.run import run as run_batch
    from pipeline.storage.local_folder import LocalFolder

    output = CommandOutput(context, "binding/run/1", as_json=as_json, quiet=quiet, dry_run=bool(wanted["dry_run"]))
    stores = LocalFolder(inputs), LocalFolder(outputs, rights)
    request = Request(*stores, today=output.today, language=output.language, **wanted)
    outcome = output.run(lambda progress: run_batch(request, progress), outputs)
    output.finish(outcome, folder=outputs, inputs=inputs)
