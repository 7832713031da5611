"""The command `binding`: its group and how it starts. Nothing is imported before it is needed."""

from __future__ import annotations

import sys

import click

from pipeline import __version__
from pipeline.cli import options
from pipeline.cli.check_command import check
from pipeline.cli.exit_codes import EXIT_CODES, ExitCode
from pipeline.cli.form_command import form
from pipeline.cli.layout_commands import layout
from pipeline.cli.localized_help import LocalizedGroup, LocalizedOption
from pipeline.cli.output import silence_streams
from pipeline.cli.run_command import run
from pipeline.cli.start import open_missing_streams, tell_fault
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
    open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        # Names of initiatives hold emoji and accents that a console's code page may lack.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    set_up_logging()
    try:
        code = _run_command()
    except OSError:
        # What it says can't be written, to a full disk perhaps. What was done is done.
        silence_streams()
        code = ExitCode.COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001 - the last net: a library that is missing, or a bug of ours in what tells
        tell_fault(error)
        code = ExitCode.FAULT
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read the first lines wanted no more of them; how it ended stays the same.
        silence_streams()
    except OSError:
        silence_streams()
        code = ExitCode.COULD_NOT_RUN
    sys.exit(code)


def _run_command() -> int:
    try:
        return int(cli.main(prog_name="binding", standalone_mode=False) or 0)
    except SystemExit:  # so Click ends a help page that nobody reads to its end
        silence_streams()
        return ExitCode.WELL
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.UsageError as error:
        click.echo(usage_error(error), err=True)
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    return ExitCode.WRONG_USE
