"""The command `binding`: options, exit codes and the clock; no logic. Nothing is imported before it is needed."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline import __version__
from pipeline.findings import Words
from pipeline.show.spoken import SpokenCommand, SpokenGroup, SpokenOption, language_of, usage_error

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from pipeline.model import Outcome
    from pipeline.run import Progress
    from pipeline.show.as_json import Ending, Schema

_Command = TypeVar("_Command", bound=Callable[..., Any])


class ExitCode(IntEnum):
    """How a command ends; schedulers read these."""

    WELL = 0
    NEEDS_ATTENTION = 1
    WRONG_USE = 2
    COULD_NOT_RUN = 3
    FAULT = 4
    INTERRUPTED = 130


# --- Options that commands share ---------------------------------------------------------------------------------------


def _option(*names: str, words: Words, **settings: Any) -> Callable[[_Command], _Command]:
    return click.option(*names, cls=SpokenOption, words=words, **settings)


def _folder_option(name: str, words: Words) -> Callable[[_Command], _Command]:
    # A folder that is missing is told by the run, in words that say how to mend it; so Click doesn't look.
    kind = click.Path(file_okay=True, path_type=Path)
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
    type=click.Choice(["nl", "en"]),
    envvar="BINDING_LANG",
    show_envvar=True,
    is_eager=True,
    expose_value=False,
    callback=_remember_language,
    words=Words("Taal van de berichten: Nederlands (nl) of Engels (en).", "Language of messages: Dutch (nl) or English (en)."),
)
_inputs = _folder_option("inputs", Words("Map met de antwoorden.", "Folder of the answers."))
_outputs = _folder_option("outputs", Words("Map voor de verslagen.", "Folder for the reports."))
_templates = _folder_option("templates", Words("Map met de layouts.", "Folder of the layouts."))
_layout = _option("--layout", metavar="NAME", words=Words("Gebruik alleen deze layout.", "Use only this layout."))
_json = _option(
    "--json",
    "as_json",
    is_flag=True,
    words=Words("Schrijf één JSON-object, en niets anders.", "Print one JSON object and nothing else."),
)


# --- Commands ----------------------------------------------------------------------------------------------------------


@click.group(
    cls=SpokenGroup,
    words=Words(
        "Maak van antwoorden in Excel verslagen in Word: één voor elk initiatief.",
        "Turn answers in Excel into reports in Word: one for each initiative.",
    ),
)
@_language
@click.version_option(__version__, cls=SpokenOption, words=Words("Toon de versie.", "Show the version."))
def cli() -> None:
    """Turn answers in Excel into reports in Word."""


@cli.command(
    cls=SpokenCommand,
    words=Words(
        "Maak de verslagen.\nLeest alle werkmappen in de map met antwoorden en schrijft één Word-verslag voor elk "
        "initiatief. Wat niet veranderd is, wordt niet opnieuw geschreven. Een verslag dat in Word is aangepast, blijft "
        "zoals het is.",
        "Make the reports.\nReads all workbooks in the folder of answers and writes one Word report for each initiative. "
        "What has not changed is not written again. A report that was edited in Word is kept as it is.",
    ),
)
@_inputs
@_outputs
@_templates
@_layout
@_option(
    "--only",
    metavar="TEXT",
    words=Words(
        "Maak alleen verslagen van initiatieven met deze tekst in hun naam.",
        "Make reports only of initiatives with this text in their name.",
    ),
)
@_option("--dry-run", is_flag=True, words=Words("Doe alsof: schrijf niets.", "Only try: write nothing."))
@_option(
    "--force",
    is_flag=True,
    words=Words(
        "Schrijf elk verslag opnieuw, ook als het in Word is aangepast.",
        "Write every report anew, even if it was edited in Word.",
    ),
)
@_json
@_option(
    "--quiet",
    is_flag=True,
    words=Words("Zwijg als alles in orde is.", "Say nothing if all is well."),
)
@_language
@click.pass_context
def run(context: click.Context, /, *, as_json: bool, quiet: bool, inputs: Path, outputs: Path, **asked: Any) -> None:
    """Make the reports."""
    from pipeline.run import Request  # noqa: PLC0415 - help needs none of it
    from pipeline.run import run as run_batch  # noqa: PLC0415 - as above

    screen = _Screen(context, "binding/run/1", as_json=as_json, quiet=quiet)
    request = Request(inputs=inputs, outputs=outputs, **asked)
    outcome = screen.guard(lambda progress: run_batch(request, progress), outputs)
    screen.show(outcome, folder=outputs, inputs=inputs)


@cli.command(
    cls=SpokenCommand,
    words=Words(
        "Kijk antwoorden na, zonder iets te schrijven.\nKijkt de genoemde werkmappen en mappen na; zonder naam de map "
        "met antwoorden.",
        "Check answers, and write nothing.\nChecks the workbooks and folders named; without a name the folder of answers.",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@_inputs
@_templates
@_layout
@_json
@_language
@click.pass_context
def check(
    context: click.Context, /, paths: tuple[Path, ...], inputs: Path, templates: Path, layout: str | None, *, as_json: bool
) -> None:
    """Check answers, and write nothing."""
    from pipeline.run import check as check_batch  # noqa: PLC0415 - help needs none of it

    screen = _Screen(context, "binding/check/1", as_json=as_json)
    named = paths or (inputs,)
    outcome = screen.guard(lambda progress: check_batch(named, templates, layout, progress), named[0])
    screen.show(outcome, inputs=inputs, with_notes=True)


@cli.command(
    cls=SpokenCommand,
    words=Words(
        "Maak een formulier in Excel om in te vullen.\nZonder naam een leeg formulier; met --for één formulier voor elk "
        "genoemd initiatief.",
        "Make a form in Excel to fill in.\nWithout a name a blank form; with --for one form for each initiative named.",
    ),
)
@click.argument("layout", required=False)
@_option(
    "--for",
    "names",
    metavar="NAME",
    multiple=True,
    words=Words("Vul de naam van dit initiatief al in; mag meer dan eens.", "Fill in this initiative's name; may be repeated."),
)
@_option(
    "--to",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(),
    words=Words("Map voor het formulier; anders de huidige map.", "Folder for the form; else the current folder."),
)
@_templates
@_language
@click.pass_context
def form(context: click.Context, /, layout: str | None, names: tuple[str, ...], folder: Path, templates: Path) -> None:
    """Make a form in Excel to fill in."""
    from pipeline.run import make_forms  # noqa: PLC0415 - help needs none of it

    screen = _Screen(context, "binding/run/1")
    paths = screen.guard(lambda _: make_forms(templates, layout, names, folder), folder)
    for path in paths:
        click.echo(_FORM_MADE.of(language_of(context)).format(path=path))


_FORM_MADE = Words("Formulier gemaakt: {path}", "Form made: {path}")


# --- The screen --------------------------------------------------------------------------------------------------------

_Result = TypeVar("_Result")


@dataclass
class _Screen:
    """Where a command tells what it did: the terminal, or one JSON object."""

    context: click.Context
    schema: Schema
    as_json: bool = False
    quiet: bool = False

    def __post_init__(self) -> None:
        self.language = language_of(self.context)
        self.begun = time.perf_counter()

    def guard(self, work: Callable[[Progress], _Result], where: Path) -> _Result:
        """Do the work, and end the command with the right code and words where it can't be done."""
        from pipeline.findings import SetupError  # noqa: PLC0415 - help needs none of it
        from pipeline.model import Finding, Place  # noqa: PLC0415 - as above

        try:
            with _progress_bar(self.language, shown=not (self.as_json or self.quiet)) as progress:
                return work(progress)
        except SetupError as error:
            self._stop(error.findings, "could_not_run", ExitCode.COULD_NOT_RUN)
        except KeyboardInterrupt:
            finding = Finding("interrupted", Place(where.as_posix()))
            self._stop((finding,), "could_not_run", ExitCode.INTERRUPTED)
        except Exception:  # the one net under everything: the traceback goes to the log, a calm sentence to the screen
            logging.getLogger(__name__).exception("fault")
            finding = Finding("fault", Place("binding"), details={"log": str(log_file())})
            self._stop((finding,), "fault", ExitCode.FAULT)

    def show(self, outcome: Outcome, *, inputs: Path, folder: Path | None = None, with_notes: bool = False) -> None:
        """Show the outcome and end the command."""
        from pipeline.show.terminal import needs_attention, nothing_to_do, summary  # noqa: PLC0415 - help needs no rich

        attention = needs_attention(outcome)
        code = ExitCode.NEEDS_ATTENTION if attention else ExitCode.WELL
        if self.as_json:
            self._print_json(outcome, "needs_attention" if attention else "well", code)
        elif self.quiet and not attention:
            pass
        elif not outcome.workbooks and not outcome.findings:
            self._print(nothing_to_do(inputs.as_posix(), self.language))
        else:
            shown = folder.as_posix() if folder else None
            self._print(summary(outcome, self.language, folder=shown, with_notes=with_notes))
        self.context.exit(code)

    def _stop(self, findings: tuple[Any, ...], ending: Ending, code: ExitCode) -> Any:
        from pipeline.model import Outcome  # noqa: PLC0415 - as above
        from pipeline.show.terminal import findings as list_findings  # noqa: PLC0415 - as above

        if self.as_json:
            self._print_json(Outcome(findings=findings), ending, code)
        else:
            self._print(list_findings(findings, self.language), to_errors=True)
        self.context.exit(code)

    def _print_json(self, outcome: Outcome, ending: Ending, code: ExitCode) -> None:
        from pipeline.show.as_json import as_json  # noqa: PLC0415 - as above

        seconds = time.perf_counter() - self.begun
        click.echo(as_json(outcome, self.schema, ending, int(code), seconds, self.language))

    def _print(self, lines: RenderableType, *, to_errors: bool = False) -> None:
        _console(to_errors=to_errors).print(lines)


