"""The merge engine: a Word template is compiled once, and makes as many reports as wanted. Usable by itself."""

from pipeline.merge.compile import compile_line, compile_template
from pipeline.merge.mistakes import BrokenTemplate, NotMade, Spot, TemplateMistake
from pipeline.merge.stamp import CompiledTemplate

__all__ = [
    "BrokenTemplate",
    "CompiledTemplate",
    "NotMade",
    "Spot",
    "TemplateMistake",
    "compile_line",
    "compile_template",
]
