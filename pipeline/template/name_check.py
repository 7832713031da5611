"""What the tags of a part refer to: which names, fields, filters and statements, and which of them can't be. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import TYPE_CHECKING, TypeAlias

from jinja2 import nodes

from pipeline.render.mistakes import Code
from pipeline.render.sandbox import NOT_ALLOWED_FILTERS, NOT_ALLOWED_STATEMENTS
from pipeline.render.text_methods import NOT_ALLOWED_METHODS, OTHER_METHODS, TEXT_METHODS
from pipeline.similarity import nearest

if TYPE_CHECKING:
    from jinja2 import Environment

Shape: TypeAlias = "Mapping[str, Shape] | tuple[Shape] | None"
"""What a value will be: fields by their name, a list of one kind of value, or anything."""
Names: TypeAlias = "AbstractSet[str] | Mapping[str, Shape]"
"""The names that values will have; with their shapes, fields are known too."""

_LIST_FILTERS = frozenset(
    {"sort", "list", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default", "d"}
)
_ITEM_OF_LIST = frozenset({"first", "last", "min", "max"})
_LOOP: Shape = dict.fromkeys((
    "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem",
    "nextitem", "changed", "cycle",
))  # fmt: skip
_GUARDING_FILTERS = ("default", "d")
_GUARDING_TESTS = ("defined", "undefined")
_SIMILAR_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class NameProblem:
    """A name, a field, a filter or a test that can't be: on which line of the source, and what may have been meant."""

    code: Code
    line: int
    subject: str
    suggestion: str | None = None


