"""What fields of messages say by a name: errors of the system, and what a setting of layout.toml expects."""

from __future__ import annotations

import errno

from pipeline.messages.localized_text import Language, LocalizedText

SYSTEM_ERROR = "system_error"
"""The detail of a finding that holds the name of an error of the system, such as EACCES."""

NO_ORDINARY_FILE = {SYSTEM_ERROR: "NO_ORDINARY_FILE"}
"""The details of a finding about a pipe or a device: to read it may take for ever."""

_REASONS = {
    "NO_ORDINARY_FILE": LocalizedText("it is not an ordinary file"),
    "EACCES": LocalizedText("no access"),
    "EPERM": LocalizedText("no access"),
    "EROFS": LocalizedText("the disk is read-only"),
    "EBUSY": LocalizedText("in use"),
    "ENOENT": LocalizedText("not found"),
    "EISDIR": LocalizedText("there is a folder of that name"),
    "ENOTDIR": LocalizedText("there is a file with the name of the folder"),
    "EEXIST": LocalizedText("there is a file with the name of the folder"),
    "ENAMETOOLONG": LocalizedText("the name is too long"),
    "EAGAIN": LocalizedText("the system lets no more processes start"),
    "EMFILE": LocalizedText("too many files are open"),
    "ENFILE": LocalizedText("too many files are open"),
    "ENOMEM": LocalizedText("too little memory"),
    "ECHILD": LocalizedText("it ended at once"),
    "EILSEQ": LocalizedText("the name has letters that the settings of this computer can't spell"),
    "ESTALE": LocalizedText("the disk or the network does not answer well"),
    "EINVAL": LocalizedText("it is not an ordinary file"),
    "ELOOP": LocalizedText("it is a link that leads elsewhere"),
    "EIO": LocalizedText("the disk or the network does not answer well"),
}
_OTHER_REASON = LocalizedText("the system says {name}")
_EXPECTED = {
    "text": LocalizedText("a text in quotes, without invisible characters"),
    "text_or_list": LocalizedText("a text, or a list of texts in square brackets"),
    "list": LocalizedText("a list of texts in square brackets"),
    "table": LocalizedText("a heading in square brackets, with settings below it"),
    "true_false": LocalizedText("true or false"),
    "whole_number": LocalizedText("a whole number above zero, of at most fifteen digits"),
    "number": LocalizedText("a number, of at most fifteen digits"),
    "name": LocalizedText("small letters, digits and underscores, with a letter first"),
    "free_name": LocalizedText("another name; templates use this one already"),
    "language": LocalizedText("a language such as nl-BE"),
    "template": LocalizedText("the name of a Word file (.docx) in the same folder"),
    "file_name": LocalizedText("a name that ends with .docx"),
    "exactly_one": LocalizedText("exactly one"),
    "at_most_one": LocalizedText("at most one"),
    "pattern": LocalizedText("a regular expression, without look-ahead (?=…) and without references back (\\1)"),
}
"""What a setting of layout.toml expects, by the name that the detail `expected` of a finding holds."""
_COSTS = {
    "command": LocalizedText("The command stopped there."),
    "workbook": LocalizedText("Nothing of this workbook was used."),
    "workbook-findings": LocalizedText("What is wrong with the sheets of this workbook was not told."),
    "submission": LocalizedText("This submission is in no report."),
    "answer": LocalizedText("This answer was not checked; it is used as it was typed."),
    "answer-lost": LocalizedText("This answer was left out."),
    "rules": LocalizedText("The rules of the layout were not checked for this submission."),
    "checks": LocalizedText("Submissions were not all compared with each other."),
    "versions": LocalizedText("Whether one workbook is a newer version of another was not looked at: both were used."),
    "names": LocalizedText("Names of reports that fall together were not told apart beforehand."),
    "initiative": LocalizedText("No report was made about this initiative."),
    "report": LocalizedText("This report was not made; what was there is still there."),
    "template": LocalizedText("Nothing was made with this template."),
    "trial": LocalizedText("The template was not tried out beforehand."),
    "names-of-questions": LocalizedText("Findings are told without the names of questions."),
    "page": LocalizedText("The page of findings was not renewed."),
    "copy": LocalizedText("No copy of this workbook was made."),
}
"""What a fault of ours costs, by the name that the detail `costs` of a finding holds."""
_LOG_IN_TEXT = LocalizedText("the lines above on this screen")


_SEPARATOR = LocalizedText("Put each choice on its own line, or a semicolon (;) between them.")


def separator_text(*, several: bool, language: Language) -> str:
    """Say what parts choices, after a space; nothing where only one may be chosen."""
    return f" {_SEPARATOR.of(language)}" if several else ""


_OWN_WORDS = LocalizedText("It may be an answer in the respondent’s own words.")


def own_words_text(*, allowed: bool, language: Language) -> str:
    """Say, after a space, that an answer may be none of the choices on purpose; nothing where no choice allows it."""
    return f" {_OWN_WORDS.of(language)}" if allowed else ""


def system_reason(error: OSError) -> dict[str, str]:
    """Return the details of a finding about an error of the system; `message` says them in the reader's language."""
    return {SYSTEM_ERROR: errno.errorcode.get(error.errno or 0, type(error).__name__)}


def reason_text(name: str, language: Language) -> str:
    """Say an error of the system, given its name."""
    return _REASONS.get(name, _OTHER_REASON).of(language).format(name=name)


def expected_text(name: str, language: Language) -> str:
    """Say what a setting expects, given its name in `_EXPECTED`; anything else is a list of values, and stays."""
    return _EXPECTED[name].of(language) if name in _EXPECTED else name


def costs_text(name: str, language: Language) -> str:
    """Say what a fault costs, given its name in `_COSTS`; nothing where there is none."""
    return _COSTS[name].of(language) if name in _COSTS else ""


def log_text(log: object, language: Language) -> str:
    """Say where the log is; where it could be written nowhere, it was shown."""
    return str(log) or _LOG_IN_TEXT.of(language)
