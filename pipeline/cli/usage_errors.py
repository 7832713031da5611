"""What is wrong with a command line, in the language of the reader: Click says it in English alone."""

from __future__ import annotations

import re

import click

from pipeline.cli.localized_help import language_of
from pipeline.messages import Language, LocalizedText

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


def usage_error(error: click.UsageError) -> str:
    """Say what is wrong with a command line, and where help is."""
    language = language_of(error.ctx)
    text = _what_is_wrong(error, language)
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        text += " " + _DID_YOU_MEAN.of(language).format(options=", ".join(error.possibilities))
    command = error.ctx.command_path if error.ctx else "binding"
    return f"{text}\n{_MORE_HELP.of(language).format(command=command)}"


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
        reason = error.message.rstrip(".")
        if error.param and isinstance(error.param.type, click.Choice):
            reason = _CHOOSE.of(language).format(choices=", ".join(map(str, error.param.type.choices)))
        return _BAD_VALUE.of(language).format(option=_name(error), reason=reason)
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", reason)  # Click has no class of its own for it
    if extra:
        return _TOO_MUCH.of(language).format(what=extra[1])
    return _OTHER.of(language).format(reason=reason)


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "?")
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
