"""The dialect: Jinja2 in a sandbox, strict, bounded, and without what would let markup, files or chance in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes, pass_environment
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from pipeline.render.filters import user_filters
from pipeline.render.value_text import as_text
from pipeline.render.writer import TooMuch, Writer

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.compiler import Frame
    from jinja2.runtime import Context
    from markupsafe import Markup

# Private-use characters as Jinja's delimiters: no text of a template can be taken for a tag.
OPEN, CLOSE = "\ue000", "\ue001"
WRITER = "_writer"
"""What compiled tags call the `Writer` of the report."""
RUNS, BLOCK, ATTRIBUTE, PLAIN = "_runs", "_block", "_attribute", "_plain"
AGAIN, SAME, IMAGE = "_again", "_same", "_image"
"""Our own filters on the writer: what compiled tags become. Users can't name them, nor the writer itself."""

NOT_ALLOWED_FILTERS = frozenset({"safe", "xmlattr", "urlize", "tojson", "random", "attr", "pprint"})
"""Filters of Jinja that make markup, reach into objects, or give another answer every time."""
NOT_ALLOWED_STATEMENTS = frozenset({"include", "import", "from", "extends", "block", "autoescape", "filter"})
"""Statements of Jinja that read other files, or let markup in."""
_NOT_ALLOWED_GLOBALS = ("lipsum",)
_TEXT_METHODS = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdigit", "islower",
    "isnumeric", "isspace", "istitle", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
})  # fmt: skip
_LONGEST = 1_000_000
"""Characters or items that one operation may make."""
_WIDEST = 10_000
_WIDE_FORMAT = re.compile(r"\d{5,}|\*")
_MOST_BITS = 10_000


def environment_for(language: str) -> Sandbox:
    """Return the environment in which the templates of one language are compiled."""
    sandbox = Sandbox(
        block_start_string=f"{OPEN}%",
        block_end_string=f"%{CLOSE}",
        variable_start_string=f"{OPEN}=",
        variable_end_string=f"={CLOSE}",
        comment_start_string=f"{OPEN}#",
        comment_end_string=f"#{CLOSE}",
        keep_trailing_newline=True,
        autoescape=True,
        undefined=StrictUndefined,
    )
    for name in NOT_ALLOWED_FILTERS:
        del sandbox.filters[name]
    for name in _NOT_ALLOWED_GLOBALS:
        del sandbox.globals[name]
    sandbox.filters.update(user_filters(language))
    sandbox.filters.update(_bounded(sandbox.filters, language))
    sandbox.filters.update({RUNS: Writer.runs, BLOCK: Writer.block, ATTRIBUTE: Writer.attribute, PLAIN: Writer.plain})
    sandbox.filters.update({AGAIN: Writer.again, SAME: Writer.same})
    sandbox.filters.update({IMAGE: _image, _COUNTED: _counted, _JOINED: partial(_joined, language)})
    return sandbox


# --- What compiled tags call ----------------------------------------------------------------------

_COUNTED, _JOINED = "_counted", "_joined"


def _image(name: object, writer: Writer, width: object = None, height: object = None, *, alt: object = "") -> Markup:
    return writer.picture(str(name), width, height, alt)


def _counted(values: Iterable[object], writer: Writer, weight: int) -> Iterable[object]:
    """Return what a loop goes over, counted against the bounds of a report."""
    if isinstance(values, list | tuple | range | Mapping | str):
        writer.step(len(values) + 1, weight)
        return values
    return _counted_one_by_one(values, writer, weight)


def _counted_one_by_one(values: Iterable[object], writer: Writer, weight: int) -> Iterator[object]:
    for value in values:
        writer.step(1, weight)
        yield value


def _joined(language: str, values: tuple[object, ...]) -> str:
    texts = [str(_as_filtered(value, language)) for value in values]
    _bound(sum(map(len, texts)))
    return "".join(texts)


def _as_filtered(value: object, language: str) -> object:
    """Return what a filter works on: no text for no value, never the word None; ja or nee for yes or no."""
    return as_text(value, language) if value is None or isinstance(value, bool) else value


# --- The sandbox ----------------------------------------------------------------------------------


