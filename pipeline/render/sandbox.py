"""The dialect: Jinja2 in a sandbox, strict, bounded, and without what would let markup, files or chance in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from pipeline.render.bounded_filters import bounded_filters, filter_input
from pipeline.render.filters import user_filters
from pipeline.render.limits import check_format, check_power, check_product, check_size
from pipeline.render.table_grid import COLOUR, SPAN, colour, span
from pipeline.render.writer import Writer, open_end

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
NEW_ID, CURRENT_ID, COMING_ID = "_new_id", "_current_id", "_coming_id"
IMAGE, OPEN_END = "_image", "_open_end"
"""Our own filters on the writer: what compiled tags become. Users can't name them, nor the writer itself."""
_COUNTED, _JOINED = "_counted", "_joined"

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


@cache
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
    sandbox.filters.update(bounded_filters(sandbox.filters, language))
    sandbox.filters.update({RUNS: Writer.runs, BLOCK: Writer.block, ATTRIBUTE: Writer.attribute, PLAIN: Writer.plain})
    sandbox.filters.update({NEW_ID: _new_id, CURRENT_ID: _current_id, COMING_ID: _coming_id})
    sandbox.filters.update({OPEN_END: open_end, COLOUR: colour, SPAN: span})
    sandbox.filters.update({IMAGE: _image, _COUNTED: _counted, _JOINED: _BoundedJoin(language)})
    return sandbox


@dataclass(frozen=True)
class CompiledSource:
    """A source that Jinja has compiled. It crosses to another process as its text, and is compiled again there."""

    source: str
    name: str
    """What tracebacks call it."""
    language: str
    template: Template = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compile the source. Raises TemplateSyntaxError."""
        template = environment_for(self.language).compiled(self.source, self.name)
        object.__setattr__(self, "template", template)

    def __reduce__(self) -> tuple[type[CompiledSource], tuple[str, str, str]]:
        """Return what it is rebuilt from: Jinja's templates can't be pickled."""
        return CompiledSource, (self.source, self.name, self.language)


# --- What compiled tags call ----------------------------------------------------------------------


def _new_id(writer: Writer, kind: str, original: str) -> str:
    return writer.ids.new_id(kind, original)


def _current_id(writer: Writer, kind: str, original: str) -> str:
    return writer.ids.current_id(kind, original)


def _coming_id(writer: Writer, kind: str, original: str) -> str:
    return writer.ids.coming_id(kind, original)


def _image(name: object, writer: Writer, width: object = None, height: object = None, *, alt: object = "") -> Markup:
    return writer.picture(str(name), width, height, alt)


def _counted(values: Iterable[object], writer: Writer, weight: int) -> Iterable[object]:
    """Return what a loop goes over, counted against the bounds of a report."""
    if isinstance(values, list | tuple | range | Mapping | str):
        writer.step(len(values) + 1, weight)
        return values
    return _counted_each(values, writer, weight)


def _counted_each(values: Iterable[object], writer: Writer, weight: int) -> Iterator[object]:
    for value in values:
        writer.step(1, weight)
        yield value


@dataclass(frozen=True, slots=True)
class _BoundedJoin:
    """What `~` becomes: the values as texts, joined within bounds."""

    language: str

    def __call__(self, values: tuple[object, ...]) -> str:
        texts = [str(filter_input(value, self.language)) for value in values]
        check_size(sum(map(len, texts)))
        return "".join(texts)


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
        tree = _BoundsInserter().visit(self.parse(source))
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
            check_power(left, right)
        elif operator == "*":
            check_size(*_repeated_sizes(left, right))
            check_product(left, right)
        elif operator == "%" and isinstance(left, str):
            check_format(left)
        elif operator == "+" and isinstance(left, str | list | tuple) and isinstance(right, str | list | tuple):
            check_size(len(left) + len(right))
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


def _repeated_sizes(left: object, right: object) -> Iterator[int]:
    """Yield how long a text or list is after it was multiplied by a number."""
    for values, times in ((left, right), (right, left)):
        if isinstance(values, str | list | tuple) and isinstance(times, int):
            yield len(values) * times


class _BoundsInserter(NodeTransformer):
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
