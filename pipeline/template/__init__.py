"""The merge engine: a Word template is compiled once, and makes as many reports as wanted. Usable by itself.

`compile_template(path, names)` gives a `CompiledTemplate`, or raises `BrokenTemplate` with every mistake and its place;
its `render(values, properties)` gives the bytes of a report, or raises `NotMade`. Nothing in it knows of workbooks,
layouts or findings. The language of templates is in `docs/reference/template-language.md`.
"""

from pipeline.render.compiled_template import CompiledTemplate
from pipeline.render.mistakes import BrokenTemplate, NotMade, Spot, TemplateMistake
from pipeline.render.templated_part import CompiledLine
from pipeline.template.compile import compile_line, compile_template

__all__ = [
    "BrokenTemplate",
    "CompiledLine",
    "CompiledTemplate",
    "NotMade",
    "Spot",
    "TemplateMistake",
    "compile_line",
    "compile_template",
]
