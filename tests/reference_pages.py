"""The pages of docs/reference that are made from the code, so that they can't drift from it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import click
from bounds import TABLE
from conftest import PROJECT
from pydantic import BaseModel

from pipeline.answers.types.registry import TYPES
from pipeline.cli.commands import cli
from pipeline.cli.exit_codes import EXIT_CODES, ExitCode
from pipeline.cli.localized_help import LocalizedCommand, LocalizedOption
from pipeline.layout.schema import LayoutSettings, QuestionSettings
from pipeline.messages import CATALOGUE, LANGUAGES, PARTS, SEVERITY_NAMES, Entry, fix, message
from pipeline.model import TEMPLATE_NAMES, Layout
from pipeline.render.filters import FILTERS
from pipeline.render.sandbox import NOT_ALLOWED_FILTERS, NOT_ALLOWED_STATEMENTS, environment_for
from pipeline.render.writer import LONGEST, MOST_STEPS, MOST_TEXT

GENERATED = "<!-- Made from the code: change the code, then run `pytest --renew`. -->\n"


def findings_page() -> str:
    """Return the page of every code that Binding can tell."""
    assert sum(map(len, PARTS.values())) == len(CATALOGUE)
    lines = [
        "# Findings",
        "",
        GENERATED,
        "Alles wat Binding kan zeggen, in het Nederlands (nl), het Engels (en) en het Frans (fr). Zoek met Ctrl+F op het "
        "woord dat tussen vierkante haken bij een melding staat. Na het pijltje staat hoe je het verbetert.",
        "",
        "Everything that Binding can tell you, by its code, as it says it in Dutch, English and French. An *error* has to be "
        "mended: the command ends with exit code 1. A *warning* was used all the same, but look at it. A *note* only "
        "tells. What stops a run (the last part) ends it with exit code 3, 4 or 130 before anything more is written.",
        "",
        "Tout ce que Binding peut vous dire, en néerlandais (nl), en anglais (en) et en français (fr). Cherchez avec Ctrl+F "
        "le mot qui figure entre crochets à côté d’un message. Après la flèche figure comment le corriger.",
    ]
    for title, entries in PARTS.items():
        lines += ["", f"## {title}"]
        for entry in entries:
            lines += ["", *_entry(entry)]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"### {entry.code}"
    yield ""
    severities = (SEVERITY_NAMES[entry.severity].of(language) for language in LANGUAGES)
    yield f"*{' / '.join(severities)}* · `{entry.example.place}`"
    yield ""
    for language in LANGUAGES:
        yield f"- {language}: {message(entry.example, language)} → {fix(entry.example, language)}"


def command_line_page() -> str:
    """Return the page of every command, option and exit code."""
    lines = [
        "# The command line",
        "",
        GENERATED,
        "`binding`, or `python -m pipeline`. Every command has `--help`, in Dutch unless `--lang` or `BINDING_LANG` says "
        f"otherwise: {', '.join(f'`{language}`' for language in LANGUAGES)}.",
    ]
    assert isinstance(cli, click.Group)
    context = click.Context(cli, info_name="binding")
    context.obj = "en"
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert isinstance(command, LocalizedCommand)
        inner = click.Context(command, info_name=name, parent=context)
        lines += ["", f"## binding {name}", "", f"`binding {name} {' '.join(command.collect_usage_pieces(inner))}`", ""]
        lines += [*command.text.text.split("\n"), "", "| option | meaning |", "|---|---|"]
        lines += [f"| {_cell(names)} | {_cell(words)} |" for names, words in _options(command, inner)]
    lines += ["", "## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {int(code)} | {EXIT_CODES[code].text} |" for code in ExitCode]
    return "\n".join(lines) + "\n"


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for param in command.get_params(context):
        record = param.get_help_record(context) if isinstance(param, LocalizedOption) else None
        if record:
            yield f"`{record[0]}`", record[1]


_MORE_BOUNDS = (
    "read.worker_process:SECONDS",
    "read.worker_process:MEMORY",
    "run.budget:_SECONDS_A_CELL",
    "run.budget:_SECONDS_AT_MOST",
    "run.budget:_SECONDS_TOGETHER",
    "run.budget:_SECONDS_AT_LEAST",
    "render.writer:LONGEST",
)
"""Bounds whose tests are elsewhere than in `bounds.py`."""


def bounds_page() -> str:
    """Return the page of the bounds on what comes in, with what the code says of each."""
    lines = [
        "# Bounds",
        "",
        GENERATED,
        "What one file, one template and one run may cost. Each bound is a constant of the code, or a setting of",
        "`layout.toml`; a test holds it at its very value.",
        "",
        "| bound | value | what it bounds |",
        "|---|---|---|",
    ]
    for name in sorted({*TABLE, *_MORE_BOUNDS}):
        module, _, constant = name.partition(":")
        described = _described(module, constant)
        if described:
            value = getattr(import_module(f"pipeline.{module}"), constant)
            lines.append(f"| `{module}.{constant.strip('_')}` | {value:,} | {_cell(described)} |")
    for setting in ("most_submissions", "most_initiatives"):
        field = LayoutSettings.model_fields[setting]
        lines.append(f"| `{setting}` in `layout.toml` | {field.default:,} | {_cell(field.description or '')} |")
    return "\n".join(lines) + "\n"


def _described(module: str, constant: str) -> str:
    """Return what the code says below a constant; empty where it says nothing."""
    path = PROJECT / "pipeline" / module.replace(".", "/")
    file = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    statements = ast.parse(file.read_text(encoding="utf-8")).body
    for statement, following in pairwise(statements):
        named = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        is_assigned = isinstance(statement, ast.Assign | ast.AnnAssign) and constant in named
        if is_assigned and isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            return str(following.value.value).partition("\n\n")[0].replace("\n", " ")
    return ""


def modules_page() -> str:
    """Return the page that names every module, with what its first line says of it."""
    lines = ["# Modules", "", GENERATED, "Every file of the package, with the first line of what it says of itself."]
    package = PROJECT / "pipeline"
    folders = sorted({module.parent for module in package.rglob("*.py")})
    for folder in folders:
        name = folder.relative_to(PROJECT).as_posix()
        lines += [
            "",
            f"## `{name}/`",
            "",
            _first_line(folder / "__init__.py"),
            "",
            "| file | what it is |",
            "|---|---|",
        ]
        modules = (module for module in sorted(folder.glob("*.py")) if module.name != "__init__.py")
        lines += [f"| `{module.name}` | {_cell(_first_line(module))} |" for module in modules]
    return "\n".join(lines) + "\n"


def _first_line(module: Path) -> str:
    described = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert described, f"{module} says nothing of itself"
    return described.partition("\n\n")[0].replace("\n", " ")


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def layout_file_page() -> str:
    """Return the page of every setting of layout.toml."""
    lines = [
        "# The layout file",
        "",
        GENERATED,
        "A layout is a folder in `templates/` with a `layout.toml` and a Word template. `layout.toml` holds every text, "
        "question and setting of a worksheet; it is plain text, to be changed in any editor. What is wrong in it is told "
        "by `binding check` and every run, all at once, before anything is written.",
        "",
        "## `[layout]`",
        "",
        *_settings(LayoutSettings),
        "",
        "## `[texts]`",
        "",
        'What the template shows besides questions: a name and a text (`page = "Pagina"`), or a name and a list of texts. '
        "The template shows them as `{{ texts.page }}`. Two names mean something by themselves: `questions_title` stands above the "
        "questions of a form, and `nameless` is what a report calls a respondent without a name.",
        "",
        "## `[[questions]]`",
        "",
        "One for each question, in the order in which the report shows them.",
        "",
        *_settings(QuestionSettings),
        "",
        "## Types of questions",
        "",
        "| type | what it asks | in XLSForm |",
        "|---|---|---|",
        *(f"| `{name}` | {_cell(kind.meaning)} | `{kind.xlsform}` |" for name, kind in TYPES.items()),
    ]
    return "\n".join(lines) + "\n"


def _settings(model: type[BaseModel]) -> Iterator[str]:
    yield "| setting | must be there | unless said otherwise | meaning |"
    yield "|---|---|---|---|"
    for name, field in model.model_fields.items():
        default = "" if field.is_required() or field.default in (None, "", ()) else f"`{field.default}`"
        yield f"| `{name}` | {'yes' if field.is_required() else ''} | {default} | {_cell(field.description or '')} |"


_ANSWERS = (
    "## Answers",
    "",
    "An answer has the type of its question, whatever was answered and however many answered. What a tag asks of it is "
    "asked of each answer: what holds for all of them holds. What they agree on is shown once; where they differ, each "
    "is shown with the name of who gave it.",
    "",
    "| type of question | shown, and as text | holds in `if` | is equal to | besides |",
    "|---|---|---|---|---|",
    "| `text`, `long_text`, `email`, `url`, `phone`, `postcode`, `enterprise_number` | as typed | where anything was "
    "answered | the same text, letter for letter; a number that is written so | all that texts can; `in` looks for a part |",
    "| `choice` | the choice | where anything was answered | the choice, in capitals or not | as a text |",
    "| `choices`, `list` | a list; within a line with commas | where anything was answered | a list of the same items in "
    "any order; a text that is the only item, or all of them as shown | `in` asks whether anybody gave that whole item, in "
    "capitals or not; loops, `first`, `length` and `join` go over the items of all, each once |",
    "| `number`, `integer`, `percentage`, `scale` | with a decimal comma | where answered, and not nought | a number; a text "
    'that shows it (`aantal == "5"`) | `<` and `>`, also with a text that is a number; calculates exactly; `sum` leaves out '
    "what nobody gave |",
    "| `date` | with the month in words | where answered | a text that shows it, or has it in numbers (`dag == "
    '"15/03/2026"`) | `<` and `>`, also with a day in numbers; `-` gives the days between; `.year`, `.month`, `.day`, '
    "`.strftime(…)` |",
    "| `yes_no` | ja or nee | for yes | `true` and `false`; the word for it, in any language; no number | |",
    "",
    'What nobody answered shows nothing, does not hold, is equal to `""` and to `none`, is neither less nor more than '
    "anything, and nothing comes out of calculating with it.",
    "",
    "Sometimes there is no right outcome: respondents differ on what a tag asks of one answer, an answer could not be read as "
    "the type of its question (it is shown as typed), a number such as 1.234 may be two, or an answer that is divided by is "
    "nought. Then that report is not made and [the run says at which tag](findings.md#report-unfit-answers). `binding layout "
    "check` tries a template where nobody, one, several who agree and several who differ answered, and in every branch, and "
    "notes where respondents who differ will have no report.",
)


def template_page(layout: Layout) -> str:
    """Return the page of the tags and names that a Word template can use."""
    sandbox = environment_for(layout.language)
    own = {name for names in FILTERS for name in names.split(", ")}
    jinjas = sorted(name for name in sandbox.filters if not name.startswith("_") and name not in own)
    lines = [
        "# The template language",
        "",
        GENERATED,
        "The Word file of a layout, written in Word. Tags in it are replaced by answers and texts; everything else, styles "
        "above all, is yours to change. Every mistake in a tag is told before any report is written, with its place in "
        "Word: `binding layout check`. In Dutch, step by step: [een sjabloon schrijven](../how-to/write-a-template.md).",
        "",
        "The language is that of [Jinja](https://jinja.palletsprojects.com/), in the dialect that docxtpl made common. Tags "
        "work in the text, tables, headers, footers, footnotes, endnotes, comments, text boxes, content controls, links, "
        "alternative texts and document properties, and on one line in charts, SmartArt, shapes, watermarks, equations and "
        "the workbook behind a chart. No tag is left in a report: where none can be filled in, in a formula, a number of a "
        "chart or an address, the template is refused, and `layout check` says where.",
        "",
        "## Tags",
        "",
        "| tag | what it does |",
        "|---|---|",
        "| `{{ gemeente }}` | Shows a value, in the formatting of the tag's first character. With a paragraph to itself it "
        "becomes as many paragraphs as the answer has. |",
        "| `{% if answered %} … {% elif several %} … {% else %} … {% endif %}` | Shows what stands between only where it holds. |",
        "| `{% for one in questions %} … {% else %} … {% endfor %}` | Repeats what stands between; after `else` what to show "
        "where there is none. `loop.index`, `loop.first`, `loop.last` and `loop.length` tell where it is. |",
        "| `{% set x = … %}`, `{% with x = … %}`, `{% macro x(y) %}`, `{% call %}` | As in Jinja. |",
        "| `{%p … %}`, `{{p … }}` | Stands for its whole paragraph, which is left out of the report, or becomes the value. |",
        "| `{%tr … %}`, `{%tc … %}` | As `{%p … %}`, for a row or a cell of a table. |",
        "| `{%r … %}`, `{{r … }}` | As `{% … %}` and `{{ … }}`. |",
        "| `{%- … -%}` | Drops the blanks before and after it; at the border of a paragraph it joins the two. |",
        "| `{% cellbg colour %}`, `{% colspan number %}` | The colour of a cell, and how many columns it spans; in a condition only where that holds. |",
        "| `{% vm %}`, `{% hm %}` | In a loop over rows or cells: one cell for all of them. |",
        "| `{# … #}`, `{#p … #}` | A remark: left out of the report. |",
        "| `{% raw %} … {% endraw %}` | What stands between is no tag. |",
        "| `{_{ naam }_}`, `{_% if %_}` | Shows the marks of a tag themselves: {{ naam }}, {% if %}. |",
        "",
        "A statement (`{% … %}`) that has a paragraph to itself stands for that paragraph where all the tags of its block do.",
        "",
        "## Filters",
        "",
        "| example | what it gives |",
        "|---|---|",
        *(f"| `{_cell(example)}` | {_cell(words)} |" for example, words in FILTERS.values()),
        "",
        f"And these of Jinja: {', '.join(f'`{name}`' for name in jinjas)}.",
        "",
        "Not there, for they would let markup, other files or chance into a report: the filters "
        f"{', '.join(f'`{name}`' for name in sorted(NOT_ALLOWED_FILTERS))}, the statements "
        f"{', '.join(f'`{name}`' for name in sorted(NOT_ALLOWED_STATEMENTS))}, and names that begin with an underscore. "
        "`filter` would work on Word's own markup, not on the text; `block` is for templates that `extends` another.",
        "",
        "## Values",
        "",
        "A blank line in an answer begins a new paragraph; one line end is a line break. Lines that begin with a dash or a "
        "bullet and a blank become a list in the template's style “List Bullet”, lines that begin with `1.` or `1)` one in "
        "“List Number”, with their own numbers. Bold, italics, underlining and links of a cell stay, and web and mail "
        "addresses become links. Dates, numbers, yes and no are written in the language of the layout. An answer is always "
        "shown as text: a tag, markup or a formula in it does nothing. Characters that Word's files can't hold, such as NUL, "
        "are left out; a run tells in which answer they stood.",
        "",
        *_ANSWERS,
        "",
        "## Fields of Word",
        "",
        "What Word keeps of a field that follows from the document is never read: a tag of a heading in it does nothing. "
        "Each report has the fields worked out anew: tables of contents and of captions (links to what was rendered), `SEQ`, "
        "`REF` and `STYLEREF`, `IF`, `TITLE`, `AUTHOR`, `DOCPROPERTY` and their like. Page numbers in them are left empty: "
        "only Word knows them (Ctrl+A, F9). A field that can't be worked out stays as it is in the template; `layout check` "
        "tells both. Word asks nothing when it opens a report.",
        "",
        'In the code of a field a tag can stand in the address of a link, `HYPERLINK "https://gent.be/{{ naam }}"`, where '
        "its value is part of the address and nothing else (what leads nowhere becomes plain text), and in a comparison, "
        '`IF "{{ soort }}" = "x" "ja" "nee"`, of which only the outcome is in the report. Everywhere else in a code it is '
        "refused.",
        "",
        "## Bounds",
        "",
        f"One report may go round {MOST_STEPS:,} times in loops, hold {MOST_TEXT // 1024 // 1024} million characters, and "
        f"take {LONGEST:.0f} seconds. More is told as a mistake in the template.",
        "",
        "## Other than docxtpl, on purpose",
        "",
        "- A name that no value has is a mistake, told before anything is written, unless `default` or `is defined` speaks of it.",
        "- Values are escaped always; there is no RichText, no Listing and no subdocument: a value knows what it looks like.",
        "- A blank line in a value begins a paragraph; a list in it is a real list.",
        "- A statement alone in its paragraph leaves no empty paragraph behind.",
        "- `{{- … -}}` trims blanks whatever run they are in; `{%p … %}` may have a no-break space after its letter.",
        "- Text beside `{%p … %}`, `{%tr … %}` or `{%tc … %}` is told, not dropped; so are tabs, symbols, notes, equations, fields and content controls. Breaks of a page or a column, bookmarks, comments, permissions and the end of a field are kept in their place.",
        "- A tag in tracked, moved or linked text, a smart tag or a content control works as if that were not there; a deleted tag is gone.",
        "- A bookmark or a comment with one end in a block, and the other outside, holds the whole block. A field that does is told.",
        "- In a loop over columns the other columns keep their width; a table of more than 63 columns, which Word can't open, is told.",
        "- Two tables between which a report has nothing left stay two; a cell over several rows is shown with the first of these that is in the report; a section keeps the header that it had from one that is left out.",
        "- Yes and no are written in the layout's language, and nothing is written for an empty value.",
        "- A field of a value (`d.items`) goes before a method of that name.",
        "- A number has the decimal mark of the layout's language wherever it becomes text, days are written in words, and "
        "a half is rounded up by `number` and `percent`: a report is for people, who have to read the same everywhere.",
        "- Numbers with decimals calculate exactly (0.1 + 0.2 is 0.3), and a number of the template is equal to a text "
        "that shows it (`postcode == 9000`) and never to yes: what is compared is what people read.",
        "- A list is written as its items, with commas: nobody reads Python's brackets.",
        "- É is sorted by E, numbers by size and days by date, also where they stand among texts.",
        "- The first of nothing is nothing, and so is all that is asked of it, in docxtpl only as long as nothing is.",
        "- `format`, `encode` and the methods that change a value are told: they would reach into values, or make what is "
        "no text. `strftime` writes months in the layout's language.",
        "- `\\a` and `\\f` in a value are left out and begin no paragraph and no page: an answer does not decide on that.",
        "",
        "## By itself, from Python",
        "",
        "The engine can be used without the rest of Binding: [the engine, from Python](engine.md).",
        "",
        "## Names",
        "",
        "| name | what it is |",
        "|---|---|",
        *(f"| `{name}` | {words} |" for name, words in TEMPLATE_NAMES.items()),
        "",
        f"And every question by its own name; in the layout {layout.title}:",
        "",
        "| name | question |",
        "|---|---|",
        *(f"| `{question.name}` | {question.label} |" for question in layout.questions),
    ]
    return "\n".join(lines) + "\n"
