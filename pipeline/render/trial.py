"""A compiled template tried out with values, in every branch: what would go wrong in a report. Pure.

Each branch is entered by the values where they lead there. A branch that none of them enters is entered all the same;
what goes wrong in it then counts only where it does so with all values, for its condition may guard it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from pipeline.render.mistakes import NOT_EVERY_REPORT, Code, RenderError, TemplateLocation, TemplateMistake
from pipeline.render.repeated_ids import RepeatedIds
from pipeline.render.sandbox import WRITER, Sandbox, new_sandbox
from pipeline.render.templated_part import RENDERING_ERRORS, CompiledLine, TemplatedPart, render_error
from pipeline.render.value_text import TemplateValues
from pipeline.render.writer import ListStyles, Writer

if TYPE_CHECKING:
    from jinja2 import Template

    from pipeline.render.compiled_template import CompiledTemplate

_CONDITION, _ROUTE = "_condition", "_route"
_GUARDS = frozenset({"defined", "undefined"})
_ENDLESS: Code = "template-endless"

Outcome = tuple[int, bool]
"""A condition by its number, and whether it holds."""


def try_out(tried: CompiledTemplate | CompiledLine, samples: Iterable[Mapping[str, object]]) -> list[TemplateMistake]:
    """Return all that goes wrong with these values and in branches that none of them enters; each tag once.

    A mistake with the code NOT_EVERY_REPORT holds for some answers only.
    """
    values = [TemplateValues.of(sample) for sample in samples]
    found = [mistake for part in _trials(tried) for mistake in part.mistakes(values)]
    by_tag: dict[tuple[str, str, TemplateLocation], TemplateMistake] = {}
    for mistake in found:
        by_tag.setdefault((mistake.code, mistake.tag, mistake.location), mistake)
    return list(by_tag.values())


def _trials(tried: CompiledTemplate | CompiledLine) -> Iterator[_Trial]:
    if isinstance(tried, CompiledLine):
        yield _Trial.of(tried, lambda: Writer(tried.source.language, (), ListStyles()))
        return

    def writer() -> Writer:
        return Writer(tried.language, tried.formattings, tried.lists, tried.pictures, RepeatedIds(tried.first_free_id))

    for part in tried.parts:
        if isinstance(part, TemplatedPart):
            yield _Trial.of(part, writer)
    for line in tried.properties.lines:
        yield from _trials(line)


@dataclass(slots=True)
class _Route:
    """Which way a template goes: where it is made to go, and where it went by itself."""

    forced: Mapping[int, bool] = field(default_factory=dict)
    taken: set[Outcome] = field(default_factory=set)

    def condition(self, value: object, number: int) -> object:
        """Return the value of a condition, or what it is made to be."""
        if number in self.forced:
            value = self.forced[number]
        self.taken.add((number, bool(value)))
        return value


def _condition(value: object, route: _Route, number: int) -> object:
    return route.condition(value, number)


class _Branch(NamedTuple):
    """A branch of a template: the outcome of the condition that leads into it, and of those before that."""

    outcome: Outcome
    before: tuple[Outcome, ...]

    @property
    def route(self) -> dict[int, bool]:
        """What every condition on the way has to be."""
        return dict((*self.before, self.outcome))


@dataclass(slots=True)
class _Trial:
    """A part or a line, compiled so that it can be made to go any way."""

    template: Template
    tags: Mapping[int, tuple[str, TemplateLocation]]
    branches: Sequence[_Branch]
    writer: Callable[[], Writer]

    @classmethod
    def of(cls, part: TemplatedPart | CompiledLine, writer: Callable[[], Writer]) -> _Trial:
        """Compile a part once more, with a turn at each condition."""
        source = part.source
        sandbox = _trial_sandbox(source.language)
        turns = _TurnInserter()
        tree = turns.visit(sandbox.parse(source.source))
        return cls(sandbox.compiled_tree(tree, source.name), part.tags, turns.branches, writer)

    def mistakes(self, samples: Sequence[TemplateValues]) -> Iterator[TemplateMistake]:
        """Yield what goes wrong with each of these values, then what does in branches that none of them enters.

        Nothing more is tried of what works without end.
        """
        route = _Route()
        for values in samples:
            if mistake := self._render(values, route):
                yield mistake
                if mistake.code == _ENDLESS:  # each further try would take as long again
                    return
        for branch in self.branches:
            if branch.outcome in route.taken:
                continue
            mistakes = [mistake for values in samples for mistake in self._in_branch(branch, values)]
            if mistakes and None not in mistakes:
                yield from (mistake for mistake in mistakes[:1] if mistake)

    def _in_branch(self, branch: _Branch, values: TemplateValues) -> Iterator[TemplateMistake | None]:
        """Yield what goes wrong in a branch, or None; nothing where these values don't lead to it, or don't fit."""
        route = _Route(branch.route)
        mistake = self._render(values, route)
        if branch.outcome in route.taken and (mistake is None or mistake.code != NOT_EVERY_REPORT):
            yield mistake

    def _render(self, values: TemplateValues, route: _Route) -> TemplateMistake | None:
        context = {**values, WRITER: self.writer(), _ROUTE: route}
        try:
            for _ in self.template.root_render_func(self.template.new_context(context)):
                pass
        except RENDERING_ERRORS as error:
            mistake: RenderError = render_error(error, self.template, self.tags)
            return mistake.mistake
        return None


@cache
def _trial_sandbox(language: str) -> Sandbox:
    sandbox = new_sandbox(language)
    sandbox.filters[_CONDITION] = _condition
    return sandbox


class _TurnInserter(NodeTransformer):
    """Numbers every condition of a template, and lets each be made to hold or not."""

    def __init__(self) -> None:
        self.branches: list[_Branch] = []
        self._number = 0
        self._turns: set[int] = set()
        self._before: tuple[Outcome, ...] = ()

    def visit_If(self, node: nodes.If) -> nodes.Node:  # noqa: N802 - as Jinja, as are those below
        """Go through a condition, each that is asked where it does not hold, and what is done where none does."""
        before = self._before
        for branch in (node, *node.elif_):
            branch.test, number = self._turn(branch.test)  # type: ignore[arg-type] # Jinja has it as a node
            branch.body = self._enter(branch.body, (number, True))
            self._before = (*self._before, (number, False))
        if node.else_:
            self._before, last = self._before[:-1], self._before[-1]
            node.else_ = self._enter(node.else_, last)
        self._before = before
        return node

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:  # noqa: N802
        """Go through both values of a condition within a tag."""
        node.test, number = self._turn(node.test)
        node.expr1 = self._enter_one(node.expr1, (number, True))
        if node.expr2 is not None:
            node.expr2 = self._enter_one(node.expr2, (number, False))
        return node

    def visit_And(self, node: nodes.And) -> nodes.Node:  # noqa: N802
        """Go through what is asked only where the first holds."""
        node.left, number = self._turn(node.left)
        node.right = self._enter_one(node.right, (number, True))
        return node

    def visit_Or(self, node: nodes.Or) -> nodes.Node:  # noqa: N802
        """Go through what is asked only where the first does not hold."""
        node.left, number = self._turn(node.left)
        node.right = self._enter_one(node.right, (number, False))
        return node

    def _turn(self, test: nodes.Expr) -> tuple[nodes.Expr, int]:
        """Return a condition that can be made to hold or not, and its number."""
        test = self.visit(test)
        self._number += 1
        if any(
            test_of.name in _GUARDS for test_of in (test, *test.find_all(nodes.Test)) if isinstance(test_of, nodes.Test)
        ):
            return test, self._number  # what is not there can't be made to be there
        self._turns.add(self._number)
        arguments: list[nodes.Expr] = [nodes.Name(_ROUTE, "load"), nodes.Const(self._number)]
        turn = nodes.Filter(test, _CONDITION, arguments, [], None, None, lineno=test.lineno)
        turn.set_environment(test.environment)  # type: ignore[arg-type] # a parsed node has one
        return turn, self._number

    def _enter(self, body: list[nodes.Node], outcome: Outcome) -> list[nodes.Node]:
        """Go through what is done where a condition has this outcome."""
        if outcome[0] in self._turns:
            self.branches.append(_Branch(outcome, self._before))
        before, self._before = self._before, (*self._before, outcome)
        entered = [self.visit(node) for node in body]
        self._before = before
        return entered

    def _enter_one(self, expression: nodes.Expr, outcome: Outcome) -> nodes.Expr:
        (entered,) = self._enter([expression], outcome)
        return entered  # type: ignore[return-value] # an expression stays one
