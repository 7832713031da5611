"""Where `binding` starts: before any library is imported, so that one that is missing is told in a sentence."""

from __future__ import annotations

import os
import sys

_FAULT = 4


def main() -> None:
    """Run the command and leave with its exit code."""
    open_missing_streams()
    try:
        from pipeline.cli.commands import main as run_command
    except ImportError as error:
        tell_fault(error)
        sys.exit(_FAULT)
    run_command()


def open_missing_streams() -> None:
    """Put nothing in the place of a standard stream that was closed: the next file that is opened would become it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115 - it stays open


def tell_fault(error: Exception) -> None:
    """Say what ended the command, with as few libraries as can be: a sentence, or the JSON object where asked for."""
    from pipeline.log_file import log_fault
    from pipeline.messages import DEFAULT_LANGUAGE, LANGUAGES, fix, message
    from pipeline.model import Finding, Outcome, Place

    log = log_fault(error, "the command")
    if isinstance(error, ImportError):
        details = {"library": error.name or type(error).__name__}
        finding = Finding("install-incomplete", Place("binding"), details=details)
    else:
        finding = Finding("fault", Place("binding"), details={"log": log, "costs": "command"})
    wanted = [os.environ.get("BINDING_LANG", ""), *sys.argv]
    language = next((one for one in LANGUAGES if one in wanted), DEFAULT_LANGUAGE)
    if "--json" in sys.argv:
        from pipeline.show.json_output import Schema, as_json

        schema: Schema = "binding/check/1" if "check" in sys.argv else "binding/run/1"
        text = as_json(Outcome(findings=(finding,)), schema, "fault", _FAULT, 0.0, language)
        sys.stdout.write(f"{text}\n")
    else:
        sys.stderr.write(f"{message(finding, language)}\n→ {fix(finding, language)}\n")
