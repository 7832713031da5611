"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.cli.localized_help import LocalizedOption, language_of
from pipeline.messages import LANGUAGES, LocalizedText

_EMPTY = LocalizedText("empty")
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Folder(click.Path):
    """A folder, named: an empty name is a mistake (an unset variable in a scheduler), not the current folder.

    Whether the folder exists is looked at by the run, which says how to mend it; so Click doesn't look.
    """

    def __init__(self) -> None:
        """Take any path, whether it exists or not."""
        super().__init__(path_type=Path, readable=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as Click
        """Return the path. Raises BadParameter where there is no name."""
        if value == "":
            self.fail(_EMPTY.of(language_of(ctx)), param, ctx)
        return super().convert(value, param, ctx)


def option(*names: str, text: LocalizedText, **settings: Any) -> Callable[[_Command], _Command]:  # noqa: ANN401 - as Click
    """Return the decorator of an option whose help is in every language."""
    return click.option(*names, cls=LocalizedOption, text=text, **settings)


def folder_option(name: str, text: LocalizedText) -> Callable[[_Command], _Command]:
    """Return the decorator of a folder with a default of its own name, that the environment can set too."""
    return option(
        f"--{name}",
        type=Folder(),
        metavar="DIR",
        default=Path(name),
        envvar=f"BINDING_{name.upper()}",
        show_default=True,
        show_envvar=True,
        text=text,
    )


def _remember_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        context.find_root().obj = value


language = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    envvar="BINDING_LANG",
    show_envvar=True,
    is_eager=True,
    expose_value=False,
    callback=_remember_language,
    text=LocalizedText("Language of messages: Dutch (nl), English (en) or French (fr)."),
)
inputs = folder_option("inputs", LocalizedText("Folder of the answers."))
outputs = folder_option("outputs", LocalizedText("Folder for the reports."))
templates = folder_option("templates", LocalizedText("Folder of the layouts."))
layout = option("--layout", metavar="NAME", text=LocalizedText("Use only this layout."))
json = option("--json", "as_json", is_flag=True, text=LocalizedText("Print one JSON object and nothing else."))
rights = option(
    "--rights",
    type=click.Choice(["folder", "group", "owner"]),
    metavar="WHO",
    default="folder",
    envvar="BINDING_RIGHTS",
    show_default=True,
    show_envvar=True,
    text=LocalizedText(
        "Who may read and change new files: whom the folder lets (folder), of those its owner and its group (group), "
        "or only its owner (owner)."
    ),
)
quiet = option("--quiet", is_flag=True, text=LocalizedText("Show nothing if nothing needs attention."))
