"""The merge engine: a Word template is compiled once, and makes as many reports as wanted."""

from pipeline.merge.compile import BrokenTemplate, compile_line, compile_template
from pipeline.merge.source import TemplateMistake
from pipeline.merge.stamp import CompiledTemplate, NotMade

__all__ = ["BrokenTemplate", "CompiledTemplate", "NotMade", "TemplateMistake", "compile_line", "compile_template"]
