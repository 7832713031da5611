"""The dialect: Jinja2 in a sandbox, strict, bounded, and without what would let markup, files or chance in."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from pipeline.render import table_marks
from pipeline.render.bounded_filters import bounded_filters, filter_input
from pipeline.render.bounded_operations import check_operation
from pipeline.render.date_formats import moment_in_look
from pipeline.render.filters import user_filters
from pipeline.render.formatted_text import formatted
from pipeline.render.given.answers import single
from pipeline.render.given.nothing import NOTHING
from pipeline.render.given.numbers import GivenNumber, exact
from pipeline.render.given.texts import sought
from pipeline.render.given.typed import GivenValue
from pipeline.render.limits import check_size
from pipeline.render.ordering import ordering_filters
from pipeline.render.text_methods import call_text_method, place_in_list
from pipeline.render.type_tests import TYPE_TESTS
from pipeline.render.weight import is_light
from pipeline.render.writer import Writer, open_end

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.compiler import Frame
    from jinja2.runtime import Context

# Private-use characters as Jinja's delimiters: no text of a template can be taken for a tag.
OPEN, CLOSE = "\ue000", "\ue001"
WRITER = "_writer"
"""What compiled tags call the `Writer` of the report."""
RUNS, BLOCK, ATTRIBUTE, PLAIN = "_runs", "_block", "_attribute", "_plain"
ADDRESS, FIELD_VALUE = "_address", "_field_value"
NEW_ID, CURRENT_ID, COMING_ID = "_new_id", "_current_id", "_coming_id"
IMAGE, OPEN_END, MERGE = "_image", "_open_end", "_merge"
"""Our own filters on the writer: what compiled tags become. Users can't name them, nor the writer itself."""
_EXACT = frozenset({"+", "-", "*", "/"})
"""What is calculated exactly, also of numbers with decimals: 0.1 + 0.2 is 0.3."""
_VARIABLES = ("_block_vars", "_loop_vars")
"""What Jinja adds to a call in a block or a loop that sets variables; it drops them itself where it makes the call."""
_FEW_ROUNDS = 64
"""Rounds up to which a loop is so short that reading the clock in each would be more work."""
_WEIGHED = "_weighed"
_COUNTED, _JOINED, _NUMERAL, _SOUGHT, _NOTHING = "_counted", "_joined", "_numeral", "_sought", "_nothing"

NOT_ALLOWED_FILTERS = frozenset({"safe", "xmlattr", "urlize", "tojson", "random", "attr", "pprint"})
"""Filters of Jinja that make markup, reach into objects, or give another answer every time."""
NOT_ALLOWED_STATEMENTS = frozenset({"include", "import", "from", "extends", "block", "autoescape", "filter"})
"""Statements of Jinja that read other files, or let markup in."""
_NOT_ALLOWED_GLOBALS = ("lipsum",)


@cache
def environment_for(language: str) -> Sandbox:
    """Return the environment in which the templates of one language are compiled."""
    return new_sandbox(language)


def new_sandbox(language: str) -> Sandbox:
    """Return a new environment for templates of one language."""
    sandbox = Sandbox(
        language,
        block_start_string=f"{OPEN}%",
        block_end_string=f"%{CLOSE}",
        variable_start_string=f"{OPEN}=",
        variable_end_string=f"={CLOSE}",
        comment_start_string=f"{OPEN}#",
        comment_end_string=f"#{CLOSE}",
        keep_trailing_newline=True,
        autoescape=True,
        undefined=StrictUndefined,
        optimized=False,  # what is worked out while compiling would go wrong there and not at its tag
    )
    for name in NOT_ALLOWED_FILTERS:
        del sandbox.filters[name]
    for name in _NOT_ALLOWED_GLOBALS:
        del sandbox.globals[name]
    sandbox.filters.update(user_filters(language))
    sandbox.filters.update(bounded_filters(sandbox.filters, language))
    sandbox.filters.update(ordering_filters(language))
    sandbox.tests.update(TYPE_TESTS)
    sandbox.filters.update({RUNS: Writer.runs, BLOCK: Writer.block, ATTRIBUTE: Writer.attribute, PLAIN: Writer.plain})
    sandbox.filters.update({NEW_ID: _new_id, CURRENT_ID: _current_id, COMING_ID: _coming_id})
    sandbox.filters.update({OPEN_END: open_end, MERGE: _merge, **table_marks.FILTERS})
    sandbox.filters.update({ADDRESS: Writer.address, FIELD_VALUE: Writer.field_value})
    sandbox.filters.update({IMAGE: _image, _COUNTED: _counted, _JOINED: _BoundedJoin(language)})
    sandbox.filters[_WEIGHED] = _weighed
    sandbox.filters.update({_NUMERAL: _Numerals(language), _SOUGHT: sought, _NOTHING: _nothing})
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


