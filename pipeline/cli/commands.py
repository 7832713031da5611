"""The command `binding`: its group and how it starts. Nothing is imported before it is needed."""

from __future__ import annotations

import os
import sys

import click

from pipeline import __version__
from pipeline.cli import options
from pipeline.cli.check_command import check
from pipeline.cli.exit_codes import EXIT_CODES, ExitCode
from pipeline.cli.form_command import form
from pipeline.cli.layout_commands import layout
from pipeline.cli.localized_help import LocalizedGroup, LocalizedOption
from pipeline.cli.run_command import run
from pipeline.cli.usage_errors import usage_error
from pipeline.log_file import set_up_logging
from pipeline.messages import LocalizedText


@click.group(
    cls=LocalizedGroup,
    text=LocalizedText("Turn answers in Excel into reports in Word: one for each initiative."),
    exit_codes={int(code): text for code, text in EXIT_CODES.items()},
)
@options.language
@click.version_option(__version__, cls=LocalizedOption, text=LocalizedText("Show the version."))
def cli() -> None:
    """Turn answers in Excel into reports in Word."""


for command in (run, check, form, layout):
    cli.add_command(command)


def main() -> None:
    """Run the command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Names of initiatives hold emoji and accents that a console's code page may lack.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    set_up_logging()
    try:
        code = _run_command()
        sys.stdout.flush()
    except OSError:
        # The reader is gone: a closed pipe, or a full disk behind it. What was done is done.
        _silence_stdio()
        code = ExitCode.COULD_NOT_RUN
    sys.exit(code)


def _silence_stdio() -> None:
    """Send what is still to be written nowhere: Python would fail again when it flushes the streams at its end."""
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - as Python's own manual mends it


def _run_command() -> int:
    try:
        return int(cli.main(prog_name="binding", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.UsageError as error:
        click.echo(usage_error(error), err=True)
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    return ExitCode.WRONG_USE