@dataclass(slots=True)
class NameChecker:
    """Checks the tags of one part, with the names that each place can see."""

    environment: Environment
    names: Names | None
    problems: list[NameProblem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Every name of a value that is used."""
    _scopes: list[dict[str, Shape]] = field(default_factory=lambda: [{}])
    _guarded: set[str] = field(default_factory=set)

    def check(self, tree: nodes.Template) -> None:
        """Check all that the tags say."""
        self._guarded = set(_guarded(tree))
        self._all(tree.body)

    # --- Statements -------------------------------------------------------------------------------

    def _all(self, statements: list[nodes.Node] | list[nodes.Expr]) -> None:
        for node in statements:
            self._statement(node)

    @singledispatchmethod
    def _statement(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Expr):
            self._shape(node)
        else:
            for child in node.iter_child_nodes():
                self._statement(child)

    @_statement.register
    def _output(self, node: nodes.Output) -> None:
        for shown in node.nodes:
            if _is_group(self._shape(shown)):
                self.problems.append(NameProblem("template-no-text", shown.lineno, ""))

    @_statement.register
    def _macro(self, node: nodes.Macro) -> None:
        self._scopes[-1][node.name] = None
        with self._scope([*node.args]):
            self._all(node.defaults)
            self._all(node.body)

    @_statement.register
    def _call(self, node: nodes.CallBlock) -> None:
        self._shape(node.call)
        with self._scope([*node.args]):
            self._all(node.body)

    @_statement.register
    def _set(self, node: nodes.Assign) -> None:
        self._declare(node.target, self._shape(node.node))

    @_statement.register
    def _set_block(self, node: nodes.AssignBlock) -> None:
        self._all(node.body)
        self._declare(node.target, None)

    @_statement.register
    def _with(self, node: nodes.With) -> None:
        shapes = [self._shape(value) for value in node.values]
        with self._scope([]):
            for target, shape in zip(node.targets, shapes, strict=True):
                self._declare(target, shape)
            self._all(node.body)

    @_statement.register
    def _for(self, node: nodes.For) -> None:
        values = self._shape(node.iter)
        with self._scope([]):
            self._declare(node.target, values[0] if isinstance(values, tuple) else None)
            self._scopes[-1]["loop"] = None if node.recursive else _LOOP
            if node.test:
                self._shape(node.test)
            self._all(node.body)
        self._all(node.else_)

    @contextmanager
    def _scope(self, arguments: list[nodes.Name]) -> Iterator[None]:
        known: dict[str, Shape] = {argument.name: None for argument in arguments}
        self._scopes.append(known | dict.fromkeys(("caller", "varargs", "kwargs")) if arguments else known)
        yield
        self._scopes.pop()

    def _declare(self, target: nodes.Node, shape: Shape) -> None:
        if isinstance(target, nodes.Name):
            self._scopes[-1][target.name] = shape
            if target.name.startswith("_"):
                self.problems.append(NameProblem("template-not-allowed", target.lineno, target.name))
        else:
            for name in target.find_all(nodes.Name):
                self._scopes[-1][name.name] = None

    # --- Expressions ------------------------------------------------------------------------------

    def _shape(self, node: nodes.Expr | nodes.Node) -> Shape:  # noqa: PLR0911 - an answer for each kind of expression
        """Read an expression and return what is known of its value."""
        if isinstance(node, nodes.Name):
            return self._name(node)
        if isinstance(node, nodes.Getattr):
            return self._field(self._shape(node.node), node.attr, node.lineno)
        if isinstance(node, nodes.Getitem):
            return self._item(node)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            return self._method(node, node.node)
        if isinstance(node, nodes.Filter):
            return self._filter(node)
        if isinstance(node, nodes.Test) and node.name not in self.environment.tests:
            near = nearest(node.name, self.environment.tests, at_least=_SIMILAR_ENOUGH)
            self.problems.append(NameProblem("template-filter-unknown", node.lineno, node.name, near))
        if isinstance(node, nodes.CondExpr):
            self._shape(node.test)
            shape = self._shape(node.expr1)
            return shape if node.expr2 is None or self._shape(node.expr2) == shape else None
        for child in node.iter_child_nodes():
            self._shape(child)
        return None

    def _method(self, call: nodes.Call, method: nodes.Getattr) -> Shape:
        """Check a method: one that a template may not call, or that no value has, is told wherever it is written."""
        self._shape(method.node)
        self._all([*call.args, *(pair.value for pair in call.kwargs)])
        name, line = method.attr, method.lineno
        if name in NOT_ALLOWED_METHODS or name.startswith("_"):
            self.problems.append(NameProblem("template-not-allowed", line, name))
        elif name not in TEXT_METHODS | OTHER_METHODS:
            near = nearest(name, TEXT_METHODS | OTHER_METHODS, at_least=_SIMILAR_ENOUGH)
            self.problems.append(NameProblem("template-field-unknown", line, name, near))
        return None

    def _name(self, node: nodes.Name) -> Shape:
        name = node.name
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        if name.startswith("_"):
            self.problems.append(NameProblem("template-not-allowed", node.lineno, name))
        elif name not in self.environment.globals:
            self.used.add(name)
            if self.names is not None and name not in self.names and name not in self._guarded:
                known = {*self.names, *(local for scope in self._scopes for local in scope)}
                near = nearest(name, known, at_least=_SIMILAR_ENOUGH)
                self.problems.append(NameProblem("template-name-unknown", node.lineno, name, near))
        return self.names.get(name) if isinstance(self.names, Mapping) else None

    def _field(self, shape: Shape, name: str, line: int) -> Shape:
        if name.startswith("_"):
            self.problems.append(NameProblem("template-not-allowed", line, name))
        if not isinstance(shape, Mapping):
            return None
        if name not in shape and name not in self._guarded:
            near = nearest(name, shape, at_least=_SIMILAR_ENOUGH)
            self.problems.append(NameProblem("template-field-unknown", line, name, near))
        return shape.get(name)

    def _item(self, node: nodes.Getitem) -> Shape:
        shape = self._shape(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(shape, node.arg.value, node.lineno)
        self._shape(node.arg)
        return (shape if isinstance(node.arg, nodes.Slice) else shape[0]) if isinstance(shape, tuple) else None

    def _filter(self, node: nodes.Filter) -> Shape:
        shape = None if node.node is None else self._shape(node.node)
        self._all([*node.args, *(pair.value for pair in node.kwargs)])
        name = node.name
        if name in NOT_ALLOWED_FILTERS or name.startswith("_"):
            self.problems.append(NameProblem("template-not-allowed", node.lineno, name))
        elif name not in self.environment.filters and name != "image":
            near = nearest(name, self.environment.filters, at_least=_SIMILAR_ENOUGH)
            self.problems.append(NameProblem("template-filter-unknown", node.lineno, name, near))
        if name in _LIST_FILTERS:
            return shape
        return shape[0] if name in _ITEM_OF_LIST and isinstance(shape, tuple) else None


def _is_group(shape: Shape) -> bool:
    """Whether a value has fields, or is a list of values that have: there is no text to show."""
    return isinstance(shape, Mapping) or (isinstance(shape, tuple) and _is_group(shape[0]))


def _guarded(tree: nodes.Template) -> Iterator[str]:
    """Yield the names of which a template itself says what to do without them."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        guards = _GUARDING_FILTERS if isinstance(node, nodes.Filter) else _GUARDING_TESTS
        if node.name not in guards:
            continue
        if isinstance(node.node, nodes.Name):
            yield node.node.name
        elif isinstance(node.node, nodes.Getattr):
            yield node.node.attr


def suggest_statement(word: str, known: AbstractSet[str]) -> tuple[Code, str | None]:
    """Return the code of an unknown statement, which Jinja may have and we don't, and what may have been meant."""
    if word.removeprefix("end") in NOT_ALLOWED_STATEMENTS:
        return "template-not-allowed", None
    return "template-statement-unknown", nearest(word, known, at_least=_SIMILAR_ENOUGH)