def _merge(writer: Writer, step: str, column: str) -> object:
    steps = {"end": writer.merges.end, "begin": writer.merges.begin, "go_on": writer.merges.go_on}
    return writer.merges.is_first(column) if step == "is_first" else steps[step](column)


def _image(name: object, writer: Writer, width: object = None, height: object = None, *, alt: object = "") -> Markup:
    return writer.picture(str(name), width, height, alt)


def _weighed(value: object, writer: Writer) -> object:
    """Return a value that an operation goes over, once its weight was counted."""
    if not is_light(value):
        writer.weigh(value)
    return value


@dataclass(frozen=True, slots=True)
class _ReadingTheClock:
    """Many values that a loop goes over: what it does in each round may take long."""

    values: Sequence[object] | Mapping[Any, object] | range
    writer: Writer

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[object]:
        for value in self.values:
            self.writer.step(0)
            yield value


def _counted(values: Iterable[object], writer: Writer, weight: int) -> Iterable[object]:
    """Return what a loop goes over, counted against the bounds of a report."""
    if isinstance(values, list | tuple | range | Mapping | str):
        writer.step(len(values) + 1, weight)
        return values if len(values) <= _FEW_ROUNDS else _ReadingTheClock(values, writer)
    return _counted_each(values, writer, weight)


def _counted_each(values: Iterable[object], writer: Writer, weight: int) -> Iterator[object]:
    for value in values:
        writer.step(1, weight)
        yield value


def _nothing(_: object) -> object:
    return NOTHING


@dataclass(frozen=True, slots=True)
class _BoundedJoin:
    """What `~` becomes: the values as texts, joined within bounds."""

    language: str

    def __call__(self, values: tuple[object, ...]) -> str:
        texts = [filter_input(value, self.language) for value in values]
        check_size(sum(map(len, texts)))
        return "".join(texts)


