"""Help pages in every language: the options, commands and groups of Click with texts of ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import click

from pipeline.messages import DEFAULT_LANGUAGE, LANGUAGES, Language, LocalizedText

_MARKS_OF_CLICK = (LocalizedText("env var:"), LocalizedText("default:"))
_PIECES_OF_USAGE = (LocalizedText("[OPTIONS] COMMAND [ARGS]..."), LocalizedText("[OPTIONS]"))
"""What Click writes in a usage line, the longest first."""
_USAGE = LocalizedText("Usage: ")
_OPTIONS = LocalizedText("Options:")
_COMMANDS = LocalizedText("Commands:")
_EXIT_CODES = LocalizedText("Exit codes:")
_HELP = LocalizedText("Show this help.")


def language_of(context: click.Context | None) -> Language:
    """Return the language chosen with --lang or BINDING_LANG: Dutch unless said otherwise."""
    chosen = (context.find_root().obj if context else None) or os.environ.get("BINDING_LANG")
    return next((language for language in LANGUAGES if language == chosen), DEFAULT_LANGUAGE)


class _HelpFormatter(click.HelpFormatter):
    """Writes headings as they are given: not every language has its colon right after the last letter."""

    def write_heading(self, heading: str) -> None:
        """Write a heading, whose colon is its own."""
        self.write(f"{'':>{self.current_indent}}{heading}\n")


class _Context(click.Context):
    formatter_class = _HelpFormatter


class LocalizedOption(click.Option):
    """An option with its help in every language."""

    def __init__(self, *arguments: Any, text: LocalizedText, **settings: Any) -> None:  # noqa: ANN401 - as Click
        """Take `text` beside what Click takes."""
        super().__init__(*arguments, **settings)
        self.text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the chosen language."""
        self.help = self.text.of(language_of(ctx))
        record = super().get_help_record(ctx)
        if record is None:
            return None
        names, meaning = record
        for text in _MARKS_OF_CLICK:
            meaning = meaning.replace(text.text, text.of(language_of(ctx)))
        return names, meaning


class LocalizedCommand(click.Command):
    """A command with its help in every language."""

    context_class = _Context

    def __init__(self, *arguments: Any, text: LocalizedText, **settings: Any) -> None:  # noqa: ANN401 - as Click
        """Take `text` beside what Click takes."""
        super().__init__(*arguments, **settings)
        self.text = text

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Look for the language first: a help page is shown as soon as it is asked for, before other options."""
        for option, value in pairwise([*args, ""]):
            name, _, after = option.partition("=")
            if name == "--lang" and (after or value) in LANGUAGES:
                ctx.find_root().obj = after or value
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # else Click takes it for a mistake of the group
            raise

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
            for paragraph in self.text.of(language_of(ctx)).split("\n"):
                formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and, of a group, the commands."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        with formatter.section(_OPTIONS.of(language_of(ctx))):
            formatter.write_dl([(left, right) for left, right in records])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help with its help in the chosen language."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _HELP.of(language_of(ctx))
        return option


class LocalizedGroup(LocalizedCommand, click.Group):
    """A group of commands with its help in every language, and what its exit codes mean."""

    def __init__(self, *arguments: Any, exit_codes: Mapping[int, LocalizedText] | None = None, **settings: Any) -> None:  # noqa: ANN401 - as Click
        """Take `exit_codes` beside what Click takes."""
        super().__init__(*arguments, **settings)
        self.exit_codes = exit_codes or {}

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the exit codes mean."""
        if not self.exit_codes:
            return
        with formatter.section(_EXIT_CODES.of(language_of(ctx))):
            formatter.write_dl([(str(code), text.of(language_of(ctx))) for code, text in self.exit_codes.items()])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with the first sentence of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(_COMMANDS.of(language_of(ctx))):
            formatter.write_dl(
                [
                    (name, command.text.of(language_of(ctx)).partition("\n")[0])
                    for name, command in commands
                    if isinstance(command, LocalizedCommand)
                ]
            )
