"""The page docs/reference/engine.md: the engine from Python, made from its signatures and docstrings."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import get_args

from pipeline import template
from pipeline.render.mistakes import WARNINGS, Code

ENGINE_EXAMPLE = """from pathlib import Path

from pipeline.template import BrokenTemplateError, RenderError, compile_template

try:
    template = compile_template(Path("brief.docx"), {"naam", "vragen"}, language="nl-BE")
except BrokenTemplateError as error:
    for mistake in error.mistakes:
        print(mistake.location, mistake.tag, mistake.code, mistake.suggestion)
    raise

for name in ("An", "Jef"):
    try:
        report = template.render({"naam": name, "vragen": ["een", "twee"]}, {"title": f"Brief aan {name}"})
    except RenderError as error:
        print(error.mistake.location, error.mistake.tag, error.mistake.code)
    else:
        Path(f"brief aan {name}.docx").write_bytes(report)
"""
"""How the engine is used without the rest of Binding; a test runs it."""
BEFORE = """from docxtpl import DocxTemplate

for name in ("An", "Jef"):
    template = DocxTemplate("brief.docx")
    template.render({"naam": name, "vragen": ["een", "twee"]})
    template.save(f"brief aan {name}.docx")
"""
"""The same with docxtpl; the same test runs it."""
_PUBLIC = (
    "compile_template", "CompiledTemplate", "compile_line", "CompiledLine", "BrokenTemplateError", "RenderError",
    "TemplateMistake", "TemplateLocation",
)  # fmt: skip
_ALIASES = {
    "Names": "The names that values will have: a set of names; or a mapping, from which fields are known too.",
    "Shape": "What a value will be: a dict is its fields by name, a tuple of one is a list of such values, None is anything.",
}
_DIFFERENCES = (
    ("`DocxTemplate(path)`, once for each document", "`compile_template(path, names)`, once; then `render` for each"),
    ("`template.render(context)`, then `template.save(path)`", "`template.render(values)` returns the bytes"),
    ("`autoescape=True`", "always: a value is text, never markup"),
    ("`RichText`, `Listing`", "a text: a blank line begins a paragraph, lines with a dash become a list"),
    ("`InlineImage(template, path, width=…)`", 'in the template: `{{ "logo.png"\\|image(width="4 cm", alt="…") }}`'),
    ("`get_undeclared_template_variables()`", "`template.used`; with `names`, an unknown name is a mistake"),
    ("`get_docx()`, python-docx on the template", "the bytes of a report open in python-docx"),
    (
        "`jinja_env` with filters of your own",
        "none: the filters are those of [the language](template-language.md#filters)",
    ),
    ("`Subdoc`", "none: a value is no document"),
    ("an undefined name is shown as nothing", "it is a mistake, unless `default` or `is defined` speaks of it"),
    ("errors of Jinja, somewhere in the XML", "every mistake at once, each with its place in Word and what was meant"),
)


def engine_page(head: str) -> str:
    """Return the page; `head` is the remark of pages that are made from the code."""
    lines = [
        "# The engine, from Python",
        "",
        head,
        "The part of Binding that merges values into a Word template can be used by itself: `pipeline.template` compiles a "
        "template, and what it returns renders reports. It knows nothing of workbooks, layouts or findings, writes no file, "
        "and is typed. What a template can say: [the template language](template-language.md).",
        "",
        "## An example",
        "",
        '`brief.docx` is a Word file in which somebody typed `Dag {{ naam }}: {{ vragen|join(", ") }}`.',
        "",
        "```python",
        *ENGINE_EXAMPLE.splitlines(),
        "```",
        "",
        "With docxtpl, the same is:",
        "",
        "```python",
        *BEFORE.splitlines(),
        "```",
        "",
        "## From docxtpl",
        "",
        "Templates written for docxtpl can be used as they are, but for [what differs on purpose]"
        "(template-language.md#other-than-docxtpl-on-purpose). In Python:",
        "",
        "| docxtpl | the engine |",
        "|---|---|",
        *(f"| {before} | {after} |" for before, after in _DIFFERENCES),
        "",
        "## In other processes",
        "",
        "A `CompiledTemplate`, a `CompiledLine` and both exceptions can be pickled, so that any executor can render: "
        "`pool.submit(template.render, values)`. A compiled template crosses as its text and is compiled again there; send it "
        "once to each process, or compile there.",
        "",
        "## What there is",
        "",
        "All of it is imported from `pipeline.template`.",
    ]
    for name in _PUBLIC:
        lines += ["", *_described(name)]
    for name, words in _ALIASES.items():
        lines += ["", f"### {name}", "", words]
    codes = ", ".join(f"[`{code}`](findings.md#{code})" for code in get_args(Code))
    warnings = ", ".join(f"`{code}`" for code in sorted(WARNINGS))
    lines += ["", "### Codes of mistakes", "", f"{codes}. Warnings, which do not keep a template from use: {warnings}."]
    assert sorted((*_PUBLIC, *_ALIASES)) == sorted(template.__all__)
    return "\n".join(lines) + "\n"


def _described(name: str) -> Iterator[str]:
    """Yield the heading, the signature and the docstring of a function or a class, and the members of a class."""
    node = _node(name)
    yield f"### {name}"
    yield ""
    if isinstance(node, ast.FunctionDef):
        yield from _code(f"{name}{_signature(node)}")
        yield ""
        yield _paragraphs(node)
        return
    yield _paragraphs(node)
    members = list(_members(node))
    if members:
        yield ""
        yield "| member | what it is |"
        yield "|---|---|"
        yield from members
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and _is_public_method(method):
            yield ""
            yield from _code(f"{name}.{method.name}{_signature(method)}")
            yield ""
            yield _paragraphs(method)


def _node(name: str) -> ast.FunctionDef | ast.ClassDef:
    """Return the definition of a public name, from the source of the module that defines it."""
    module = importlib.import_module(getattr(template, name).__module__)
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node
    raise AssertionError(name)


def _is_public_method(method: ast.FunctionDef) -> bool:
    return not method.name.startswith("_") and not method.decorator_list


def _signature(function: ast.FunctionDef) -> str:
    arguments = ast.unparse(function.args).removeprefix("self, ").removeprefix("self")
    arguments = re.sub(r"(?<=[\w\]])=(?=\S)", " = ", arguments)
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"({arguments}){returns}"


def _code(line: str) -> list[str]:
    return ["```python", *textwrap.wrap(line, 100, subsequent_indent="    ", break_long_words=False), "```"]


def _paragraphs(node: ast.FunctionDef | ast.ClassDef) -> str:
    text = ast.get_docstring(node)
    assert text, f"{node.name} says nothing of itself"
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _members(node: ast.ClassDef) -> Iterator[str]:
    """Yield a row for each field and property that says what it is, and for what an exception keeps."""
    for member, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            described = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
            words = " ".join(str(following.value.value).split()) if described else ""  # type: ignore[union-attr] # as above
            if words:
                type_ = ast.unparse(member.annotation).replace(" | ", " or ")
                yield f"| `{member.target.id}: {type_}` | {words} |"
        elif isinstance(member, ast.FunctionDef) and any(
            isinstance(decorator, ast.Name) and decorator.id == "property" for decorator in member.decorator_list
        ):
            yield f"| `{member.name}` | {_paragraphs(member)} |"
