"""Click's own words in Dutch and English: help pages and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import click

from pipeline.messages import DEFAULT_LANGUAGE, LANGUAGES, Language, LocalizedText

_MARKS_OF_CLICK = (LocalizedText("env var:"), LocalizedText("default:"))
_PIECES_OF_USAGE = (LocalizedText("[OPTIONS] COMMAND [ARGS]..."), LocalizedText("[OPTIONS]"))
"""What Click writes in a usage line, the longest first."""
_USAGE = LocalizedText("Usage: ")
_OPTIONS = LocalizedText("Options")
_COMMANDS = LocalizedText("Commands")
_EXIT_CODES = LocalizedText("Exit codes")
_HELP = LocalizedText("Show this help.")
_MORE_HELP = LocalizedText("Help: {command} --help")
_NO_SUCH_OPTION = LocalizedText("There is no option {option}.")
_NO_SUCH_COMMAND = LocalizedText("There is no command “{command}”.")
_NO_VALUE = LocalizedText("{option} needs a value.")
_MISSING = LocalizedText("{option} is missing.")
_BAD_VALUE = LocalizedText("The value of {option} can't be ({reason}).")
_OTHER = LocalizedText("The command can't be used like this ({reason}).")
_CHOOSE = LocalizedText("choose from {choices}")
_TOO_MUCH = LocalizedText("This does not belong to the command: {what}.")
_DID_YOU_MEAN = LocalizedText("Did you mean {options}?")


def language_of(context: click.Context | None) -> Language:
    """Return the language chosen with --lang or BINDING_LANG: Dutch unless said otherwise."""
    chosen = context.find_root().obj if context else None
    return next((language for language in LANGUAGES if language == chosen), DEFAULT_LANGUAGE)


class SpokenOption(click.Option):
    """An option with its help in both languages."""

    def __init__(self, *arguments: Any, words: LocalizedText, **settings: Any) -> None:  # noqa: ANN401 - as Click
        """Take `words` beside what Click takes."""
        super().__init__(*arguments, **settings)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the chosen language."""
        self.help = self.words.of(language_of(ctx))
        record = super().get_help_record(ctx)
        if record is None:
            return None
        names, meaning = record
        for text in _MARKS_OF_CLICK:
            meaning = meaning.replace(text.text, text.of(language_of(ctx)))
        return names, meaning


class SpokenCommand(click.Command):
    """A command with its help in both languages."""

    def __init__(self, *arguments: Any, words: LocalizedText, **settings: Any) -> None:  # noqa: ANN401 - as Click
        """Take `words` beside what Click takes."""
        super().__init__(*arguments, **settings)
        self.words = words

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        arguments = " ".join(self.collect_usage_pieces(ctx))
        for text in _PIECES_OF_USAGE:
            arguments = arguments.replace(text.text, text.of(language_of(ctx)))
        formatter.write_usage(ctx.command_path, arguments, prefix=_USAGE.of(language_of(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in self.words.of(language_of(ctx)).split("\n"):
                formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and, of a group, the commands."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        with formatter.section(_OPTIONS.of(language_of(ctx))):
            formatter.write_dl([(left, right) for left, right in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with its own help in the chosen language."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _HELP.of(language_of(ctx))
        return option


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands with its help in both languages, and what its exit codes mean."""

    def __init__(self, *arguments: Any, exit_codes: Mapping[int, LocalizedText] | None = None, **settings: Any) -> None:  # noqa: ANN401 - as Click
        """Take `exit_codes` beside what Click takes."""
        super().__init__(*arguments, **settings)
        self.exit_codes = exit_codes or {}

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the exit codes mean."""
        if not self.exit_codes:
            return
        with formatter.section(_EXIT_CODES.of(language_of(ctx))):
            formatter.write_dl([(str(code), words.of(language_of(ctx))) for code, words in self.exit_codes.items()])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with the first sentence of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_COMMANDS.of(language_of(ctx))):
            formatter.write_dl(
                [
                    (name, command.words.of(language_of(ctx)).partition("\n")[0])
                    for name, command in commands
                    if isinstance(command, SpokenCommand)
                ]
            )


def usage_error(error: click.UsageError) -> str:
    """Say what is wrong with a command line, and where help is."""
    language = language_of(error.ctx)
    said = _what_is_wrong(error, language)
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        said += " " + _DID_YOU_MEAN.of(language).format(options=", ".join(error.possibilities))
    command = error.ctx.command_path if error.ctx else "binding"
    return f"{said}\n{_MORE_HELP.of(language).format(command=command)}"


def _what_is_wrong(error: click.UsageError, language: Language) -> str:  # noqa: PLR0911 - one answer for each mistake
    reason = error.format_message().rstrip(".")
    if isinstance(error, click.NoSuchOption):
        return _NO_SUCH_OPTION.of(language).format(option=error.option_name)
    if isinstance(error, click.NoSuchCommand):
        return _NO_SUCH_COMMAND.of(language).format(command=error.command_name)
    if isinstance(error, click.BadOptionUsage):
        return _NO_VALUE.of(language).format(option=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _MISSING.of(language).format(option=_name(error))
    if isinstance(error, click.BadParameter):
        said = error.message.rstrip(".")
        if error.param and isinstance(error.param.type, click.Choice):
            said = _CHOOSE.of(language).format(choices=", ".join(map(str, error.param.type.choices)))
        return _BAD_VALUE.of(language).format(option=_name(error), reason=said)
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", reason)  # Click has no class of its own for it
    if extra:
        return _TOO_MUCH.of(language).format(what=extra[1])
    return _OTHER.of(language).format(reason=reason)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
