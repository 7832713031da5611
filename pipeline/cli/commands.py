"""The command `binding`: options and commands, no logic. Nothing is imported before it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import __version__
from pipeline.cli.localized_help import SpokenCommand, SpokenGroup, SpokenOption, language_of, usage_error
from pipeline.cli.output import EXIT_CODES, ExitCode, Screen, keep_log
from pipeline.messages import LANGUAGES, LocalizedText, severity_of

_EMPTY = LocalizedText("empty")
_Command = TypeVar("_Command", bound=Callable[..., Any])


# --- Options that commands share ------------------------------------------------------------------


def _option(*names: str, words: LocalizedText, **settings: Any) -> Callable[[_Command], _Command]:  # noqa: ANN401 - as Click
    return click.option(*names, cls=SpokenOption, words=words, **settings)


class _Folder(click.Path):
    """A folder, named: an empty name is a mistake (an unset variable in a scheduler), not the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as Click
        """Return the path. Raises BadParameter where there is no name."""
        if value == "":
            self.fail(_EMPTY.of(language_of(ctx)), param, ctx)
        return super().convert(value, param, ctx)


def _folder_option(name: str, words: LocalizedText) -> Callable[[_Command], _Command]:
    # A folder that is missing is told by the run, in words that say how to mend it; so Click doesn't look.
    kind = _Folder(path_type=Path, readable=False)
    environment = f"BINDING_{name.upper()}"
    default = Path(name)
    return _option(
        f"--{name}",
        type=kind,
        metavar="DIR",
        default=default,
        envvar=environment,
        show_default=True,
        show_envvar=True,
        words=words,
    )


def _remember_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        context.find_root().obj = value


_language = _option(
    "--lang",
    type=click.Choice(LANGUAGES),
    envvar="BINDING_LANG",
    show_envvar=True,
    is_eager=True,
    expose_value=False,
    callback=_remember_language,
    words=LocalizedText("Language of messages: Dutch (nl), English (en) or French (fr)."),
)
_inputs = _folder_option("inputs", LocalizedText("Folder of the answers."))
_outputs = _folder_option("outputs", LocalizedText("Folder for the reports."))
_templates = _folder_option("templates", LocalizedText("Folder of the layouts."))
_layout = _option("--layout", metavar="NAME", words=LocalizedText("Use only this layout."))
_json = _option(
    "--json",
    "as_json",
    is_flag=True,
    words=LocalizedText("Print one JSON object and nothing else."),
)
_quiet = _option(
    "--quiet",
    is_flag=True,
    words=LocalizedText("Show nothing if nothing needs attention."),
)


# --- Commands -------------------------------------------------------------------------------------


@click.group(
    cls=SpokenGroup,
    words=LocalizedText("Turn answers in Excel into reports in Word: one for each initiative."),
    exit_codes={int(code): words for code, words in EXIT_CODES.items()},
)
@_language
@click.version_option(__version__, cls=SpokenOption, words=LocalizedText("Show the version."))
def cli() -> None:
    """Turn answers in Excel into reports in Word."""


@cli.command(
    cls=SpokenCommand,
    words=LocalizedText(
        "Make the reports.\nReads all workbooks in the folder of answers and writes one Word report for each "
        "initiative. What has not changed is not written again. A report that was edited in Word is kept as it is."
    ),
)
@_inputs
@_outputs
@_templates
@_layout
@_option(
    "--only",
    metavar="TEXT",
    words=LocalizedText("Make reports only of initiatives with this text in their name."),
)
@_option("--dry-run", is_flag=True, words=LocalizedText("Only try: write nothing."))
@_option(
    "--force",
    is_flag=True,
    words=LocalizedText("Write every report anew, even if it was edited in Word."),
)
@_json
@_quiet
@_language
@click.pass_context
def run(context: click.Context, /, *, as_json: bool, quiet: bool, inputs: Path, outputs: Path, **asked: Any) -> None:  # noqa: ANN401 - as Click
    """Make the reports."""
    from pipeline.run import Request
    from pipeline.run import run as run_batch
    from pipeline.storage.local_folder import LocalFolder

    screen = Screen(context, "binding/run/1", as_json=as_json, quiet=quiet, dry_run=bool(asked["dry_run"]))
    request = Request(LocalFolder(inputs), LocalFolder(outputs), today=screen.today, language=screen.language, **asked)
    outcome = screen.guard(lambda progress: run_batch(request, progress), outputs)
    screen.show(outcome, folder=outputs, inputs=inputs)


