"""The progress of a command: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pipeline.messages import Language, LocalizedText

if TYPE_CHECKING:
    from pipeline.run import Progress

_STAGES = {"read": LocalizedText("Reading"), "merge": LocalizedText("Writing")}


class ProgressBar:
    """A bar for each stage, as a context manager that returns what a run calls after each step."""

    def __init__(self, language: Language, *, shown: bool) -> None:
        """Remember whether to show anything: never where standard error is no terminal."""
        self.language = language
        self.shown = shown and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        """Show the bars, and return the function that moves them."""
        if not self.shown:
            return lambda *_: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn())
        self.bars = Progress(*columns, console=Console(stderr=True), transient=True)
        tasks = {
            stage: self.bars.add_task(text.of(self.language), total=None, visible=False)
            for stage, text in _STAGES.items()
        }
        self.bars.start()

        def update(stage: str, done: int, total: int) -> None:
            self.bars.update(tasks[stage], completed=done, total=total, visible=True)

        return update

    def __exit__(self, *_: object) -> None:
        """Take the bars away."""
        if self.shown:
            self.bars.stop()
