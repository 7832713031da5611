"""The merge engine: a Word template is compiled once, and makes as many reports as wanted. Usable by itself.

`compile_template(path, names)` gives a `CompiledTemplate`, or raises `BrokenTemplateError` with every mistake and its
place; its `render(values, properties)` gives the bytes of a report, or raises `RenderError`. Nothing in it knows of
workbooks, layouts or findings. The engine: `docs/reference/engine.md`; its language: `template-language.md`.
"""

from pipeline.render.compiled_template import CompiledTemplate
from pipeline.render.mistakes import BrokenTemplateError, RenderError, TemplateLocation, TemplateMistake
from pipeline.render.templated_part import CompiledLine
from pipeline.template.compile import compile_line, compile_template
from pipeline.template.name_check import Names, Shape

__all__ = [
    "BrokenTemplateError",
    "CompiledLine",
    "CompiledTemplate",
    "Names",
    "RenderError",
    "Shape",
    "TemplateLocation",
    "TemplateMistake",
    "compile_line",
    "compile_template",
]
