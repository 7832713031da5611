"""How a command ends: the exit codes that schedulers read, and what each means."""

from __future__ import annotations

from enum import IntEnum

from pipeline.messages import LocalizedText


class ExitCode(IntEnum):
    """How a command ends; schedulers read these."""

    WELL = 0
    NEEDS_ATTENTION = 1
    WRONG_USE = 2
    COULD_NOT_RUN = 3
    FAULT = 4
    INTERRUPTED = 130
    HUNG_UP = 129
    TERMINATED = 143


EXIT_CODES = {
    ExitCode.WELL: LocalizedText("All is well, or there was nothing to do."),
    ExitCode.NEEDS_ATTENTION: LocalizedText(
        "Finished, and something needs a person: an error in the answers, an unreadable workbook, a report that could "
        "not be made, or one that was kept because it was edited."
    ),
    ExitCode.WRONG_USE: LocalizedText("The command was typed wrongly: nothing was done."),
    ExitCode.COULD_NOT_RUN: LocalizedText(
        "The run could not start or go on: a broken layout, another run busy, a full disk, no permission."
    ),
    ExitCode.FAULT: LocalizedText(
        "A fault in Binding itself: what is missing for it is told, with the log to send us; everything else was made."
    ),
    ExitCode.INTERRUPTED: LocalizedText("Interrupted with Ctrl+C; the next run completes it."),
    ExitCode.HUNG_UP: LocalizedText("Ended by the system because its terminal was closed; the next run completes it."),
    ExitCode.TERMINATED: LocalizedText("Ended by the system or by a scheduler; the next run completes it."),
}
"""What each code means."""