class _Generator(CodeGenerator):
    """Writes what our own filters return as it is: they have escaped it."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_ours(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_ours(node):
            super()._output_child_post(node, frame, finalize)


def _is_ours(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Filter) and node.name.startswith("_")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, with bounds on what one expression may make."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def compiled(self, source: str, name: str) -> Template:
        """Compile a source; `name` is what tracebacks call it. Raises TemplateSyntaxError."""
        tree = _Bounds().visit(self.parse(source))
        code = self.compile(tree, name, name)
        return self.template_class.from_code(self, code, dict(self.globals))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja
        """Return a field of a value. Our values are plain dicts, so their keys go before Python's own methods."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as Jinja
        """Calculate, within bounds."""
        if operator == "**":
            base = abs(left) if isinstance(left, int) else 1
            if isinstance(right, int) and base.bit_length() * abs(right) > _MOST_BITS:
                raise TooMuch
        elif operator == "*":
            lengths = [len(one) for one in (left, right) if isinstance(one, str | list | tuple)]
            times = [one for one in (left, right) if isinstance(one, int)]
            _bound(*(length * time for length in lengths for time in times))
            _bound_number(left, right)
        elif operator == "%" and isinstance(left, str):
            _bound_format(left)
        elif operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
            _bound(len(left) + len(right))
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - as Jinja
        """Call a macro, a loop or a method of a value, and count it."""
        writer = __context.get(WRITER)
        if isinstance(writer, Writer):
            writer.step()
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str) and getattr(__obj, "__name__", "") not in _TEXT_METHODS:
            raise SecurityError
        return super().call(__context, __obj, *args, **kwargs)


class _Bounds(NodeTransformer):
    """Counts every loop, and bounds what `~` makes."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - as Jinja
        """Let a loop go over what is counted."""
        self.generic_visit(node)
        weight = sum(len(text.data) for text in node.find_all(nodes.TemplateData))
        arguments: list[nodes.Expr] = [nodes.Name(WRITER, "load"), nodes.Const(weight)]
        counted = nodes.Filter(node.iter, _COUNTED, arguments, [], None, None, lineno=node.lineno)
        counted.environment = node.environment
        node.iter = counted
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802 - as Jinja
        """Let a picture know the report that it goes into."""
        self.generic_visit(node)
        if node.name == "image":
            node.name = IMAGE
            node.args.insert(0, nodes.Name(WRITER, "load"))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - as Jinja
        """Let `~` be joined within bounds."""
        self.generic_visit(node)
        joined = nodes.Filter(
            nodes.Tuple(node.nodes, "load", lineno=node.lineno), _JOINED, [], [], None, None, lineno=node.lineno
        )
        joined.set_environment(node.environment)  # type: ignore[arg-type] # a parsed node has one
        return joined


# --- Bounds ---------------------------------------------------------------------------------------


def _bound(*sizes: int) -> None:
    if any(size > _LONGEST for size in sizes):
        raise TooMuch


def _bound_number(left: object, right: object) -> None:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _MOST_BITS:
        raise TooMuch


def _bound_format(text: str) -> None:
    if _WIDE_FORMAT.search(text):
        raise TooMuch


def _bounded(filters: Mapping[str, Callable[..., Any]], language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters of Jinja that can make much of little, each with a bound, and those that would print None."""

    def narrow(name: str) -> Callable[..., Any]:
        own = filters[name]

        def filtered(value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
            numbers = [one for one in (*args, *kwargs.values()) if isinstance(one, int)]
            if any(abs(number) > _WIDEST for number in numbers):
                raise TooMuch
            return own(value, *args, **kwargs)

        return filtered

    def of_text(own: Callable[..., Any]) -> Callable[..., Any]:
        def filtered(value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the filter
            return own(_as_filtered(value, language), *args, **kwargs)

        return filtered

    def of_text_with_environment(own: Callable[..., Any]) -> Callable[..., Any]:
        @pass_environment
        def filtered(environment: Sandbox, value: object, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as above
            return own(environment, _as_filtered(value, language), *args, **kwargs)

        return filtered

    def replace(value: object, old: object, new: object, count: int | None = None) -> str:
        text, sought, put = (str(_as_filtered(one, language)) for one in (value, old, new))
        _bound(len(text) + text.count(sought) * len(put))
        return text.replace(sought, put, -1 if count is None else count)

    def format_(value: object, *args: object, **kwargs: object) -> str:
        text = str(_as_filtered(value, language))
        _bound_format(text)
        named = {name: _as_filtered(one, language) for name, one in kwargs.items()}
        return text % (named or tuple(_as_filtered(one, language) for one in args))

    texts = ("upper", "lower", "capitalize", "title", "trim", "string")
    return {
        **{name: of_text(filters[name]) for name in texts},
        **{name: of_text_with_environment(filters[name]) for name in ("truncate", "wordwrap")},
        **{name: of_text(narrow(name)) for name in ("center", "indent")},
        **{name: narrow(name) for name in ("batch", "slice", "round")},
        "replace": replace,
        "format": format_,
    }