@dataclass(frozen=True, slots=True)
class _Numerals:
    """What a number becomes with which a template compares."""

    language: str

    def __call__(self, number: float) -> GivenNumber:
        return GivenNumber(single(exact(number), self.language))


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
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, language: str, **settings: Any) -> None:  # noqa: ANN401 - as Jinja
        """Make an environment in which values are written in this language."""
        super().__init__(**settings)
        self.language = language

    def compiled(self, source: str, name: str) -> Template:
        """Compile a source; `name` is what tracebacks call it. Raises TemplateSyntaxError."""
        return self.compiled_tree(self.parse(source), name)

    def compiled_tree(self, tree: nodes.Template, name: str) -> Template:
        """Compile what was read of a source."""
        with warnings.catch_warnings():
            # Of `(1)[1:]` Python warns on the terminal; it is a mistake in the template, and is told as one.
            warnings.simplefilter("ignore", SyntaxWarning)
            code = self.compile(_BoundsInserter().visit(tree), name, name)
        return self.template_class.from_code(self, code, dict(self.globals))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as Jinja
        """Return a field of a value. Our values are plain dicts, so their keys go before Python's own methods."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if isinstance(obj, GivenValue) and attribute not in obj.fields:
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - as Jinja
        """Return an item of a list or a field of a value; nothing where a list or a text has no such place."""
        if isinstance(obj, str | list | tuple) and not isinstance(argument, str | slice | bool):
            try:
                return obj[argument]
            except IndexError:
                return NOTHING
            except TypeError:
                return self.undefined(obj=obj, name=argument)
        if isinstance(obj, GivenValue):
            return self.getattr(obj, str(argument))
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as Jinja
        """Calculate, within bounds."""
        if operator == "%" and isinstance(left, str) and not isinstance(left, Markup):
            return formatted(left, right, self.language)
        check_operation(operator, left, right)
        if float in (type(left), type(right)) and (operator in _EXACT or Decimal in (type(left), type(right))):
            left, right = (value if exact(value) is None else exact(value) for value in (left, right))
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - as Jinja
        """Call a macro, a loop or a method of a value, and count it."""
        writer = __context.get(WRITER)
        if isinstance(writer, Writer):
            writer.step()
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str) and not isinstance(owner, Markup):
            named = {name: value for name, value in kwargs.items() if name not in _VARIABLES}
            return call_text_method(__obj, args, named, __self.language)
        if isinstance(owner, list | tuple) and getattr(__obj, "__name__", "") == "index":
            return place_in_list(owner, *args)
        if isinstance(owner, date) and getattr(__obj, "__name__", "") == "strftime":
            return moment_in_look(owner, str(args[0]), __self.language)
        return super().call(__context, __obj, *args, **kwargs)


def _numeral(node: nodes.Expr) -> nodes.Expr:
    """Return a number that a template compares with as one that calculates exactly; also in a list of them."""
    if isinstance(node, nodes.List | nodes.Tuple):
        node.items = [_numeral(item) for item in node.items]
    if isinstance(node, nodes.Const) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return _filtered(node, _NUMERAL)
    return node


def _filtered(node: nodes.Expr, name: str) -> nodes.Expr:
    """Return what one of our own filters makes of an expression."""
    filtered = nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
    filtered.set_environment(node.environment)  # type: ignore[arg-type] # a parsed node has one
    return filtered


def _weighed_node(node: nodes.Expr) -> nodes.Expr:
    """Return an expression of which the value is weighed before it is used; a constant has been."""
    if isinstance(node, nodes.Const) or _is_ours(node):
        return node
    weighed = nodes.Filter(node, _WEIGHED, [nodes.Name(WRITER, "load")], [], None, None, lineno=node.lineno)
    weighed.environment = node.environment
    return weighed


class _BoundsInserter(NodeTransformer):
    """Counts every loop, bounds what `~` makes, and lets numbers be compared as people mean it."""

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
        """Weigh what a filter works on, and let a picture know the report that it goes into."""
        self.generic_visit(node)
        if not node.name.startswith("_"):
            node.node = None if node.node is None else _weighed_node(node.node)
            node.args = [_weighed_node(argument) for argument in node.args]
            for pair in node.kwargs:
                pair.value = _weighed_node(pair.value)
        if node.name == "image":
            node.name = IMAGE
            node.args.insert(0, nodes.Name(WRITER, "load"))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - as Jinja
        """Let a number that is compared be equal to the text that shows it, and exact."""
        self.generic_visit(node)
        node.expr = _weighed_node(_numeral(node.expr))
        for operand in node.ops:
            operand.expr = _weighed_node(_numeral(operand.expr))
        if node.ops[0].op in ("in", "notin"):
            node.expr = _filtered(node.expr, _SOUGHT)
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802 - as Jinja
        """Let what has no `else` be nothing where the condition does not hold."""
        self.generic_visit(node)
        if node.expr2 is None:
            empty = nodes.Const(None, lineno=node.lineno)
            empty.environment = node.environment
            node.expr2 = _filtered(empty, _NOTHING)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802 - as Jinja
        """Weigh what a test looks at, but for whether there is anything at all."""
        self.generic_visit(node)
        if node.args:
            node.node = _weighed_node(node.node)
            node.args = [_weighed_node(argument) for argument in node.args]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - as Jinja
        """Let `~` be joined within bounds."""
        self.generic_visit(node)
        values = nodes.Tuple(node.nodes, "load", lineno=node.lineno)
        values.environment = node.environment
        return _filtered(values, _JOINED)
