"""No regular expression makes more than twice the work of twice the text: somebody may have written it to hurt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import import_module

import pytest
from conftest import PROJECT
from regex_work import Pattern, TooMuchWorkError, hostile_texts, largest_count, nodes_of, work

METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
BY_VARIABLE = {
    "answers.types.choice_text:_MARKS": "finditer",
    "answers.types.choice_text:_MARKS_OR_BLANKS": "finditer",
    "answers.types.contact_types:_EMAIL": "fullmatch",
    "answers.types.contact_types:_URL": "fullmatch",
    "match.column_meaning:_PARTED": "fullmatch",
}
"""How patterns are used that are not called by their own name."""
BOUNDED = {
    "match.column_meaning:_PARTED": "headers.LONGEST_HEADER characters of a header",
    "match.column_meaning:_SUBQUESTION": "as above",
    "read.xlsx_reader:_REFERENCE": "_LONGEST_NAME characters of a defined name",
}
"""Patterns that make more work: the code gives them a bounded text only, or it is known and said."""
FEW, MOST, LARGEST_BOUND = 10, 4_000, 100


@dataclass(frozen=True)
class Use:
    """A pattern, and the method that it is used with."""

    name: str
    pattern: Pattern
    method: str


def patterns_in(value: object) -> Iterator[Pattern]:
    """Yield the patterns that a constant is, or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns_in(list(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from patterns_in([getattr(value, field.name) for field in fields(value)])


def uses() -> Iterator[Use]:
    """Yield every pattern of the package that does not depend on what is read, with each method it is used with."""
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((PROJECT / "pipeline").rglob("*.py"))}
    everywhere = calls("\n".join(sources.values()))
    for path, source in sources.items():
        parts = path.relative_to(PROJECT / "pipeline").with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        yield from (Use(f"{module}:{line}", pattern, method) for line, pattern, method in written_in_place(source))
        assigned = (
            re.findall(r"^([A-Za-z_]\w*)(?:: [^=\n]+)? = ", source, re.MULTILINE) if path.stem != "__main__" else []
        )
        namespace = vars(import_module(f"pipeline.{module}".rstrip("."))) if assigned else {}
        for name in dict.fromkeys(assigned):
            called = calls(source) if name.startswith("_") else everywhere
            methods = called.get(name) or [BY_VARIABLE.get(f"{module}:{name}", "fullmatch")]
            for pattern in patterns_in(namespace.get(name)):
                yield from (Use(f"{module}:{name}", pattern, method) for method in dict.fromkeys(methods))


@cache
def calls(source: str) -> dict[str, list[str]]:
    """Return the methods of patterns that a text of Python calls, by the name of what it calls them on."""
    called: dict[str, list[str]] = {}
    for name, method in re.findall(rf"\b(\w+)\.({'|'.join(METHODS)})\(", source):
        called.setdefault(name, []).append(method)
    return called


def written_in_place(source: str) -> Iterator[tuple[int, Pattern, str]]:
    """Yield the line, the pattern and the method of each call such as `re.sub(r"...", ...)`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            named = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            written = node.args[0].value if named and isinstance(node.args[0], ast.Constant) else None
            if isinstance(written, str):
                yield node.lineno, re.compile(written), node.func.attr


USES = list(uses())


def steep_texts(use: Use, few: int, most: int) -> list[int]:
    """Return which of the hostile texts make more than twice the work at twice the size."""
    texts = zip(hostile_texts(use.pattern, few), hostile_texts(use.pattern, 2 * few), strict=True)
    return [number for number, (short, long) in enumerate(texts) if is_steep(use, short, long, most)]


def is_steep(use: Use, short: str, long: str, most: int) -> bool:
    """Whether the second text, of twice the size, makes clearly more than twice the work of the first."""
    try:
        before, after = (work(use.pattern, use.method, text, most) for text in (short, long))
    except TooMuchWorkError:
        return True
    return after > 2.7 * max(before, len(long))


def steep(use: Use) -> list[str]:
    """Return texts of which twice as much makes more than twice the work, also where the pattern bounds it far away."""
    numbers = steep_texts(use, FEW, MOST)
    bound = largest_count(nodes_of(use.pattern))
    if not numbers or not 0 < bound < LARGEST_BOUND:
        return [list(hostile_texts(use.pattern, FEW))[number] for number in numbers]
    short, long = ([*hostile_texts(use.pattern, times * bound)] for times in (3, 6))
    return [short[number] for number in numbers[:1] if is_steep(use, short[number], long[number], 20 * MOST)]


@pytest.mark.parametrize("use", USES, ids=lambda use: f"{use.name}-{use.method}")
def test_twice_the_text_is_twice_the_work(use: Use) -> None:
    """For texts that repeat whatever the pattern repeats or speaks of, and end in what it does not take."""
    if use.name in BOUNDED:
        return
    assert not steep(use), use.pattern.pattern


@pytest.mark.parametrize(
    ("pattern", "method", "is_linear"),
    [
        (r"(a+)+$", "match", False),
        (r"(?:a|a)*b", "match", False),
        (r"\s+$", "search", False),
        (r"a.*b", "search", False),
        (r"\s*%?\s*%?\s*x", "match", False),
        (r"(x+x+)+y", "fullmatch", False),
        (r"<!--(?:.*?-->)*x", "match", False),
        (r"\s+", "sub", True),
        (r"(?<!\s)\s+$", "search", True),
        (r"a{1,64}b", "search", True),
        (r"(?>a+)+$", "match", True),
        (r"[^<]*+<", "match", True),
        (r"a{1,9}b", "search", True),
        (r"(\w+) \1", "match", True),
    ],
)
def test_a_pattern_that_goes_back_too_often_is_seen(pattern: str, method: str, *, is_linear: bool) -> None:
    """Without this the test above would say nothing."""
    assert (not steep(Use("", re.compile(pattern, re.DOTALL), method))) == is_linear


def test_what_is_bounded_elsewhere_is_known_by_its_name() -> None:
    """And still there."""
    names = {use.name for use in USES}
    assert names >= {*BOUNDED, *BY_VARIABLE}
    assert len(USES) > 100