@cli.command(
    cls=SpokenCommand,
    words=LocalizedText(
        "Check answers, and write nothing.\nChecks the workbooks and folders named; without a name the folder of "
        "answers. With --annotate each workbook with problems gets a copy in which the cells are marked."
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[PATH...]")
@_inputs
@_templates
@_layout
@_option(
    "--annotate",
    "copies",
    metavar="DIR",
    type=_Folder(path_type=Path, readable=False),
    words=LocalizedText("Put a copy of each workbook with problems into this folder, with its cells marked."),
)
@_json
@_quiet
@_language
@click.pass_context
def check(  # noqa: PLR0913 - one for each option
    context: click.Context,
    /,
    paths: tuple[Path, ...],
    inputs: Path,
    templates: Path,
    layout: str | None,
    copies: Path | None,
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check answers, and write nothing."""
    from pipeline.run import Source
    from pipeline.run import check as check_batch
    from pipeline.storage.local_folder import LocalFolder, split_path

    screen = Screen(context, "binding/check/1", as_json=as_json, quiet=quiet)
    named = paths or (inputs,)
    wanted = (LocalFolder(copies), screen.language) if copies else None
    outcome = screen.guard(
        lambda progress: check_batch(
            [Source(*split_path(path)) for path in named], templates, layout, progress, wanted, screen.today
        ),
        named[0],
    )
    screen.show(outcome, inputs=named[0], with_notes=True)


@cli.command(
    cls=SpokenCommand,
    words=LocalizedText(
        "Make a form in Excel to fill in.\nWithout a name a blank form; with --for one form for each initiative named. "
        "LAYOUT is the name of the layout; it may be left out where there is only one."
    ),
)
@click.argument("layout", required=False)
@_option(
    "--for",
    "names",
    metavar="NAME",
    multiple=True,
    words=LocalizedText("Fill in this initiative's name; may be repeated."),
)
@_option(
    "--to",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, readable=False),
    default=Path(),
    words=LocalizedText("Folder for the form; else the current folder."),
)
@_templates
@_language
@click.pass_context
def form(context: click.Context, /, layout: str | None, names: tuple[str, ...], folder: Path, templates: Path) -> None:
    """Make a form in Excel to fill in."""
    from pipeline.run import make_forms
    from pipeline.storage.local_folder import LocalFolder

    screen = Screen(context, "binding/run/1")
    forms = screen.guard(lambda _: make_forms(templates, layout, names, LocalFolder(folder)), folder)
    for path in (folder / name for name in forms):
        click.echo(_FORM_MADE.of(language_of(context)).format(path=path))


_FORM_MADE = LocalizedText("Form made: {path}")


@cli.group(
    cls=SpokenGroup,
    words=LocalizedText("Show layouts, or check their templates."),
)
def layout() -> None:
    """Show layouts, or check their templates."""


@layout.command(
    "list",
    cls=SpokenCommand,
    words=LocalizedText("Show all layouts.\nWith their title, how many questions they have, and their template."),
)
@_templates
@_language
@click.pass_context
def layout_list(context: click.Context, /, templates: Path) -> None:
    """Show all layouts."""
    from pipeline.layout.loader import load_layouts
    from pipeline.show.layout_output import layout_list as listed

    screen = Screen(context, "binding/run/1")
    layouts = screen.guard(lambda _: load_layouts(templates), templates)
    screen.tell(listed(layouts.values(), screen.language))


@layout.command(
    "check",
    cls=SpokenCommand,
    words=LocalizedText(
        "Check a layout and its template.\nWithout a name all layouts. Shows every mistake in the tags at once, with "
        "its place in Word."
    ),
)
@click.argument("name", required=False)
@_option(
    "--annotate",
    "folder",
    metavar="DIR",
    type=_Folder(path_type=Path, readable=False),
    words=LocalizedText("Put a copy of the template into this folder, with a comment at each mistake."),
)
@_templates
@_language
@click.pass_context
def layout_check(context: click.Context, /, name: str | None, folder: Path | None, templates: Path) -> None:
    """Check a layout and its template."""
    from pipeline.run.annotated_copies import write_copies
    from pipeline.run.layout_check import annotated_templates, check_layouts
    from pipeline.show.layout_output import layout_closing, layout_report
    from pipeline.storage.local_folder import LocalFolder

    screen = Screen(context, "binding/run/1")
    checked = screen.guard(lambda _: check_layouts(templates, name), templates)
    screen.say(layout_report([(one.layout, one.findings) for one in checked], screen.language))
    copies: dict[str, bytes] = {}
    if folder:
        copies = screen.guard(lambda _: annotated_templates(checked, screen.language), templates)
        screen.guard(lambda _: write_copies(copies, LocalFolder(folder)), folder)
    found = [finding for one in checked for finding in one.findings]
    attention = any(severity_of(finding) == "error" for finding in found)
    places = [folder / name for name in copies] if folder else []
    screen.tell(layout_closing(found, places, screen.language), attention=attention)


# --- Start ----------------------------------------------------------------------------------------


def main() -> None:
    """Run the command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Names of initiatives hold emoji and accents that a console's code page may lack.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    keep_log()
    try:
        code = _run_command()
        sys.stdout.flush()
    except OSError:
        # Nobody is left to read: a closed pipe or a full disk behind it. What was done is done.
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - as Python's own manual mends it
        code = ExitCode.COULD_NOT_RUN
    sys.exit(code)


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
