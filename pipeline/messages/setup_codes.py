"""What stops a whole run: folders, layouts, templates, and what happens to the run itself."""

from __future__ import annotations

from pipeline.messages.entry import Entry
from pipeline.messages.field_texts import SYSTEM_ERROR
from pipeline.model import Finding, Place, Severity

_LAYOUT = Place("templates/binding/layout.toml")

SETUP_CODES = (
    Entry(
        "inputs-missing",
        Severity.ERROR,
        heading="The folder of answers is not there.",
        fix="Make it, or name it with --inputs. Are you in the right folder?",
        example=Finding("inputs-missing", Place("inputs")),
    ),
    Entry(
        "inputs-not-a-folder",
        Severity.ERROR,
        heading="This is a file, not a folder.",
        fix="Put the file into a folder, and name that folder with --inputs.",
        example=Finding("inputs-not-a-folder", Place("enquete.xlsx")),
    ),
    Entry(
        "only-finds-nothing",
        Severity.ERROR,
        heading="No initiative has “{value}” in its name.",
        consequence="No report was made.",
        fix="Check the spelling at --only.",
        example=Finding("only-finds-nothing", Place("inputs"), value="Dans me", suggestion="Dans mee!"),
    ),
    Entry(
        "path-missing",
        Severity.ERROR,
        heading="This file or folder is not there.",
        fix="Check whether the name is right.",
        example=Finding("path-missing", Place("antwoorden/enquete.xlsx")),
    ),
    Entry(
        "templates-missing",
        Severity.ERROR,
        heading="There is no layout in this folder.",
        fix="Name with --templates the folder that holds the folders with a layout.toml. Are you in the right folder?",
        example=Finding("templates-missing", Place("templates")),
    ),
    Entry(
        "layout-not-found",
        Severity.ERROR,
        heading="There is no layout called “{value}”.",
        fix="Choose from: {layouts}.",
        example=Finding(
            "layout-not-found",
            Place("templates"),
            value="bindng",
            suggestion="binding",
            details={"layouts": "binding"},
        ),
    ),
    Entry(
        "layout-which",
        Severity.ERROR,
        heading="There is more than one layout: {layouts}.",
        fix="Add its name, as in “binding form {first}”.",
        example=Finding(
            "layout-which", Place("templates"), details={"layouts": "beleving, binding", "first": "beleving"}
        ),
    ),
    Entry(
        "layout-not-toml",
        Severity.ERROR,
        heading="This file can't be read as TOML: at line {line}, column {column} something is wrong with “{value}”.",
        fix="Look there and just before for quotes, square brackets and equals signs, and for a setting that is there twice.",
        example=Finding("layout-not-toml", _LAYOUT, value="title = Binding", details={"line": "12", "column": "9"}),
    ),
    Entry(
        "layout-not-utf8",
        Severity.ERROR,
        heading="This file was not saved as UTF-8: at line {line}, column {column} a letter can't be read.",
        fix="Open it in Notepad, choose “Save as” and there, at Encoding, UTF-8.",
        example=Finding(
            "layout-not-utf8", _LAYOUT, value='label = "Co�rdinator"', details={"line": "12", "column": "12"}
        ),
    ),
    Entry(
        "layout-key-unknown",
        Severity.ERROR,
        heading="“{key}” is not a setting.",
        fix="Remove it, or check its spelling.",
        example=Finding(
            "layout-key-unknown", _LAYOUT, suggestion="label", details={"key": "questions › 3 (gemeente) › labl"}
        ),
    ),
    Entry(
        "layout-key-missing",
        Severity.ERROR,
        heading="“{key}” is missing.",
        fix="Add it to layout.toml.",
        example=Finding("layout-key-missing", _LAYOUT, details={"key": "layout › title"}),
    ),
    Entry(
        "layout-value-wrong",
        Severity.ERROR,
        heading="“{key}” has a value that can't be: {value}.",
        fix="Expected: {expected}.",
        example=Finding(
            "layout-value-wrong",
            _LAYOUT,
            value="tekst",
            details={"key": "questions › 3 (gemeente) › type", "expected": "text, long_text, list"},
        ),
    ),
    Entry(
        "layout-expression",
        Severity.ERROR,
        heading="“{key}” is not a valid condition: {value}.",
        consequence="It goes wrong at character {position} ({words}).",
        fix="Mend it in layout.toml. What can be used is told at constraint in the page about the layout.",
        example=Finding(
            "layout-expression",
            _LAYOUT,
            value=". > = 3",
            details={"key": "questions › 3 (deelnemers) › constraint", "position": "5", "words": "="},
        ),
    ),
    Entry(
        "layout-expression-name",
        Severity.ERROR,
        heading="“{key}” speaks of “{value}”, and no question is called so.",
        fix="Check its spelling in layout.toml.",
        example=Finding(
            "layout-expression-name",
            _LAYOUT,
            value="deelnmers",
            suggestion="deelnemers",
            details={"key": "questions › 3 (gemeente) › constraint"},
        ),
    ),
    Entry(
        "layout-expression-choice",
        Severity.ERROR,
        heading="“{key}” speaks of the option “{value}”, and the question “{asked}” has no such option.",
        consequence="It would never be chosen.",
        fix="Check its spelling in layout.toml.",
        example=Finding(
            "layout-expression-choice",
            _LAYOUT,
            value="sprot",
            suggestion="sport",
            details={"key": "questions › 3 (gemeente) › relevant", "asked": "sector"},
        ),
    ),
    Entry(
        "layout-setting-unused",
        Severity.ERROR,
        heading="“{key}” means nothing for a question of the type {type}.",
        consequence="No answer would be held to it.",
        fix="Remove it from layout.toml, or choose a type that has it: {types}.",
        example=Finding(
            "layout-setting-unused",
            _LAYOUT,
            details={
                "key": "questions › 3 (deelnemers) › minimum",
                "type": "long_text",
                "types": "number, integer, percentage, scale",
            },
        ),
    ),
    Entry(
        "layout-choice-twice",
        Severity.ERROR,
        heading="Two options at “{key}” are the same but for capitals, accents or blanks: {value}.",
        consequence="An answer could not tell them apart.",
        fix="Remove one of them from layout.toml, or call it otherwise.",
        example=Finding(
            "layout-choice-twice",
            _LAYOUT,
            value="Sport / sport",
            details={"key": "questions › 3 (sector) › choices"},
        ),
    ),
    Entry(
        "layout-question-twice",
        Severity.ERROR,
        heading="Two questions share a name or header: “{value}” ({names}).",
        fix="Give each question its own name, label and aliases.",
        example=Finding("layout-question-twice", _LAYOUT, value="E-mail", details={"names": "contact, e_mail"}),
    ),
    Entry(
        "layout-twice",
        Severity.ERROR,
        heading="Two folders have a layout called “{value}”.",
        fix="Give each layout its own name.",
        example=Finding("layout-twice", _LAYOUT, value="binding"),
    ),
    Entry(
        "layout-role",
        Severity.ERROR,
        heading='role = "{role}" stands with {count} questions{names}.',
        consequence="It should stand with {expected} question.",
        fix='Put role = "{role}" with one question.',
        example=Finding(
            "layout-role",
            _LAYOUT,
            details={"count": "2", "role": "initiative", "expected": "exactly_one", "names": ": initiatief, naam"},
        ),
    ),
    Entry(
        "file-name-wrong",
        Severity.ERROR,
        heading="At file_name, something is wrong: {value}.",
        fix="Mend “file_name” in layout.toml. Tags stand there as in the template: {{{{ initiatief }}}}.",
        example=Finding("file-name-wrong", _LAYOUT, value="{{ initiatif }}", suggestion="initiatief"),
    ),
    Entry(
        "outputs-busy",
        Severity.ERROR,
        heading="Another run is already writing reports into this folder.",
        fix="Wait until it is done, and try again.",
        example=Finding("outputs-busy", Place("outputs")),
    ),
    Entry(
        "folder-not-writable",
        Severity.ERROR,
        heading="This folder can't be written to: {reason}.",
        fix="Check whether you can put a file there yourself, or choose another folder.",
        example=Finding("folder-not-writable", Place("outputs"), details={SYSTEM_ERROR: "EACCES"}),
    ),
    Entry(
        "disk-full",
        Severity.ERROR,
        heading="The disk is full.",
        consequence="What was already written is whole; the other reports are as they were.",
        fix="Make room, and run again.",
        example=Finding("disk-full", Place("outputs")),
    ),
    Entry(
        "form-exists",
        Severity.ERROR,
        heading="This file is there already.",
        consequence="It may be filled in, so it was not replaced.",
        fix="Rename or move it, or choose another folder with --to.",
        example=Finding("form-exists", Place("Binding - formulier.xlsx")),
    ),
    Entry(
        "copies-among-inputs",
        Severity.ERROR,
        heading="This folder holds the answers themselves.",
        consequence="Copies with marked cells may not come among them.",
        fix="Choose another folder with --annotate.",
        example=Finding("copies-among-inputs", Place("inputs")),
    ),
    Entry(
        "copies-not-a-folder",
        Severity.ERROR,
        heading="This is a file, not a folder.",
        fix="Choose a folder with --annotate.",
        example=Finding("copies-not-a-folder", Place("enquete.xlsx")),
    ),
    Entry(
        "copy-exists",
        Severity.ERROR,
        heading="There is another file here already.",
        consequence="It may have been mended already, so it was not replaced.",
        fix="Move or delete it, or choose another folder with --annotate.",
        example=Finding("copy-exists", Place("na te kijken/enquete.xlsx")),
    ),
    Entry(
        "interrupted",
        Severity.ERROR,
        heading="Interrupted.",
        consequence="What was already written is whole; the next run makes the rest.",
        fix="Run again.",
        example=Finding("interrupted", Place("outputs")),
    ),
    Entry(
        "fault",
        Severity.ERROR,
        heading="Something went wrong in Binding itself.",
        consequence="{costs_named} Your files are not damaged.",
        fix="Run again. Does it happen again? Then send us this log: {log_named}",
        example=Finding("fault", Place("enquete.xlsx"), details={"log": "binding.log", "costs": "workbook"}),
    ),
)