def _console(*, to_errors: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - help needs no rich

    console = Console(stderr=to_errors, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        # In a pipe or a file nobody sees the width of a window: a line is as long as what it says.
        console.width = 10_000
    return console


class _progress_bar:  # noqa: N801 - used as a function
    """A bar on a terminal, nothing in a pipe."""

    def __init__(self, language: str, *, shown: bool) -> None:
        self.shown = shown and sys.stderr.isatty()
        self.words = {"read": "Lezen" if language == "nl" else "Reading", "merge": "Schrijven" if language == "nl" else "Writing"}

    def __enter__(self) -> Progress:
        if not self.shown:
            return lambda *_: None
        from rich.console import Console  # noqa: PLC0415 - a pipe needs no rich
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - as above

        columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn())
        self.bars = Progress(*columns, console=Console(stderr=True), transient=True)
        tasks = {stage: self.bars.add_task(words, total=None, visible=False) for stage, words in self.words.items()}
        self.bars.start()

        def told(stage: str, done: int, total: int) -> None:
            self.bars.update(tasks[stage], completed=done, total=total, visible=True)

        return told

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.bars.stop()


# --- Start -------------------------------------------------------------------------------------------------------------


def log_file() -> Path:
    """Return where tracebacks are kept, for whoever has to mend them."""
    from platformdirs import user_log_path  # noqa: PLC0415 - only a fault needs it

    return user_log_path("binding", appauthor=False) / "binding.log"


class _LogFile(logging.Handler):
    """Opens the log only when there is something to write; a full or closed disk must not add a second fault."""

    def emit(self, record: logging.LogRecord) -> None:
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - only a fault needs it

        try:
            log_file().parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(log_file(), maxBytes=1_000_000, backupCount=3, encoding="utf-8")
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        handler.emit(record)
        handler.close()


def main() -> None:
    """Run the command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Names of initiatives hold emoji and accents that a console's code page may lack.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    logging.getLogger("pipeline").addHandler(_LogFile())
    logging.getLogger("pipeline").propagate = False
    try:
        code = cli.main(standalone_mode=False)
    except click.UsageError as error:
        click.echo(usage_error(error), err=True)
        code = ExitCode.WRONG_USE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        code = ExitCode.WRONG_USE
    except click.Abort:
        code = ExitCode.INTERRUPTED
    sys.exit(int(code or 0))
